"""Word for word: which line of the book a question is, but for what is said around it."""

from __future__ import annotations

from collections.abc import Collection

from bot.matching.asking import Intent, Said
from bot.matching.catalog import Catalog
from bot.matching.hashed import HashedWords
from bot.matching.lexicon import Lexicon
from bot.matching.mentions import NAME, Linked, Mention
from bot.matching.wordings import KIND

_WHOLE = 5
"""How many words a line has at the least, to be found whatever was talked about."""

_LONGEST_LINE = 40
"""How many words a question has at the most that is compared with lines."""

_ARTICLES = frozenset({"a", "an", "the"})


class Lines:
    """Collects lines as they are compared: those of facts, and those that a kind's facts share.

    Args:
        lexicon: knows the words that people say around a question.
        main_kind: the kind of the community itself, which a line may leave unsaid.
    """

    def __init__(self, lexicon: Lexicon, main_kind: str) -> None:
        self._lexicon = lexicon
        self._main_kind = main_kind
        self._intents: dict[str, Intent | None] = {}

    def add(self, intent: Intent, line: str, linked: Linked) -> None:
        """Add a line that asks for something.

        Args:
            intent: what it asks for.
            line: as written.
            linked: the same without its slots, with what it names.
        """
        said = Compared(linked, self._lexicon).line()
        if intent.fact:
            self._intents[f"{intent.subject if '{it}' in line else ''} {said}"] = intent
        elif said and "{value}" not in line and ("{it}" in line or intent.kind == self._main_kind):
            key = f"{KIND}{intent.kind} {said}"
            alike = self._intents.setdefault(key, intent)
            if alike != intent:
                self._intents[key] = None  # it asks for either

    def index(self) -> tuple[tuple[Intent, ...], HashedWords]:
        """Return what the lines ask for, and of each line the place of what it asks for."""
        found = {line: intent for line, intent in self._intents.items() if intent is not None}
        asked = {intent: place for place, intent in enumerate(dict.fromkeys(found.values()))}
        return tuple(asked), HashedWords.of((line, asked[intent]) for line, intent in found.items())


class WordForWord:
    """Finds questions among the lines of the book; immutable once built.

    Args:
        lines: all of them.
        catalog: the facts.
        lexicon: the community's words.
    """

    def __init__(self, lines: Lines, catalog: Catalog, lexicon: Lexicon) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._intents, self._lines = lines.index()

    def said(self, linked: Linked, talked_of: Collection[str]) -> Said | None:
        """Return what a question asks that is a line of the book, its subject in the place of `{it}`.

        In a talk, unless the question says what it is of, that is the only one talked of, for which the
        only pronoun stands. A line that facts share is found where what it asks for is known.

        Args:
            linked: the question.
            talked_of: ids of the subjects that it may go on about.
        """
        if len(linked.words) > _LONGEST_LINE:
            return None
        main = self._catalog.main
        of_main = not talked_of or (
            set(talked_of) == {main} and self._lexicon.language.impersonal.isdisjoint(linked.words)
        )
        whole = of_main or self._says_what_of(linked)
        asked = Compared(linked, self._lexicon)
        if whole and (found := self._intent(f" {asked.line()}")):
            return Said(found, found.subject or main)
        for it in linked.mentions if whole else self._pronoun_for(linked, *talked_of):
            said = asked.line(it)
            for subject in it.subjects:
                if found := self._intent(f"{subject} {said}"):
                    return Said(found, subject)
        return None if talked_of else self._shared(linked, asked)

    def _shared(self, linked: Linked, asked: Compared) -> Said | None:
        """Return what is asked by a line that facts share, of the only subject that is named in it.

        What asks for yes or no, or for all that is known (`who is {it}`), may want more than one of them.
        """
        language = self._lexicon.language
        for it in linked.mentions:
            subject = next(iter(it.subjects)) if len(it.subjects) == 1 else None
            if subject is None or it.subjects[subject] < NAME:
                continue
            kind = self._catalog.book.subjects[subject].kind
            said = asked.line(it)
            words = tuple(said.split())
            if words in language.cues["overview"] or not language.yes_no.isdisjoint(words[:1]):
                continue
            found = self._intent(f"{KIND}{kind} {said}")
            if found and self._catalog.values(subject, found.property):
                return Said(found, subject)
        return None

    def _intent(self, line: str) -> Intent | None:
        place = self._lines.get(line)
        return None if place is None else self._intents[place]

    def _says_what_of(self, linked: Linked) -> bool:
        """Tell whether a question is long enough, and names enough, to mean the same in any talk."""
        pronouns = self._lexicon.language.pronouns - {"one"}
        says = len(linked.words) >= _WHOLE and bool(linked.nouns or linked.mentions)
        return says and pronouns.isdisjoint(linked.words) and not self._lexicon.continues(linked.words)

    def _pronoun_for(self, linked: Linked, subject: str, *others: str) -> list[Mention]:
        """Return the only `it` of a question as a mention of the only subject that is talked of."""
        places = [i for i, w in enumerate(linked.words) if w in self._lexicon.language.impersonal]
        if others or len(places) != 1:
            return []
        return [Mention(places[0], places[0] + 1, linked.words[places[0]], "name", {subject: NAME})]


class Compared:
    """A line as it is compared: what it names by what that means, without what is said around it.

    Args:
        linked: the line.
        lexicon: knows what people say around a question.
    """

    def __init__(self, linked: Linked, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._named = {m.start: ",".join((*sorted(m.names), str(m.month or ""))) for m in linked.mentions}
        what_one_is = _asks_what_one_is(linked, lexicon)
        self._typed = {m.start: f",{m.text}" for m in linked.mentions if what_one_is and _is_weak(m)}
        inside = {i for m in linked.mentions for i in range(m.start + 1, m.end)}
        self._words = [(i, w) for i, w in enumerate(linked.words) if i not in inside]

    def line(self, it: Mention | None = None) -> str:
        """Return the line, without the mention that stands where a phrasing leaves its subject open."""
        named = {**self._named, it.start: ""} if it else self._named
        said = (named.get(i, w) + self._typed.get(i, "") for i, w in self._words)
        return " ".join(w for w in self._lexicon.without_filler(list(said)) if w and w not in _ARTICLES)


def _asks_what_one_is(linked: Linked, lexicon: Lexicon) -> bool:
    """Tell whether a line asks what it names is, and no more (`what was SB4`)."""
    named = {i for m in linked.mentions for i in range(m.start, m.end)}
    said = (w for i, w in enumerate(linked.words) if i not in named)
    return tuple(w for w in said if w not in _ARTICLES) in lexicon.language.cues["overview"]


def _is_weak(mention: Mention) -> bool:
    """Tell whether a name may mean something else as well (`SB4`, of a rally against it)."""
    return mention.sort == "name" and max(mention.subjects.values(), default=NAME) < NAME
