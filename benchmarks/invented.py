"""An invented fact base of any size: museums, bridges, festivals and their like, with questions about them.

Everything is drawn from a seed, so that two runs measure the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.facts.model import (
    Book,
    Citation,
    Community,
    Day,
    Fact,
    Kind,
    Property,
    Source,
    Subject,
    Value,
    Vocabulary,
)

_KINDS = {
    "museum": ("gallery", "collection"),
    "festival": ("fair", "celebration"),
    "bridge": ("crossing", "viaduct"),
    "library": ("reading room", "archive"),
    "school": ("academy", "college"),
    "garden": ("park", "arboretum"),
    "railway": ("tramway", "line"),
    "theatre": ("playhouse", "stage"),
}
_PROPERTIES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("opened", "date", "{it} opened on {value}.", ("when did {it} open", "what year was {it} opened")),
    ("city", "entity", "{it} is in {value}.", ("where is {it}", "which city is {it} in", "{it} location")),
    (
        "visitors",
        "number",
        "{it} drew {value} visitors.",
        ("how many visitors did {it} have", "{it} attendance"),
    ),
    ("director", "entity", "{value} directs {it}.", ("who directs {it}", "who is the head of {it}")),
    ("founder", "entity", "{value} founded {it}.", ("who founded {it}", "who set up {it}")),
    ("cost", "number", "{it} cost {value} crowns.", ("how much did {it} cost", "what was the price of {it}")),
    ("motto", "text", "{it} goes by “{value}”.", ("what is the motto of {it}", "{it} slogan")),
    ("architect", "entity", "{value} designed {it}.", ("who designed {it}", "architect of {it}")),
    ("closed", "date", "{it} closed on {value}.", ("when did {it} close", "when was {it} shut")),
    ("staff", "number", "{it} has a staff of {value}.", ("how many people work at {it}", "{it} staff size")),
)
_FIRST, _MIDDLE, _LAST, _ADJECTIVES, _OF = (
    line.split()
    for line in (
        "bal cor dren el fal gar hol ith jor kel lum mar nor ost pel quin ras sel tor ul ven wex yar zan",
        "a e i o u ai or an el ir un ath em il os ur ev ag id ob",
        "bourne by croft dale den field ford ham hurst ley mere mont ness port ridge stead ton vale wick",
        "old new upper lower great little north south east west royal grand civic harbour market",
        "music glass letters steam weaving roses the_sea the_valley light maps clocks printing salt",
    )
)
_BEFORE = (
    "does anyone know",
    "quick question:",
    "hi all,",
    "I was wondering",
    "sorry if this was asked before,",
    "can somebody tell me",
    "hey bot,",
)
_AFTER = ("please", "thanks!", "do we know?", "by any chance?", "asking for a friend")
_TYPED = "qwertyuiopasdfghjklzxcvbnm"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the fact that it asks for."""

    text: str
    fact: str


def book_of(facts: int, seed: int = 0) -> Book:
    """Return an invented book of about that many facts."""
    rng = random.Random(seed)
    people, places = max(20, facts // 50), max(10, facts // 200)
    subjects = {s.id: s for s in _entities(people, places, rng)}
    who = [s for s in subjects.values() if s.kind == "person"]
    where = [s for s in subjects.values() if s.kind == "place"]
    main = Subject("the-county", "county", "the county")
    subjects[main.id] = main
    made = 0
    for name, kind in _names(rng):
        if made >= facts:
            break
        subject = _subject(f"s{made}", kind, name, (who, where), rng)
        subjects[subject.id] = subject
        made += len(subject.facts)
    source = Source("gazetteer", "County gazetteer", "The county", "https://example.org/gazetteer")
    community = Community("the county", main.id, "I answer questions about the county's institutions.")
    return Book(community, Vocabulary(_vocabulary()), {source.id: source}, subjects)


def _vocabulary() -> dict[str, Kind]:
    kinds = {
        "county": Kind("county", "county", "counties"),
        "person": Kind("person", "person", "people"),
        "place": Kind("place", "place", "places"),
    }
    for kind, others in _KINDS.items():
        properties = {
            name: Property(name, name, kind_of, ask=ask, tell=tell)  # type: ignore[arg-type]
            for name, kind_of, tell, ask in _PROPERTIES
        }
        kinds[kind] = Kind(kind, kind, f"{kind}s", words=others, properties=properties)
    return kinds


def _word(rng: random.Random) -> str:
    middle = "".join(rng.choice(_MIDDLE) for _ in range(rng.choice((0, 1, 1, 2))))
    return rng.choice(_FIRST) + middle + rng.choice(_LAST)


def _names(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield names that differ, each with its kind, without end."""
    seen: set[str] = set()
    kinds = list(_KINDS)
    while True:
        kind = rng.choice(kinds)
        noun = rng.choice((kind, *_KINDS[kind]))
        name = f"{_word(rng)} {noun}"
        if rng.random() < 0.5:
            name = f"{rng.choice(_ADJECTIVES)} {name}"
        if rng.random() < 0.4:
            name = f"{name} of {rng.choice(_OF).replace('_', ' ')}"
        if name not in seen:
            seen.add(name)
            yield name.title().replace(" Of ", " of ").replace(" The ", " the "), kind


def _entities(people: int, places: int, rng: random.Random) -> Iterator[Subject]:
    for i in range(people):
        yield Subject(f"person-{i}", "person", f"{_word(rng)} {_word(rng)}".title())
    for i in range(places):
        yield Subject(f"place-{i}", "place", f"{_word(rng)} {rng.choice(('bay', 'hill', 'cross'))}".title())


def _subject(
    subject_id: str, kind: str, name: str, entities: tuple[list[Subject], list[Subject]], rng: random.Random
) -> Subject:
    who, where = entities
    facts = {}
    for prop, sort, _, _ in _PROPERTIES:
        value = _value(sort, where if prop == "city" else who, rng)
        facts[prop] = Fact(f"{subject_id}.{prop}", subject_id, prop, (value,))
    words = name.split()
    aliases = (" ".join(words[1:]),) if len(words) > 2 and rng.random() < 0.3 else ()
    return Subject(subject_id, kind, name, aliases=aliases, facts=facts)


_CITED = (Citation("gazetteer", "p. 1"),)


def _value(sort: str, entities: list[Subject], rng: random.Random) -> Value:
    if sort == "entity":
        entity = rng.choice(entities)
        return Value(entity.name, _CITED, entity=entity.id)
    if sort == "date":
        day = date(rng.randrange(1850, 2025), rng.randrange(1, 13), rng.randrange(1, 29))
        return Value(day.isoformat(), _CITED, day=Day(day, day, "day"))
    if sort == "number":
        number = rng.randrange(10, 100_000)
        return Value(str(number), _CITED, number=float(number))
    return Value(f"{_word(rng)} and {_word(rng)}", _CITED)


def canonical(book: Book) -> list[Asked]:
    """Return the one plain question that asks for each fact of a book."""
    found = []
    for subject in book.subjects.values():
        for fact in subject.facts.values():
            prop = book.property(fact)
            lines = prop.ask if prop and prop.ask else fact.ask
            if lines:
                found.append(Asked(lines[0].replace("{it}", subject.name), fact.id))
    return found


def questions(book: Book, count: int, seed: int = 0, typos: float = 0.33) -> list[Asked]:
    """Return questions for facts drawn at random, in any of their phrasings, a part of them mistyped.

    Args:
        book: what to ask of.
        count: how many.
        seed: draws facts, phrasings and typos.
        typos: the share of questions with a slip of the fingers in one word.
    """
    rng = random.Random(seed)
    facts = [f for s in book.subjects.values() for f in s.facts.values() if not f.unknown]
    out: list[Asked] = []
    while len(out) < count:
        fact = rng.choice(facts)
        prop, subject = book.property(fact), book.subjects[fact.subject]
        lines = [*(prop.ask if prop else ()), *fact.ask]
        if lines:
            line = rng.choice(lines).replace("{it}", rng.choice((subject.name, *subject.aliases)))
            out.append(Asked(_chatty(line, rng), fact.id))
    return [replace(q, text=mistyped(q.text, rng)) if rng.random() < typos else q for q in out]


def _chatty(line: str, rng: random.Random) -> str:
    """Return a question as members put it: every second one with a word before or after it."""
    before = rng.choice(_BEFORE) if rng.random() < 0.33 else ""
    after = rng.choice(_AFTER) if rng.random() < 0.25 else ""
    return " ".join(part for part in (before, line, after) if part)


def mistyped(text: str, rng: random.Random) -> str:
    """Return the text with one letter of a longer word left out, doubled, swapped or hit wrongly."""
    words = text.split(" ")
    long = [i for i, w in enumerate(words) if len(w) > 4 and w.isalpha()]
    if not long:
        return text
    i = rng.choice(long)
    word, at = words[i], rng.randrange(1, len(words[i]) - 1)
    words[i] = rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + rng.choice(_TYPED) + word[at + 1 :],
        )
    )
    return " ".join(words)
