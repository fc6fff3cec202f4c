-- Run by a superuser in the application's database, once or as often as you like:
--   createdb --template=template0 --encoding=UTF8 --locale=C ooni
--   psql --dbname=ooni --file=bootstrap.sql
-- The roles get no password here. Set both with \password before anything else can log in.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ooni_owner') THEN
    CREATE ROLE ooni_owner;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ooni_app') THEN
    CREATE ROLE ooni_app;
  END IF;
END
$$;

-- owns the schema and runs Liquibase
ALTER ROLE ooni_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE ooni_owner IS 'Owns the schema of the OONI backend; used by migrations only';
-- a migration that waits for a lock makes all queries behind it wait as well
ALTER ROLE ooni_owner SET lock_timeout = '10s';

-- the application: rows only, what it may touch is granted by the changelog
ALTER ROLE ooni_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE ooni_app IS 'The OONI backend itself; reads and writes rows, owns nothing';

DO $$
BEGIN
  EXECUTE format('ALTER DATABASE %I OWNER TO ooni_owner', current_database());
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO ooni_app', current_database());
END
$$;

ALTER SCHEMA public OWNER TO ooni_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO ooni_app;

-- Statistics of statements, on servers that have them; the README of server-config tells how to switch them on.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_stat_statements') THEN
    CREATE SCHEMA IF NOT EXISTS statistics;
    CREATE EXTENSION IF NOT EXISTS pg_stat_statements WITH SCHEMA statistics;
    GRANT USAGE ON SCHEMA statistics TO ooni_app;
  END IF;
END
$$;
