--liquibase formatted sql

-- A cell is written once for a day and then added to. Without room in its page each addition moves it to another
-- page and into all indexes again, and what it leaves is filled with days that have nothing to do with it.

--changeset ooni-backend:283-rollup-room-1 labels:aggregation,issue-5
--comment: Countries by day are added to by every drain
ALTER TABLE rollup_country_day SET (fillfactor = 85);
--rollback ALTER TABLE rollup_country_day RESET (fillfactor);

--changeset ooni-backend:283-rollup-room-2 labels:aggregation,issue-5
--comment: Networks by day: a cell in twenty is added to
ALTER TABLE rollup_network_day SET (fillfactor = 90);
--rollback ALTER TABLE rollup_network_day RESET (fillfactor);

--changeset ooni-backend:283-rollup-room-3 labels:aggregation,issue-5
--comment: Sites by day: a cell in sixty is added to
ALTER TABLE rollup_site_day SET (fillfactor = 95);
--rollback ALTER TABLE rollup_site_day RESET (fillfactor);

--changeset ooni-backend:283-rollup-room-4 labels:aggregation,issue-5
--comment: Categories by day: a cell in ten is added to
ALTER TABLE rollup_category_day SET (fillfactor = 85);
--rollback ALTER TABLE rollup_category_day RESET (fillfactor);
