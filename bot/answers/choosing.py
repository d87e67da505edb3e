"""Choosing: what is offered where a question names something that may mean one of several."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.reply import Choices, Option
from bot.matching.catalog import Catalog
from bot.matching.deciding import Decision
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import Understanding
from bot.matching.mentions import IDENTIFIED, NAME, WEAK

_MOST = 5


class Chooser:
    """Tells when to ask back which of several is meant.

    Args:
        catalog: the facts.
        lexicon: knows which words say something.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon) -> None:
        self._catalog = catalog
        self._lexicon = lexicon

    def choices(self, understanding: Understanding, decision: Decision, alone: bool) -> Choices | None:
        """Return a choice of subjects, where no more is said than a name that several share, or a place.

        Args:
            understanding: how the question was read.
            decision: what would be answered.
            alone: whether nothing was talked about before.
        """
        meant = self._sharing(understanding) if alone else ()
        meant = meant or self._held_there(understanding, decision)
        if len(meant) < 2:
            return None
        options = (Option(f"What is known of {self._catalog.book.subjects[s].name}?") for s in meant[:_MOST])
        return Choices("Which of these do you mean?", tuple(options), decision.confidence)

    def _sharing(self, understanding: Understanding) -> Sequence[str]:
        """Return who share a name that is all that is said (`who is Johnson`)."""
        linked = understanding.linked
        says_more = linked.nouns or self._lexicon.means_something(understanding.stems)
        if len(linked.mentions) != 1 or says_more:
            return ()
        meant = linked.mentions[0].subjects
        return tuple(meant) if meant and max(meant.values()) == WEAK else ()

    def _held_there(self, understanding: Understanding, decision: Decision) -> Sequence[str]:
        """Return all that took place where a question says, if it says no more (`what happened there`)."""
        first = decision.readings[0]
        if first.operation != "overview":
            return ()
        subject, linked = first.subjects[0], understanding.linked
        pointing = [m for m in linked.mentions if subject in m.subjects]
        if len(pointing) != 1 or pointing[0].sort != "name" or pointing[0].subjects[subject] != IDENTIFIED:
            return ()
        kinds = [noun.kinds for noun in linked.nouns]
        own = self._catalog.book.kind(subject)
        if "one" in linked.words and own.browsable and not self._catalog.is_forecast(subject):
            kinds.append((own.id,))  # the one in Pittsburgh
        identified_by = self._catalog.book.kind(subject).identified_by
        found = [subject]
        for place in (s for s, sure in pointing[0].subjects.items() if sure >= NAME):
            for fact_id in self._catalog.holders(place):
                other, _, name = fact_id.partition(".")
                kind = self._catalog.book.subjects[other].kind
                if name in identified_by and all(kind in of for of in kinds):
                    found.append(other)
        return tuple(dict.fromkeys(found))
