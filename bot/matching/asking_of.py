"""Asking of a person: follow-ups that say little by themselves, put as it is asked of whom they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import dropwhile

from bot.facts.model import Fact
from bot.matching.catalog import Catalog
from bot.matching.language import Phrase
from bot.matching.lexicon import Lexicon
from bot.matching.mentions import Linked
from bot.matching.reading import Focus
from bot.matching.text import has_phrase, phrase_start, words
from bot.matching.yes_or_no import is_yes_no

_IT = "{it}"

_ASKS_WHO = ("who", "whom", "whose")
"""How a question opens that asks for somebody else than the one that it leaves open."""

_BESIDE = frozenset({"he", "she"})
"""Words that stand for the name of whom something is asked."""

_OF_LINES = (
    ("lasting", ()),
    ("since_when", ()),
    ("until_when", ()),
    ("follows", _ASKS_WHO),
    ("precedes", _ASKS_WHO),
    ("beside_whom", (*_ASKS_WHO, "with", "alongside")),
)
"""The cues that ask something of a person, each with how the phrasings of a fact open that ask the same."""


class PersonAsker:
    """Says in full what a follow-up asks of a person who was talked about.

    Args:
        catalog: the facts.
        lexicon: the community's words.
        link: finds what a text names.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon, link: Callable[[str], Linked]) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._language = lexicon.language
        self._link = link
        said = self._language.function | self._language.filler
        self._beside = said.union(*self._language.cues["holding"])

    def in_full(self, tokens: Phrase, focus: Focus) -> Phrase:
        """Return the words of a follow-up, or what they ask of a person as a fact of theirs is asked for."""
        person = self._meant(tokens, focus)
        if person is None:
            return tokens
        found = self._of_them(tokens, person) or self._as_asked(tokens, person)
        found = found or self._beside_another(tokens, person) or self._by_cue(tokens, person, focus)
        return found or self._of_office(tokens, person) or tokens

    def _of_them(self, tokens: Phrase, person: str) -> Phrase | None:
        """Return who somebody just told of is, or where they are from (`remind me who that is`)."""
        if self._says_only(tokens, "who_that_is"):
            return ("who", "is", *self._name(person))
        return ("where", "is", *self._name(person), "from") if self._says_only(tokens, "from_where") else None

    def _name(self, person: str) -> Phrase:
        return words(self._catalog.book.subjects[person].name)

    def _beside_another(self, tokens: Phrase, person: str) -> Phrase | None:
        """Return the name for `he` or `she`, where it is asked if they have to do with what is named."""
        asked = tuple(dropwhile(self._language.openers.__contains__, tokens))
        says = is_yes_no(asked, self._language) and not _BESIDE.isdisjoint(asked)
        mentions = self._link(" ".join(asked)).mentions if says else ()
        if not any(s in self._catalog.identified for m in mentions for s in m.subjects):
            return None
        return tuple(part for w in asked for part in (self._name(person) if w in _BESIDE else (w,)))

    def _by_cue(self, tokens: Phrase, person: str, focus: Focus) -> Phrase | None:
        """Return what asks of a person what a cue asks (`still`), as a fact of theirs is asked for."""
        asks = ((cue, opening) for cue, opening in _OF_LINES if self._says_only(tokens, cue, opening))
        lines = (self._line(person, cue, opening, focus) for cue, opening in asks)
        line = next(filter(None, lines), None)
        return words(line.replace(_IT, " ".join(self._name(person)))) if line is not None else None

    def _of_office(self, tokens: Phrase, person: str) -> Phrase | None:
        """Return who came before a person or after, as a series of names is asked for at that time."""
        for cue, step in (("follows", 1), ("precedes", -1)):
            beside = (
                self._catalog.beside_in_office(person, step)
                if self._says_only(tokens, cue, _ASKS_WHO)
                else None
            )
            if beside is None:
                continue
            fact, year = beside
            prop = self._catalog.property(self._catalog.kind_of(fact.subject) or "", fact.property)
            line = next((line for line in prop.ask if _IT in line), None) if prop else None
            if line is not None:
                called = self._catalog.book.subjects[fact.subject].name
                return words(f"{line.replace(_IT, called)} in {year}")
        return None

    def _as_asked(self, tokens: Phrase, person: str) -> Phrase | None:
        """Return words with the name in the place of a pronoun, if a fact is asked for just so."""
        subject = self._catalog.book.subjects[person]
        asked = {words(line.replace(_IT, f" {_IT} ")) for fact in subject.facts.values() for line in fact.ask}
        for place in (i for i, w in enumerate(tokens) if w in self._language.personal):
            before, after = tokens[:place], tokens[place + 1 :]
            for own in ((), ("s",)):
                if (*before, "it", *own, *after) in asked:
                    return (*before, *words(subject.name), *own, *after)
        return None

    def _meant(self, tokens: Phrase, focus: Focus) -> str | None:
        """Return the person that a follow-up means: by a pronoun, or as the one that was just told of."""
        subjects, said = self._catalog.book.subjects, self._language.pronoun_in(tokens)
        fits = (p for p in filter(None, (focus.person, *focus.persons)) if self._goes_by(p, said))
        person = next(fits, None) if said else focus.person
        if person is None or person not in subjects or not self._catalog.book.kind(person).personal:
            return None
        told = "it" not in tokens and person in self._just_told(focus)
        return person if said or told else None

    def _goes_by(self, person: str, said: str | None) -> bool:
        subjects = self._catalog.book.subjects
        return person in subjects and subjects[person].pronoun in (said, None)

    def _just_told(self, focus: Focus) -> set[str | None]:
        """Return whom the last question was about, or its answer told of."""
        asked = [f"{s}.{focus.property}" for s in focus.subjects]
        facts = (self._catalog.book.fact(f) for f in (*asked[:1], *focus.facts[:1]))
        return {*focus.subjects, focus.value, *(e for fact in facts if fact for e in fact.entities)}

    def _says_only(self, tokens: Phrase, cue: str, opening: Phrase = ()) -> bool:
        """Tell whether words say what a cue says and no more than grammar, or an office, beside it."""
        said = ((phrase_start(tokens, p), len(p)) for p in self._language.cues[cue])
        start, length = next(((at, n) for at, n in said if at is not None), (0, 0))
        beside = (*tokens[:start], *tokens[start + length :])
        return length > 0 and self._beside.union(opening).issuperset(beside)

    def _line(self, person: str, cue: str, opening: Phrase, focus: Focus) -> str | None:
        """Return the phrasing of a fact of a person that asks what a cue asks, nearest to what was said."""
        said = set(self._lexicon.fold(words(f"{focus.question} {focus.said}")))
        asked: dict[str, int] = {}
        asking = Counter[str]()
        of: dict[str, str] = {}
        for fact in self._catalog.book.subjects[person].facts.values():
            for line in self._asking(fact, cue, opening):
                asked[line] = len(said.intersection(self._lexicon.fold(words(line.replace(_IT, " ")))))
                asking[fact.id] += 1
                of[line] = fact.id
        return max(asked, key=lambda line: (asked[line], asking[of[line]], -len(line)), default=None)

    def _asking(self, fact: Fact, cue: str, opening: Phrase) -> Iterator[str]:
        """Yield the phrasings of a fact that ask it of its subject by a cue."""
        for line in fact.ask:
            said = words(line.replace(_IT, " it "))
            opens = not opening or said[0] in opening
            if _IT in line and opens and has_phrase(said, self._language.cues[cue]):
                yield line
