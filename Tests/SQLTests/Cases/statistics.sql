-- ANALYZE, and what the catalogs show of it.
CREATE TABLE st (
    id int PRIMARY KEY, status text, score float8, note text, flag boolean, day date, skew int);
INSERT INTO st SELECT i,
    CASE WHEN i % 100 = 0 THEN 'rare' WHEN i % 10 = 1 THEN 'some' ELSE 'most' END,
    sqrt(i), CASE WHEN i % 10 = 0 THEN NULL ELSE 'note ' || i END, i % 4 = 0,
    date '2020-01-01' + i % 1000, (i * 7919 % 1000) * (i * 7919 % 1000) / 10000
    FROM generate_series(1, 5000) i;
SELECT reltuples FROM pg_class WHERE relname = 'st';
ANALYZE st;
SELECT relname, reltuples FROM pg_class WHERE relname IN ('st', 'st_pkey') ORDER BY 1;
SELECT relpages > 0 FROM pg_class WHERE relname = 'st';
SELECT attname, null_frac, n_distinct, array_length(most_common_freqs, 1),
    (most_common_vals::text::text[])[1:3], most_common_freqs[1:3],
    array_length(histogram_bounds::text::text[], 1), round(correlation::numeric, 4)
    FROM pg_stats WHERE tablename = 'st' ORDER BY attname;
SELECT attname, (histogram_bounds::text::text[])[1:3], (histogram_bounds::text::text[])[99:101]
    FROM pg_stats WHERE tablename = 'st' AND histogram_bounds IS NOT NULL ORDER BY attname;
SELECT staattnum, stanullfrac, stadistinct, stakind1, stakind2, stakind3
    FROM pg_statistic WHERE starelid = 'st'::regclass ORDER BY staattnum;
SELECT last_analyze IS NOT NULL, analyze_count FROM pg_stat_user_tables WHERE relname = 'st';
ANALYZE nosuch;
ANALYZE st (nosuch);
ANALYZE st (id, id);
ANALYZE (nosuch) st;
VACUUM (nosuch) st;
VACUUM st (id);
ANALYZE st (id), pg_class;
VACUUM (ANALYZE) st;
SET autovacuum = off;
SHOW autovacuum_analyze_threshold;
SHOW autovacuum_analyze_scale_factor;
SHOW autovacuum_naptime;
SHOW default_statistics_target;
SET default_statistics_target = 0;
TRUNCATE st;
SELECT reltuples, relpages FROM pg_class WHERE relname = 'st';
ALTER TABLE st ALTER COLUMN id TYPE bigint;
ALTER TABLE st DROP COLUMN status;
SELECT attname FROM pg_stats WHERE tablename = 'st' ORDER BY 1;
BEGIN;
INSERT INTO st (id, skew) SELECT i, i % 3 FROM generate_series(1, 30) i;
ANALYZE st;
SELECT n_distinct, most_common_vals FROM pg_stats WHERE tablename = 'st' AND attname = 'skew';
ROLLBACK;
SELECT n_distinct FROM pg_stats WHERE tablename = 'st' AND attname = 'skew';
DROP TABLE st;
SELECT count(*) FROM pg_stats WHERE tablename = 'st';
CREATE TABLE target(a int, b int, c text);
INSERT INTO target SELECT i % 500, i, 'v' || i % 300 FROM generate_series(1, 6000) i;
ALTER TABLE target ALTER COLUMN a SET STATISTICS 3, ALTER b SET STATISTICS 0;
ALTER TABLE target ALTER c SET STATISTICS 10;
SELECT attname, coalesce(attstattarget, -1) FROM pg_attribute WHERE attrelid = 'target'::regclass AND attnum > 0 ORDER BY attnum;
ANALYZE target;
SELECT attname, array_length(histogram_bounds::text::text[], 1)
    FROM pg_stats WHERE tablename = 'target' ORDER BY attname;
ALTER TABLE target ALTER a SET STATISTICS -1, ALTER b SET STATISTICS 20000;
SELECT attname, coalesce(attstattarget, -1) FROM pg_attribute WHERE attrelid = 'target'::regclass AND attnum > 0 ORDER BY attnum;
ALTER TABLE target ALTER a SET STATISTICS -2;
ALTER TABLE target ALTER nosuch SET STATISTICS 5;
ALTER TABLE target ALTER COLUMN 1 SET STATISTICS 5;
CREATE INDEX target_i ON target(a, (b + 1));
ALTER INDEX target_i ALTER COLUMN 1 SET STATISTICS 5;
ALTER INDEX target_i ALTER COLUMN 3 SET STATISTICS 5;
DROP TABLE target;
