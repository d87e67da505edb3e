"""A small fact base of a made-up community, written where a test wants it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

FILES = {
    "community.yaml": """\
        name: Harbour Choir
        subject: harbour-choir
        about: I answer questions about the Harbour Choir and its festivals.
        samples:
          - Where was the 2014 festival held?
          - Who sang at the 2013 festival?
        tests:
          where was the 2014 festival: festival-2014.city
        """,
    "sources.yaml": """\
        gazette-2014:
          title: Third festival fills the docks
          publisher: Harbour Gazette
          url: https://gazette.example/2014/festival
          published: 2014-06-11
          date_basis: inferred
        choir-page:
          title: About the choir
          publisher: Harbour Choir
          url: https://choir.example/about
          published: "2019"
        """,
    "vocabulary/festival.yaml": """\
        kinds:
          festival:
            name: festival
            plural: festivals
            words: [fest, songfest]
            browsable: true
            identified_by: [city, dates, ordinal]
            ordered_by: dates
            numbered_by: ordinal
            summary: [city, dates, attendance, singer]
            properties:
              city:
                label: city
                type: entity
                ask: ["where was {it} held", "where was {it}", "which city hosted {it}", "{it} location"]
                find: ["which festival was in {value}"]
                tell: "{It} was held in {value}."
                missing: "where {it} was held"
              dates:
                label: dates
                type: date
                ask: ["when was {it} held", "when was {it}", "{it} dates"]
                tell: "{It} was held on {value}."
                missing: "when {it} was held"
              ordinal:
                label: number
                type: number
                ask: ["which number was {it}"]
                tell: "{It} was number {value}."
              attendance:
                label: attendance
                type: number
                ask: ["how many people came to {it}", "{it} attendance", "how many attended {it}"]
                tell: "{value} came to {it}."
                missing: "how many came to {it}"
              singer:
                label: singers
                type: entity
                many: true
                ask: ["who sang at {it}", "who performed at {it}", "{it} singers"]
                find: ["which festival did {value} sing at"]
                tell: "Singers at {it}: {values}."
                tell_subject: "{value} sang at {it}."
                missing: "who sang at {it}"
        """,
    "vocabulary/others.yaml": """\
        kinds:
          choir:
            name: choir
            plural: choirs
            properties:
              founded:
                label: founded
                type: date
                ask: ["when was {it} founded", "when did {it} start"]
                tell: "{It} was founded in {value}."
                missing: "when {it} was founded"
          city: {name: city, plural: cities}
          person: {name: person, plural: people}
        """,
    "choir.yaml": """\
        harbour-choir:
          kind: choir
          name: the Harbour Choir
          aliases: [Harbour Choir]
          facts:
            founded: {value: 2012, cite: choir-page ¶1}
        porto:
          kind: city
          name: Porto
        bergen:
          kind: city
          name: Bergen
        ana-lopes:
          kind: person
          name: Ana Lopes
        festival-2013:
          kind: festival
          name: the 2013 festival
          facts:
            city: {value: bergen, cite: gazette-2014 ¶3}
            dates: {value: 2013-06-01, cite: gazette-2014 ¶3}
            ordinal: {value: 2, cite: gazette-2014 ¶3}
            singer: {values: [ana-lopes], cite: gazette-2014 ¶4}
        festival-2014:
          kind: festival
          name: the 2014 festival
          facts:
            city: {value: porto, cite: gazette-2014 ¶1 "fills the docks of Porto"}
            dates: {value: 2014-06-07/2014-06-08, cite: gazette-2014 ¶1}
            ordinal: {value: 3, cite: gazette-2014 ¶1}
        festival-2017:
          kind: festival
          name: the 2017 festival
          facts:
            city: {value: bergen, cite: choir-page ¶2}
            dates: {value: 2017-06, cite: choir-page ¶2}
            ordinal: {value: 6, cite: choir-page ¶2}
        """,
}


def write_facts(folder: Path) -> Path:
    """Write the fact base into a folder and return it."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text in one of the files, which must hold it once."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
