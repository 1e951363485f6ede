# SPDX-License-Identifier: Apache-2.0
"""SQLAlchemy over two drivers: dialect start-up, ORM, reflection."""

import numpy as np
import pytest
import sqlalchemy
from pgvector.sqlalchemy import HALFVEC, Vector
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, inspect, select
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column


@pytest.fixture(params=["psycopg", "psycopg2"])
def engine(request, dsn):
    engine = sqlalchemy.create_engine(dsn.replace("postgresql:", f"postgresql+{request.param}:"))
    yield engine
    engine.dispose()


def test_connects_and_reports_the_version(engine):
    with engine.connect() as connection:
        assert connection.dialect.server_version_info >= (15,)
        assert connection.scalar(select(sqlalchemy.literal(41) + 1)) == 42


def test_orm_with_vectors(engine, name):
    class Base(DeclarativeBase):
        pass

    class Item(Base):
        __tablename__ = name
        id = mapped_column(Integer, primary_key=True)
        label = mapped_column(String(20), nullable=False)
        embedding = mapped_column(Vector(3))
        half = mapped_column(HALFVEC(2))

    Base.metadata.create_all(engine)
    with Session(engine) as session:
        for number in range(5):
            session.add(
                Item(label=f"item {number}", embedding=np.full(3, number), half=[number, 1])
            )
        session.commit()
        nearest = session.scalars(
            select(Item).order_by(Item.embedding.l2_distance([2.2, 2, 2])).limit(2)
        ).all()
        assert [item.label for item in nearest] == ["item 2", "item 3"]
        nearest[0].label = "changed"
        session.commit()
        distance = session.scalar(
            select(Item.embedding.cosine_distance([1, 1, 1])).where(Item.label == "changed")
        )
        assert distance == pytest.approx(0, abs=1e-6)
        session.delete(nearest[0])
        session.commit()
        assert session.scalar(select(sqlalchemy.func.count()).select_from(Item)) == 4


def test_reflection(engine, name):
    metadata = MetaData()
    Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("label", String(20), nullable=False, unique=True, index=True),
        Column("score", sqlalchemy.Numeric(10, 2), server_default="0"),
        Column("parent", ForeignKey(f"{name}.id")),
    )
    try:
        metadata.create_all(engine)
    except sqlalchemy.exc.DBAPIError as error:
        if "foreign key" not in str(error):
            raise
        pytest.skip("foreign keys are not supported yet")
    inspector = inspect(engine)
    assert name in inspector.get_table_names()
    columns = {column["name"]: column for column in inspector.get_columns(name)}
    assert list(columns) == ["id", "label", "score", "parent"]
    assert columns["label"]["type"].length == 20
    assert columns["label"]["nullable"] is False
    assert inspector.get_pk_constraint(name)["constrained_columns"] == ["id"]
    assert {i["name"] for i in inspector.get_indexes(name)} == {f"ix_{name}_label"}
