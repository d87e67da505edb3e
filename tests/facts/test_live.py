"""The live book is swapped whole or not at all, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from bot.facts import Book, FactBaseError, Limits, LiveBook, ReloadOutcome
from bot.facts.live import Made
from bot.facts.shelf import MemoryShelf, Shelf

from .conftest import Base


def attendance(book: Book) -> str:
    fact = book.fact("convening-2014.attendance")
    return fact.values[0].text if fact else "none"


def promise(product: str) -> Sequence[str]:
    return [] if product != "none" else ["how many people came is not answered"]


@pytest.fixture
def live(base: Base) -> LiveBook[str]:
    return LiveBook(base.folder, attendance, promise, now=lambda: datetime(2026, 1, 1, tzinfo=UTC), keep=2)


def change(base: Base, old: str, new: str) -> None:
    base.replace("subjects.yaml", old, new)


def changed(outcome: ReloadOutcome[str]) -> list[tuple[str, str]]:
    return [(change.kind, change.place) for change in outcome.diff.changes]


def drop_attendance(base: Base) -> None:
    text = (base.folder / "subjects.yaml").read_text(encoding="utf-8")
    lines = [
        line
        for line in text.splitlines()
        if "attendance:" not in line and not line.startswith("      - {value")
    ]
    base.write("subjects.yaml", "\n".join(lines))


def test_a_sound_change_is_served_with_its_diff(base: Base, live: LiveBook[str]) -> None:
    before = live.current
    change(base, "value: 50", "value: 55")
    outcome = live.reload()
    assert outcome.verdict == "swapped"
    assert outcome.edition is live.current
    assert (live.current.number, live.current.product) == (2, "55")
    assert live.current.digest != before.digest
    assert live.current.made == datetime(2026, 1, 1, tzinfo=UTC)
    assert changed(outcome) == [("changed", "fact")]
    assert before.product == "50"


def test_nothing_is_built_when_nothing_changed(live: LiveBook[str]) -> None:
    before = live.current
    assert live.reload().verdict == "unchanged"
    assert live.current is before


def test_a_broken_folder_changes_nothing_and_is_explained(base: Base, live: LiveBook[str]) -> None:
    before = live.current
    change(base, "value: 50", "value: fifty")
    for force in (False, True):
        outcome = live.reload(force=force)
        assert outcome.verdict == "broken"
        assert [problem.line for problem in outcome.problems] == [20]
        assert outcome.edition is live.current is before


def test_a_folder_that_is_gone_changes_nothing(base: Base, live: LiveBook[str]) -> None:
    base.folder.rename(base.folder.with_name("moved"))
    assert live.reload().verdict == "broken"
    assert live.current.product == "50"


def test_what_would_be_worse_is_refused_unless_forced(base: Base, live: LiveBook[str]) -> None:
    drop_attendance(base)
    outcome = live.reload()
    assert outcome.verdict == "worse"
    assert outcome.worse == ("how many people came is not answered",)
    assert changed(outcome) == [("removed", "fact")]
    assert live.current.product == "50"
    assert live.reload(force=True).verdict == "swapped"
    assert live.current.failures == outcome.worse


def test_what_was_bad_before_is_no_reason_to_refuse(base: Base) -> None:
    drop_attendance(base)
    live = LiveBook(base.folder, attendance, promise)
    change(base, "name: Bill de Blasio", "name: William de Blasio")
    assert live.reload().verdict == "swapped"


def test_a_check_tells_and_leaves_the_live_book_be(base: Base, live: LiveBook[str], tmp_path: Path) -> None:
    other = Base(tmp_path / "other")
    other.replace("subjects.yaml", "value: 50", "value: 60")
    outcome = live.check(other.folder)
    assert (outcome.verdict, changed(outcome)) == ("sound", [("changed", "fact")])
    drop_attendance(base)
    assert live.check().verdict == "worse"
    assert live.current.number == 1
    assert live.earlier == ()


def test_a_check_reads_no_more_than_it_may(live: LiveBook[str], tmp_path: Path) -> None:
    outcome = live.check(Base(tmp_path / "other").folder, Limits(total_bytes=100))
    assert outcome.verdict == "broken"
    assert "larger than 100 bytes" in str(outcome.problems[0])


def test_rolling_back_goes_one_edition_at_a_time(base: Base, live: LiveBook[str]) -> None:
    change(base, "value: 50", "value: 55")
    live.reload()
    change(base, "value: 55", "value: 56")
    live.reload()
    assert [kept.number for kept in live.earlier] == [2, 1]
    outcome = live.rollback()
    assert outcome is not None
    assert (outcome.verdict, live.current.product) == ("swapped", "55")
    assert changed(outcome) == [("changed", "fact")]
    assert live.rollback() is not None
    assert live.rollback() is None
    assert (live.current.number, live.current.product) == (1, "50")
    assert live.reload().edition.number == 4


def test_no_more_editions_are_kept_than_wanted(base: Base, live: LiveBook[str]) -> None:
    for number in range(50, 55):
        change(base, f"value: {number},", f"value: {number + 1},")
        live.reload()
    assert [kept.number for kept in live.earlier] == [5, 4]


def test_an_error_while_building_leaves_everything_as_it_was(base: Base) -> None:
    def build(book: Book) -> str:
        if attendance(book) == "55":
            raise RuntimeError("a bug")
        return attendance(book)

    live = LiveBook(base.folder, build)
    change(base, "value: 50", "value: 55")
    with pytest.raises(RuntimeError):
        live.reload()
    assert (live.current.product, live.earlier) == ("50", ())
    change(base, "value: 55", "value: 56")
    assert live.reload().verdict == "swapped"


def test_there_is_no_live_book_without_a_sound_folder(tmp_path: Path) -> None:
    with pytest.raises(FactBaseError):
        LiveBook(tmp_path, attendance)


def test_readers_never_wait_for_a_reload(base: Base) -> None:
    building, go_on = Event(), Event()

    def build(book: Book) -> str:
        if attendance(book) == "55":
            building.set()
            assert go_on.wait(10)
        return attendance(book)

    live = LiveBook(base.folder, build)
    change(base, "value: 50", "value: 55")
    with ThreadPoolExecutor(1) as pool:
        outcome = pool.submit(live.reload)
        assert building.wait(10)
        assert live.current.product == "50"
        go_on.set()
        assert outcome.result(10).verdict == "swapped"
    assert live.current.product == "55"


def test_reloads_at_once_swap_once(base: Base) -> None:
    live = LiveBook(base.folder, attendance)
    change(base, "value: 50", "value: 55")
    with ThreadPoolExecutor(4) as pool:
        verdicts = sorted(outcome.verdict for outcome in pool.map(lambda _: live.reload(), range(4)))
    assert verdicts == ["swapped", "unchanged", "unchanged", "unchanged"]
    assert live.current.number == 2


class TestAfterARestart:
    """A live book begun anew on the same shelf is a bot that was restarted."""

    @pytest.fixture
    def shelf(self) -> MemoryShelf:
        return MemoryShelf()

    def begin(self, base: Base, shelf: Shelf) -> LiveBook[str]:
        return LiveBook(base.folder, attendance, promise, shelf=shelf)

    def test_the_editions_go_on_where_they_were(self, base: Base, shelf: MemoryShelf) -> None:
        live = self.begin(base, shelf)
        change(base, "value: 50", "value: 55")
        live.reload()
        live = self.begin(base, shelf)
        assert (live.current.number, [kept.number for kept in live.earlier]) == (2, [1])
        assert live.rollback() is not None
        assert (live.current.number, live.current.product) == (1, "50")

    def test_what_was_edited_meanwhile_is_the_next_edition(self, base: Base, shelf: MemoryShelf) -> None:
        self.begin(base, shelf)
        change(base, "value: 50", "value: 55")
        live = self.begin(base, shelf)
        assert (live.current.number, live.current.product) == (2, "55")
        assert live.rollback() is not None
        assert live.current.product == "50"

    def test_what_was_taken_back_stays_so_until_the_files_change(
        self, base: Base, shelf: MemoryShelf
    ) -> None:
        live = self.begin(base, shelf)
        change(base, "value: 50", "value: 55")
        live.reload()
        live.rollback()
        assert self.begin(base, shelf).current.product == "50"
        assert self.begin(base, shelf).current.number == 1
        change(base, "value: 55", "value: 56")
        live = self.begin(base, shelf)
        assert (live.current.number, live.current.product) == (3, "56")

    def test_what_was_taken_back_can_be_served_after_all(self, base: Base, shelf: MemoryShelf) -> None:
        live = self.begin(base, shelf)
        change(base, "value: 50", "value: 55")
        live.reload()
        live.rollback()
        live = self.begin(base, shelf)
        assert live.reload().verdict == "swapped"
        assert self.begin(base, shelf).current.product == "55"

    def test_editions_whose_files_are_lost_are_passed_over(self, base: Base, shelf: MemoryShelf) -> None:
        live = self.begin(base, shelf)
        first = live.current
        for number in (50, 51):
            change(base, f"value: {number},", f"value: {number + 1},")
            live.reload()
        lost = live.earlier[0].digest
        shelf.files = lambda digest: None if digest == lost else MemoryShelf.files(shelf, digest)  # type: ignore[method-assign]
        assert live.rollback() is not None
        assert live.current.digest == first.digest
        assert live.rollback() is None

    def test_the_files_of_the_live_edition_are_at_hand_whatever_lies_in_the_folder(
        self, base: Base, shelf: MemoryShelf
    ) -> None:
        live = self.begin(base, shelf)
        change(base, "value: 50", "value: 55")
        assert live.files is not None
        assert b"value: 50" in live.files["subjects.yaml"]

    def test_what_was_made_before_is_not_made_again(self, base: Base, shelf: MemoryShelf) -> None:
        book = self.begin(base, shelf).current.book
        found = {book.digest: Made(book, "found", ("a failure",))}
        live = LiveBook(base.folder, attendance, promise, shelf=shelf, find=found.get)
        assert (live.current.product, live.current.failures) == ("found", ("a failure",))
        change(base, "value: 50", "value: 55")
        assert LiveBook(base.folder, attendance, promise, find=found.get).current.product == "55"
