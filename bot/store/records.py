"""The records that are kept; none of them says who asked or who voted."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

State: TypeAlias = Literal["open", "resolved", "ignored"]
"""Of a question asked in vain: `resolved` ones come back when asked again, `ignored` ones do not."""


def new_id() -> str:
    """Return an id given before a record is written, so that writing it twice keeps it once."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question asked in vain.

    Attributes:
        text: as it was asked.
        folded: the same in lower case and without what does not matter, to find others like it.
        at: when.
        guild: the server it was asked in; None for direct messages and places where the bot is no member.
        about_us: whether it was understood to be about the community at all.
        nearest: id of the fact that was nearest, where one was.
        state: whether somebody has dealt with it.
    """

    text: str
    folded: str
    at: datetime
    guild: int | None = None
    about_us: bool = True
    nearest: str | None = None
    state: State = "open"
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Vote:
    """A thumb up or down under an answer.

    Attributes:
        facts: ids of the facts that the answer told.
        up: whether it was liked.
        at: when.
        guild: the server it was given in; None for direct messages.
    """

    facts: tuple[str, ...]
    up: bool
    at: datetime
    guild: int | None = None
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a moderator did, or the bot by itself.

    Attributes:
        what: `facts reload`, `settings set`…
        at: when.
        actor: id of the acting member; None where the bot acted by itself.
        guild: the server it was done in; None where the bot acted by itself.
        summary: what came of it, in a line.
        digest: hash of the facts that were live after it.
    """

    what: str
    at: datetime
    actor: int | None
    guild: int | None
    summary: str
    digest: str | None = None
    id: str = field(default_factory=new_id)


Record: TypeAlias = Unanswered | Vote | Action
