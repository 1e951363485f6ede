// SPDX-License-Identifier: Apache-2.0

import Expressions
import Testing
import Values

/// Queries as text, with the answers PostgreSQL gives.
@Suite struct QueryTests {
    private let database: TestDatabase

    init() throws {
        database = try TestDatabase()
        try database.create(
            "emp",
            [("id", .int4), ("dept", .text), ("salary", .int4), ("boss", .int4)],
            indexed: [[1], [2]]
        )
        try database.query(
            """
            insert into emp values (1, 'dev', 100, null), (2, 'dev', 80, 1), (3, 'dev', 80, 1),
            (4, 'ops', 70, 1), (5, 'ops', null, 4), (6, null, 50, 4)
            """
        )
    }

    struct Case: Sendable {
        let sql: String
        let rows: [String]

        init(_ sql: String, _ rows: String...) {
            self.sql = sql
            self.rows = rows
        }
    }

    static let cases: [Case] = [
        Case(
            "select id, salary from emp order by salary desc nulls last, id desc",
            "1|100",
            "3|80",
            "2|80",
            "4|70",
            "6|50",
            "5|~"
        ),
        Case(
            "select dept, count(*), sum(salary), avg(salary)::numeric(10,2) from emp group "
                + "by dept order by dept",
            "dev|3|260|86.67",
            "ops|2|70|70.00",
            "~|1|50|50.00"
        ),
        Case(
            "select dept, count(*) filter (where salary > 75), array_agg(id order by salary "
                + "desc, id) from emp group by dept order by dept nulls first",
            "~|0|{6}",
            "dev|3|{1,2,3}",
            "ops|0|{5,4}"
        ),
        Case(
            "select count(distinct dept), count(distinct salary), string_agg(distinct dept, "
                + "',') from emp",
            "2|4|dev,ops"
        ),
        Case(
            "select dept, boss, count(*), grouping(dept, boss) from emp group by rollup "
                + "(dept, boss) order by 1, 2, 4",
            "dev|1|2|0",
            "dev|~|1|0",
            "dev|~|3|1",
            "ops|1|1|0",
            "ops|4|1|0",
            "ops|~|2|1",
            "~|4|1|0",
            "~|~|1|1",
            "~|~|6|3"
        ),
        Case(
            "select dept, sum(salary) from emp group by grouping sets ((dept), ()) order by "
                + "1, 2",
            "dev|260",
            "ops|70",
            "~|50",
            "~|380"
        ),
        Case(
            "select e.id, b.id from emp e left join emp b on e.boss = b.id order by 1",
            "1|~",
            "2|1",
            "3|1",
            "4|1",
            "5|4",
            "6|4"
        ),
        Case(
            "select e.id, b.id from emp e full join emp b on e.boss = b.id and b.dept = "
                + "'dev' order by 1, 2",
            "1|~",
            "2|1",
            "3|1",
            "4|1",
            "5|~",
            "6|~",
            "~|2",
            "~|3",
            "~|4",
            "~|5",
            "~|6"
        ),
        Case(
            "select id from emp where boss in (select id from emp where dept = 'dev') order "
                + "by id",
            "2",
            "3",
            "4"
        ),
        Case(
            "select id from emp where boss not in (select id from emp where dept = 'ops') "
                + "order by id",
            "2",
            "3",
            "4"
        ),
        Case(
            "select id from emp e where exists (select 1 from emp b where b.boss = e.id) "
                + "order by id",
            "1",
            "4"
        ),
        Case(
            "select id, (select count(*) from emp b where b.boss = e.id) from emp e order "
                + "by id",
            "1|3",
            "2|0",
            "3|0",
            "4|2",
            "5|0",
            "6|0"
        ),
        Case(
            "select id from emp where salary >= all (select salary from emp where salary is "
                + "not null) order by id",
            "1"
        ),
        Case(
            "select id, array(select b.id from emp b where b.boss = e.id order by 1) from "
                + "emp e order by id limit 2",
            "1|{2,3,4}",
            "2|{}"
        ),
        Case(
            "select distinct dept from emp order by 1",
            "dev",
            "ops",
            "~"
        ),
        Case(
            "select distinct on (dept) dept, id from emp order by dept, salary desc nulls "
                + "last, id",
            "dev|1",
            "ops|4",
            "~|6"
        ),
        Case(
            "select dept from emp union select 'qa' order by 1",
            "dev",
            "ops",
            "qa",
            "~"
        ),
        Case(
            "select dept from emp intersect all select dept from emp where id > 2 order by "
                + "1",
            "dev",
            "ops",
            "ops",
            "~"
        ),
        Case(
            "select salary from emp except select 80 order by 1",
            "50",
            "70",
            "100",
            "~"
        ),
        Case(
            "select id, row_number() over w, rank() over w, dense_rank() over w from emp "
                + "window w as (order by salary desc nulls last) order by id",
            "1|1|1|1",
            "2|2|2|2",
            "3|3|2|2",
            "4|4|4|3",
            "5|6|6|5",
            "6|5|5|4"
        ),
        Case(
            "select id, sum(salary) over (partition by dept order by id) from emp order by "
                + "id",
            "1|100",
            "2|180",
            "3|260",
            "4|70",
            "5|70",
            "6|50"
        ),
        Case(
            "select id, sum(salary) over (order by id rows between 1 preceding and 1 "
                + "following) from emp order by id",
            "1|180",
            "2|260",
            "3|230",
            "4|150",
            "5|120",
            "6|50"
        ),
        Case(
            "select id, sum(id) over (order by id rows between unbounded preceding and "
                + "current row exclude current row) from emp order by id",
            "1|~",
            "2|1",
            "3|3",
            "4|6",
            "5|10",
            "6|15"
        ),
        Case(
            "select id, count(*) over (order by salary range between 20 preceding and "
                + "current row) from emp where salary is not null order by id",
            "1|3",
            "2|3",
            "3|3",
            "4|2",
            "6|1"
        ),
        Case(
            "select id, sum(id) over (order by salary groups between 1 preceding and 1 "
                + "following) from emp order by id",
            "1|11",
            "2|10",
            "3|10",
            "4|15",
            "5|6",
            "6|10"
        ),
        Case(
            "select id, count(*) over (order by salary desc range between 20 preceding and "
                + "10 following) from emp order by id",
            "1|1",
            "2|4",
            "3|4",
            "4|3",
            "5|1",
            "6|2"
        ),
        Case(
            "select id, sum(id) over (order by salary groups between current row and 1 "
                + "following exclude ties) from emp order by id",
            "1|6",
            "2|3",
            "3|4",
            "4|9",
            "5|5",
            "6|10"
        ),
        Case(
            "select id, lag(id) over (order by id), lead(id, 2, -1) over (order by id), "
                + "first_value(id) over (partition by dept order by id), last_value(id) over "
                + "(partition by dept order by id) from emp order by id",
            "1|~|3|1|1",
            "2|1|4|1|2",
            "3|2|5|1|3",
            "4|3|6|4|4",
            "5|4|-1|4|5",
            "6|5|-1|6|6"
        ),
        Case(
            "select id, ntile(4) over (order by id), nth_value(id, 2) over (order by id) "
                + "from emp order by id",
            "1|1|~",
            "2|1|2",
            "3|2|2",
            "4|2|2",
            "5|3|2",
            "6|4|2"
        ),
        Case(
            "with recursive t(n) as (values (1) union all select n + 1 from t where n < 5) "
                + "select sum(n) from t",
            "15"
        ),
        Case(
            "with recursive chain as (select id, boss, 0 as depth from emp where boss is "
                + "null union all select e.id, e.boss, depth + 1 from emp e join chain c on "
                + "e.boss = c.id) select id, depth from chain order by id",
            "1|0",
            "2|1",
            "3|1",
            "4|1",
            "5|2",
            "6|2"
        ),
        Case(
            "with a as (select id from emp where dept = 'dev'), b as (select max(id) as m "
                + "from a) select a.id, b.m from a, b order by 1",
            "1|3",
            "2|3",
            "3|3"
        ),
        Case(
            "select * from generate_series(1, 3) as g(n), lateral (select g.n * x as p from "
                + "generate_series(1, g.n) as x) s order by 1, 2",
            "1|1",
            "2|2",
            "2|4",
            "3|3",
            "3|6",
            "3|9"
        ),
        Case(
            "select * from unnest(array[1,2,3], array['a','b']) with ordinality as u(n, t, "
                + "o)",
            "1|a|1",
            "2|b|2",
            "3|~|3"
        ),
        Case(
            "select id, unnest(array[id, id * 10]) from emp where id < 3",
            "1|1",
            "1|10",
            "2|2",
            "2|20"
        ),
        Case(
            "select generate_series(1, 3), generate_series(1, 2)",
            "1|1",
            "2|2",
            "3|~"
        ),
        Case(
            "select * from (values (1, 'x'), (2, 'y')) as v(a, b) where a > 1",
            "2|y"
        ),
        Case(
            "select e.dept, s.total from (select distinct dept from emp) e left join "
                + "lateral (select sum(salary) as total from emp x where x.dept = e.dept) s on "
                + "true order by 1",
            "dev|260",
            "ops|70",
            "~|~"
        ),
        Case(
            "select id from emp order by salary fetch first 2 rows with ties",
            "6",
            "4"
        ),
        Case(
            "select id from emp order by id offset 2 limit 2",
            "3",
            "4"
        ),
        Case(
            "select coalesce(sum(salary), 0) from emp where id > 100",
            "0"
        ),
        Case(
            "select dept from emp group by dept having count(*) > 1 order by dept",
            "dev",
            "ops"
        ),
        Case(
            "select case when salary > 75 then 'high' when salary is null then 'none' else "
                + "'low' end as c, count(*) from emp group by 1 order by 1",
            "high|3",
            "low|2",
            "none|1"
        ),
        Case(
            "select e.id from emp e join emp b using (id) where b.dept = 'ops' order by 1",
            "4",
            "5"
        ),
        Case(
            "select max(salary) - min(salary), count(*) from emp where dept = 'dev'",
            "20|3"
        ),
        Case(
            "select id from emp where (dept, salary) = ('dev', 80) order by id",
            "2",
            "3"
        ),
        Case(
            "select id from emp where id = any (array[1, 3, 99]) order by id",
            "1",
            "3"
        ),
        Case(
            "select id from emp where id between 2 and 4 and dept is distinct from 'ops' "
                + "order by id",
            "2",
            "3"
        ),
        Case(
            "select percentile_cont(0.5) within group (order by salary) from emp",
            "80"
        ),
        Case(
            "select bool_and(salary > 60), bool_or(salary > 90), every(id > 0) from emp "
                + "where salary is not null",
            "f|t|t"
        ),
        Case(
            "select sum(a.id * b.id) from emp a cross join emp b",
            "441"
        ),
        Case(
            "select count(*) from emp a join emp b on a.salary < b.salary",
            "9"
        ),
    ]

    @Test("a query answers as PostgreSQL does", arguments: cases)
    func answers(_ item: Case) throws {
        #expect(try database.query(item.sql) == item.rows, "\(item.sql)")
    }

    @Test("searches in a nested loop give the memory of their filters back")
    func searchMemory() throws {
        try database.installVector()
        try database.create("items", [("id", .int4), ("v", SQLType(.vector))], indexed: [[1]])
        try database.query(
            "insert into items select i, array[i, 0]::vector from generate_series(1, 200) i"
        )
        database.memoryLimitBytes = 64 << 10
        let nearest = """
            select count(*), sum(n.id - q.id) from items q cross join lateral
                (select id from items i where i.id > q.id order by i.v <-> q.v limit 1) n
            """
        #expect(try database.query(nearest) == ["199|199"])
    }
}
