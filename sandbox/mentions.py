"""Whom a message mentions, and whom its sender allows it to mention."""

import re
from dataclasses import dataclass, field
from typing import Any

USER = re.compile(r"<@!?(\d{1,20})>")
ROLE = re.compile(r"<@&(\d{1,20})>")
EVERYONE = re.compile(r"@(everyone|here)\b")


@dataclass
class Mentions:
    """The users and roles that a message pings."""

    users: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    everyone: bool = False


def find_mentions(text: str, allowed: Any, replied_to: int | None) -> Mentions:
    """The mentions in a text that `allowed_mentions` lets through; all of them when it is absent."""
    users = list(dict.fromkeys(int(found) for found in USER.findall(text)))
    roles = list(dict.fromkeys(int(found) for found in ROLE.findall(text)))
    everyone = EVERYONE.search(text) is not None
    if allowed is None:
        return Mentions(_with(users, replied_to), roles, everyone)
    parse = allowed.get("parse") or []
    if "users" not in parse:
        users = [u for u in users if u in {int(x) for x in allowed.get("users") or []}]
    if "roles" not in parse:
        roles = [r for r in roles if r in {int(x) for x in allowed.get("roles") or []}]
    pinged = replied_to if allowed.get("replied_user") else None
    return Mentions(_with(users, pinged), roles, everyone and "everyone" in parse)


def _with(users: list[int], replied_to: int | None) -> list[int]:
    return users if replied_to is None or replied_to in users else [*users, replied_to]
