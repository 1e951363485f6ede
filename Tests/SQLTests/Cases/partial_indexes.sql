-- Keys of partial indexes are computed of the rows that their conditions let through, and of no others.
CREATE EXTENSION vector;
-- Vectors of several dimensions in one column, as in pgvector's README.
create table e(id int, model_id bigint, embedding vector);
insert into e values (1, 123, '[1,2,3]'), (2, 456, '[1,2]');
create index on e using hnsw ((embedding::vector(3)) vector_l2_ops) where model_id = 123;
create index concurrently on e using ivfflat ((embedding::vector(2)) vector_l2_ops) with (lists = 1) where model_id = 456;
insert into e values (3, 123, '[1,2,4]'), (4, 456, '[3,4]'), (5, 789, '[1]');
insert into e values (6, 123, '[1,2]');
insert into e values (6, 456, '[1,2,3]');
update e set embedding = '[1,2,3,4]' where id = 5;
update e set model_id = 123 where id = 5;
update e set model_id = 789, embedding = '[7]' where id = 3;
update e set model_id = 123, embedding = '[1,2,9]' where id = 5;
delete from e where id = 3;
reindex table e;
select id from e where model_id = 123 order by embedding::vector(3) <-> '[1,2,9]' limit 5;
select id from e where model_id = 456 order by embedding::vector(2) <-> '[3,4]' limit 5;
-- Ordered indexes.
create table q(id int, d int);
insert into q values (1, 0), (2, 0), (3, 10);
create unique index on q ((100 / d)) where d <> 0;
insert into q values (4, 0), (5, 20);
insert into q values (6, 10);
update q set d = 0 where id = 3;
update q set d = 10 where id = 1;
update q set d = 20 where id = 2;
insert into q values (7, 10) on conflict ((100 / d)) where d <> 0 do update set d = 25;
select * from q order by id;
