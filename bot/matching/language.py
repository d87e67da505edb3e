"""English as data: the words that questions are made of, whatever they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """What the matcher knows of a language.

    Attributes:
        function: words of grammar, never evidence.
        filler: words said around a question.
        asides: what is said around a question in several words.
        light: words that mean something but tell little.
        contractions: spellings and what they stand for.
        numerals: the words for numbers and ordinals.
        months_or_words: names of months that are other words as well (`may`).
        before_months: words before those that are months.
        expects: by first word, phrases and what sort of answer they expect (`when`), longest first.
        interrogatives: words that open a question that is not answered by yes or no.
        yes_no: words that open one that is.
        limits: words that say how much of something is meant, or which (`only`, `first`).
        tags: words that end a sentence that wants to hear whether it is so.
        openers: what a yes-or-no question may open with before its verb.
        indefinite: words before somebody or something that is not named.
        past: words that put a question in the past.
        pronouns: words that point at what was talked about.
        personal: those that point at a person, each with which (`him`: `he`).
        impersonal: those that point at one thing.
        whom, jointly: words that ask for somebody, and words beside them that say what part in something.
        thing: the same, and those that point at several or at what something has.
        unbound: those that may as well point at nothing that was said (`they`, for the community).
        objects: what may stand for an object between a verb and its particle.
        particles: what follows there (`set it up`).
        cues: named lists of phrases (`latest`, `compare`, `overview`, …), longest first.
        cues_by_word: the same by first word, each phrase with the name of its list.
        overview_around: what begins and what ends a question for everything known of a subject.
        places: places that most people know.
        social: small talk by kind.
    """

    function: frozenset[str]
    filler: frozenset[str]
    asides: tuple[Phrase, ...]
    light: frozenset[str]
    contractions: Mapping[str, str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    numerals: frozenset[str]
    months: Mapping[str, int]
    months_or_words: frozenset[str]
    before_months: frozenset[str]
    expects: Mapping[str, tuple[tuple[Phrase, str], ...]]
    interrogatives: frozenset[str]
    yes_no: frozenset[str]
    limits: frozenset[str]
    tags: frozenset[str]
    openers: frozenset[str]
    indefinite: frozenset[str]
    past: frozenset[str]
    pronouns: frozenset[str]
    personal: Mapping[str, str]
    impersonal: frozenset[str]
    thing: frozenset[str]
    whom: frozenset[str]
    jointly: frozenset[str]
    unbound: frozenset[str]
    objects: frozenset[str]
    particles: frozenset[str]
    cues: Mapping[str, tuple[Phrase, ...]]
    cues_by_word: Mapping[str, tuple[tuple[Phrase, str], ...]]
    overview_around: tuple[tuple[Phrase, Phrase], ...]
    places: tuple[Phrase, ...]
    social: Mapping[str, tuple[str, ...]]

    @property
    def question_words(self) -> frozenset[str]:
        """The words that questions begin with (`when`, `which`)."""
        return frozenset(
            phrase[0] for entries in self.expects.values() for phrase, _ in entries if len(phrase) == 1
        )

    def cues_in(self, tokens: Phrase) -> frozenset[str]:
        """Return the names of the cues of which any phrase stands among words."""
        return frozenset(phrases_in(tokens, self.cues_by_word))

    def pronoun_in(self, tokens: Sequence[str]) -> str | None:
        """Return which pronoun for a person is said first, `he` or `she`, None where none is."""
        return next((self.personal[token] for token in tokens if token in self.personal), None)


CUES = (
    "latest",
    "earliest",
    "next",
    "after",
    "before",
    "compare",
    "overview",
    "doings",
    "during",
    "source",
    "elsewhere",
    "now",
    "foreseen",
    "anyone",
    "continuing",
    "among",
    "counterpart",
    "lasting",
    "since_when",
    "until_when",
    "follows",
    "precedes",
    "beside_whom",
    "holding",
    "who_that_is",
    "from_where",
    "rest",
    "naming",
    "that_year",
    "existing",
    "of_those",
    "attributing",
    "negating",
    "excluding",
    "all",
    "above",
    "at_least",
    "below",
    "at_most",
    "begins",
    "ends",
    "early",
    "mid",
    "late",
    "some_days",
    "sole",
    "highest",
    "lowest",
    "reporters",
    "reporting",
    "recalling",
    "came_later",
    "came_earlier",
    "coming",
    "since",
    "later_than",
    "until",
    "earlier_than",
    "onward",
    "nearest",
    "addressed",
    "located",
    "signing",
    "sent_from",
    "meant_for",
    "purposes",
    "needing",
    "needed",
)


def _phrases(lines: list[str]) -> tuple[Phrase, ...]:
    return tuple(sorted((tuple(line.split()) for line in lines), key=len, reverse=True))


def _around(line: str) -> tuple[Phrase, Phrase]:
    before, _, after = line.partition("...")
    return tuple(before.split()), tuple(after.split())


def by_first_word(pairs: Iterable[tuple[Phrase, str]]) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    """Return phrases with what they stand for, by the first word of each, longest first."""
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for phrase, name in sorted(pairs, key=lambda pair: -len(pair[0])):
        if phrase:
            found.setdefault(phrase[0], []).append((phrase, name))
    return {word: tuple(entries) for word, entries in found.items()}


def phrases_in(tokens: tuple[str, ...], phrases: Mapping[str, Sequence[tuple[Phrase, str]]]) -> Iterator[str]:
    """Yield what the phrases stand for that stand among the tokens.

    Args:
        tokens: normalised words, or stems.
        phrases: by first word, as `by_first_word` has them.
    """
    for i, token in enumerate(tokens):
        for phrase, name in phrases.get(token, ()):
            if tokens[i : i + len(phrase)] == phrase:
                yield name


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files(__package__).joinpath(name).read_text("utf-8"))
    return data


@lru_cache(maxsize=1)
def english() -> Language:
    """Read the English data that ships with the matcher."""
    data: dict[str, Any] = _read("english.yaml") | _read("places.yaml")
    expects = [(phrase, name) for name, lines in data["expects"].items() for phrase in _phrases(lines)]
    cues = {name: _phrases(data[name]) for name in CUES}
    return Language(
        function=frozenset(data["function"].split()),
        filler=frozenset(data["filler"].split()),
        asides=_phrases(data["asides"]),
        light=frozenset(data["light"].split()),
        contractions={str(k): str(v) for k, v in data["contractions"].items()},
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        numerals=frozenset((*data["numbers"], *data["ordinals"])),
        months={name: i for i, name in enumerate(data["months"], 1)},
        months_or_words=frozenset(data["months_or_words"]),
        before_months=frozenset(data["before_months"]),
        expects=by_first_word(expects),
        interrogatives=frozenset(data["interrogatives"]),
        yes_no=frozenset(data["yes_no"]),
        limits=frozenset(data["limits"]),
        tags=frozenset(data["tags"]),
        openers=frozenset(data["openers"]),
        indefinite=frozenset(data["indefinite"]),
        past=frozenset(data["past"]),
        pronouns=frozenset(data["pronouns"]),
        personal={word: pronoun for pronoun, forms in data["personal"].items() for word in forms},
        impersonal=frozenset(data["impersonal"]),
        thing=frozenset(data["thing"]),
        whom=frozenset(data["whom"]),
        jointly=frozenset(data["jointly"]),
        unbound=frozenset(data["unbound"]),
        objects=frozenset(data["objects"].split()),
        particles=frozenset(data["particles"].split()),
        cues=cues,
        cues_by_word=by_first_word([(phrase, name) for name in CUES for phrase in cues[name]]),
        overview_around=tuple(_around(line) for line in data["overview_around"]),
        places=_phrases([" ".join(place.split()) for place in data["places"].split(",")]),
        social={kind: tuple(entry["ask"]) for kind, entry in data["social"].items()},
    )
