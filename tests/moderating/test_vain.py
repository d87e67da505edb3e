"""Questions asked in vain: grouped, near a fact, drafted into one; kept without who asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import create_autospec

import pytest

from bot.answers.engine import Engine
from bot.facts.live import LiveBook
from bot.moderating.drafting import Draft, drafted, fact_name
from bot.moderating.grouping import grouped, nearest_fact, voted_down
from bot.moderating.memory import Memory
from bot.moderating.rules import Rules
from bot.settings import Settings
from bot.store import StoreDownError, Unanswered, Vote
from bot.store.database import Database
from bot.store.queue import WriteQueue

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
HOME = 7


def asked(*texts: str) -> list[Unanswered]:
    return [Unanswered(t, t.lower().rstrip("?"), NOON + timedelta(hours=n)) for n, t in enumerate(texts)]


def test_near_duplicates_are_one_and_other_years_are_not() -> None:
    groups = grouped(
        asked("Who baked the cake?", "who baked the cake", "who baked teh cake", "cake 2013?", "cake 2014?")
    )
    assert len(groups[0].asked) == 3
    assert sorted(group.text for group in groups[1:]) == ["cake 2013?", "cake 2014?"]


def test_two_thousand_questions_are_grouped_in_no_time() -> None:
    many = asked(
        *(f"where is the {word} of the {other}" for word in "abcdefghij" * 20 for other in "klmnopqrst")
    )
    assert sum(len(group.asked) for group in grouped(many)) == len(many)


def test_the_nearest_fact_is_named(live: LiveBook[Engine]) -> None:
    engine = live.current.product
    assert nearest_fact(engine, "where was the 2014 festival held") == "festival-2014.city"
    assert nearest_fact(engine, "xyzzy") is None


def test_answers_are_ranked_by_votes_down() -> None:
    votes = [Vote(("a",), True, NOON), Vote(("b",), False, NOON), Vote(("b",), True, NOON)]
    assert voted_down([*votes, Vote(("c",), False, NOON)]) == [(("c",), 1, 0, NOON), (("b",), 1, 1, NOON)]


def draft(**changes: str) -> Draft:
    values = {
        "subject": "festival-2014",
        "name": "cake",
        "question": "who baked {the} cake: 'ours'?",
        "tell": 'Ana "the oven" Lopes: #1 baker\nbaked it.',
        "source": "gazette-2014",
        "place": "¶9",
    }
    return Draft(**(values | changes))


def test_a_draft_fits_whatever_was_typed(facts: Path) -> None:
    made = drafted(draft(), facts)
    assert made.problems == ()
    assert "below `facts:` of festival-2014 in choir.yaml" in made.text


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"subject": "nobody"}, "no subject 'nobody'"),
        ({"subject": "porto"}, "no subject 'porto' with a list of facts"),
        ({"source": "nowhere"}, "there is no source"),
        ({"name": "No Id!"}, "choir.yaml:"),
        ({"name": "city"}, "choir.yaml:"),
    ],
)
def test_a_draft_that_does_not_fit_says_why(facts: Path, changes: dict[str, str], why: str) -> None:
    assert why in drafted(draft(**changes), facts).problems[0]


@pytest.mark.parametrize(
    ("question", "name"), [("Who's the baker?", "whos-the-baker"), ("2014?", "fact-2014"), ("¿?", "fact")]
)
def test_a_question_makes_a_name(question: str, name: str) -> None:
    assert fact_name(question) == name


def memory(**chosen: Any) -> tuple[Memory, WriteQueue, Any]:
    store = create_autospec(Database, instance=True)
    store.guild_rules.return_value = {HOME: chosen}
    queue = WriteQueue(store)
    return Memory(queue, store, Rules(Settings(), store), lambda: NOON), queue, store


async def test_nothing_says_who_asked_or_voted() -> None:
    kept, queue, store = memory()
    await kept._rules.load()
    queue.start()
    assert await kept.record_unanswered("Who\0 baked?\ud800", guild=HOME)
    assert await kept.record_vote(["a.b"], False, guild_id=HOME, message_id=1, user_id=123456789)
    (question,), (vote,) = (call.args[0] for call in store.write.await_args_list)
    assert question.text == "Who baked?"
    assert "123456789" not in repr(vote)
    await queue.close()


async def test_who_presses_again_changes_their_vote_and_nobody_elses() -> None:
    kept, queue, store = memory()
    await kept._rules.load()
    queue.start()
    for user, up in ((1, True), (1, False), (2, True)):
        await kept.record_vote(["a.b"], up, guild_id=HOME, message_id=9, user_id=user)
    ids = [call.args[0][0].id for call in store.write.await_args_list]
    assert ids[0] == ids[1] != ids[2]
    await queue.close()


@pytest.mark.parametrize("chosen", [{"keep_days": 0}, {"feedback": False}])
async def test_a_server_that_wants_nothing_kept_is_heeded(chosen: dict[str, Any]) -> None:
    kept, queue, _ = memory(**chosen)
    await kept._rules.load()
    assert not await kept.record_vote(["a.b"], True, guild_id=HOME, message_id=1, user_id=1)
    if "keep_days" in chosen:
        assert not await kept.record_unanswered("who?", guild=HOME)
    assert queue.waiting == 0


async def test_until_the_rules_are_known_nothing_is_kept() -> None:
    kept, queue, store = memory()
    store.guild_rules.side_effect = StoreDownError("gone")
    await kept._rules.load_or_wait()
    assert not await kept.record_unanswered("who?", guild=HOME)
    assert queue.waiting == 0


async def test_each_server_forgets_in_its_own_time() -> None:
    kept, _, store = memory(keep_days=3)
    store.forget.return_value = 2
    await kept._rules.load()
    assert await kept.forget_old() == 4
    everywhere, own = store.forget.await_args_list
    assert everywhere.args == (NOON - timedelta(days=90),)
    assert list(everywhere.kwargs["except_guilds"]) == [HOME]
    assert own.args == (NOON - timedelta(days=3),)
    assert own.kwargs == {"guild": HOME}


async def test_rules_nobody_can_read_leave_the_operators_in_force() -> None:
    kept, _, _ = memory(sure_from="very")
    await kept._rules.load()
    assert kept._rules.of(HOME).sure_from == Settings().sure_from
    assert (await kept._rules.choose(HOME, sure_from=0.9)).sure_from == 0.9
