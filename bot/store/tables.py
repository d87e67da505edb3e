"""The tables, as the code sees them; the migrations make them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Index,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """A time with its zone, which SQLite would forget: written and read as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return a time as it is written."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return a time as it was meant."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


REVISION = "0001"
"""The latest of the migrations: a database that is there needs none."""

metadata = MetaData()

unanswered = Table(
    "unanswered",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("guild", BigInteger),
    Column("about_us", Boolean, nullable=False),
    Column("nearest", Text),
    Column("state", String(8), nullable=False),
    Index("unanswered_open", "state", "guild", "at"),
    Index("unanswered_folded", "folded", "guild"),
)

votes = Table(
    "votes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("facts", JSON, nullable=False),
    Column("up", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("guild", BigInteger),
    Index("votes_guild", "guild", "at"),
)

actions = Table(
    "actions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("what", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", BigInteger),
    Column("guild", BigInteger),
    Column("summary", Text, nullable=False),
    Column("digest", String(64)),
    Index("actions_at", "at"),
)

guild_rules = Table(
    "guild_rules",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("rules", JSON, nullable=False),
)
