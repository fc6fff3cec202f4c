--liquibase formatted sql

-- Lists of measurements that no index gave in order. Made before the first release, while fastpath is empty everywhere;
-- an index made later is built CONCURRENTLY, partition by partition (see the README).

--changeset ooni-backend:220-list-indexes-1 labels:fastpath,issue-5
--comment: Lists of one input. It may be as long as a body: 8 bytes of a hash stand for it, and a query says both and that there is one [risk: index; made before the first release, the table is empty]
CREATE INDEX idx_fastpath_input_time ON fastpath (hashtextextended(input, 0), measurement_start_time) WHERE input <> '';
--rollback DROP INDEX idx_fastpath_input_time;

--changeset ooni-backend:220-list-indexes-2 labels:fastpath,issue-5
--comment: Lists of one OONI Run link, which few measurements have [risk: index; made before the first release, the table is empty]
CREATE INDEX idx_fastpath_run_link_time ON fastpath (ooni_run_link_id, measurement_start_time) WHERE ooni_run_link_id IS NOT NULL;
--rollback DROP INDEX idx_fastpath_run_link_time;

--changeset ooni-backend:220-list-indexes-3 labels:fastpath,issue-5
--comment: Anomalies of all countries that meet another condition as well: a twentieth of the rows is looked at [risk: index; made before the first release, the table is empty]
CREATE INDEX idx_fastpath_anomaly_time ON fastpath (measurement_start_time) WHERE anomaly;
--rollback DROP INDEX idx_fastpath_anomaly_time;

--changeset ooni-backend:220-list-indexes-4 labels:fastpath,issue-5
--comment: Likewise confirmed ones, a hundredth [risk: index; made before the first release, the table is empty]
CREATE INDEX idx_fastpath_confirmed_time ON fastpath (measurement_start_time) WHERE confirmed;
--rollback DROP INDEX idx_fastpath_confirmed_time;
