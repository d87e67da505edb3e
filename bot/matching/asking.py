"""What is known of a question before its readings are scored: near phrasings, cues, drafts of readings."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bot.matching.claiming import BOUNDS, Bound, claims_of
from bot.matching.language import Language
from bot.matching.lexicon import EXPECTED, ClassNoun, Lexicon
from bot.matching.mentions import Linked
from bot.matching.reading import Focus, Operation
from bot.matching.text import SEASONS, has_phrase, phrase_at
from bot.matching.yes_or_no import asks_not, denies, is_sweeping, is_yes_no, or_not

Extreme = Literal["high", "low"]
Ground = Literal[
    "phrasing",  # a phrasing is near
    "names",  # a fact's own phrasings name just what the question names
    "tie",  # a fact ties two things together that the question names
    "untied",  # no fact ties two things together that the question names
    "identity",  # what is named is what identifies a subject
    "contrast",  # the question gives a subject another identity than its own
    "misplaced",  # the same, put right beside it (`the 2014 convening in Chicago`)
    "order",  # an ordinal beside a name, or what comes before or after what is named
    "rank",  # a word of most or least, or of comparison
    "carried",  # the last question, put to something else
    "told",  # what was just told says what is asked about it
    "listed",  # one that is named may be among those just told
    "naming",  # the question does little more than to name it
]
"""Why a reading is drafted at all."""


_WHO = frozenset({"who", "whom", "whose"})
"""Words that ask for somebody."""

_OF_ALL = frozenset({"overview", "doings"})
"""Cues for all that is known of what is named, or of whom `he` or `she` means."""

_WHAT = (("what", "is"), ("what", "are"), ("what", "does"))
_DEFINING = tuple((*asks, article) for asks in (("what", "is"), ("what", "was")) for article in ("a", "an"))
"""How a question begins that asks what a word means."""

_OF_ORDER = frozenset({"one", *SEASONS})
"""What comes after or before that is of the same kind (`the following summer`)."""

_PLACING = frozenset({"the", "its", "their", "our", "your", "very", "came", "is", "was", "were", "are"})
"""What stands before `last` at the end where it puts something in order (`which was the last`)."""

_HOW_MANY = (("how", "many"), ("number", "of"))


@dataclass(frozen=True, slots=True)
class Intent:
    """What a phrasing asks: a property of a kind, its reverse, or one fact by phrasings of its own.

    Attributes:
        fact: id of the fact, where the phrasing is its own.
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
class Said:
    """A line of the book that a question is.

    Attributes:
        intent: what the line asks for.
        subject: id of what it is asked of.
    """

    intent: Intent
    subject: str


@dataclass(frozen=True, slots=True)
class Near:
    """What is near to a question among all phrasings.

    Attributes:
        hits: intents by their words, nearest first.
        named: ids of facts whose own phrasings name what the question names, with how much of it.
        akin: ids of facts that have to do with those told last, with how much they have in common.
        verbatim: the line of the book that the question is, word for word.
    """

    hits: tuple[Hit, ...]
    named: Mapping[str, float]
    akin: Mapping[str, float]
    verbatim: Said | None = None


@dataclass(slots=True)
class Draft:
    """A reading before it is scored; the fields that a reading has too mean the same there.

    None is changed once it is made; it is not frozen as dozens are made of every question.

    Attributes:
        bound: how the figure that is the value bounds those that are asked for (`over 200`).
        described_by: the stems and ids of entities in the question that describe `only`, or put the
            subject in order.
        described: whether the subject was found by what the question says of it, not by a name.
        ground: why it is drafted.
        similarity: how near the phrasing is, or what is granted in its stead.
        intent: the phrasings that speak for it.
    """

    operation: Operation
    kind: str
    subjects: tuple[str, ...]
    property: str | None = None
    value: str | None = None
    claim: str | None = None
    years: tuple[int, ...] = ()
    extreme: Extreme | None = None
    only: tuple[str, ...] = ()
    bound: Bound | None = None
    described_by: frozenset[str] = frozenset()
    implied: bool = False
    described: bool = False
    ground: Ground = "phrasing"
    similarity: float = 0.0
    intent: Intent | None = None


class Asked:
    """A question with what was found in it.

    Attributes:
        cues: names of the cues that stand among its words.
        expected: stems of the sort of answer that is expected (`?when`).
        points_at_any: whether it says a pronoun other than such as go on from what was said (`then`).
        points_at_person: whether it says `he` or `she`.
        person: id of whom `he` or `she` means: who was last named or told.
        leaves_choice: whether it asks which of several is so (`was it June or July`).
        counted: kinds whose subjects it counts (`how many rallies`).
        claims: what it says of figures and days, where it is a yes-or-no question.
        describes: whether it asks of somebody or something by what they are (`has a banker spoken`).
        leans: whether it may only make sense after what was talked about.

    Args:
        linked: its mentions.
        stems: what its other words come to.
        near: the phrasings that are near.
        focus: what the same person last asked about.
        lexicon: knows the cues, and phrases that speak of another matter.
    """

    def __init__(
        self,
        linked: Linked,
        stems: tuple[str, ...],
        near: Near,
        focus: Focus | None,
        lexicon: Lexicon,
    ) -> None:
        self.linked = linked
        self.stems = stems
        self.hits = near.hits
        self.named = near.named
        self.akin = near.akin
        self.verbatim = near.verbatim
        self.focus = focus
        language = self.language = lexicon.language
        words = linked.words
        self.cues = language.cues_in(words)
        self.foreign = lexicon.is_foreign(words)
        self.elsewhere = "elsewhere" in self.cues
        self.defines = words[:3] in _DEFINING and not linked.mentions and not linked.nouns
        self.asks_what = words[:2] in _WHAT
        self.compares = "compare" in self.cues
        self.now = "now" in self.cues
        self.wants_overview = bool(self.cues & _OF_ALL) or _is_around(words, language)
        self.asks_during = "during" in self.cues
        self.step = self._step(lexicon)
        self.past = any(w in language.past for w in words)
        ends = language.cues_in(words[:-1]) if _is_lasting(words) else self.cues
        self.end = next((end for end in ("latest", "next", "earliest") if end in ends), None)
        if self.end == "next" and self.past and focus is not None and not linked.mentions:
            self.step, self.end = 1, None  # `where did they go next`
        ends_of: tuple[tuple[Extreme, str], ...] = (("high", "highest"), ("low", "lowest"))
        self.ranks_end = next((end for end, cue in ends_of if cue in self.cues), None)
        self.expected = frozenset(s for s in stems if s[0] == EXPECTED)
        self.counts = f"{EXPECTED}count" in stems
        many = (n for n in linked.nouns if _is_counted(n, words, language))
        self.counted = frozenset(kind for noun in many for kind in noun.kinds)
        self._note_yes_or_no(linked, lexicon)
        nouns = {noun.start for noun in linked.nouns}
        self.picks = any(
            (w == "which" and not _expects(words, i, language)) or (w == "what" and i + 1 in nouns)
            for i, w in enumerate(words)
        )
        pronouns = [w for w in words if w in language.pronouns]
        self.has_pronoun = bool(pronouns)
        self.points_at_any = any((w,) not in language.cues["continuing"] for w in pronouns)
        self.points_back = self.has_pronoun or not linked.mentions
        self.speaks_of_some = "among" in self.cues
        self.describes = not language.indefinite.isdisjoint(words[1:2])
        self.asks_rest = "rest" in self.cues
        self.asks_names = "naming" in self.cues
        self.asks_source = "source" in self.cues
        self.continues = lexicon.continues(words)
        self.points_at_person = language.pronoun_in(words) is not None
        self.person = focus.person if focus is not None and self.points_at_person else None
        names_none = not any(m.sort == "name" for m in linked.mentions)
        self.leans = focus is not None and (self.continues or self.has_pronoun or names_none)
        self._similarities: dict[tuple[str, str, bool], float] = {}
        for hit in near.hits:
            if hit.intent.fact is None:
                self._similarities[hit.intent.kind, hit.intent.property, hit.intent.reverse] = hit.similarity

    def _step(self, lexicon: Lexicon) -> int:
        """Return 1 where it asks for what comes after something, -1 for what comes before, 0 for neither."""
        if self.cues.isdisjoint(("after", "before")):
            return 0
        named = {i for m in self.linked.mentions if m.sort == "name" for i in range(m.start, m.end)}
        unnamed = tuple("" if i in named else w for i, w in enumerate(self.linked.words))
        step = _step(unnamed, lexicon.language)
        return 0 if step and self._is_of_something_else(lexicon) else step

    def _note_yes_or_no(self, linked: Linked, lexicon: Lexicon) -> None:
        """Note whether yes or no is wanted, and what of."""
        words, language = linked.words, lexicon.language
        claims = not lexicon.asks(words) and any(m.text in language.impersonal for m in linked.mentions)
        self.bare_bound = _is_bare_bound(linked, language)
        self.yes_no = is_yes_no(linked.typed or words, language) or claims or self.bare_bound
        self.leaves_choice = "or" in words and words[-1] != "or" and not or_not(words)
        self.sweeping = self.yes_no and is_sweeping(words)
        self.claims = claims_of(linked, language) if self.yes_no and not self.sweeping else None
        if self.claims and self.claims.bounds_time:
            self.step = 0
        self.denies = self.yes_no and denies(words, language)
        self.asks_not = not self.yes_no and asks_not(words, language)

    def _is_of_something_else(self, lexicon: Lexicon) -> bool:
        """Tell whether what comes after or before is nothing that is named (`before covid`)."""
        linked, cues = self.linked, lexicon.language.cues
        named = {i for m in linked.mentions for i in range(m.start, m.end)}
        named |= {i for n in linked.nouns for i in range(n.start, n.end)}
        after = [i + 1 for i, w in enumerate(linked.words) if (w,) in cues["after"] or (w,) in cues["before"]]
        places = [i for i in after if i < len(linked.words)]
        return bool(places) and all(
            i not in named and lexicon.is_content(linked.words[i]) and linked.words[i] not in _OF_ORDER
            for i in places
        )

    @property
    def foreseen(self) -> bool:
        """Whether it asks of what was expected."""
        return "foreseen" in self.cues

    @property
    def asks_anyone(self) -> bool:
        """Whether it asks of somebody that it does not name (`was anyone from Tarnby there`)."""
        return "anyone" in self.cues

    @property
    def is_of_a_thing(self) -> bool:
        """Whether it says something of `it`, and names nothing (`how long did it last`)."""
        words, said = self.linked.words, self.language.yes_no
        said_of_it = any(verb in said and it == "it" for verb, it in pairwise(words))
        asks_who = not _WHO.isdisjoint(words)
        return said_of_it and not (asks_who or self.points_at_person or self.linked.mentions)

    @property
    def nearest(self) -> float:
        """The similarity of the nearest phrasing."""
        return self.hits[0].similarity if self.hits else 0.0

    def near(self, kind: str, name: str, reverse: bool = False) -> float:
        """Return how near the phrasings of a property are, 0 where they are not."""
        return self._similarities.get((kind, name, reverse), 0.0)

    def names(self, subject: str) -> bool:
        """Tell whether a mention may mean the subject."""
        return any(subject in m.subjects for m in self.linked.mentions)


def _step(words: tuple[str, ...], language: Language) -> int:
    """Return 1 for what comes after something, -1 for what comes before, 0 for neither.

    At the end, and not after `the one`, the word speaks of some other time (`did they meet there before`).
    """
    for step, cue in ((1, "after"), (-1, "before")):
        if any(_stands(phrase, words, language) for phrase in language.cues[cue]):
            return step
    return 0


def _stands(phrase: tuple[str, ...], words: tuple[str, ...], language: Language) -> bool:
    if has_phrase(words[:-1], [phrase]):
        return True
    pointing = len(phrase) > 1 or words[-2:-1] in (("year",), ("and",)) or words[-2:-1] == ()
    pointing = pointing or words[-2] in language.pronouns
    return pointing and has_phrase(words, [phrase])


def _is_counted(noun: ClassNoun, words: tuple[str, ...], language: Language) -> bool:
    """Tell whether a noun is what is counted, not what is before it (`how many rally days`)."""
    if words[: noun.start][-2:] not in _HOW_MANY:
        return False
    following = words[noun.end : noun.end + 1]
    return noun.plural or not following or following[0] in language.function


def _is_lasting(words: tuple[str, ...]) -> bool:
    """Tell whether `last` at the end is what something does (`how many days did it last`)."""
    return words[-1:] == ("last",) and not _PLACING.intersection(words[-2:-1])


def _expects(words: tuple[str, ...], i: int, language: Language) -> bool:
    """Tell whether words from a place on say what sort of answer is expected (`which days`).

    A year is none: it tells apart what is asked for (`which year was Detroit`).
    """
    found = [e for e in language.expects.get(words[i], ()) if e[1] != "which" and "year" not in e[0][-1]]
    return any(phrase_at(words, i, phrase) for phrase, _ in found)


def _is_around(words: tuple[str, ...], language: Language) -> bool:
    """Tell whether a question frames what it names as one for everything known of it (`how did it go`)."""
    return any(
        words[: len(before)] == before and words[-len(after) :] == after and len(before + after) < len(words)
        for before, after in language.overview_around
    )


def _is_bare_bound(linked: Linked, language: Language) -> bool:
    """Tell whether a question is a figure, with what bounds it or not, and no more (`over 100?`)."""
    if len(linked.mentions) != 1 or linked.mentions[0].sort != "number":
        return False
    start, end = linked.mentions[0].start, linked.mentions[0].end
    bounds = (phrase for name in BOUNDS for phrase in language.cues[name])
    said = tuple(w for w in linked.words[:start] if w not in language.openers)
    return language.filler.issuperset(linked.words[end:]) and (not said or said in bounds)
