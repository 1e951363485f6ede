-- Identifiers that the database makes.
SELECT 'gen_random_uuid'::regproc::oid, provolatile, proparallel FROM pg_proc
    WHERE proname = 'gen_random_uuid';
SELECT length(id::text), substr(id::text, 15, 1), substr(id::text, 20, 1) IN ('8', '9', 'a', 'b')
    FROM (SELECT gen_random_uuid() AS id) s;
CREATE TABLE made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), n int);
INSERT INTO made (n) SELECT generate_series(1, 1000);
SELECT count(DISTINCT id), count(DISTINCT substr(id::text, 1, 2)) > 200 FROM made;
SELECT setseed(0.5);
SELECT count(*) FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, 2)) s
    JOIN made USING (id);
ALTER TABLE made ADD COLUMN other uuid DEFAULT gen_random_uuid();
SELECT count(DISTINCT other) FROM made;
