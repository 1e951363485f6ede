-- Parameters of unknown type as keys: they become text.
CREATE TABLE t (id int, v int);
INSERT INTO t VALUES (1, 10), (2, 20), (2, 30);
PREPARE each AS SELECT DISTINCT id, $1 FROM t ORDER BY id;
EXECUTE each('x');
PREPARE grouped AS SELECT id, $1, count(*) FROM t GROUP BY id, $1 ORDER BY id;
EXECUTE grouped('x');
PREPARE sorted AS SELECT v, $1 AS k FROM t ORDER BY k, v;
EXECUTE sorted('x');
PREPARE first AS SELECT DISTINCT ON (id) id, $1 FROM t ORDER BY id;
EXECUTE first('x');
PREPARE keyed AS SELECT DISTINCT ON (k) id, $1 AS k FROM t ORDER BY k, id;
EXECUTE keyed('x');
SELECT DISTINCT 'x' AS k FROM t ORDER BY k;
PREPARE filled AS INSERT INTO t SELECT id, $1 FROM t WHERE v = 10 ORDER BY id;
EXECUTE filled(7);
PREPARE doubled AS INSERT INTO t SELECT DISTINCT id, $1 FROM t;
SELECT id, v FROM t ORDER BY id, v;
DROP TABLE t;
