"""Fitting: whether a reading is of the sort that a question asks for, and names what its phrasings name."""

from __future__ import annotations

from bot.matching.asking import Draft
from bot.matching.catalog import Catalog
from bot.matching.noted import Noted
from bot.matching.wordings import Wordings

ANSWERED_BY = {
    "?when": ("date",),
    "?count": ("number", "text"),
    "?price": ("number", "text"),
    "?who": ("entity",),
    "?where": ("entity", "text"),
    "?why": (),
}
"""Stems of the sorts of answer that only some properties give, with the types of those."""

_OFTEN = 0.05
"""Share of a property's phrasings that must expect a sort of answer for the property to give it."""


class Fitter:
    """Tells whether readings fit a question.

    Args:
        catalog: the facts.
        wordings: what the phrasings use.
    """

    def __init__(self, catalog: Catalog, wordings: Wordings) -> None:
        self._catalog = catalog
        self._wordings = wordings

    def fits(self, noted: Noted, draft: Draft) -> bool:
        """Tell whether the property is of the sort that the question word expects."""
        if draft.operation in ("told", "check", "reverse", "superlative"):
            return True
        prop = self._catalog.property(draft.kind, draft.property)
        if prop is None:
            return True
        if draft.operation == "compare" and noted.asked.compares:
            return prop.type in ("number", "date")
        expected, intent = noted.expected, draft.intent
        if not expected or any(prop.type in ANSWERED_BY[s] for s in expected):
            return True
        if (prop.many and "?count" in expected) or not self._catalog.tells_any(draft.kind, draft.property):
            return True
        return intent is not None and any(self._wordings.share(intent, s) > _OFTEN for s in expected)


def lacks_name(noted: Noted, draft: Draft) -> bool:
    """Tell whether the phrasings that are near name something which the question does not."""
    names = draft.intent.names if draft.intent else None
    return bool(names) and noted.names.isdisjoint(names or ())
