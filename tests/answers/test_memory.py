"""What a follow-up may lean on is one person's, in one place, for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.answers.memory import Context, Conversations
from bot.matching.reading import Focus

NOW = datetime(2025, 6, 1, 12)
MINUTES = timedelta(minutes=1)
RALLY = Context(Focus(("rally-2016",), "rally"))
GUILD = Context(Focus(("kite-guild",), "guild"))


def test_a_context_is_kept_for_who_and_where() -> None:
    kept = Conversations(15 * MINUTES)
    kept.put(("ada", "lounge"), RALLY, NOW)
    kept.put(("ada", "hall"), GUILD, NOW)
    assert kept.get(("ada", "lounge"), NOW) == RALLY
    assert kept.get(("ada", "hall"), NOW) == GUILD
    assert kept.get(("bob", "lounge"), NOW) is None


def test_the_last_context_counts() -> None:
    kept = Conversations(15 * MINUTES)
    kept.put("ada", RALLY, NOW)
    kept.put("ada", GUILD, NOW)
    assert kept.get("ada", NOW) == GUILD


def test_a_context_expires() -> None:
    kept = Conversations(15 * MINUTES)
    kept.put("ada", RALLY, NOW)
    assert kept.get("ada", NOW + 15 * MINUTES) == RALLY
    assert kept.get("ada", NOW + 16 * MINUTES) is None
    assert kept.get("ada", NOW) is None, "what has expired is gone for good"


def test_every_question_renews_it() -> None:
    kept = Conversations(15 * MINUTES)
    kept.put("ada", RALLY, NOW)
    kept.put("ada", RALLY, NOW + 10 * MINUTES)
    assert kept.get("ada", NOW + 20 * MINUTES) == RALLY


def test_the_longest_unused_goes_first_when_there_are_too_many() -> None:
    kept = Conversations(15 * MINUTES, limit=2)
    for second, who in enumerate(("ada", "bob", "ada", "cyd")):
        kept.put(who, RALLY, NOW + timedelta(seconds=second))
    assert kept.get("bob", NOW) is None
    assert kept.get("ada", NOW) == kept.get("cyd", NOW) == RALLY


def test_a_first_context_leans_on_nothing() -> None:
    assert Context().focus == Focus()
    assert Context().facts == ()
