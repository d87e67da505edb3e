"""What the store asks of a database, whichever it is: statements in one transaction, and what they gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL that both databases understand.

    Attributes:
        sql: with `$1`, `$2`… for the values.
        rows: values, for each time that it is to be run.
        reads: whether it gives rows; then it is run once.
    """

    sql: str
    rows: Sequence[tuple[Any, ...]] = ((),)
    reads: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What a statement gave: the rows that were read, or how many were changed."""

    rows: Sequence[Mapping[str, Any]] = ()
    count: int = 0


class Driver(Protocol):
    """Speaks with a database. Every method may raise StoreDownError or StoreRefusedError."""

    has_table: str
    """A query that gives a row where there is a table with some name."""

    async def run(self, statements: Sequence[Statement]) -> Sequence[Given]:
        """Run statements in one transaction, all of them or none."""
        ...

    def moment(self, value: datetime) -> Any:
        """Return a time as it is written."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
