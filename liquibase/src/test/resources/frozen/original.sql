--liquibase formatted sql

--changeset ooni-backend:frozen-1 labels:sample,issue-8
--comment: As it was released
CREATE TABLE frozen (id integer, name text);
--rollback DROP TABLE frozen;
