-- System columns of rows that a statement has just written.
CREATE TABLE sc (a int PRIMARY KEY, v text);
INSERT INTO sc VALUES (1, 'one') RETURNING xmax;
INSERT INTO sc VALUES (2, 'two'), (3, 'three') RETURNING a, tableoid = 'sc'::regclass AS t, xmin <> '0' AS w, xmax, cmax;
INSERT INTO sc VALUES (4, 'four') RETURNING ctid IS NOT NULL AS has, sc.*;
INSERT INTO sc VALUES (4, 'iv'), (5, 'v') ON CONFLICT (a) DO UPDATE SET v = excluded.v RETURNING a, v, (xmax = '0') AS inserted, xmin <> '0' AS w;
INSERT INTO sc VALUES (4, 'x'), (6, 'vi') ON CONFLICT DO NOTHING RETURNING a, xmax, tableoid = 'sc'::regclass AS t;
WITH x AS (INSERT INTO sc VALUES (7, 'vii') RETURNING tableoid) SELECT tableoid = 'sc'::regclass AS t FROM x;
INSERT INTO sc VALUES (4, 'z') ON CONFLICT (a) DO UPDATE SET v = excluded.xmin::text;
INSERT INTO sc VALUES (4, 'z') ON CONFLICT (a) DO UPDATE SET v = 'z' WHERE sc.xmax IS NOT NULL RETURNING v;
UPDATE sc SET v = 'eins' WHERE a = 1 RETURNING a, v, xmax, xmin <> '0' AS w, tableoid = 'sc'::regclass AS t;
UPDATE sc SET v = o.v FROM sc o WHERE o.a = sc.a + 1 AND sc.a < 3 RETURNING sc.a, o.xmin <> '0' AS ow, sc.xmin <> '0' AS w, o.tableoid = 'sc'::regclass AS t;
UPDATE sc SET v = o.v FROM sc o WHERE o.xmin IS NOT NULL AND o.a = 3 AND sc.a = 1 RETURNING sc.a, o.ctid IS NOT NULL AS has, o.xmin <> '0' AS w;
DELETE FROM sc WHERE a = 7 RETURNING a, xmin <> '0' AS w, tableoid = 'sc'::regclass AS t;
SELECT a, v FROM sc ORDER BY a;
CREATE TABLE sd (a int);
INSERT INTO sd VALUES (1);
ALTER TABLE sd ALTER COLUMN a TYPE bool USING tableoid = 'sd'::regclass;
SELECT a FROM sd;
CREATE TABLE se (a int, CHECK (xmin IS NOT NULL));
CREATE TABLE se (a int, b bool GENERATED ALWAYS AS (xmin IS NOT NULL) STORED);
CREATE INDEX ON sd ((xmin::text));
-- differs: a column of the system in a condition of the table is refused
CREATE TABLE se (a int, CHECK (tableoid IS NOT NULL));
