-- Which rows come first, and that none is missing: below joins, projections, ranges and limits.
CREATE EXTENSION IF NOT EXISTS vector;
CREATE TABLE cat (id int PRIMARY KEY, name text);
INSERT INTO cat SELECT g, 'c' || g FROM generate_series(1, 5) g;
CREATE TABLE item (id int PRIMARY KEY, cat_id int, v vector(3));
INSERT INTO item
    SELECT g, CASE WHEN g % 2 = 0 THEN 1 + g % 5 END, ARRAY[g, 0, 0]::vector
    FROM generate_series(1, 3000) g;
CREATE INDEX ON item USING hnsw (v vector_l2_ops);
ANALYZE item;
ANALYZE cat;

-- A left join keeps the rows of its left side in their order.
SELECT item.id, cat.name FROM item LEFT JOIN cat ON cat.id = item.cat_id
    ORDER BY item.v <-> '[0,0,0]' LIMIT 5;
SET enable_seqscan = off;
SELECT item.id, cat.name FROM item LEFT JOIN cat ON cat.id = item.cat_id
    ORDER BY item.v <-> '[0,0,0]' LIMIT 5;
SELECT item.id, cat.name FROM item LEFT JOIN cat ON cat.id = item.cat_id AND cat.id > 3
    ORDER BY item.v <-> '[0,0,0]' LIMIT 7 OFFSET 2;
SELECT a.id, b.id FROM item a LEFT JOIN (SELECT id, id / 3 AS part FROM cat) b ON b.part = a.id
    ORDER BY a.v <-> '[0,0,0]', b.id LIMIT 6;
RESET enable_seqscan;
SELECT a.id, count(b.x), min(b.x) FROM generate_series(1, 5) a(id)
    LEFT JOIN (SELECT x, 1 + x % 3 AS a_id FROM generate_series(1, 9000) x) b ON b.a_id = a.id
    GROUP BY a.id ORDER BY a.id;

-- A distance that is output of what computes other columns as well.
CREATE VIEW doubled AS SELECT id, v, cat_id * 2 AS p FROM item;
SELECT id, p, v <-> '[0,0,0]' AS d FROM doubled ORDER BY d LIMIT 3;
SELECT id, p, v <-> '[0,0,0]' AS d FROM (SELECT id, v, cat_id * 2 AS p FROM item) s
    ORDER BY d LIMIT 3;
SELECT id, round(d) FROM (SELECT id, v <-> '[0,0,0]' AS d, p + 1 AS q FROM doubled) s
    ORDER BY d LIMIT 3;

-- Lists of values in an index in descending order.
CREATE TABLE score (id int, score int, part int);
INSERT INTO score SELECT g, g % 100, g % 7 FROM generate_series(1, 10000) g;
CREATE INDEX ON score (score DESC);
CREATE INDEX ON score (part, score DESC);
ANALYZE score;
SELECT DISTINCT score FROM
    (SELECT score FROM score WHERE score IN (1, 2, 3) ORDER BY score DESC LIMIT 100) x;
SELECT max(score), min(score) FROM score WHERE score IN (1, 2, 3);
SELECT array_agg(DISTINCT score) FROM
    (SELECT score FROM score WHERE score IN (1, 2, 3) ORDER BY score LIMIT 150) x;
SELECT score FROM score WHERE score IN (7, 3, 5) ORDER BY score OFFSET 99 LIMIT 2;
SELECT part, score FROM score WHERE part IN (1, 2) AND score IN (10, 11)
    ORDER BY part, score DESC OFFSET 10 LIMIT 10;

-- More rows than any table has.
SELECT count(*), min(id) FROM
    (SELECT id FROM item ORDER BY v <-> '[0,0,0]' LIMIT 9223372036854775807 OFFSET 1) s;
SELECT count(*) FROM (SELECT id FROM item ORDER BY v <-> '[0,0,0]' LIMIT NULL OFFSET 5) s;
PREPARE all_but AS SELECT id FROM item ORDER BY v <-> '[0,0,0]' LIMIT $1 OFFSET $2;
EXECUTE all_but(9223372036854775807, 2998);
EXECUTE all_but(2, 9223372036854775807);

-- An outer join stays one below a condition that its missing rows meet.
SELECT a.id FROM (VALUES (1), (2)) a(id) LEFT JOIN (VALUES (1)) b(id) ON b.id = a.id
    WHERE NOT (b.id = ANY('{}'::int[])) ORDER BY 1;
SELECT a.id FROM (VALUES (1), (2)) a(id) LEFT JOIN (VALUES (1)) b(id) ON b.id = a.id
    WHERE NOT (b.id = ANY('{3}'::int[])) ORDER BY 1;
SELECT a.id FROM (VALUES (1), (2)) a(id) LEFT JOIN (VALUES (1)) b(id) ON b.id = a.id
    WHERE b.id = ANY('{1,2}'::int[]) ORDER BY 1;

-- Many rows of which the first are wanted.
SELECT count(*), min(x), max(x) FROM
    (SELECT x FROM generate_series(1, 100000) x ORDER BY x DESC LIMIT 20000 OFFSET 30000) s;
