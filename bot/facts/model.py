"""The fact base in memory: frozen, slotted, free of where it was read from."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

DateBasis = Literal["stated", "inferred"]
Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts are taken from.

    Attributes:
        id: its name in the fact base.
        published: as written in the base: `2014-12-11`, `2018-07-12/2018-07-13`, `2013`, `before 2022`.
        date_basis: whether the document states its date or the date was worked out.
        date_note: how the date is known.
        reliability: a caution about the document, shown beside it.
        linkable: false where readers should not be sent to the address.
    """

    id: str
    title: str
    publisher: str
    url: str
    published: str | None = None
    date_basis: DateBasis = "stated"
    author: str | None = None
    date_note: str | None = None
    reliability: str | None = None
    linkable: bool = True


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source: the source's id, where in it, and optionally a few words to find there."""

    source: str
    locator: str | None = None
    find: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A date as well as it is known: a year, a month, a day, or a span of these.

    Attributes:
        first: the first day that it can mean.
        last: the last day that it can mean (of the span's end, where it is a span).
        precision: how fine it is written.
        span: whether it was written as `start/end`.
    """

    first: date
    last: date
    precision: Literal["year", "month", "day"]
    span: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that a fact says, with what qualifies it and who says so.

    Attributes:
        entity: id of the subject that is the value, where it is one.
        number: the value as a number, where it is one.
        day: the value as a date or span, where it is one.
        text: the value as people write it (an entity's name, `50`, `Winning Real Police Reform`).
        of: what a number counts (`local elected officials`).
        qualifier: `about`, `nearly`, `over`, `expected`… said before the value.
        role: in what role an entity has this part (`president of the American Federation of Teachers`).
        as_of: the day for which it is said, where it can go stale.
        said_by: to whom it is attributed (`the Star Tribune`), where it needs to be.
        note: a short remark told after it.
        inferred: whether it was worked out rather than read.
        forecast: whether it was said before the event.
    """

    text: str
    citations: tuple[Citation, ...]
    entity: str | None = None
    number: float | None = None
    day: Day | None = None
    of: str | None = None
    qualifier: str | None = None
    role: str | None = None
    as_of: Day | None = None
    confidence: Confidence = "high"
    said_by: str | None = None
    note: str | None = None
    inferred: bool = False
    forecast: bool = False


NO_VERDICTS: Mapping[str, bool] = {}
"""What facts share that answer nothing by yes or no; never written to."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one property of one subject.

    Attributes:
        id: `subject.property`.
        values: what the sources say; several where they list or differ. Empty for a told fact.
        complete: whether the list is closed, so that what is not on it may be denied.
        tell: the fact as one or two sentences of our own, where the property's template would not do.
        ask: questions that this very fact answers, beside the phrasings of its property.
        verdicts: those that it answers by yes or no, with which.
        about: ids of further subjects that it concerns.
        citations: of the told sentence; the values carry their own.
        as_of: the day for which the told sentence holds.
        confidence: of the told sentence; the values carry their own.
        inferred: whether the told sentence was worked out rather than read.
        note: a short remark told after the told sentence.
        conflict: what to say where sources differ.
        unknown: true where the fact is that no source says: `tell` then says what is missing.
        nearby: ids of facts to offer instead where it is unknown.
    """

    id: str
    subject: str
    property: str
    values: tuple[Value, ...] = ()
    complete: bool = False
    tell: str | None = None
    ask: tuple[str, ...] = ()
    verdicts: Mapping[str, bool] = field(default_factory=lambda: NO_VERDICTS, hash=False)
    about: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    as_of: Day | None = None
    confidence: Confidence = "high"
    inferred: bool = False
    note: str | None = None
    conflict: str | None = None
    unknown: bool = False
    nearby: tuple[str, ...] = ()

    @builtins.property
    def is_told(self) -> bool:
        """Whether it is known, and told in a sentence of its own."""
        return bool(self.tell) and not self.unknown

    @builtins.property
    def entities(self) -> tuple[str, ...]:
        """Ids of its subject, of what else it concerns and of its values, each once."""
        values = (value.entity for value in self.values if value.entity)
        return tuple(dict.fromkeys((self.subject, *self.about, *values)))

    @builtins.property
    def cited(self) -> tuple[Citation, ...]:
        """The citations of the told sentence and of the values."""
        return (*self.citations, *(citation for value in self.values for citation in value.citations))


Pronoun = Literal["he", "she", "they"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody or something that facts are about, or that is a value of facts.

    Attributes:
        name: as it is told (`the 2014 convening`, `Center for Popular Democracy`).
        aliases: further names that people use for it.
        weak: names too common to count unless something else points to it (`new york`, `johnson`).
        within: id of the subject that it lies in (a city's state): a question about the whole finds it.
        pronoun: which of `he` and `she` may mean the person; both may where it is not known.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    within: str | None = None
    pronoun: Pronoun | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


ValueType = Literal["entity", "number", "date", "text", "statement"]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a kind: how people ask for it and how the bot tells it.

    Attributes:
        label: what it is called in lists (`sponsors`).
        type: what its values are; `statement` for a told sentence.
        many: whether several values are a list rather than a disagreement.
        series: whether several values are the same thing at different times (members by year).
        ask: phrasings with `{it}` for the subject, `{value}` for a value, `{them}` for all of the kind.
        find: phrasings that ask for the subject by a value (reverse look-up).
        tell: sentence template with `{it}`, `{value}`, `{values}`.
        tell_subject: sentence told of the value (`{value} spoke at {it}.`), for a look-up by value.
        missing: what is missing where no value is known, after "do not say" (`who sponsored {it}`).
        includes: properties whose values count as values of this one too (a keynote is a speaker).
        also: properties told beside this one (what was expected, beside who came).
        high: words for its largest value (`largest, biggest`); empty where it cannot be ranked.
        low: words for its smallest value.
        whole: words that say that a figure counts all (`people`), which is not compared with one of some.
    """

    name: str
    label: str
    type: ValueType = "text"
    many: bool = False
    series: bool = False
    ask: tuple[str, ...] = ()
    find: tuple[str, ...] = ()
    tell: str | None = None
    tell_subject: str | None = None
    missing: str | None = None
    includes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    high: tuple[str, ...] = ()
    low: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()

    @property
    def question(self) -> str | None:
        """The first phrasing that asks of a subject alone, so that its name makes it a question, or None."""
        return next((line for line in self.ask if "{value}" not in line and "{them}" not in line), None)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of subject.

    Attributes:
        name: singular noun (`convening`).
        plural: plural noun.
        words: further nouns people use for it, singular (`conference`, `summit`).
        browsable: whether it gets slash commands of its own.
        general: whether people speak of its things anyway (policy topics, places), so that one named alone is
            no sign that the community is meant.
        personal: whether `he` or `she` may mean one of them.
        identified_by: properties whose value alone points to a subject (`city`, `dates`).
        ordered_by: the property that puts its subjects in order, a date.
        numbered_by: the property that holds its ordinal number.
        summary: properties told when somebody asks about a subject as a whole, in order.
    """

    id: str
    name: str
    plural: str
    words: tuple[str, ...] = ()
    browsable: bool = False
    general: bool = False
    personal: bool = False
    identified_by: tuple[str, ...] = ()
    ordered_by: str | None = None
    numbered_by: str | None = None
    summary: tuple[str, ...] = ()
    properties: Mapping[str, Property] = field(default_factory=dict)

    @builtins.property
    def known_by_day(self) -> bool:
        """Whether a day puts its subjects in order and points to them as well (`the 2018 one`)."""
        return self.ordered_by in self.identified_by


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How people ask and how the bot speaks, in one community.

    Attributes:
        synonyms: groups of words or short phrases that mean the same here; the first stands for all.
        filler: words that carry nothing in a question here.
        foreign: words that point away from the community's subject though they look close.
    """

    kinds: Mapping[str, Kind]
    synonyms: tuple[tuple[str, ...], ...] = ()
    filler: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Community:
    """Whose fact base this is.

    Attributes:
        name: what the bot's answers are about (`Local Progress`).
        subject: id of the subject that is meant when a question names none.
        about: a sentence or two on what the bot knows.
        samples: questions to suggest to a newcomer.
        tests: questions that the base promises to answer, each with the fact that must be in the answer.
    """

    name: str
    subject: str
    about: str
    samples: tuple[str, ...] = ()
    tests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Book:
    """A whole fact base, checked: every reference in it leads somewhere.

    Attributes:
        digest: a hash of the files it was read from, hexadecimal.
    """

    community: Community
    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    subjects: Mapping[str, Subject]
    digest: str = ""

    def fact(self, fact_id: str) -> Fact | None:
        """Return the fact with that id (`subject.property`), or None."""
        subject, _, name = fact_id.partition(".")
        found = self.subjects.get(subject)
        return found.facts.get(name) if found else None

    def kind(self, subject_id: str) -> Kind:
        """Return the kind of the subject with that id."""
        return self.vocabulary.kinds[self.subjects[subject_id].kind]

    def property(self, fact: Fact) -> Property | None:
        """Return the property that the fact gives, or None where the fact stands on its own phrasings."""
        return self.kind(fact.subject).properties.get(fact.property)
