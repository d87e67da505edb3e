"""Naming: whom and what a question names, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from bot.matching.asking import Asked
from bot.matching.catalog import Catalog
from bot.matching.mentions import IDENTIFIED, NAME, Mention
from bot.matching.saying import Said

_HELD, _DESCRIBED, _TWO = 200, 2, 2
"""How many facts that hold an entity are looked at, of how many subjects at most they describe one, and how
many are compared without more words."""

_FIRM = 0.05
"""How much surer a year or a number makes a subject that a name may mean as well."""

_WHICH = (("which",), ("what",), ("list",), ("name",))
_ANY = frozenset({"a", "an", "any"})
_FOR = (("for",), ("for", "the"), ("at", "the"), ("during", "the"))
_IN = (("in",), ("at",), ("held", "in"), ("was", "in"))


class Names:
    """Whom and what a question names.

    Attributes:
        named: how surely each subject is named that a mention may mean.
        entities: those, with the values in words, and whom `he` or `she` means.
        joins: whether it joins several things.

    Args:
        asked: the question.
        catalog: the facts.
        said: what it says.
    """

    def __init__(self, asked: Asked, catalog: Catalog, said: Said) -> None:
        self._asked = asked
        self._catalog = catalog
        self._said = said
        self._mentioned: dict[str, tuple[str, ...]] = {}
        mentions = asked.linked.mentions
        telling = sum(bool(m.subjects) and catalog.main not in m.subjects for m in mentions)
        several = len(said.years) > 1 or telling > _TWO
        self.joins = asked.compares or "and" in asked.linked.words or several
        self.named: dict[str, float] = {}
        for mention in mentions:
            for subject, weight in mention.subjects.items():
                self.named[subject] = max(weight, self.named.get(subject, 0.0))
        self._kinds = frozenset(map(catalog.kind_of, self.named))
        self.entities: tuple[str, ...] = (
            *self.named,
            *(m.literal for m in mentions if m.literal),
            *((asked.person,) if asked.person else ()),
        )

    def named_of(self, kind: str) -> tuple[str, ...]:
        """Return the subjects of a kind that mentions may mean, those that all may where there are such."""
        if kind not in self._kinds:
            return ()
        if (found := self._mentioned.get(kind)) is None:
            found = self._mentioned[kind] = self._all_may_mean(kind)
        return found

    def _all_may_mean(self, kind: str) -> tuple[str, ...]:
        mentions = self._asked.linked.mentions
        groups = [{s: w for s, w in m.subjects.items() if self._catalog.kind_of(s) == kind} for m in mentions]
        groups = [g for g in groups if g]
        common = set(groups[0]).intersection(*groups[1:])
        firm = {s for m in mentions if m.sort in ("year", "ordinal") for s in m.subjects}
        sure: dict[str, float] = {}
        for group in groups:
            for subject, weight in group.items():
                if not common or subject in common:
                    firmness = weight + (_FIRM if subject in firm else 0.0)
                    sure[subject] = max(firmness, sure.get(subject, 0.0))
        return tuple(sorted(sure, key=lambda s: -sure[s]))

    def firmly_named(self, kind: str) -> tuple[str, ...]:
        """Return the subjects of a kind that a year, a number or a full name points to."""
        firm = (
            subject
            for mention in self._asked.linked.mentions
            for subject, weight in mention.subjects.items()
            if self._catalog.kind_of(subject) == kind
            and (mention.sort in ("year", "ordinal") or weight >= NAME)
        )
        return tuple(dict.fromkeys(firm))

    def named_beside_number(self, kind: str) -> tuple[str, ...]:
        """Return the subjects of a kind that something other than an ordinal surely points to."""
        mentions = [m for m in self._asked.linked.mentions if m.sort != "ordinal"]
        sure = (s for m in mentions for s, weight in m.subjects.items() if weight >= IDENTIFIED)
        return tuple(s for s in sure if self._catalog.kind_of(s) == kind)

    def named_in_full(self, kind: str) -> tuple[str, ...]:
        """Return the subjects of a kind that a name alone surely points to."""
        named = (m for m in self._asked.linked.mentions if m.sort == "name" and len(m.subjects) == 1)
        sure = (s for m in named for s, weight in m.subjects.items() if weight >= IDENTIFIED)
        return tuple(s for s in sure if self._catalog.kind_of(s) == kind)

    def named_in_words(self, subject: str) -> bool:
        """Tell whether more than a bare year or ordinal points to the subject, such as `the 2018 one`."""
        own = self._mentions.get(subject, ())
        return any(m.sort == "name" or self._asked.linked.is_one(m) for m in own)

    def names_each(self, subjects: tuple[str, ...]) -> bool:
        """Tell whether the question names every one of these apart from the others."""
        mentions = [set(m.subjects).intersection(subjects) for m in self._asked.linked.mentions]
        joined = self.joins or len(subjects) > _TWO
        return joined and not self._asked.yes_no and all({s} in mentions for s in subjects)

    @property
    def only_years(self) -> bool:
        """Whether years are all that the question names."""
        return all(m.sort == "year" for m in self._asked.linked.mentions)

    def named_apart(self, subject: str, value: str) -> bool:
        """Tell whether the question names the subject in other words than it names the value."""
        mentions = self._mentions.get(subject, ())
        return any(value not in m.subjects and value != m.literal for m in mentions)

    def says_where(self, subject: str) -> bool:
        """Tell whether a subject says, with something else, which of others is meant (`Dunhollow 2015`)."""
        own = self._mentions.get(subject, ())
        beside = {s for m in self._asked.linked.mentions if m not in own for s in m.subjects}
        return bool(own) and not beside.isdisjoint(
            set(own[0].subjects).intersection(*(m.subjects for m in own))
        )

    @cached_property
    def _mentions(self) -> Mapping[str, Sequence[Mention]]:
        """The mentions that may mean a subject, by its id."""
        found: dict[str, list[Mention]] = {}
        for mention in self._asked.linked.mentions:
            for subject in mention.subjects:
                found.setdefault(subject, []).append(mention)
        return found

    def has_noun(self, kind: str) -> bool:
        """Tell whether the question uses a noun for the kind."""
        return kind in self._nouns

    @cached_property
    def _nouns(self) -> frozenset[str]:
        return frozenset(kind for noun in self._asked.linked.nouns for kind in noun.kinds)

    @property
    def asks_for_kind(self) -> bool:
        """Whether a noun asks for something of its kind, not just says what is named (`chapter in Ohio`)."""
        named = {self._catalog.kind_of(s) for s, weight in self.named.items() if weight >= NAME}
        return any(named.isdisjoint(noun.kinds) for noun in self._asked.linked.nouns)

    def kinds_beside(self, kind: str) -> frozenset[str]:
        """Return what else the nouns may mean that may mean the kind (`event`)."""
        nouns = self._asked.linked.nouns
        return frozenset(k for noun in nouns if kind in noun.kinds for k in noun.kinds) - {kind}

    def speaks_of_all(self, kind: str) -> bool:
        """Tell whether the question speaks of all subjects of the kind."""
        plural = any(kind in noun.kinds and noun.plural for noun in self._asked.linked.nouns)
        return plural or self._said.says_all or self._asks_which_had(kind)

    def _asks_which_had(self, kind: str) -> bool:
        """Tell whether it asks what there was at any of a kind (`which cities hosted a convening`)."""
        tokens, nouns = self._asked.linked.words, self._asked.linked.nouns
        before = (tokens[n.start - 1] for n in nouns if kind in n.kinds and n.start)
        return tokens[:1] in _WHICH and any(w in _ANY for w in before)

    def described(self, kind: str) -> tuple[str, ...]:
        """Return the few subjects of a kind that the question describes by what they have to do with."""
        if not self.has_noun(kind):
            return ()
        holding = {
            fact_id.partition(".")[0]
            for entity in self.entities
            if entity != self._catalog.main
            for fact_id in self._catalog.holders(entity)[:_HELD]
        }
        found = sorted(s for s in holding if self._catalog.kind_of(s) == kind)
        return tuple(found) if len(found) <= _DESCRIBED else ()

    @property
    def origins(self) -> frozenset[str]:
        """What the question names as where somebody came from."""
        linked = self._asked.linked
        return frozenset(s for m in linked.mentions if linked.is_origin(m) for s in m.subjects)

    @property
    def other_places(self) -> tuple[str, ...]:
        """The well-known places named that are none of the book's, as typed."""
        linked = self._asked.linked
        places = (m for m in linked.mentions if m.sort == "place" and not linked.is_origin(m))
        return tuple(m.text.title() for m in places)

    def attaches(self, kind: str, value: str) -> bool:
        """Tell whether a value is put right before or after a noun for the kind (`convening in Chicago`)."""
        linked = self._asked.linked
        own = [(n.start, n.end) for n in linked.nouns if kind in n.kinds]
        own += [
            (m.start, m.end)
            for m in linked.mentions
            if any(self._catalog.kind_of(s) == kind for s in m.subjects)
        ]
        places = [(m.start, m.end) for m in linked.mentions if value in m.subjects]
        return any(
            place_end == start
            or (end < place_start and linked.words[end:place_start] in _IN)
            or (place_end < start and linked.words[place_end:start] in _FOR)
            for start, end in own
            for place_start, place_end in places
        )

    def people_beside(self, kind: str) -> tuple[str, ...]:
        """Return what it surely names, or means by `she`, that neither is nor identifies one of a kind."""
        return tuple(s for s in self._surely_alone if self._catalog.kind_of(s) != kind)

    @cached_property
    def _surely_alone(self) -> tuple[str, ...]:
        """What a mention surely names that may mean nothing else, but for the community; whom `she` means."""
        found = [
            next(iter(m.subjects))
            for m in self._asked.linked.mentions
            if len(m.subjects) == 1 and max(m.subjects.values()) >= NAME
        ]
        person = self._asked.person
        beside = dict.fromkeys(s for s in found if s != self._catalog.main)
        return (*beside, *((person,) if person else ()))

    def values_beside(self, subjects: tuple[str, ...]) -> Iterator[str]:
        """Yield what the question names besides those subjects, and whom `he` or `she` means."""
        for mention in self._asked.linked.mentions:
            if not any(mention.subjects.get(s, 0.0) >= IDENTIFIED / 2 for s in subjects):
                yield from ([mention.literal] if mention.literal else mention.subjects)
        if self._asked.person and self._asked.person not in subjects:
            yield self._asked.person
