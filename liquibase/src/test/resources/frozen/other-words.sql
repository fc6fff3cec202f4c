--liquibase formatted sql

--changeset ooni-backend:frozen-1 labels:other,issue-9 runInTransaction:false
--comment: Other words, labels and another way back
CREATE TABLE frozen (
    id integer,
    name text);
--rollback DROP TABLE IF EXISTS frozen;
