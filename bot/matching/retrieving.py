"""Retrieving: what a question is near to, of every line of the book that asks something."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from bot.facts.model import Book
from bot.matching import semantics
from bot.matching.asking import Hit, Intent, Near
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon, without_slots
from bot.matching.linking import Linker
from bot.matching.mentions import Linked
from bot.matching.phrasing import PhrasingIndex
from bot.matching.repeating import Answered
from bot.matching.spelling import rarity
from bot.matching.text import has_phrase, words
from bot.matching.word_for_word import Lines, WordForWord
from bot.matching.wordings import KIND, Wordings

_HITS, _MEANT, _NAMED = 60, 20, 8
"""How many intents are read, how many more of what is named (many are near to a single word), and of how many
subjects at the most."""

_BARE = 0.95
"""Similarity granted to what is asked of the community where a question says only what it expects."""

_AKIN = 1.0
"""What the similarity of a fact counts more that has all in common with those told last."""

_CLAUSE_ALONE = 0.9
"""What a similarity counts that one clause of several has."""

_WITHOUT_RANKING = 0.97
"""What a similarity counts that was found by leaving words of order and comparison, and figures, out."""

NAMED = "@"
"""What a feature begins with that stands for something named."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """What was read of the book's lines.

    Attributes:
        phrasings: stems of the lines that are found by their words, with the number of what they ask for.
        said: the same lines before they were folded.
        naming: ids of facts, with what their own lines name.
        numbers: what is asked for, each with its number.
        cues: lines of the community that say only what they expect, by their stems.
        wordings: what the lines use.
        whole: the lines as they are compared word for word.
    """

    phrasings: list[tuple[int, Sequence[str]]] = field(default_factory=list)
    said: list[tuple[int, Sequence[str]]] = field(default_factory=list)
    naming: list[tuple[str, Sequence[str]]] = field(default_factory=list)
    numbers: dict[Intent, int] = field(default_factory=dict)
    cues: dict[frozenset[str], Counter[Intent]] = field(default_factory=lambda: defaultdict(Counter))
    wordings: Wordings = field(default_factory=Wordings)
    whole: Lines = field(kw_only=True)


class Retriever:
    """Finds what a question is near to; immutable once built.

    Attributes:
        wordings: what the phrasings of each property use.
        answered: the phrasings that are answered by yes or no.
        words: how telling a stem is, and which phrasings have it.
        word_for_word: finds questions among the lines.

    Args:
        book: the facts and the vocabulary.
        catalog: indexes of the same book.
        lexicon: the community's words.
        linker: finds what a phrasing names.
    """

    def __init__(self, book: Book, catalog: Catalog, lexicon: Lexicon, linker: Linker) -> None:
        self._book = book
        self._catalog = catalog
        self._lexicon = lexicon
        read = _Lines(whole=Lines(lexicon, catalog.main_kind))
        self.answered = Answered(lexicon)
        for intent, line in self._lines():
            self._read(intent, line, linker.link(words(without_slots(line))), read)
        self.wordings = read.wordings
        self.words: PhrasingIndex[int] = PhrasingIndex(read.phrasings, lexicon.weight, rarity)
        self._names: PhrasingIndex[str] = PhrasingIndex(read.naming)
        self._meanings = semantics.Meanings(read.said, semantics.shipped())
        self._intents = tuple(read.numbers)
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for intent, number in read.numbers.items():
            self._numbers[intent.subject or KIND + intent.kind].append(number)
        self.word_for_word = WordForWord(read.whole, catalog, lexicon)
        self._bare = {stems: found.most_common(1)[0][0] for stems, found in read.cues.items() if stems}

    def near(
        self,
        linked: Linked,
        stems: tuple[str, ...],
        parts: Sequence[tuple[str, ...]],
        talked_of: Collection[str],
        akin: Mapping[str, float],
    ) -> Near:
        """Return what is near to a question, nearest first.

        Args:
            linked: the question.
            stems: what its words come to.
            parts: the same of each of its clauses, where there are several.
            talked_of: ids of the subjects that it may go on about.
            akin: ids of the facts that it may go on to, with what they have in common with those told last.
        """
        meant = self._meant({*linked.surely_named, *talked_of} - {self._catalog.main})
        kin = self._asking_for(akin)
        telling = [part for part in parts if self._lexicon.means_something(part)]
        hits = self._of_main(linked, [stems, *parts]) + self._hits(stems, linked.rest, telling, meant, kin)
        return Near(hits, dict(self._names.search(names_of(linked))), akin)

    def _read(self, asked: Intent, line: str, linked: Linked, into: _Lines) -> None:
        """Add a phrasing to those that it is found among: by its words, or by the names in it alone."""
        stems = self._lexicon.fold(linked.rest)
        named = {s for m in linked.mentions for s in m.subjects}
        years = {str(m.number) for m in linked.mentions if m.sort == "year"}
        names = names_of(linked)
        own = asked.subject in named and asked.subject != self._catalog.main
        intent = replace(asked, bound=True) if own else asked
        told = {n for m in linked.mentions if m.sort in ("name", "place") for n in m.names}
        nouns = {KIND + k for noun in linked.nouns for k in noun.kinds}
        into.wordings.add(intent, stems, told | years | nouns)
        if not asked.reverse:
            into.whole.add(intent, line, linked)
        if intent.fact:
            verdicts = self._catalog.fact(intent.fact).verdicts
            if verdicts:
                self.answered.add(intent.fact, linked, stems, verdicts.get(line))
            own_name = [f"{NAMED}{intent.subject}"] if intent.bound else []
            into.naming.append((intent.fact, [*names, *own_name]))
        if "{value}" in line and not intent.reverse and not any(s[0].isalnum() for s in stems):
            return  # without its value it asks nothing
        elsewhere = bool(intent.fact and named) and not named & {intent.subject, self._catalog.main}
        named_apart = elsewhere or (not intent.fact and intent.kind != self._catalog.main_kind)
        telling = any(s[0].isalnum() and (not intent.fact or self._tells(s)) for s in stems)
        if telling or (stems and named_apart):
            needs = frozenset(named | years if elsewhere else set())
            if intent.fact and not nouns & {KIND + intent.kind, KIND + self._catalog.main_kind}:
                needs |= nouns
            number = into.numbers.setdefault(replace(intent, names=needs), len(into.numbers))
            into.phrasings.append((number, stems))
            into.said.append((number, linked.rest))
        elif self._is_of_main(intent) and not linked.nouns:
            into.cues[frozenset(stems)][intent] += 1

    def _is_of_main(self, intent: Intent) -> bool:
        """Tell whether a phrasing asks for something of the community itself."""
        main = self._catalog.main
        return intent.subject == main if intent.fact else intent.kind == self._catalog.main_kind

    def _tells(self, stem: str) -> bool:
        """Tell whether a stem has a meaning of its own, beyond order and what tells little."""
        return self._lexicon.weight(stem) == 1.0 and stem not in self._lexicon.ordering

    def _lines(self) -> Iterator[tuple[Intent, str]]:
        for kind in self._book.vocabulary.kinds.values():
            for prop in kind.properties.values():
                for line in prop.ask:
                    yield Intent(kind.id, prop.name), line
                for line in prop.find:
                    yield Intent(kind.id, prop.name, reverse=True), line
        for fact in self._catalog.facts():
            kind_id = self._book.subjects[fact.subject].kind
            for line in fact.ask:
                yield Intent(kind_id, fact.property, fact=fact.id, bound="{it}" in line), line

    def _of_main(self, linked: Linked, parts: Sequence[tuple[str, ...]]) -> tuple[Hit, ...]:
        """Return what is asked of the community, or of `it`, in words that tell little by themselves."""
        named = {s for m in linked.mentions for s in m.subjects}
        meant = named or not self._lexicon.language.pronouns.isdisjoint(linked.words)
        if not meant or named - {self._catalog.main} or linked.nouns:
            return ()
        if has_phrase(linked.words, self._lexicon.language.cues["overview"]):
            return ()
        bare = (self._bare.get(frozenset(stems)) for stems in parts)
        return tuple(Hit(intent, _BARE) for intent in dict.fromkeys(filter(None, bare)))

    def _meant(self, subjects: Collection[str]) -> frozenset[int]:
        """Return what can be asked of some subjects, where they are few."""
        if len(subjects) > _NAMED:
            return frozenset()
        kinds = {KIND + self._book.subjects[s].kind for s in subjects}
        return frozenset(n for key in {*subjects, *kinds} for n in self._numbers.get(key, ()))

    def _asking_for(self, facts: Mapping[str, float]) -> dict[int, float]:
        """Return what asks for some facts, by their own phrasings or as a property of the community."""
        subjects = dict.fromkeys(fact.partition(".")[0] for fact in facts)
        found: dict[int, float] = {}
        for subject in subjects:
            main = (KIND + self._catalog.main_kind,) if subject == self._catalog.main else ()
            for number in (n for key in (subject, *main) for n in self._numbers.get(key, ())):
                asked = self._intents[number]
                much = facts.get(asked.fact or f"{subject}.{asked.property}")
                if much is not None:
                    found[number] = much
        return found

    def _hits(
        self,
        stems: tuple[str, ...],
        said: Sequence[str],
        parts: Sequence[tuple[str, ...]],
        meant: frozenset[int],
        kin: Mapping[int, float],
    ) -> tuple[Hit, ...]:
        """Return the nearest intents: of the whole, its clauses, without order and figures, by meaning."""
        meant = meant.union(kin)
        plain = tuple(s for s in stems if s not in self._lexicon.ranking and not s.isdecimal())
        shares = {stems: 1.0}
        for variant, share in ((plain, _WITHOUT_RANKING), *((part, _CLAUSE_ALONE) for part in parts)):
            shares.setdefault(variant, share)  # the same is not looked for again
        found: dict[int, float] = {}
        for variant, share in shares.items():
            for intent, score in self.words.search(variant, meant):
                found[intent] = max(share * score, found.get(intent, 0.0))
        blended = self._meanings.blended(found, said)
        for number in kin.keys() & blended.keys():
            blended[number] *= 1 + _AKIN * kin[number]
        near = sorted(blended.items(), key=lambda pair: -pair[1])
        also = islice((pair for pair in near[_HITS:] if pair[0] in meant), _MEANT)
        return tuple(Hit(self._intents[i], score) for i, score in (*near[:_HITS], *also))


def names_of(linked: Linked) -> list[str]:
    """Return what is named in words as features: ids of subjects, and kinds that nouns name."""
    named = dict.fromkeys(NAMED + s for m in linked.mentions for s in m.subjects)
    return [*named, *dict.fromkeys(NAMED + KIND + k for noun in linked.nouns for k in noun.kinds)]
