"""What changed between two books is told by subject and fact, and nothing else is."""

from __future__ import annotations

import pytest

from bot.facts import compare
from bot.locales import ENGLISH, Reader
from bot.rendering.changes import itemised

from .conftest import Base

READER = Reader(ENGLISH)


def changes(base: Base, name: str, old: str, new: str) -> list[str]:
    before = base.load()
    base.replace(name, old, new)
    return itemised(compare(before, base.load()), READER)


def test_a_book_does_not_differ_from_itself(base: Base) -> None:
    assert not compare(base.load(), base.load())


CASES = {
    "changed value": (
        "subjects.yaml",
        "value: 50,",
        "value: 55,",
        "~ fact convening-2014.attendance: "
        "50 local elected officials; over 1,200 people says Nick Licata → "
        "55 local elected officials; over 1,200 people says Nick Licata",
    ),
    "changed sentence": (
        "subjects.yaml",
        "had eight breakout",
        "had 8 breakout",
        "~ fact convening-2014.eight-workshops: The 2014 convening had eight breakout workshops. → "
        "The 2014 convening had 8 breakout workshops.",
    ),
    "changed citation": (
        "subjects.yaml",
        "city: {value: new-york-city, cite: ourfuture-2014 ¶1}",
        'city: {value: new-york-city, cite: ourfuture-2014 ¶2 "in New York"}',
        '~ fact convening-2014.city: cited from ourfuture-2014 ¶1 → ourfuture-2014 ¶2 "in New York"',
    ),
    "changed phrasing": (
        "subjects.yaml",
        ", were there breakout sessions]",
        ", any breakouts]",
        "~ fact convening-2014.eight-workshops: ask: were there breakout sessions → ask: any breakouts",
    ),
    "changed time": (
        "subjects.yaml",
        "as_of: 2014-12\n",
        "as_of: 2014\n",
        "~ fact convening-2014.eight-workshops: as_of: 2014-12-01/2014-12-31 → as_of: 2014-01-01/2014-12-31",
    ),
    "added fact": (
        "subjects.yaml",
        "    end-date:\n",
        "    motto: {ask: [motto], tell: Onward., cite: licata-up361}\n    end-date:\n",
        "+ fact convening-2014.motto: Onward.",
    ),
    "removed fact": (
        "subjects.yaml",
        "    ordinal: {value: 3, inferred: true, cite: ourfuture-2014 ¶1}\n",
        "",
        "- fact convening-2014.ordinal: 3",
    ),
    "changed alias": (
        "subjects.yaml",
        "[de Blasio convening]",
        "[de Blasio convening, third convening]",
        "~ subject convening-2014: aliases: nothing → aliases: third convening",
    ),
    "changed source": (
        "sources.yaml",
        "published: before 2015",
        "published: 2014-12-20",
        "~ source licata-up361: published: before 2015 → published: 2014-12-20",
    ),
    "changed phrasing of a property": (
        "vocabulary/convening.yaml",
        '"{it} location"',
        '"{it} town"',
        "~ vocabulary entry convening.city: ask: {it} location → ask: {it} town",
    ),
    "changed kind": (
        "vocabulary/convening.yaml",
        "browsable: true",
        "browsable: false",
        "~ vocabulary entry convening: browsable: true → browsable: false",
    ),
    "changed filler": (
        "vocabulary/others.yaml",
        "filler: [folks]",
        "filler: [people]",
        "~ vocabulary entry filler: folks → people",
    ),
    "changed promise": (
        "community.yaml",
        "convening: convening-2014.city",
        "convening: convening-2014.dates",
        "~ community field tests: where was the de Blasio convening = convening-2014.city → "
        "where was the de Blasio convening = convening-2014.dates",
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_a_change_is_told_once(base: Base, name: str, old: str, new: str, expected: str) -> None:
    assert changes(base, name, old, new) == [expected]


def test_a_new_subject_is_told_with_its_facts(base: Base) -> None:
    before = base.load()
    base.add(
        """\
        brad-lander:
          kind: person
          name: Brad Lander
          facts:
            seat: {ask: [seat], tell: Brooklyn., cite: licata-up361}
        """
    )
    after = base.load()
    assert [(change.kind, change.id) for change in compare(before, after).changes] == [
        ("added", "brad-lander"),
        ("added", "brad-lander.seat"),
    ]
    assert [change.kind for change in compare(after, before).changes] == ["removed", "removed"]
