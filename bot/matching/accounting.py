"""Accounting: how much of what a question names a reading leaves unaccounted for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bot.matching.asking import Draft
from bot.matching.catalog import Catalog
from bot.matching.mentions import Mention
from bot.matching.noted import Mentioned, Noted
from bot.matching.views import Seen, Views
from bot.matching.wordings import KIND, Wordings

OTHER_NOUN = 0.6
"""How much a noun for another kind counts that a reading has nothing to do with."""

_WIDE = ("collect", "count", "upcoming", "absent")
"""Operations on all subjects of a kind: they leave whatever else is named unexplained."""

_CONFIRMING = ("lookup", "told", "reverse", "check")
"""Operations whose answer says whether a figure is so."""

_DATING = ("year", "number", "ordinal")
"""What sorts of mention may be part of a day."""

_HALF, _IN_PASSING = 0.5, 0.15
_VIEWS = 8


class Accountant:
    """Tells what of a question's mentions and nouns a reading has to do with.

    Args:
        catalog: the facts.
        views: what may be said of the facts.
        wordings: what the phrasings use.
    """

    def __init__(self, catalog: Catalog, views: Views, wordings: Wordings) -> None:
        self._catalog = catalog
        self._views = views
        self._wordings = wordings
        self._kept: dict[tuple[str, str, str | None], tuple[str, ...]] = {}

    def views(self, draft: Draft) -> Seen:
        """Return what a question may say of the facts that a reading asks for."""
        return Seen([f for s in draft.subjects[:_VIEWS] for f in self._facts(s, draft)], self._views)

    def _facts(self, subject: str, draft: Draft) -> tuple[str, ...]:
        """Return the ids of the facts of a subject that a reading asks for, where they are known."""
        key = (subject, draft.kind, draft.property)
        if (found := self._kept.get(key)) is None:
            facts = (f"{subject}.{n}" for n in self._names(draft, subject))
            known = self._catalog.book.fact
            found = self._kept[key] = tuple(f for f in facts if known(f) is not None)
        return found

    def _names(self, draft: Draft, subject: str) -> tuple[str, ...]:
        if draft.property is None:
            summary = self._catalog.kind(draft.kind).summary
            return summary or tuple(self._catalog.book.subjects[subject].facts)[:3]
        prop = self._catalog.property(draft.kind, draft.property)
        return (draft.property, *(prop.includes if prop else ()))

    def _phrasings_name(self, draft: Draft, names: AbstractSet[str]) -> bool:
        """Tell whether the phrasings of the reading's facts or property name any of these."""
        keys = [f"{s}.{draft.property}" for s in draft.subjects[:_VIEWS]] + [f"{draft.kind}.{draft.property}"]
        return any(not names.isdisjoint(self._wordings.names(key)) for key in keys)

    def left(self, noted: Noted, draft: Draft, views: Seen) -> dict[str, float]:
        """Return how much of what is named the reading leaves unaccounted for, by sort of mention."""
        left: dict[str, float] = defaultdict(float)
        for mentioned, times in noted.mentions:
            if not mentioned.of_main:
                left[mentioned.sort] += times * self._unaccounted(noted, mentioned, draft, views)
        for kinds, times in noted.nouns if not draft.bound else ():  # what is counted may be a kind as well
            left["noun"] += times * self._unaccounted_noun(kinds, draft, views)
        return left

    def _unaccounted(self, noted: Noted, mentioned: Mentioned, draft: Draft, views: Seen) -> float:
        """Return how much of a mention the reading leaves unexplained, 0 to 1."""
        if self._is_meant(noted, mentioned, draft, views):
            return 0.0
        mention, stems = mentioned.mention, mentioned.stems
        if noted.asked.picks and draft.operation in ("lookup", "told") and self._has_one_of(mentioned, views):
            return _IN_PASSING
        if draft.operation == "superlative" or (
            draft.operation in ("which", "collect") and not mention.subjects
        ):
            return _HALF
        supposed = draft.operation == "lookup" and self._is_supposed(noted, draft)
        if stems and self._says(noted, stems, draft, views, supposed):
            return _IN_PASSING
        return _HALF if mention.sort == "number" and not supposed else 1.0

    def _has_one_of(self, mentioned: Mentioned, views: Seen) -> bool:
        """Tell whether a value is told to be of what is named (`which Philly councilmember chaired`)."""
        return any(
            stems and stems <= view.stems
            for stems in map(self._views.named, mentioned.meant)
            for view in views
        )

    def _says(self, noted: Noted, stems: Sequence[str], draft: Draft, views: Seen, supposed: bool) -> bool:
        """Tell whether the facts say in words what is named, or that who is told is such."""
        told = draft.operation in ("lookup", "told") and (not supposed or noted.asked.picks)
        if told and self._describes(stems, views):
            return True
        if supposed:
            return all(any(s in v.said_by for v in views) for s in stems)
        return draft.operation != "which" and all(_tells(views, s) for s in stems)

    def _is_meant(self, noted: Noted, mentioned: Mentioned, draft: Draft, views: Seen) -> bool:
        """Tell whether a reading has to do with a mention that is not of the community."""
        mention, meant = mentioned.mention, mentioned.meant
        if draft.operation in _WIDE:
            absent = draft.operation == "absent" and (not meant or draft.value in {*meant, mention.text})
            return mention.number in draft.years or absent
        if mention.number in noted.between and draft.subjects == (self._catalog.main,):
            return True
        beginning = mention.sort == "ordinal" and mention.number == 1 and draft.extreme == "low"
        if (
            not meant.isdisjoint(draft.subjects)
            or draft.value in meant
            or not meant.isdisjoint(draft.described_by)
            or mention.number in draft.years
            or (draft.value and draft.value in (mention.literal, str(mention.number or "")))
            or beginning
            or (mention.sort == "number" and self.counts(noted, draft))
            or (mention.sort in _DATING and self._is_of_day(noted, mention, draft))
            or not mentioned.beside.isdisjoint(draft.subjects)
            or (mention.sort == "year" and any(v.is_of(mention.number, mention.month) for v in views))
            or any(not meant.isdisjoint(v.about) for v in views)
        ):
            return True
        aside = draft.operation == "lookup" and self._is_supposed(noted, draft)
        if aside or draft.operation in ("superlative", "which"):
            return False
        told = draft.operation == "told" and self._phrasings_name(draft, mentioned.names)
        return told or any(not meant.isdisjoint(view.entities) for view in views)

    def counts(self, noted: Noted, draft: Draft) -> bool:
        """Tell whether the question claims a figure, and the reading is of what is counted."""
        if draft.bound:
            return True
        claims, prop = noted.asked.claims, self._catalog.property(draft.kind, draft.property)
        if prop is None or not (claims and claims.figures) or draft.operation not in _CONFIRMING:
            return False
        complete = prop.many and all(self._catalog.is_complete(s, prop.name) for s in draft.subjects)
        return prop.type == "number" or (complete and draft.operation != "check")

    def dates(self, noted: Noted, draft: Draft) -> bool:
        """Tell whether the question claims a day, and the reading is of the day."""
        prop = self._catalog.property(draft.kind, draft.property)
        dated = prop is not None and prop.type == "date" and draft.operation in _CONFIRMING
        claims = noted.asked.claims
        says_days = claims is not None and not claims.words_as_months
        own = draft.subjects != (self._catalog.main,)
        return dated and says_days and (own or bool(claims and claims.bounds_time))

    def _is_of_day(self, noted: Noted, mention: Mention, draft: Draft) -> bool:
        """Tell whether a mention is the year or the day of the month of a day that is claimed."""
        claims = noted.asked.claims
        days = {day for _, day in claims.days} if claims else set()
        return (mention.sort == "year" or mention.number in days) and self.dates(noted, draft)

    def _describes(self, stems: Sequence[str], views: Seen) -> bool:
        """Tell whether words say what the one value of a fact is (`which Seattle councilmember`)."""
        values = {e for v in views for e in v.values}
        return len(values) == 1 and self._views.described_by(values.pop()).issuperset(stems)

    def _is_supposed(self, noted: Noted, draft: Draft) -> bool:
        """Tell whether the community itself is the subject without being named."""
        return not noted.names_main and bool(noted.mentions) and draft.subjects == (self._catalog.main,)

    def _unaccounted_noun(self, nouns: tuple[str, ...], draft: Draft, views: Seen) -> float:
        if draft.kind in nouns or self._catalog.main_kind in nouns:
            return 0.0
        if draft.operation in ("which", "collect", "superlative"):
            return OTHER_NOUN
        subjects = self._catalog.book.subjects
        for view in views:
            for entity in view.entities:
                if (subject := subjects.get(entity)) and subject.kind in nouns:
                    return 0.0
        return 0.0 if self._phrasings_name(draft, {KIND + k for k in nouns}) else OTHER_NOUN


def _tells(views: Seen, stem: str) -> bool:
    return any(stem in v.stems or stem in v.said_by for v in views)
