# SPDX-License-Identifier: Apache-2.0
"""Advisory locks between sessions."""

import contextlib
import threading

import psycopg
import pytest


@pytest.fixture
def sessions(dsn):
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(psycopg.connect(dsn, autocommit=True)) for _ in range(2)]


def free(session, *key):
    """Whether a session could take a lock that ends with its transaction."""
    arguments = ", ".join(map(str, key))
    return session.execute(f"SELECT pg_try_advisory_xact_lock({arguments})").fetchone()[0]


def begun(session, sql):
    """Runs a statement that has to wait, and rolls back if it fails.

    Returns the thread and the errors.
    """
    errors = []

    def run():
        try:
            session.execute(sql)
        except psycopg.Error as error:
            errors.append(error.sqlstate)
            session.execute("ROLLBACK")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(0.2)
    assert thread.is_alive()
    return thread, errors


@pytest.mark.parametrize("kind", ["lock", "xact_lock"])
def test_sessions_that_wait_for_each_other_are_a_deadlock(sessions, kind):
    one, other = sessions
    one.execute("BEGIN")
    other.execute("BEGIN")
    one.execute(f"SELECT pg_advisory_{kind}(101)")
    other.execute(f"SELECT pg_advisory_{kind}_shared(102)")
    thread, errors = begun(one, f"SELECT pg_advisory_{kind}(102)")
    states = []
    try:
        other.execute(f"SELECT pg_advisory_{kind}_shared(101)")
    except psycopg.Error as error:
        states.append(error.sqlstate)
    # Which of them fails is up to the server.
    if kind == "lock":
        for session in (other,) if states else ():
            session.execute("ROLLBACK")
            session.execute("SELECT pg_advisory_unlock_all()")
    thread.join(5)
    assert not thread.is_alive()
    assert states + errors == ["40P01"]
    for session in sessions:
        session.execute("ROLLBACK")
        session.execute("SELECT pg_advisory_unlock_all()")


@pytest.mark.parametrize("waits_for_the_row_first", [True, False])
def test_deadlocks_with_the_locks_of_rows_are_found(sessions, waits_for_the_row_first):
    one, other = sessions
    one.execute("DROP TABLE IF EXISTS locked")
    one.execute("CREATE TABLE locked (id int PRIMARY KEY, x int)")
    one.execute("INSERT INTO locked VALUES (1, 1)")
    one.execute("BEGIN")
    one.execute("SELECT pg_advisory_xact_lock(112)")
    other.execute("BEGIN")
    other.execute("UPDATE locked SET x = 2")
    steps = [(one, "UPDATE locked SET x = 3"), (other, "SELECT pg_advisory_xact_lock(112)")]
    if not waits_for_the_row_first:
        steps.reverse()
    (first, sql), (second, last) = steps
    thread, errors = begun(first, sql)
    try:
        second.execute(last)
    except psycopg.Error as error:
        errors.append(error.sqlstate)
        second.execute("ROLLBACK")
    thread.join(5)
    assert not thread.is_alive()
    assert errors == ["40P01"]
    for session in sessions:
        session.execute("ROLLBACK")


def test_waiting_ends_with_lock_timeout(sessions):
    one, other = sessions
    one.execute("SELECT pg_advisory_lock(103)")
    other.execute("SET lock_timeout = '60ms'")
    for function in "pg_advisory_lock", "pg_advisory_xact_lock_shared":
        with pytest.raises(psycopg.errors.LockNotAvailable, match="lock timeout"):
            other.execute(f"SELECT {function}(103)")
    assert not free(other, 103)


def test_rolling_back_to_a_savepoint_releases_what_the_transaction_took_since(sessions):
    one, other = sessions
    one.execute("BEGIN")
    one.execute("SELECT pg_advisory_xact_lock(104)")
    one.execute("SAVEPOINT a")
    one.execute("SELECT pg_advisory_xact_lock(104), pg_advisory_xact_lock_shared(105)")
    one.execute("SAVEPOINT b")
    one.execute("SELECT pg_advisory_xact_lock(106), pg_advisory_lock(107)")
    one.execute("RELEASE b")
    assert [free(other, key) for key in (104, 105, 106, 107)] == [False] * 4
    one.execute("ROLLBACK TO a")
    assert [free(other, key) for key in (104, 105, 106, 107)] == [False, True, True, False]
    one.execute("COMMIT")
    assert [free(other, key) for key in (104, 107)] == [True, False]


def test_an_error_releases_what_the_transaction_took(sessions):
    one, other = sessions
    one.execute("BEGIN")
    one.execute("SELECT pg_advisory_xact_lock(108)")
    one.execute("SAVEPOINT a")
    one.execute("SELECT pg_advisory_xact_lock(109)")
    with pytest.raises(psycopg.errors.DivisionByZero):
        one.execute("SELECT 1 / 0")
    assert [free(other, key) for key in (108, 109)] == [False, True]
    one.execute("ROLLBACK")


def test_two_numbers_are_never_one(sessions):
    one, other = sessions
    one.execute("SELECT pg_advisory_lock(110)")
    assert free(other, 0, 110)
    assert not one.execute("SELECT pg_advisory_unlock(0, 110)").fetchone()[0]
    one.execute("SELECT pg_advisory_lock(-1, -1)")
    assert free(other, -1)
    assert not free(other, -1, -1)


def test_databases_have_locks_of_their_own(sessions, dsn):
    one, other = sessions
    one.execute("SELECT pg_advisory_lock(111)")
    with psycopg.connect(dsn, dbname="template1", autocommit=True) as elsewhere:
        assert free(elsewhere, 111)
    assert not free(other, 111)
