"""Verdict: whether figures and days are as a yes-or-no question claims, where what is known decides it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from bot.answers.lasting import is_of_a_day, lasting, lasts, speaks_of
from bot.facts.model import Day, Fact, Property, Value
from bot.matching.asking import Extreme
from bot.matching.bounding import fits, span
from bot.matching.catalog import Catalog
from bot.matching.claiming import Claims, Figure
from bot.matching.dating import Edge
from bot.matching.deciding import says_it_all
from bot.matching.language import english
from bot.matching.reading import Reading
from bot.matching.series import covers, newest
from bot.matching.text import words

_DAYS = 32
"""From what number on a figure is no day of a month."""

_EDGES: tuple[Edge, Edge] = ("first", "last")


def verdict(
    values: Sequence[Value], claims: Claims | None, subjects: Iterable[str], units: Collection[str] = ()
) -> bool | None:
    """Return whether values are as claimed; None where nothing is claimed, or they do not decide it.

    Args:
        values: of one property: what is told of it.
        claims: what the question says.
        subjects: ids of the subjects of the values: a year that points to one of them claims nothing.
        units: words that say what is counted, wherever something is.
    """
    if claims is None or not values or any(v.forecast for v in values):
        return None
    said = (_of_figures(values, claims, units), _of_days(values, claims, frozenset(subjects)))
    found = {*said, _of_bounds(values, claims)} - {None}
    return found.pop() if len(found) == 1 else None


def counted(number: int, complete: bool, claims: Claims | None) -> bool | None:
    """Return whether a list is as long as claimed; None where nothing is claimed, or it does not decide it.

    Args:
        number: how many are on it.
        complete: whether there are no others.
        claims: what the question says.
    """
    most = float(number) if complete else float("inf")
    found = {fits(figure, number, most) for figure in claims.figures} if claims else set()
    return found.pop() if len(found) == 1 else None


def further(
    claimed: Sequence[Value], other: Sequence[Value], extreme: Extreme, prop: Property
) -> bool | None:
    """Return whether something has more, or less, or is later or earlier than something else.

    Counts of all are compared with counts of all alone, as the property tells them apart.

    Args:
        claimed: the values of the one that is said to.
        other: those of the other.
        extreme: `high` for more or later, `low` for less or earlier.
        prop: the property.
    """
    ours, theirs = _ranks(claimed, prop), _ranks(other, prop)
    if ours.keys().isdisjoint(theirs):
        return None
    of_all = True in ours and True in theirs
    pairs = [(ours[True], theirs[True])] if of_all else product(ours.values(), theirs.values())
    found = {(our > their) == (extreme == "high") for our, their in pairs if our != their}
    return found.pop() if len(found) == 1 else None


def _ranks(values: Sequence[Value], prop: Property) -> dict[bool, float]:
    """Return by what something is ranked, by whether it counts all."""
    found: dict[bool, float] = {}
    for value in values:
        number = float(value.day.first.toordinal()) if value.day else value.number
        if number is not None and not value.forecast:
            of_all = counts_all(value, prop)
            found[of_all] = max(number, found.get(of_all, number))
    return found


def counts_all(value: Value, prop: Property) -> bool:
    """Tell whether a figure counts all there were, not some of them, as far as that is told apart."""
    return not prop.whole or not set(prop.whole).isdisjoint(words(value.of or ""))


def lead(found: bool | None) -> str:
    """Return the word that an answer begins with."""
    return "" if found is None else "Yes. " if found else "No. "


def without_lead(text: str) -> tuple[str, str]:
    """Return the word that an answer begins with, empty where it begins with none, and the rest."""
    word = next((w for w in map(lead, (True, False)) if text.startswith(w)), "")
    return word, text.removeprefix(word)


def _of_figures(values: Sequence[Value], claims: Claims, units: Collection[str]) -> bool | None:
    known = [v for v in values if v.number is not None]
    counting = frozenset(map(_singular, units))
    found = {_fits_all(f, [v for v in known if _is_alike(f, v, counting)]) for f in claims.figures} - {None}
    return found.pop() if len(found) == 1 else None


def _fits_all(figure: Figure, values: Sequence[Value]) -> bool | None:
    """Tell whether figures are as claimed: all that decide it, and all where it is said how few."""
    found = {fits(figure, *span(v)) for v in values}
    few = figure.bound in ("below", "at_most")
    decided = found if few else found - {None}
    return decided.pop() if len(decided) == 1 else None


def _is_alike(figure: Figure, value: Value, counting: Collection[str]) -> bool:
    """Tell whether a claim counts what a value counts, as far as it says so (`32 states`, not cities)."""
    of = _singular(figure.of)
    return of not in counting or of in map(_singular, words(value.of or ""))


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _of_days(values: Sequence[Value], claims: Claims, subjects: frozenset[str]) -> bool | None:
    years = [year for year, points_to in claims.years if subjects.isdisjoint(points_to)]
    if not (years or claims.months):
        return None
    found = {_is_then(v.day, years, claims) for v in values if v.day}
    return found.pop() if len(found) == 1 else None


def _is_then(day: Day, years: Collection[int], claims: Claims) -> bool | None:
    """Tell whether a day is in one of some years, and when the question says, where it is known so well."""
    first = day.last if claims.edge == "last" else day.first
    last = day.first if claims.edge == "first" else day.last
    if years and not any(first.year <= year <= last.year for year in years):
        return False
    if claims.months and day.precision == "year":
        return None
    if claims.months and claims.months.isdisjoint(_months(first.month, last.month)):
        return False
    if not claims.days and not claims.part:
        return True
    return _is_on(first, last, claims) if day.precision == "day" else None


def _is_on(first: date, last: date, claims: Claims) -> bool | None:
    """Tell whether days are those of the month that the question says, or lie in that part of one."""
    held = {date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)}
    if claims.days:
        return claims.days <= {(d.month, d.day) for d in held}
    return True if claims.part and all(claims.part[0] <= d.day <= claims.part[1] for d in held) else None


def _of_bounds(values: Sequence[Value], claims: Claims) -> bool | None:
    """Tell whether days lie before a year, and after one, as claimed, where that decides it."""
    spans = [(v.day.first.year, v.day.last.year) for v in values if v.day]
    so = {last < claims.before for _, last in spans} if claims.before else set()
    so |= {first > claims.after for first, _ in spans} if claims.after else set()
    return so.pop() if len(so) == 1 else None


def _months(first: int, last: int) -> range:
    return range(first, last + 1) if first <= last else range(1, 13)


def _is_doubtful(found: bool | None, claims: Claims, pairs: Iterable[tuple[Fact, Value]]) -> bool:
    """Tell whether a note or the sentence that is told names other days than the value does.

    They may tell of a first day alone, of days beside the others, or of another account.
    """
    for fact, value in pairs if claims.days else ():
        own = {value.day.first.day, value.day.last.day} if value.day else set()
        others = {int(w) for w in words(fact.tell or "") if w.isdecimal() and 0 < int(w) < _DAYS} - own
        otherwise = others if found else others & {d for _, d in claims.days}
        if (value.note or otherwise) and (claims.edge or not found):
            return True
    return False


class Judge:
    """Tells what a yes-or-no question is answered.

    Args:
        catalog: the facts.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def is_so(self, reading: Reading) -> bool:
        """Tell whether a yes-or-no question says nothing beyond what was found (`did they meet in Texas`)."""
        forecast = all(map(self._catalog.is_forecast, reading.subjects))
        return reading.yes_no and says_it_all(reading) and not forecast

    def told(self, reading: Reading) -> bool | None:
        """Return what the fact that is told says to a question, by its figures and days or its curator."""
        found = self._of_claims(reading)
        return reading.verdict if found is None else found

    def found(self, reading: Reading) -> bool | None:
        """Return what it says to a question that subjects with a value were found."""
        claims = reading.claims
        if claims and claims.figures:
            return counted(len(reading.subjects), True, claims)
        if claims and (claims.years or claims.months) and not self._was_then(reading, claims):
            return None
        return True if self.is_so(reading) else None

    def _was_then(self, reading: Reading, claims: Claims) -> bool:
        """Tell whether what was found was in the years and months that the question claims, from day to day.

        Of what somebody did at something that lasted several days it is not known on which.
        """
        ordered_by = self._catalog.kind(reading.kind).ordered_by or ""
        days = [v.day for s in reading.subjects for _, v in self._catalog.values(s, ordered_by) if v.day]
        named = frozenset(reading.subjects)
        years = [y for y, points_to in claims.years if claims.months or named.isdisjoint(points_to)]
        said: list[tuple[int, ...]] = [(y,) for y in years] or ([()] if claims.months else [])
        ends = [replace(claims, edge=edge) for edge in _EDGES]
        return all(any(all(_is_then(day, year, end) for end in ends) for day in days) for year in said)

    def _of_lasting(
        self, reading: Reading, claims: Claims, values: Sequence[Value], state: Collection[str]
    ) -> bool | None:
        """Return whether something was so when the question says, of a date until which it was."""
        ordered_by = self._catalog.kind(reading.kind).ordered_by
        begun = self._catalog.first_day(reading.subjects[0]) if ordered_by != reading.property else None
        if not speaks_of(claims, state):
            return None
        return lasts(values, claims, frozenset(reading.subjects), begun, english())

    def _of_claims(self, reading: Reading) -> bool | None:
        subject, name = reading.subjects[0], reading.property or ""
        prop = self._catalog.property(reading.kind, reading.property)
        pairs = self._catalog.values(subject, name)
        meant = {*reading.subjects, self._catalog.main}
        named = reading.claims.named if reading.claims else ()
        if not (pairs and self.is_so(reading)) or any(map(meant.isdisjoint, named)):
            return None
        if prop and prop.many:
            return counted(len(pairs), self._catalog.is_complete(subject, name), reading.claims)
        if prop and prop.series:
            then = [p for p in pairs if covers(p[1], reading.years)]
            pairs = tuple(then if reading.years else newest(pairs))
        units = self._catalog.units.difference(prop.whole if prop else ())
        values = [v for _, v in pairs]
        if prop and reading.claims and any(figure.of in prop.whole for figure in reading.claims.figures):
            values = [v for v in values if counts_all(v, prop)] or values
        state = lasting(prop, english()) if prop else None
        if prop and reading.claims and state and not is_of_a_day(reading.claims, english()):
            return self._of_lasting(reading, reading.claims, values, state)
        found = verdict(values, reading.claims, reading.subjects, units)
        return None if reading.claims and _is_doubtful(found, reading.claims, pairs) else found
