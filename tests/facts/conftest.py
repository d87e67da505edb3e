"""A small, sound fact base to begin from, and a folder to change it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from bot.facts import Book, FactBaseError, Problem, load

SOUND = {
    "community.yaml": """\
        name: Local Progress
        subject: local-progress
        about: I answer questions about Local Progress.
        samples: [Where was the 2014 convening?]
        tests:
          where was the de Blasio convening: convening-2014.city
        """,
    "sources.yaml": """\
        ourfuture-2014:
          title: Conference Helps Build A National Network
          publisher: OurFuture.org
          url: https://ourfuture.org/20141211/conference
          published: 2014-12-11
          date_basis: inferred
        licata-up361:
          title: Urban Politics 361
          publisher: Nick Licata
          url: https://example.org/up361
          published: before 2015
          linkable: false
        """,
    "vocabulary/convening.yaml": """\
        kinds:
          convening:
            name: convening
            browsable: true
            identified_by: [city, dates]
            ordered_by: dates
            numbered_by: ordinal
            summary: [city, dates]
            properties:
              city:
                type: entity
                kinds: [place]
                ask: ["where was {it} held", "{it} location"]
                find: ["which convening was in {value}"]
                tell: "{It} was held in {value}."
                missing: "where {it} was held"
              dates:
                type: date
                ask: ["when was {it}"]
                tell: "{It} was held on {value}."
              ordinal: {type: number}
              attendance:
                type: number
                ask: ["how many people came to {it}"]
                tell: "{value} came to {it}."
                high: [largest]
              keynote:
                type: entity
                many: true
                ask: ["who gave a keynote at {it}"]
                tell: "Keynotes at {it}: {values}."
        filler: [guys]
        """,
    "vocabulary/others.yaml": """\
        kinds:
          place: {name: place}
          person: {name: person, plural: people}
          organisation: {name: organisation}
        synonyms:
          - [sponsor, funder]
        filler: [folks]
        """,
    "subjects.yaml": """\
        local-progress:
          kind: organisation
          name: Local Progress
        new-york-city:
          kind: place
          name: New York City
        bill-de-blasio:
          kind: person
          name: Bill de Blasio
        convening-2014:
          kind: convening
          name: the 2014 convening
          aliases: [de Blasio convening]
          weak: new york
          facts:
            city: {value: new-york-city, cite: ourfuture-2014 ¶1}
            dates: {value: 2014-12-04/2014-12-06, cite: ourfuture-2014 ¶1}
            ordinal: {value: 3, inferred: true, cite: ourfuture-2014 ¶1}
            attendance:
              - {value: 50, of: local elected officials, cite: ourfuture-2014 ¶1}
              - {value: 1200, qualifier: over, of: people, said_by: Nick Licata, cite: licata-up361 ¶2}
            keynote:
              values:
                - {value: bill-de-blasio, role: Mayor of New York City}
              complete: true
              cite: ourfuture-2014 ¶2 "keynote addresses from"
            eight-workshops:
              ask: ["how many workshops were there in {it}", were there breakout sessions]
              tell: The 2014 convening had eight breakout workshops.
              about: [new-york-city]
              cite: [ourfuture-2014 ¶4, licata-up361]
              as_of: 2014-12
            end-date:
              unknown: true
              ask: ["when did {it} end"]
              tell: My sources do not say on which day the 2014 convening ended.
              nearby: [convening-2014.dates]
        """,
}


class Base:
    """A fact base in a folder of its own, sound until a test changes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in SOUND.items():
            self.write(name, dedent(text))

    def write(self, name: str, content: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        self.write(name, text.replace(old, new))

    def add(self, text: str) -> None:
        """Add a file of subjects."""
        self.write("more.yaml", dedent(text))

    def load(self) -> Book:
        return load(self.folder)

    def problems(self) -> list[Problem]:
        try:
            load(self.folder)
        except FactBaseError as error:
            return list(error.problems)
        return []

    def problem(self) -> str:
        """The one problem there is, as it is shown."""
        problems = self.problems()
        assert len(problems) == 1, "\n".join(map(str, problems))
        return str(problems[0])


@pytest.fixture
def base(tmp_path: Path) -> Base:
    return Base(tmp_path / "base")


@pytest.fixture
def new_base(tmp_path: Path) -> Callable[[str], Base]:
    return lambda name: Base(tmp_path / name)
