"""Affirming: the yes or no to a question, where a curator gave it, the value is said, or one is found."""

from __future__ import annotations

from bot.matching.accounting import Accountant
from bot.matching.asking import Asked, Draft
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.repeating import Answered, Told
from bot.matching.text import words

_SOME = frozenset({"a", "an", "any", "another"})
_THAT = frozenset({"the", "this", "that", "these", "those", "its", "their"})
"""Words before a noun that ask for one such, and that speak of one that is known."""


class Affirmer:
    """Tells what yes-or-no questions are answered.

    Args:
        catalog: the facts.
        lexicon: stems their words.
        answered: the phrasings that are answered by yes or no.
        accountant: knows what facts tell.
    """

    def __init__(
        self, catalog: Catalog, lexicon: Lexicon, answered: Answered, accountant: Accountant
    ) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._answered = answered
        self._accountant = accountant

    def verdict(self, asked: Asked, draft: Draft) -> bool | None:
        """Return what a yes-or-no question is answered, None where neither yes nor no is sure.

        Args:
            asked: the question.
            draft: how it is read.
        """
        if not asked.yes_no or draft.operation not in ("lookup", "told", "overview") or asked.leaves_choice:
            return None
        if draft.operation == "overview":
            return True if self._asks_for_one(asked, draft) else None
        given = self._given(asked, draft)
        if given is None and (self._says_value(asked, draft) or self._asks_for_one(asked, draft)):
            return True
        return given

    def _given(self, asked: Asked, draft: Draft) -> bool | None:
        """Return what a curator says that phrasings of the fact which ask the same are answered."""
        fact_id = f"{draft.subjects[0]}.{draft.property}"
        if fact_id not in self._answered:
            return None
        meant = frozenset({*draft.subjects, self._catalog.main})
        views = self._accountant.views(draft)
        held = frozenset().union(*(v.about | v.values for v in views)) - meant
        told = Told(meant, frozenset().union(*(v.stems for v in views)), held)
        return self._answered.verdict(fact_id, asked.linked, asked.stems, told)

    def _asks_for_one(self, asked: Asked, draft: Draft) -> bool:
        """Tell whether a question asks if there was one such, which the one found answers (`any in 2019`)."""
        kind, linked = self._catalog.kind(draft.kind), asked.linked
        days = self._catalog.values(draft.subjects[0], kind.ordered_by or "")
        if draft.property not in (None, kind.ordered_by) or not days or any(v.forecast for _, v in days):
            return False
        one = (n for n in linked.nouns if kind.id in n.kinds and _is_one_of_some(linked.words[: n.start]))
        return any(one) and not (asked.claims and (asked.claims.figures or asked.claims.months))

    def _says_value(self, asked: Asked, draft: Draft) -> bool:
        """Tell whether a question says the value in words that it asks for (`was it virtual`)."""
        prop = self._catalog.property(draft.kind, draft.property)
        if prop is None or prop.type != "text" or prop.many or prop.series:
            return False
        texts = [v.text for _, v in self._catalog.values(draft.subjects[0], prop.name)]
        said = set(asked.stems)
        stems = [{s for s in self._lexicon.fold(words(t)) if s[0].isalnum()} for t in texts]
        return bool(stems) and all(own and own <= said for own in stems)


def _is_one_of_some(before: tuple[str, ...]) -> bool:
    """Tell whether the words before a noun ask for any such (`any in the 2019 rally` asks for no rally)."""
    determiners = [w for w in before if w in _SOME or w in _THAT]
    return bool(determiners) and determiners[-1] in _SOME
