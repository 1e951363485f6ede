-- What is written alike is the same: in GROUP BY, DISTINCT, ORDER BY, index keys and predicates.
CREATE EXTENSION IF NOT EXISTS vector;
CREATE TABLE t (id int, n numeric, v vector(3), h halfvec(2), s sparsevec(3), b bit(3), d timestamp,
    u uuid, j jsonb, a int[]);
INSERT INTO t SELECT g, g, ARRAY[g, 0, 0]::vector, ARRAY[g, 1]::halfvec, '{1:1}/3', 'B101'::bit(3),
    '2024-01-01', '00000000-0000-0000-0000-000000000001', '{"a": 1}', ARRAY[g]
    FROM generate_series(1, 4) g;
SELECT DISTINCT v <-> '[1,1,1]' FROM t ORDER BY v <-> '[1,1,1]';
SELECT DISTINCT ON (v <-> '[1,0,0]') id FROM t ORDER BY v <-> '[1,0,0]';
SELECT v <-> '[1,0,0]'::vector, count(*) FROM t GROUP BY v <-> '[1,0,0]'::vector ORDER BY 1;
SELECT h <-> '[1,1]', count(*) FROM t GROUP BY h <-> '[1,1]' ORDER BY 1;
SELECT s <-> '{1:1}/3', count(*) FROM t GROUP BY s <-> '{1:1}/3' ORDER BY 1;
SELECT b <~> B'101', count(*) FROM t GROUP BY b <~> B'101';
SELECT CASE WHEN n > 1.5 THEN 'hi' END, count(*) FROM t GROUP BY CASE WHEN n > 1.5 THEN 'hi' END
    ORDER BY 1;
SELECT n * 1.5, count(*) FROM t GROUP BY n * 1.50;
SELECT d + interval '1 day', count(*) FROM t GROUP BY d + interval '1 day';
SELECT u = '00000000-0000-0000-0000-000000000001', count(*) FROM t
    GROUP BY u = '00000000-0000-0000-0000-000000000001';
SELECT j @> '{"a": 1}', count(*) FROM t GROUP BY j @> '{"a": 1}';
SELECT min('[2:4]={1,2,3}'::int[]), min('{1,2,3}'::int[]) FROM t;
CREATE UNIQUE INDEX ON t ((n + 0.5));
INSERT INTO t (n) VALUES (1) ON CONFLICT ((n + 0.5)) DO NOTHING;
CREATE UNIQUE INDEX ON t (id) WHERE n > 1.75;
INSERT INTO t (id, n) VALUES (3, 7) ON CONFLICT (id) WHERE n > 1.75 DO NOTHING;
SELECT count(*) FROM t;

-- The least integers.
SELECT pg_typeof(-2147483648), pg_typeof(-2147483649), pg_typeof(-9223372036854775808);
SELECT -2147483648 / -1;
SELECT subvector('[1,2]'::vector, 2, -2147483648);

-- Predicates of indexes are immutable all the way down.
CREATE TABLE times (tz timestamptz, ts timestamp);
CREATE INDEX ON times (ts) WHERE tz = ANY ('{2024-01-02}'::date[]);
CREATE INDEX ON times (ts) WHERE ts IS NOT DISTINCT FROM '2024-01-02 12:30'::timestamptz;
CREATE INDEX ON times (ts) WHERE ts = ANY ('{2024-01-02}'::timestamp[]);
