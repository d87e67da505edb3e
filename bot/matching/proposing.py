"""Proposing: which readings a question's mentions and phrasings allow, before any is scored."""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.facts.model import Kind, Property
from bot.matching.catalog import Catalog
from bot.matching.lexicon import EXPECTED, Lexicon
from bot.matching.linking import IDENTIFIED, NAME, Linked, Mention
from bot.matching.reading import Focus, Operation
from bot.matching.text import Question, has_phrase, words

_RELATED = 0.5
"""Similarity granted to a reading for linking two things that the question names."""

_OVERVIEW = 0.75
"""Similarity granted to telling what is known of a subject, where the question only names it."""

_ORDINAL = re.compile(r"\d+th")
_FOLLOWS = frozenset({"and", "what about", "how about", "or"})
_SHORT = 4
_HELD, _DESCRIBED, _CLAIMED = 200, 2, 3


@dataclass(frozen=True, slots=True)
class Intent:
    """What a phrasing asks: a property of a kind, its reverse, or one fact by phrasings of its own.

    Attributes:
        bound: whether the phrasings of that fact leave its subject to be named (`{it}`).
        names: ids and years that those phrasings name, one of which the question must name as well.
    """

    kind: str
    property: str
    reverse: bool = False
    fact: str | None = None
    bound: bool = False
    names: frozenset[str] = frozenset()

    @builtins.property
    def subject(self) -> str | None:
        """Id of the subject of its fact, where it is one fact's."""
        return self.fact.partition(".")[0] if self.fact else None


@dataclass(frozen=True, slots=True)
class Hit:
    """An intent whose phrasings are near, with the similarity."""

    intent: Intent
    similarity: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on its way: what was found in it so far."""

    question: Question
    linked: Linked
    stems: tuple[str, ...]
    hits: tuple[Hit, ...]
    focus: Focus | None
    compares_size: bool = False
    foreign: bool = False
    now: bool = False

    @property
    def nearest(self) -> float:
        """The similarity of the nearest phrasing."""
        return self.hits[0].similarity if self.hits else 0.0

    @property
    def points_back(self) -> bool:
        """Whether it may point at what was talked about before: by a pronoun, or by naming nothing."""
        return any(w in _POINTERS for w in self.linked.words) or not self.linked.mentions

    @property
    def counts(self) -> bool:
        """Whether it asks for a number."""
        return f"{EXPECTED}count" in self.stems

    @property
    def past(self) -> bool:
        """Whether it is put in the past tense."""
        return any(w in _PAST for w in self.linked.words)

    @property
    def yes_no(self) -> bool:
        """Whether it is put as a yes-or-no question."""
        return any(w in _YES_NO for w in self.linked.words[:2]) or self.linked.words[-1:] in (
            ("right",),
            ("true",),
        )


_YES_NO = frozenset("is are was were do does did has have had can could will would should isnt wasnt".split())


_PAST = frozenset("was were did had been ever".split())
_OPENERS = frozenset("and so but ok okay hey also then or yo hi um well".split())
_POINTERS = frozenset("it its he him his she her hers that this those these there then".split())


@dataclass(frozen=True, slots=True)
class Draft:
    """A reading before it is scored."""

    operation: Operation
    kind: str
    subjects: tuple[str, ...]
    property: str | None = None
    value: str | None = None
    claim: str | None = None
    years: tuple[int, ...] = ()
    extreme: Literal["high", "low"] | None = None
    implied: bool = False
    described: bool = False
    similarity: float = 0.0
    intent: Intent | None = None


class Proposer:
    """Drafts readings.

    Args:
        catalog: the facts, by what is in them.
        lexicon: the community's words.
        today: gives the current date.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon, today: Callable[[], date]) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._today = today
        self._extremes = self._extreme_phrases()

    def _extreme_phrases(self) -> list[tuple[tuple[str, ...], str, str, Literal["high", "low"]]]:
        found: list[tuple[tuple[str, ...], str, str, Literal["high", "low"]]] = []
        for kind in self._catalog.book.vocabulary.kinds.values():
            for prop in kind.properties.values():
                found += [(words(p), kind.id, prop.name, "high") for p in prop.high]
                found += [(words(p), kind.id, prop.name, "low") for p in prop.low]
        return found

    def drafts(self, asked: Asked) -> Iterator[Draft]:
        """Yield every reading that the question allows."""
        scene = Scene(asked, self._catalog, self._lexicon, self._today())
        for hit in asked.hits:
            if hit.intent.fact:
                yield self._told(hit.intent, hit.similarity)
            elif hit.intent.reverse:
                yield from self._reverse(scene, hit)
            else:
                yield from self._property(scene, hit)
        yield from self._related(scene)
        yield from self._comparisons(scene)
        yield from self._superlatives(scene)
        yield from self._overviews(scene)
        yield from self._ellipses(scene)
        yield from self._counts(scene)

    def _told(self, intent: Intent, similarity: float) -> Draft:
        assert intent.fact is not None
        fact = self._catalog.book.fact(intent.fact)
        assert fact is not None
        operation: Operation = "lookup" if fact.values and not fact.tell else "told"
        return Draft(
            operation, intent.kind, (fact.subject,), fact.property, similarity=similarity, intent=intent
        )

    def _property(self, scene: Scene, hit: Hit) -> Iterator[Draft]:
        kind, name, similarity = hit.intent.kind, hit.intent.property, hit.similarity
        subjects, implied = scene.subjects(kind)
        described = () if subjects else scene.described(kind)
        for subject in described:
            yield Draft(
                "lookup", kind, (subject,), name, described=True, similarity=similarity, intent=hit.intent
            )
        if scene.compares and len(subjects) > 1:
            yield Draft("compare", kind, subjects, name, similarity=similarity, intent=hit.intent)
        for subject in subjects[:4]:
            years = scene.years if self._is_series(kind, name) else ()
            draft = Draft(
                "lookup",
                kind,
                (subject,),
                name,
                years=years,
                implied=implied,
                similarity=similarity,
                intent=hit.intent,
            )
            if self._is_series(kind, name) and scene.asks_first:
                yield replace(draft, extreme="low")
                continue
            yield draft
            yield from self._checks(scene, draft)
        if not subjects:
            operation: Operation = "collect" if scene.speaks_of_all(kind) else "which"
            yield Draft(
                operation,
                kind,
                self._with_property(kind, name),
                name,
                similarity=similarity,
                intent=hit.intent,
            )

    def _is_series(self, kind: str, name: str) -> bool:
        prop = self._catalog.property(kind, name)
        return bool(prop and prop.series)

    def _with_property(self, kind: str, name: str) -> tuple[str, ...]:
        return tuple(s for s in self._catalog.of_kind(kind) if self._catalog.values(s, name))

    def _checks(self, scene: Scene, draft: Draft) -> Iterator[Draft]:
        prop = self._catalog.property(draft.kind, draft.property or "")
        if prop is None or prop.type not in ("entity", "text"):
            return
        held = {x for _, v in self._catalog.values(draft.subjects[0], prop.name) for x in (v.entity, v.text)}
        for entity in scene.values_beside(draft.subjects):
            if entity in held or scene.asked.yes_no and self._fits(draft.kind, prop.name, entity):
                yield _as_check(draft, value=entity)
        if scene.asked.yes_no and prop.many and held:
            claim = scene.claim(self._property_words(draft))
            if claim:
                yield _as_check(draft, claim=claim)

    def _property_words(self, draft: Draft) -> frozenset[str]:
        prop = self._catalog.property(draft.kind, draft.property or "")
        lines = [*prop.ask, *prop.find, prop.label, prop.tell or ""] if prop else []
        return frozenset(s for line in lines for s in self._lexicon.fold(words(line)))

    def _fits(self, kind: str, name: str, entity: str) -> bool:
        """Tell whether some subject of the kind has a value of the entity's kind there."""
        subject = self._catalog.book.subjects.get(entity)
        return subject is not None and any(
            v.entity and self._catalog.book.subjects[v.entity].kind == subject.kind
            for s in self._catalog.of_kind(kind)
            for _, v in self._catalog.values(s, name)
        )

    def _reverse(self, scene: Scene, hit: Hit) -> Iterator[Draft]:
        kind, name = hit.intent.kind, hit.intent.property
        for value in scene.entities if not scene.moves else ():
            having = self._catalog.having(kind, name, value)
            named = [s for s in having if scene.named_apart(s, value)]
            if having:
                yield Draft(
                    "check" if named else "reverse",
                    kind,
                    tuple(named) or having,
                    name,
                    value=value,
                    similarity=hit.similarity,
                    intent=hit.intent,
                )

    def _related(self, scene: Scene) -> Iterator[Draft]:
        """Yield a reading for each fact that ties together two things the question names."""
        by_intent = {h.intent: h.similarity for h in scene.asked.hits}
        yield from self._contradicted(scene)
        for value in scene.entities if not scene.moves else ():
            for fact_id in self._catalog.holders(value)[:_HELD]:
                subject, _, name = fact_id.partition(".")
                if subject == value or not scene.named_apart(subject, value):
                    continue
                kind = self._catalog.book.subjects[subject].kind
                if self._catalog.property(kind, name) is None:
                    continue
                near = max(
                    by_intent.get(Intent(kind, name), 0.0), by_intent.get(Intent(kind, name, True), 0.0)
                )
                bare = not scene.asked.stems or scene.asked.yes_no
                yield Draft(
                    "check",
                    kind,
                    (subject,),
                    name,
                    value=value,
                    similarity=max(near, _RELATED if bare else 0.3),
                    intent=Intent(kind, name),
                )

    def _contradicted(self, scene: Scene) -> Iterator[Draft]:
        """Yield what identifies a subject, where the question gives it another such value (a city, a number)."""
        for kind in self._catalog.book.vocabulary.kinds.values():
            if not kind.identified_by:
                continue
            firm = scene.firmly_named(kind.id)
            for subject in firm[:1]:
                for name in kind.identified_by:
                    for value in scene.values_beside((subject,)):
                        if self._fits(kind.id, name, value) and self._catalog.values(subject, name):
                            yield Draft(
                                "check",
                                kind.id,
                                (subject,),
                                name,
                                value=value,
                                similarity=_RELATED,
                                intent=Intent(kind.id, name),
                            )
            placed = tuple(s for s in scene.subjects(kind.id)[0] if s not in firm)
            if kind.numbered_by and placed and scene.ordinals:
                yield Draft(
                    "lookup",
                    kind.id,
                    placed[:1],
                    kind.numbered_by,
                    similarity=0.6,
                    intent=Intent(kind.id, kind.numbered_by),
                )

    def _comparisons(self, scene: Scene) -> Iterator[Draft]:
        """Yield what can be ranked of subjects that the question sets side by side."""
        if not scene.compares_size:
            return
        for kind in self._catalog.book.vocabulary.kinds.values():
            subjects, _ = scene.subjects(kind.id)
            if len(subjects) < 2:
                continue
            for prop in self._comparable(kind, scene.asked.linked.words):
                if prop.type == "number" and prop.high:
                    near = max(
                        (h.similarity for h in scene.asked.hits if h.intent == Intent(kind.id, prop.name)),
                        default=0,
                    )
                    yield Draft(
                        "compare",
                        kind.id,
                        subjects,
                        prop.name,
                        similarity=0.5 + 0.5 * near,
                        intent=Intent(kind.id, prop.name),
                    )

    def _comparable(self, kind: Kind, tokens: tuple[str, ...]) -> list[Property]:
        """Return the properties that a comparative among the words ranks (`bigger`: what can be biggest)."""
        ranked = [p for p in kind.properties.values() if p.type == "number" and p.high]
        bases = {base(t) for t in tokens if base(t) != t}
        return [
            p for p in ranked if bases & {base(w) for ph in (*p.high, *p.low) for w in ph.split()}
        ] or ranked

    def _superlatives(self, scene: Scene) -> Iterator[Draft]:
        for phrase, kind, name, extreme in self._extremes:
            if not has_phrase(scene.asked.linked.words, [phrase]):
                continue
            if len(scene.subjects(kind)[0]) and kind != self._catalog.main_kind:
                continue
            near = max(
                (h.similarity for h in scene.asked.hits if h.intent == Intent(kind, name)), default=0.0
            )
            if scene.has_noun(kind) or near > 0.3:
                yield Draft(
                    "superlative",
                    kind,
                    self._with_property(kind, name),
                    name,
                    extreme=extreme,
                    similarity=0.6 + 0.4 * near,
                    intent=Intent(kind, name),
                )

    def _overviews(self, scene: Scene) -> Iterator[Draft]:
        cue = has_phrase(scene.asked.linked.words, self._lexicon.language.cues["overview"])
        if scene.moves or not cue and any(self._lexicon.weight(s) == 1.0 for s in scene.asked.stems):
            return
        ordered = [s for k in self._catalog.book.vocabulary.kinds.values() if (s := scene.by_order(k.id))]
        for subject in [*scene.named, *ordered]:
            if self._catalog.book.subjects[subject].facts or self._catalog.holders(subject):
                kind = self._catalog.book.subjects[subject].kind
                yield Draft("overview", kind, (subject,), similarity=_OVERVIEW)

    def _ellipses(self, scene: Scene) -> Iterator[Draft]:
        """Yield the last question put to the subjects named now (`and in 2018?`)."""
        focus = scene.asked.focus
        if focus is None or focus.property is None or focus.kind is None or not scene.follows:
            return
        similarity = 0.8 if not scene.telling else 0.35
        named, _ = scene.subjects(focus.kind)
        fresh = tuple(s for s in named if s not in focus.subjects)
        if fresh and focus.kind != self._catalog.main_kind:
            yield Draft("lookup", focus.kind, fresh[:1], focus.property, implied=True, similarity=similarity)
        elif scene.years and self._is_series(focus.kind, focus.property):
            yield Draft(
                "lookup",
                focus.kind,
                focus.subjects,
                focus.property,
                years=scene.years,
                implied=True,
                similarity=similarity,
            )
        else:
            for entity in scene.entities:
                if self._catalog.having(focus.kind, focus.property, entity) or self._fits(
                    focus.kind, focus.property, entity
                ):
                    operation: Operation = "reverse" if focus.operation == "reverse" else "check"
                    having = self._catalog.having(focus.kind, focus.property, entity)
                    subjects = having if operation == "reverse" else focus.subjects
                    yield Draft(
                        operation,
                        focus.kind,
                        subjects,
                        focus.property,
                        value=entity,
                        implied=True,
                        similarity=similarity,
                    )

    def _counts(self, scene: Scene) -> Iterator[Draft]:
        stems = [s for s in scene.asked.stems if self._lexicon.weight(s) == 1.0]
        if stems or scene.asked.linked.mentions and not scene.named.keys() <= {self._catalog.main}:
            return
        for noun in scene.asked.linked.nouns:
            for kind in noun.kinds:
                if kind != self._catalog.main_kind and noun.plural:
                    yield Draft("count", kind, self._catalog.of_kind(kind), similarity=0.85)


def _as_check(draft: Draft, value: str | None = None, claim: str | None = None) -> Draft:
    return Draft(
        "check",
        draft.kind,
        draft.subjects,
        draft.property,
        value=value,
        claim=claim,
        years=draft.years,
        implied=draft.implied,
        similarity=draft.similarity,
        intent=draft.intent,
    )


class Scene:
    """Who and what is on stage in one question: named, pointed at, or carried over.

    Args:
        asked: the question.
        catalog: the facts.
        lexicon: the community's words.
        today: the current date.
    """

    def __init__(self, asked: Asked, catalog: Catalog, lexicon: Lexicon, today: date) -> None:
        self.asked = asked
        self._catalog = catalog
        self._lexicon = lexicon
        self._today = today
        cues = lexicon.language.cues
        tokens = asked.linked.words
        self.compares_size = asked.compares_size
        self.compares = self.compares_size or "and" in tokens
        self.follows = self._follows(tokens)
        self.years = tuple(m.number for m in asked.linked.mentions if m.sort == "year" and m.number)
        self._step = (
            1 if has_phrase(tokens, cues["after"]) else -1 if has_phrase(tokens, cues["before"]) else 0
        )
        self._ends = (
            "latest"
            if has_phrase(tokens, cues["latest"])
            else "next"
            if has_phrase(tokens, cues["next"])
            else "earliest"
            if has_phrase(tokens, cues["earliest"])
            else None
        )
        ordered = {
            w for name in ("after", "before", "latest", "next", "earliest") for p in cues[name] for w in p
        }
        self.telling = [
            s for s in asked.stems if s not in {lexicon.stem(w) for w in ordered} and s[0].isalnum()
        ]
        self.asks_first = self._ends == "earliest" or "1th" in tokens
        self.named: dict[str, float] = {}
        for mention in asked.linked.mentions:
            for subject, weight in mention.subjects.items():
                self.named[subject] = max(weight, self.named.get(subject, 0.0))
        self.entities: tuple[str, ...] = tuple(
            [*self.named, *(m.literal for m in asked.linked.mentions if m.literal)]
        )

    def _follows(self, tokens: tuple[str, ...]) -> bool:
        if self.asked.focus is None:
            return False
        start = " ".join(tokens[:2])
        content = [t for t in tokens if self._lexicon.is_content(t)]
        return (
            tokens[:1] == ("and",)
            or start in _FOLLOWS
            or len(content) <= _SHORT
            or any(t in self._lexicon.language.pronouns for t in tokens)
        )

    def named_apart(self, subject: str, value: str) -> bool:
        """Tell whether the question names the subject in other words than it names the value."""
        return any(
            subject in m.subjects and value not in m.subjects and value != m.literal
            for m in self.asked.linked.mentions
        )

    @property
    def moves(self) -> bool:
        """Whether it asks for what comes after or before something."""
        return self._step != 0

    def has_noun(self, kind: str) -> bool:
        """Tell whether the question uses a noun for the kind."""
        return any(kind in noun.kinds for noun in self.asked.linked.nouns)

    def speaks_of_all(self, kind: str) -> bool:
        """Tell whether the question speaks of all subjects of the kind."""
        plural = any(kind in noun.kinds and noun.plural for noun in self.asked.linked.nouns)
        return plural or any(w in ("every", "each", "all") for w in self.asked.linked.words)

    def subjects(self, kind: str) -> tuple[tuple[str, ...], bool]:
        """Return the subjects of a kind that the question is about, likeliest first, and whether they are implied."""
        named = self._named_of(kind)
        if named and self._step and kind != self._catalog.main_kind:
            moved = self._catalog.neighbour(named[0], self._step)
            return ((moved,) if moved else ()), False
        if named:
            return named, False
        if kind == self._catalog.main_kind:
            return (self._catalog.main,), not self.has_noun(kind)
        placed = self.by_order(kind)
        if placed:
            return (placed,), False
        focus = self.asked.focus
        if focus is not None and self.follows:
            held = tuple(s for s in focus.subjects if self._catalog.book.subjects[s].kind == kind)
            if not held and focus.value and self._kind_of(focus.value) == kind:
                held = (focus.value,)
            if held and self._step:
                moved = self._catalog.neighbour(held[0], self._step)
                return ((moved,) if moved else ()), True
            return held, True
        return (), False

    def described(self, kind: str) -> tuple[str, ...]:
        """Return the few subjects of a kind that the question describes by what they have to do with."""
        if not self.has_noun(kind):
            return ()
        found = {
            subject
            for entity in self.entities
            if entity != self._catalog.main
            for fact_id in self._catalog.holders(entity)[:_HELD]
            for subject, _, _ in [fact_id.partition(".")]
            if self._kind_of(subject) == kind
        }
        return tuple(sorted(found)) if len(found) <= _DESCRIBED else ()

    def _kind_of(self, entity: str) -> str | None:
        subject = self._catalog.book.subjects.get(entity)
        return subject.kind if subject else None

    @property
    def ordinals(self) -> bool:
        """Whether it uses an ordinal number."""
        return any(_ORDINAL.fullmatch(t) for t in self.asked.linked.words)

    def firmly_named(self, kind: str) -> tuple[str, ...]:
        """Return the subjects of a kind that a year, a number or a full name points to."""
        return tuple(
            s
            for m in self.asked.linked.mentions
            for s, w in m.subjects.items()
            if self._kind_of(s) == kind and (m.sort in ("year", "ordinal") or w >= NAME)
        )

    def _named_of(self, kind: str) -> tuple[str, ...]:
        groups = [
            {s: w for s, w in m.subjects.items() if self._kind_of(s) == kind}
            for m in self.asked.linked.mentions
        ]
        groups = [g for g in groups if g]
        if not groups:
            return ()
        common = set(groups[0]).intersection(*groups[1:])
        pool = {s: max(g.get(s, 0.0) for g in groups) for g in groups for s in g if not common or s in common}
        firm = {s for m in self.asked.linked.mentions if m.sort in ("year", "ordinal") for s in m.subjects}
        place = {s: i for i, g in enumerate(groups) for s in reversed(list(g))}
        return tuple(sorted(pool, key=lambda s: (-pool[s] - (0.05 if s in firm else 0.0), place[s])))

    def by_order(self, kind: str) -> str | None:
        """Return the subject of a kind that `last`, `next` or `first` points to."""
        if self._ends is None or not (self.has_noun(kind) or "one" in self.asked.linked.words):
            return None
        dated = [(self._catalog.first_day(s), s) for s in self._catalog.of_kind(kind)]
        past = [s for day, s in dated if day and day <= self._today and not self._catalog.is_forecast(s)]
        coming = [s for day, s in dated if day and day > self._today]
        if self._ends == "next":
            return coming[0] if coming else None
        if self._ends == "earliest":
            return past[0] if past else None
        return past[-1] if past else None

    def values_beside(self, subjects: tuple[str, ...]) -> Iterator[str]:
        """Yield what the question names besides those subjects."""
        for mention in self.asked.linked.mentions:
            if any(mention.subjects.get(s, 0.0) >= IDENTIFIED * 0.5 for s in subjects):
                continue
            yield from ([mention.literal] if mention.literal else mention.subjects)

    def claim(self, explained: frozenset[str]) -> str | None:
        """Return the unlinked words that stand where a value would, right after the verb (`was google one of…`)."""
        tokens, linked = self.asked.linked.words, self.asked.linked
        covered = {i for m in (*linked.mentions, *linked.nouns) for i in range(m.start, m.end)}
        start = next((i for i, t in enumerate(tokens[:2]) if t in _YES_NO), None)
        if start is None:
            return None
        left: list[str] = []
        for i in range(start + 1, len(tokens)):
            word = tokens[i]
            if not left and word in ("the", "a", "an"):
                continue
            if (
                i in covered
                or not self._lexicon.is_content(word)
                or set(self._lexicon.fold([word])) & explained
            ):
                break
            left.append(word)
        return " ".join(left) if 0 < len(left) <= _CLAIMED else None


def base(word: str) -> str:
    """Return what a comparative or superlative has in common with its adjective (`larger`, `largest`: `larg`)."""
    for ending in ("iest", "ier", "est", "er"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


def mentions_main(asked: Asked, main: str) -> bool:
    """Tell whether the community's own subject is named."""
    return any(main in m.subjects for m in asked.linked.mentions)


def unaccounted(mentions: tuple[Mention, ...], entities: frozenset[str]) -> list[Mention]:
    """Return the mentions none of whose subjects is among the entities."""
    return [m for m in mentions if not entities.intersection(m.subjects)]
