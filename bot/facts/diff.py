"""What changed from one book to another, by subject and fact."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, TypeAlias, TypeVar

from bot.facts.model import Book, Citation, Day, Fact, Subject, Value

ChangeKind: TypeAlias = Literal["added", "removed", "changed", "recited"]
_T = TypeVar("_T")
Place: TypeAlias = Literal["community", "vocabulary", "source", "subject", "fact"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was.

    Attributes:
        kind: `recited` where a fact says the same as before and only its citations are others.
        place: what sort of thing it is.
        id: its id: of a fact `subject.property`, of a property of the vocabulary `kind.property`, of a field
            the field's name.
        before: what it said, in words; None where it is new.
        after: what it says now; None where it is gone.
    """

    kind: ChangeKind
    place: Place
    id: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes from one book to another: subjects and their facts by id, then sources, then the rest."""

    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)


def compare(old: Book, new: Book) -> Diff:
    """Return what changed from one book to another."""
    return Diff(
        (
            *_subjects(old.subjects, new.subjects),
            *_between("source", old.sources, new.sources, lambda source: source.title),
            *_vocabulary(old, new),
            *_each_field("community", old.community, new.community),
        )
    )


def _subjects(old: Mapping[str, Subject], new: Mapping[str, Subject]) -> Iterator[Change]:
    """Yield changes of subjects, each followed by those of its facts."""
    for subject in sorted(old.keys() | new.keys()):
        before, after = old.get(subject), new.get(subject)
        if before == after:
            continue
        yield from _change("subject", subject, (before, after), _subject_text, {"facts"})
        old_facts, new_facts = (each.facts if each else {} for each in (before, after))
        for name in sorted(old_facts.keys() | new_facts.keys()):
            yield from _fact(f"{subject}.{name}", old_facts.get(name), new_facts.get(name))


def _fact(fact: str, before: Fact | None, after: Fact | None) -> Iterator[Change]:
    if before is None or after is None:
        yield from _change("fact", fact, (before, after), _fact_text)
    elif before != after:
        if _bare(before) == _bare(after):
            yield Change("recited", "fact", fact, _cites_text(before), _cites_text(after))
        elif _fact_text(before) != _fact_text(after):
            yield Change("changed", "fact", fact, _fact_text(before), _fact_text(after))
        else:
            yield from _change("fact", fact, (before, after), _fact_text, {"values", "citations"})


def _vocabulary(old: Book, new: Book) -> Iterator[Change]:
    kinds = old.vocabulary.kinds, new.vocabulary.kinds
    yield from _between("vocabulary", *kinds, lambda kind: kind.name, skip={"properties"})
    properties = [
        {f"{kind.id}.{name}": prop for kind in each.values() for name, prop in kind.properties.items()}
        for each in kinds
    ]
    yield from _between("vocabulary", properties[0], properties[1], lambda prop: prop.label)
    yield from _each_field("vocabulary", old.vocabulary, new.vocabulary, skip={"kinds"})


def _between(
    place: Place,
    old: Mapping[str, _T],
    new: Mapping[str, _T],
    text: Callable[[_T], str],
    skip: Collection[str] = (),
) -> Iterator[Change]:
    """Yield the changes from one mapping to another, by id."""
    for each in sorted(old.keys() | new.keys()):
        yield from _change(place, each, (old.get(each), new.get(each)), text, skip)


def _change(
    place: Place,
    name: str,
    pair: tuple[_T | None, _T | None],
    text: Callable[[_T], str],
    skip: Collection[str] = (),
) -> Iterator[Change]:
    """Yield the change of one thing, if there is one; of a changed one the fields that differ."""
    before, after = pair
    if before is None and after is not None:
        yield Change("added", place, name, None, text(after))
    elif after is None and before is not None:
        yield Change("removed", place, name, text(before), None)
    elif before != after:
        differing = list(_differing(before, after, skip))
        if differing:
            was, now = ("; ".join(f"{field}: {part[side]}" for field, *part in differing) for side in (0, 1))
            yield Change("changed", place, name, was, now)


def _each_field(place: Place, before: Any, after: Any, skip: Collection[str] = ()) -> Iterator[Change]:
    """Yield a change for each field that differs."""
    for field, was, now in _differing(before, after, skip):
        yield Change("changed", place, field, was, now)


def _differing(before: Any, after: Any, skip: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the fields that differ, with what each held and holds; of lists only what went and what came."""
    for field in fields(before):
        was, now = getattr(before, field.name), getattr(after, field.name)
        if field.name in skip or was == now:
            continue
        if isinstance(was, Mapping):
            was, now = tuple(was.items()), tuple(now.items())
        if isinstance(was, tuple):
            gone, come = (tuple(x for x in a if x not in b) for a, b in ((was, now), (now, was)))
            was, now = (gone, come) if gone or come else (was, now)
        yield field.name, _text(was), _text(now)


def _text(value: Any) -> str:
    if value is None or value == ():
        return "nothing"
    if isinstance(value, Day):
        return f"{value.first}/{value.last}"
    if isinstance(value, tuple):
        return ", ".join(
            " = ".join(map(str, each)) if isinstance(each, tuple) else str(each) for each in value
        )
    return str(value).lower() if isinstance(value, bool) else str(value)


def _subject_text(subject: Subject) -> str:
    return f"{subject.name} ({subject.kind})"


def _fact_text(fact: Fact) -> str:
    """Return what a fact says, in words."""
    if fact.tell:
        return fact.tell
    return "; ".join(map(_value_text, fact.values)) or "not known"


def _value_text(value: Value) -> str:
    words = [value.qualifier, value.text, value.of, value.role and f"({value.role})"]
    if value.as_of:
        words.append(f"as of {_text(value.as_of)}")
    if value.said_by:
        words.append(f"says {value.said_by}")
    return " ".join(word for word in words if word)


def _bare(fact: Fact) -> Fact:
    """Return a fact without its citations."""
    return replace(fact, citations=(), values=tuple(replace(value, citations=()) for value in fact.values))


def _cites_text(fact: Fact) -> str:
    cites = dict.fromkeys(fact.cited)
    return ", ".join(map(_cite_text, cites)) or "nothing"


def _cite_text(cite: Citation) -> str:
    find = f'"{cite.find}"' if cite.find else None
    return " ".join(part for part in (cite.source, cite.locator, find) if part)
