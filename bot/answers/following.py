"""Following: what only makes sense after the last question, written out as it would stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts.model import Book
from bot.matching.dating import months_said
from bot.matching.language import Language
from bot.matching.mentions import Linked, Mention
from bot.matching.text import has_phrase, phrase_start, words

_LONGEST = 60
"""Words that are taken along; more is a story."""

_BEFORE_NOUNS = frozenset({"that", "this", "those", "these", "its"})
"""Words that point at something by themselves, or say which of what stands after them."""


class Follower:
    """Writes follow-ups out.

    Args:
        book: whose subjects are named.
        language: knows the months.
    """

    def __init__(self, book: Book, language: Language) -> None:
        self._book = book
        self._language = language

    def instead(self, asked: Linked, before: Linked) -> str | None:
        """Return the last question with what is named now in the place of what it named (`and in May?`).

        Args:
            asked: the follow-up.
            before: the last question, as it stands alone.
        """
        for mention in asked.mentions:
            place = next((old for old in reversed(before.mentions) if self._alike(old, mention)), None)
            if place is not None:
                return _put(before.words, place.start, place.end, asked.words[mention.start : mention.end])
            if moved := self._elsewhere(asked.words[mention.start : mention.end], before):
                return moved
        month, place_of = (next(iter(months_said(x, self._language)), None) for x in (asked, before))
        if month is None or place_of is None or asked.mentions:
            return None
        return _put(before.words, place_of, place_of + 1, (asked.words[month],))

    def _elsewhere(self, there: tuple[str, ...], before: Linked) -> str | None:
        """Return the last question at another place, which may be part of a name (`the Texas chapter`)."""
        places = self._language.places
        if there not in places:
            return None
        spans = ((i, i + n) for i in range(len(before.words)) for n in (3, 2, 1))
        named = [span for span in spans if before.words[slice(*span)] in places]
        return _put(before.words, *named[-1], there) if named else None

    def named(self, asked: Linked, before: Linked) -> str | None:
        """Return the last question asking for names, not a number (`how many came` and `who were they`).

        Args:
            asked: the follow-up.
            before: the last question, as it stands alone.
        """
        names = has_phrase(asked.words, self._language.cues["naming"])
        counting = [p for p in self._language.expects.get("how", ()) if p[1] == "count"] if names else []
        for phrase, _ in counting:
            place = phrase_start(before.words, phrase)
            if place is not None:
                return _put(before.words, place, place + len(phrase), ("which",))
        return None

    def naming(self, asked: Linked, name: str) -> str | None:
        """Return a follow-up with a name in the place of what points at one thing (`who runs it`).

        Args:
            asked: the follow-up.
            name: of what may be meant.
        """
        said, language = asked.words, self._language
        place = next((i for i in reversed(range(len(said))) if said[i] in language.thing), None)
        if place is None or has_phrase(said, language.cues["of_those"]):
            return None
        end = place + 1 + (said[place + 1 : place + 2] == ("one",))
        end = next((n.end for n in asked.nouns if n.start == end), end)
        says_which = said[place] in _BEFORE_NOUNS and end == place + 1  # `on that list`
        if says_which and not language.function.union(language.filler).issuperset(said[end : end + 1]):
            return None
        return _put(said, place, end, words(name))

    def _alike(self, old: Mention, new: Mention) -> bool:
        """Tell whether one mention can stand in the place of another: years, things of the same kind."""
        if old.sort != "name" or new.sort != "name":
            return old.sort == new.sort
        kinds = self._kinds(new)
        return bool(kinds & self._kinds(old)) and not set(old.subjects) & set(new.subjects)

    def _kinds(self, mention: Mention) -> set[str]:
        return {self._book.subjects[s].kind for s in mention.subjects}

    @staticmethod
    def joined(asked: Linked, before: Linked) -> str:
        """Return the last question and the follow-up as one.

        Args:
            asked: the follow-up.
            before: the last question, as it stands alone.
        """
        return " ".join((*before.words, *asked.words)[:_LONGEST])


def _put(said: Sequence[str], start: int, end: int, instead: Sequence[str]) -> str:
    return " ".join((*said[:start], *instead, *said[end:])[:_LONGEST])
