\echo 'Which packages answer "edit photos and retouch images"?'
SELECT name, summary, round((embedding <=> (SELECT embedding FROM questions WHERE id = 3))::numeric, 3) AS distance
FROM packages
ORDER BY embedding <=> (SELECT embedding FROM questions WHERE id = 3)
LIMIT 5;

\echo 'And "chess game with a strong engine", among the games smaller than 10 MB?'
SELECT name, size, summary
FROM packages
WHERE section = 'games' AND size < 10000
ORDER BY embedding <=> (SELECT embedding FROM questions WHERE id = 11)
LIMIT 5;

\echo 'Which sections does Debian have most of here, and how large are their packages?'
SELECT section, count(*) AS packages, round(avg(size)) AS average_kib
FROM packages
GROUP BY section
ORDER BY packages DESC, section
LIMIT 5;
