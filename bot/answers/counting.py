"""Counting: how many of a kind the sources name, and which, each by what is shortest to know it by."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.composing import Composer
from bot.answers.reply import Answer, Unknown
from bot.answers.wording import listed, plain
from bot.facts.model import Citation, Fact, Kind
from bot.matching.catalog import Catalog


class KindCounter:
    """Counts and names the subjects of a kind.

    Args:
        catalog: the facts.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._book = catalog.book

    def count(
        self, composer: Composer, kind: Kind, subjects: Sequence[str], confidence: float
    ) -> Answer | Unknown:
        """Return how many of some subjects are known and which, what was only announced apart.

        Args:
            composer: writes the reply.
            kind: of the subjects.
            subjects: their ids, in order.
            confidence: how probable it is that this was meant, 0 to 1.
        """
        key = kind.ordered_by or next(iter(kind.summary), "")
        known = [s for s in subjects if key and self._catalog.values(s, key)]
        if not (known or kind.ordered_by):
            known = [s for s in subjects if self._telling(s) is not None]
        announced = [s for s in known if self._catalog.is_forecast(s)]
        held = [s for s in known if s not in announced]
        if not held:
            return composer.unknown(f"My sources name no {kind.plural}.", confidence)
        names = self._names(kind, known)
        noun = kind.name if len(held) == 1 else kind.plural
        listing = listed([self._marked(composer, s, key, names[s]) for s in held])
        text = f"My sources name {len(held)} {noun}: {listing}."
        if announced:
            coming = listed([self._marked(composer, s, key, names[s]) for s in announced])
            text += f" Announced: {coming}."
        return composer.answer(text, confidence)

    def _names(self, kind: Kind, subjects: Sequence[str]) -> dict[str, str]:
        """Return what to call subjects in a list of their kind: `2013` is enough for `the 2013 convening`."""
        names = {s: self._book.subjects[s].name for s in subjects}
        before, after = "the ", f" {kind.name}"
        alike = all(n.startswith(before) and n.endswith(after) for n in names.values())
        if len(names) < 2 or not alike:
            return names
        return {s: n.removeprefix(before).removesuffix(after) for s, n in names.items()}

    def _marked(self, composer: Composer, subject: str, key: str, name: str) -> str:
        """Return a subject's name, with where it was where that tells it apart, cited."""
        pairs = self._catalog.values(subject, key) if key else ()
        owner = pairs[0][0] if pairs else self._telling(subject)
        if owner is None:
            return name
        composer.used(owner)
        citations = (pairs[0][1].citations if pairs else owner.cited)[:1]
        place, of_place = apart(self._catalog, composer, subject)
        shown = f"{name} ({place})" if place else name
        return f"{shown}{composer.footnotes.marks((*citations, *of_place))}"

    def _telling(self, subject: str) -> Fact | None:
        """Return the first fact that tells something of a subject, its own or another's."""
        own = (f for f in self._book.subjects[subject].facts.values() if not f.unknown)
        return next(own, None) or next(map(self._book.fact, self._catalog.holders(subject)), None)


def apart(catalog: Catalog, composer: Composer, subject: str) -> tuple[str, tuple[Citation, ...]]:
    """Return what beside day and number identifies a subject, where its name does not say it, and its source.

    Args:
        catalog: the facts.
        composer: notes the fact that says so.
        subject: id of the subject.
    """
    kind = catalog.book.kind(subject)
    for name in kind.identified_by:
        pairs = catalog.values(subject, name)
        if name in {kind.ordered_by, kind.numbered_by} or not pairs:
            continue
        owner, value = pairs[0]
        if (told := plain(value)).casefold() not in catalog.book.subjects[subject].name.casefold():
            composer.used(owner)
            return told, value.citations[:1]
    return "", ()
