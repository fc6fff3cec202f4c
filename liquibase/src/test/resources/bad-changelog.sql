--liquibase formatted sql

--changeset ooni-backend:bad-changelog-1 labels:sample,issue-8
--comment: This one keeps all the rules
CREATE TABLE good (id integer);
--rollback DROP TABLE good;

--changeset somebody:bad-changelog-2 labels:sample,issue-8
--comment: The author is not the project
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:number-three labels:sample,issue-8
--comment: The id does not tell where to look
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:bad-changelog-4 labels:sample,issue-8
CREATE TABLE bad (uncommented integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:bad-changelog-5
--comment: No label
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:bad-changelog-6 labels:sample,issue-8
--comment: No way back
CREATE TABLE bad (id integer);

--changeset ooni-backend:bad-changelog-7 labels:sample,issue-8
--comment: Two in one
CREATE TABLE bad (id integer);
CREATE TABLE worse (id integer);
--rollback DROP TABLE bad;
--rollback DROP TABLE worse;

--changeset ooni-backend:bad-changelog-8 labels:sample,issue-8 runOnChange:true
--comment: Not frozen
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:bad-changelog-9 labels:sample,issue-8 failOnError:false
--comment: Does not care
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:bad-changelog-10 labels:sample,issue-8
--validCheckSum: ANY
--comment: May be edited after its release
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:bad-changelog-11 labels:sample
--comment: Nobody knows who asked for it
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:bad-changelog-12 labels:sample,issue-8
--comment: Nobody knows why there is no way back
CREATE TABLE bad (id integer);
--rollback empty

--changeset ooni-backend:bad-changelog-13 labels:sample,issue-8
--comment: PostgreSQL refuses this one
CREATE INDEX CONCURRENTLY idx_good_id ON good (id);
--rollback DROP INDEX idx_good_id;

--changeset ooni-backend:bad-changelog-14 labels:sample,issue-8 runInTransaction:false
--comment: Half of it stays when it fails
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;

--changeset ooni-backend:bad-changelog-15 labels:sample,issue-8
--comment: The version before still reads it
DROP TABLE good;
--rollback CREATE TABLE good (id integer);

--changeset ooni-backend:bad-changelog-16 labels:sample,issue-8
--comment: Harmless, and says it is not [risk: grant, weather; it may rain]
CREATE TABLE bad (id integer);
--rollback DROP TABLE bad;
