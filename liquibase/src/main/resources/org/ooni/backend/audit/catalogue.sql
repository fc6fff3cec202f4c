-- What the catalogue says about the schema, one line each, in words that PostgreSQL 15 and later share.
-- Left out: what extensions brought, what partitions have from their parent, what the owner may do anyway, remarks in functions.
WITH mine AS (
  SELECT c.oid, relname AS name, relkind, relowner, relacl, relispartition, reloptions, relrowsecurity, relpersistence,
    CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'view'
      WHEN 'S' THEN 'sequence' WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' ELSE relkind::text END AS kind,
    relkind IN ('r', 'p', 'f') AND NOT relispartition AS is_table
  FROM pg_class c
  WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'databasechangelog%' AND relkind <> 't'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
), routine AS (
  SELECT p.*, oid::regprocedure::text AS signature FROM pg_proc p
  WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
), granted AS (
  SELECT kind || ' ' || name AS object, relowner AS owner, (aclexplode(relacl)).* FROM mine
  UNION ALL
  SELECT 'column ' || name || '.' || attname, relowner, (aclexplode(attacl)).*
    FROM mine JOIN pg_attribute ON attrelid = mine.oid WHERE attacl IS NOT NULL
  UNION ALL
  SELECT 'routine ' || signature, proowner, (aclexplode(coalesce(proacl, acldefault('f', proowner)))).* FROM routine
  UNION ALL
  SELECT 'schema ' || nspname, nspowner, (aclexplode(nspacl)).* FROM pg_namespace WHERE nspname = 'public'
), line (text) AS (
  SELECT concat_ws(' ', kind, name, 'of', mine.relowner::regrole::text,
      CASE WHEN relkind = 'p' THEN 'partitioned by ' || pg_get_partkeydef(oid) END,
      CASE WHEN relpersistence <> 'p' THEN 'not logged' END,
      CASE WHEN relrowsecurity THEN 'row security' END,
      'with ' || array_to_string(reloptions, ', '))
    FROM mine WHERE NOT relispartition AND relkind NOT IN ('i', 'I')
  UNION ALL
  SELECT format('partition %s %s of %s by %s', inhparent::regclass, name, mine.relowner::regrole, pg_get_expr(relpartbound, c.oid))
    FROM mine JOIN pg_inherits ON inhrelid = mine.oid JOIN pg_class c ON c.oid = mine.oid WHERE c.relispartition AND c.relkind IN ('r', 'p')
  UNION ALL
  SELECT concat_ws(' ', 'column', name || '.' || attname, format_type(atttypid, atttypmod),
      CASE WHEN attnotnull THEN 'not null' END,
      CASE attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity' END,
      CASE WHEN attgenerated = 's' THEN 'generated ' WHEN adbin IS NOT NULL THEN 'default ' END || pg_get_expr(adbin, adrelid),
      CASE WHEN attstorage <> typstorage THEN 'storage ' || attstorage::text END)
    FROM mine JOIN pg_attribute ON attrelid = mine.oid AND attnum > 0 AND NOT attisdropped
    JOIN pg_type t ON t.oid = atttypid LEFT JOIN pg_attrdef ON adrelid = mine.oid AND adnum = attnum
    WHERE is_table
  UNION ALL
  SELECT concat_ws(' ', 'constraint', name || '.' || conname, pg_get_constraintdef(c.oid))
    FROM mine JOIN pg_constraint c ON conrelid = mine.oid AND contype NOT IN ('n', 't') WHERE is_table OR conislocal AND coninhcount = 0
  UNION ALL
  SELECT concat_ws(' ', 'index', replace(pg_get_indexdef(mine.oid), ' public.', ' '), CASE WHEN NOT indisvalid THEN 'INVALID' END)
    FROM mine JOIN pg_index ON indexrelid = mine.oid
    WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = mine.oid)
  UNION ALL
  SELECT format('view %s %s', name, regexp_replace(pg_get_viewdef(oid), '\s+', ' ', 'g')) FROM mine WHERE kind = 'view'
  UNION ALL
  SELECT format('sequence %s from %s by %s cache %s', name, seqstart, seqincrement, seqcache)
    FROM mine JOIN pg_sequence ON seqrelid = mine.oid
  UNION ALL
  SELECT concat_ws(' ', 'trigger', replace(pg_get_triggerdef(t.oid), ' public.', ' '), CASE WHEN tgenabled <> 'O' THEN 'enabled ' || tgenabled::text END)
    FROM mine JOIN pg_trigger t ON tgrelid = mine.oid AND NOT tgisinternal AND tgparentid = 0
  UNION ALL
  SELECT format('policy %s.%s %s', name, polname, pg_get_expr(polqual, polrelid)) FROM mine JOIN pg_policy ON polrelid = mine.oid
  UNION ALL
  SELECT concat_ws(' ', 'routine', signature, 'returns', pg_get_function_result(routine.oid), 'of', proowner::regrole::text, lanname,
      CASE provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
      CASE WHEN prosecdef THEN 'SECURITY DEFINER' END, array_to_string(proconfig, ', '),
      'body', encode(sha256(convert_to(regexp_replace(regexp_replace(coalesce(pg_get_function_sqlbody(routine.oid), prosrc),
        '--[^\n]*', '', 'g'), '\s+', ' ', 'g'), 'UTF8')), 'hex'))
    FROM routine JOIN pg_language l ON l.oid = prolang
  UNION ALL
  SELECT concat_ws(' ', 'type', format_type(t.oid, NULL), typtype, (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
    FROM pg_type t WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
  UNION ALL
  SELECT format('schema %s of %s', nspname, nspowner::regrole) FROM pg_namespace WHERE nspname = 'public'
  UNION ALL
  SELECT format('right %s %s to %s%s', object, string_agg(privilege_type, ', ' ORDER BY privilege_type),
      CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END, CASE WHEN is_grantable THEN ' with grant option' END)
    FROM granted WHERE grantee <> owner AND privilege_type <> 'MAINTAIN' GROUP BY object, grantee, is_grantable
  UNION ALL
  SELECT concat_ws(' ', 'role', rolname, CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolcreaterole THEN 'CREATEROLE' END,
      CASE WHEN rolcreatedb THEN 'CREATEDB' END, CASE WHEN rolreplication THEN 'REPLICATION' END, CASE WHEN rolbypassrls THEN 'BYPASSRLS' END,
      (SELECT 'in ' || string_agg(roleid::regrole::text, ', ' ORDER BY roleid::regrole::text) FROM pg_auth_members WHERE member = r.oid))
    FROM pg_roles r WHERE rolname IN ('ooni_owner', 'ooni_app')
  UNION ALL
  SELECT format('comment %s %s: %s', kind, name, obj_description(oid, 'pg_class')) FROM mine
    WHERE obj_description(oid, 'pg_class') IS NOT NULL
  UNION ALL
  SELECT format('comment column %s.%s: %s', name, attname, col_description(mine.oid, attnum))
    FROM mine JOIN pg_attribute ON attrelid = mine.oid AND attnum > 0 WHERE col_description(mine.oid, attnum) IS NOT NULL
  UNION ALL
  SELECT format('comment routine %s: %s', signature, obj_description(oid, 'pg_proc')) FROM routine
    WHERE obj_description(oid, 'pg_proc') IS NOT NULL
)
SELECT found FROM (SELECT regexp_replace(text, '\s+', ' ', 'g') AS found FROM line) AS lines ORDER BY found COLLATE "C"
