"""Placing: the place that a question asks about, where what would be told says nothing of it."""

from __future__ import annotations

from bot.matching.features import PLACE_LEFT_OUT
from bot.matching.matcher import Matcher, Understanding
from bot.matching.reading import Reading
from bot.matching.text import has_phrase, words

_TELLING = ("lookup", "told", "overview")


def place_left_out(matcher: Matcher, asked: Understanding, best: Reading) -> str | None:
    """Return the place that a question asks about (`how many members in Ohio`) and its answer leaves out.

    What holds of the community everywhere says nothing of a place, nor does what is told of something that is
    not named. A place in an earlier sentence is where somebody is, not what they ask about.

    Args:
        matcher: read the question.
        asked: the question.
        best: the reading that would be answered.
    """
    if best.operation not in _TELLING or best.features.get(PLACE_LEFT_OUT, 0.0) < 1.0:
        return None
    subject, fact = best.subjects[0], next(map(matcher.book.fact, best.facts), None)
    named = subject != matcher.catalog.main and subject in asked.linked.surely_named
    if named or (fact is not None and fact.unknown):
        return None
    last = words(" ".join(matcher.clauses(asked.question)[-1:]))
    places = (m for m in asked.linked.mentions if m.sort == "place" and not m.subjects)
    return next((m.text.title() for m in places if has_phrase(last, [words(m.text)])), None)
