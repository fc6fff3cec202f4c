--liquibase formatted sql

-- Charts by hour and by kind of blocking count rows of fastpath. Made before the first release, while fastpath is empty
-- everywhere; an index made later is built CONCURRENTLY, partition by partition (see the README).

--changeset ooni-backend:261-time-index-1 labels:fastpath,issue-5
--comment: The one that takes its place has the same order [risk: drop; an index, without loss, and the next one takes its place]
DROP INDEX idx_fastpath_start_time;
--rollback CREATE INDEX idx_fastpath_start_time ON fastpath (measurement_start_time, measurement_uid);

--changeset ooni-backend:261-time-index-2 labels:fastpath,issue-5
--comment: The newest measurements first and keyset paging, as before; and what is counted by hour, without reading the wide rows [risk: index; made before the first release, the table is empty]
CREATE INDEX idx_fastpath_start_time ON fastpath (measurement_start_time, measurement_uid) INCLUDE (blocking_type, anomaly, confirmed, msm_failure);
--rollback DROP INDEX idx_fastpath_start_time;
