--liquibase formatted sql

--changeset ooni-backend:bad-changelog-1 labels:sample
--comment: This one keeps all the rules
CREATE TABLE good (id integer);
--rollback DROP TABLE good;

--changeset somebody:bad-changelog-2 labels:sample
--comment: The author is not the project
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:number-three labels:sample
--comment: The id does not tell where to look
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:bad-changelog-4 labels:sample
CREATE TABLE bad (uncommented integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:bad-changelog-5
--comment: No label
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:bad-changelog-6 labels:sample
--comment: No way back
CREATE TABLE bad (id integer);

--changeset ooni-backend:bad-changelog-7 labels:sample
--comment: Two in one
CREATE TABLE bad (id integer);
CREATE TABLE worse (id integer);
--rollback DROP TABLE bad;
--rollback DROP TABLE worse;

--changeset ooni-backend:bad-changelog-8 labels:sample runOnChange:true
--comment: Not frozen
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:bad-changelog-9 labels:sample failOnError:false
--comment: Does not care
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:bad-changelog-10 labels:sample
--validCheckSum: ANY
--comment: May be edited after its release
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;
