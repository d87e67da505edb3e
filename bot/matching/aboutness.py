"""Aboutness: in what way a question is about the subject of a reading."""

from __future__ import annotations

from bot.matching.asking import Asked, Draft
from bot.matching.mentions import IDENTIFIED, NAME
from bot.matching.noted import Noted

WAYS = {
    "open": 0.8, "all": 1.0, "named": 1.0, "dated": 0.98, "identified": 0.98, "weak": 0.9,
    "identified_bare": 0.98, "weak_bare": 0.9, "carried": 0.95,
    "carried_bare": 0.9, "sought": 1.0, "main": 0.92, "main_elsewhere": 0.75, "unnamed": 0.85,
    "unnamed_bound": 0.6,
}  # fmt: skip
"""A first guess at how much each way of naming a subject counts; the fitted weights go beyond it."""

_OF_ALL = ("which", "collect", "superlative", "count", "upcoming", "absent", "during")
"""Operations that name no subject of their own."""


def way_named(noted: Noted, draft: Draft, main: str) -> str:
    """Return in what way the question is about the reading's subject, one of `WAYS`.

    Args:
        noted: the question.
        draft: the reading.
        main: id of the community's own subject.
    """
    asked, subjects = noted.asked, draft.subjects
    if draft.operation in _OF_ALL:
        return "open" if draft.operation == "which" else "all"
    if subjects == (main,):
        return _way_main_is_named(noted, main)
    weight = max([noted.named.get(s, 0.0) for s in subjects], default=0.0)
    if weight:
        return _way_mentioned(noted, draft, weight)
    if draft.implied or not noted.talked_of.isdisjoint(subjects):
        return "carried" if asked.has_pronoun or asked.continues else "carried_bare"
    if draft.operation == "reverse" or draft.described:
        return "sought"
    return "unnamed_bound" if draft.intent and draft.intent.bound else "unnamed"


def way_said(asked: Asked, subject: str, main: str) -> str:
    """Return in what way a question that is a line of the book is about what the line is asked of.

    Args:
        asked: the question, in no talk.
        subject: what the line is asked of.
        main: id of the community's own subject.
    """
    sure = max([m.subjects.get(subject, 0.0) for m in asked.linked.mentions], default=0.0)
    if sure >= NAME:
        return "named"
    if subject == main:
        return "main"
    return ("identified" if sure >= IDENTIFIED else "weak") if sure else "unnamed"


def _way_mentioned(noted: Noted, draft: Draft, weight: float) -> str:
    """Return the way of a subject that a mention means, as surely as that."""
    if weight >= NAME:
        return "named"
    told_apart = any(
        m.mention.sort != "name" and m.mention.subjects.get(s)
        for m, _ in noted.mentions
        for s in draft.subjects
    )
    sure = "identified" if weight >= IDENTIFIED else "weak"
    if told_apart:
        return "dated" if sure == "identified" else sure
    return sure if draft.kind in noted.kinds or noted.asked.focus else f"{sure}_bare"


def _way_main_is_named(noted: Noted, main: str) -> str:
    asked = noted.asked
    if noted.names_main:
        return "named"
    elsewhere = asked.focus is not None and main not in asked.focus.subjects
    return "main_elsewhere" if elsewhere and asked.points_back else "main"
