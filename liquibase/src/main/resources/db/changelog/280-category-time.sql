--liquibase formatted sql

-- Charts of all countries and categories read a time of these tables, whatever else is in their keys.

--changeset ooni-backend:280-category-time-1 labels:aggregation,issue-5
--comment: Whole months are read page by page and not cell by cell; as rows come in order of their month this index is tiny [risk: index; made before the first release, the table is empty]
CREATE INDEX idx_rollup_category_month_month ON rollup_category_month USING brin (month);
--rollback DROP INDEX idx_rollup_category_month_month;

--changeset ooni-backend:280-category-time-2 labels:aggregation,issue-5
--comment: Days are found without a search for each category or country; as rows come in order of their day this index is tiny [risk: index; made before the first release, the table is empty]
CREATE INDEX idx_rollup_category_day_day ON rollup_category_day USING brin (day);
--rollback DROP INDEX idx_rollup_category_day_day;

--changeset ooni-backend:280-category-time-3 labels:aggregation,issue-5
--comment: It excludes nothing: cells of a month are updated all month long and lie among those of others [risk: drop; an index, without loss, and the next one takes its place]
DROP INDEX idx_rollup_category_month_month;
--rollback CREATE INDEX idx_rollup_category_month_month ON rollup_category_month USING brin (month);

--changeset ooni-backend:280-category-time-4 labels:aggregation,issue-5
--comment: Whole months are read in the order of their pages, and no others [risk: index; made before the first release, the table is empty]
CREATE INDEX idx_rollup_category_month_month ON rollup_category_month (month);
--rollback DROP INDEX idx_rollup_category_month_month;
