-- Tables with their columns and comments; the row of the table itself comes first.
SELECT relname AS name, coalesce(attname, '') AS column_name,
  coalesce(format_type(atttypid, atttypmod), '') AS type, coalesce(attnotnull, true) AS required,
  coalesce(CASE WHEN attnum IS NULL THEN obj_description(c.oid, 'pg_class') ELSE col_description(c.oid, attnum) END, '') AS comment
FROM pg_class c
CROSS JOIN LATERAL (
  SELECT NULL AS attname, NULL AS atttypid, NULL AS atttypmod, NULL AS attnotnull, NULL AS attnum
  UNION ALL
  SELECT attname, atttypid, atttypmod, attnotnull, attnum FROM pg_attribute
  WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
) AS described
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
  AND relname NOT LIKE 'databasechangelog%'
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
ORDER BY relname COLLATE "C", attnum NULLS FIRST
