--liquibase formatted sql

-- Charts of categories read whole months and the days that are left: old days as often as new ones.

--changeset ooni-backend:281-rollup-days-1 labels:aggregation,issue-5
--comment: It excludes little: room that updates leave in old pages is filled with new days. Five days of a year ago were 8,000 pages of 39,000 [risk: drop; an index, without loss, and the next one takes its place]
DROP INDEX idx_rollup_category_day_day;
--rollback CREATE INDEX idx_rollup_category_day_day ON rollup_category_day USING brin (day);

--changeset ooni-backend:281-rollup-days-2 labels:aggregation,issue-5
--comment: The pages that have some days, and no others [risk: index; made before the first release, the table is empty]
CREATE INDEX idx_rollup_category_day_day ON rollup_category_day (day);
--rollback DROP INDEX idx_rollup_category_day_day;
