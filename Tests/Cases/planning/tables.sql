-- The tables that analysis.txt was made with; SampleCatalog declares the same.
CREATE TABLE t (id int PRIMARY KEY, value int, name text);
CREATE TABLE u (id int, tid int, vale int);
CREATE TABLE dup (id int, value int);
CREATE TABLE g (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    a int NOT NULL DEFAULT 7,
    b int GENERATED ALWAYS AS (a * 2) STORED,
    c varchar(5),
    d numeric(6, 2),
    e bigint,
    UNIQUE (a, c)
);
CREATE VIEW v AS SELECT id, name FROM t;
