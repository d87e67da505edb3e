"""How many questions a member may ask in a minute."""

from __future__ import annotations

from bot.discord.pace import Admission, Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_too_many_is_told_once_and_a_minute_later_all_is_well() -> None:
    clock = Clock()
    pace = Pace(2, clock)
    assert [pace.ask(1) for _ in range(4)] == [
        Admission.GO,
        Admission.GO,
        Admission.ENOUGH,
        Admission.STILL_ENOUGH,
    ]
    clock.now = 61
    assert pace.ask(1) is Admission.GO


def test_members_do_not_count_for_each_other() -> None:
    pace = Pace(1, Clock())
    assert (pace.ask(1), pace.ask(2)) == (Admission.GO, Admission.GO)


def test_there_may_be_no_limit() -> None:
    pace = Pace(0, Clock())
    assert {pace.ask(1) for _ in range(100)} == {Admission.GO}


def test_a_channel_counts_for_all_its_members_and_is_told_once() -> None:
    clock = Clock()
    pace = Pace(0, clock, in_channel=2)
    admissions = [pace.ask(member, 7) for member in (1, 2, 3, 4)]
    assert admissions == [Admission.GO, Admission.GO, Admission.CROWDED, Admission.STILL_ENOUGH]
    assert pace.ask(3, 8) is Admission.GO
    assert pace.ask(3) is Admission.GO
    clock.now = 61
    assert pace.ask(3, 7) is Admission.GO
