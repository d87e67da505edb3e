"""Who may look after the facts."""

from __future__ import annotations

import pytest

from bot.cogs.facts.moderating import Member, refusal
from bot.settings import Settings

HOME, ELSEWHERE, EDITORS, OTHERS = 1, 2, 10, 11
OPEN = Settings(moderator_roles=frozenset({EDITORS}))
HOME_ONLY = Settings(moderator_roles=frozenset({EDITORS}), moderator_guilds=frozenset({HOME}))


@pytest.mark.parametrize(
    ("member", "settings"),
    [
        (Member(HOME, True, set()), OPEN),
        (Member(HOME, False, {EDITORS, OTHERS}), OPEN),
        (Member(ELSEWHERE, True, set()), OPEN),
        (Member(HOME, True, set()), HOME_ONLY),
        (Member(HOME, False, {EDITORS}), HOME_ONLY),
    ],
)
def test_managers_and_the_roles_named_may(member: Member, settings: Settings) -> None:
    assert refusal(member, settings) is None


@pytest.mark.parametrize(
    ("member", "settings", "why"),
    [
        (Member(HOME, False, set()), OPEN, "Only moderators"),
        (Member(HOME, False, {OTHERS}), OPEN, "Only moderators"),
        (Member(None, True, {EDITORS}), OPEN, "not in direct messages"),
        (Member(ELSEWHERE, True, {EDITORS}), HOME_ONLY, "not looked after in this server"),
        (Member(HOME, False, {OTHERS}), HOME_ONLY, "Only moderators"),
    ],
)
def test_nobody_else_may(member: Member, settings: Settings, why: str) -> None:
    assert why in (refusal(member, settings) or "")
