"""How many questions a member may ask in a minute."""

from __future__ import annotations

from bot.discord.pace import Pace, Verdict


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_too_many_is_told_once_and_a_minute_later_all_is_well() -> None:
    clock = Clock()
    pace = Pace(2, clock)
    assert [pace.ask(1) for _ in range(4)] == [
        Verdict.GO,
        Verdict.GO,
        Verdict.ENOUGH,
        Verdict.STILL_ENOUGH,
    ]
    clock.now = 61
    assert pace.ask(1) is Verdict.GO


def test_members_do_not_count_for_each_other() -> None:
    pace = Pace(1, Clock())
    assert (pace.ask(1), pace.ask(2)) == (Verdict.GO, Verdict.GO)


def test_there_may_be_no_limit() -> None:
    pace = Pace(0, Clock())
    assert {pace.ask(1) for _ in range(100)} == {Verdict.GO}


def test_a_channel_counts_for_all_its_members_and_is_told_once() -> None:
    clock = Clock()
    pace = Pace(0, clock, in_channel=2)
    verdicts = [pace.ask(member, 7) for member in (1, 2, 3, 4)]
    assert verdicts == [Verdict.GO, Verdict.GO, Verdict.CROWDED, Verdict.STILL_ENOUGH]
    assert pace.ask(3, 8) is Verdict.GO
    assert pace.ask(3) is Verdict.GO
    clock.now = 61
    assert pace.ask(3, 7) is Verdict.GO
