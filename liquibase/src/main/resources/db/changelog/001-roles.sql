--liquibase formatted sql

-- What the application may see of Liquibase's own tables. The roles themselves are made by
-- db/bootstrap.sql, which needs a superuser; this changelog runs as ooni_owner.

--changeset ooni-backend:001-roles-1 labels:roles,issue-2
--preconditions onFail:HALT onError:HALT onFailMessage:"the role ooni_app is missing, run db/bootstrap.sql first"
--precondition-sql-check expectedResult:1 SELECT count(*) FROM pg_roles WHERE rolname = 'ooni_app'
--comment: A heartbeat tells whether the schema is the one the application was built for [risk: grant; to read only]
GRANT SELECT ON databasechangelog, databasechangeloglock TO ooni_app;
--rollback REVOKE SELECT ON databasechangelog, databasechangeloglock FROM ooni_app;
