-- Learned indexes in SQL. PostgreSQL has none: its answers here are those without an index.
create table t(id int primary key, k int, b bigint, s smallint, d date, ts timestamp, tz timestamptz, o oid, x text, n numeric);
insert into t select i, i%500*2, i*3, i%100, date '2020-01-01'+i, timestamp '2020-01-01'+i*interval '1 hour', timestamptz '2020-01-01'+i*interval '1 minute', i, 'x'||i, i from generate_series(1,1000) i;
-- differs: alex is an access method of Needletail's own
create index t_k on t using alex (k);
-- differs: alex is an access method of Needletail's own
create unique index t_b on t using alex (b desc nulls last) with (fillfactor=60);
-- differs: alex is an access method of Needletail's own
create index t_s on t using alex (s int2_ops asc nulls first);
-- differs: alex is an access method of Needletail's own
create index t_d on t using alex (d) where id > 5;
-- differs: alex is an access method of Needletail's own
create index t_ts on t using alex (ts timestamp_ops);
-- differs: alex is an access method of Needletail's own
create index t_tz on t using alex (tz);
-- differs: alex is an access method of Needletail's own
create index concurrently t_o on t using alex (o);
-- differs: alex is an access method of Needletail's own
create index t_e on t using alex ((id+k));
analyze t;
select id from t where k = 10 order by id;
select id, k from t where k between 8 and 12 order by k, id;
select id, k from t where k < 4 order by k desc, id desc;
select id, k from t where k > 994 order by k, id;
select k from t where k is null;
select k from t where k in (3, 4, 996, null) order by k;
select b from t where b = 30;
select b from t where b in (30, 31, 33) order by b;
select b from t where b >= 2995 order by b desc nulls last;
select b from t order by b desc nulls last limit 3;
select b from t order by b nulls first limit 3;
select count(*), min(s), max(s) from t where s >= 98;
select id, d from t where d < '2020-01-10' and id > 5 order by d;
select id from t where ts > '2020-02-11 14:00' order by ts;
select id from t where tz between '2020-01-01 00:05+00' and '2020-01-01 00:07+00' order by tz desc;
select id from t where o = 77;
select id from t where id + k = 300 order by id;
select a.id, c.id from t a join t c on c.b = a.id * 3 where a.id in (1, 500, 1000) order by 1;
insert into t(id, k, b) values (5000, 10, 999999), (5001, null, null), (5002, null, null);
select id from t where k = 10 order by id;
select id from t where k is null order by id;
select id, k from t where id > 4999 order by k nulls first, id;
select b from t where b > 3000 or b is null order by b nulls first;
update t set k = 11 where k = 10 and id < 1000;
select id, k from t where k between 10 and 11 order by id;
begin;
delete from t where k = 11;
insert into t(id, k) values (6000, 11);
select id from t where k between 10 and 11 order by id;
savepoint a;
update t set k = 12 where k = 11;
select id from t where k = 12 order by id;
rollback to a;
select id from t where k = 11 order by id;
rollback;
select id from t where k between 10 and 12 order by id;
update t set k = k + 1 where k >= 990;
select id, k from t where k >= 990 order by k, id;
delete from t where b < 2900;
select count(*), min(b), max(b) from t where b > 0;
drop index if exists t_e;
truncate t;
select count(*) from t where k >= 0;
insert into t(id, k, b) values (1, -2147483648, -9223372036854775808), (2, 2147483647, 9223372036854775807), (3, 0, 0);
select id from t where k > -2147483648 order by k;
select id from t where k < 2147483647 order by k desc;
select id from t where b >= 9223372036854775807;
select id from t where b <= -9223372036854775808;
select id from t where b > -9223372036854775808 and b < 9223372036854775807;
select id from t where k = 4294967296::bigint or b < 9223372036854775807::numeric order by id;
alter table t alter k type bigint;
select id, k from t where k between -2147483648 and 0 order by k;
drop table t;
