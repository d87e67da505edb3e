"""The words of one community: stems, synonyms folded, filler dropped, nouns of its kinds known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import Stemmer

from bot.facts.model import Book, Vocabulary
from bot.matching.language import Phrase, by_first_word, english, phrases_in
from bot.matching.text import A_YEAR, has_phrase, phrase_at, words

EXPECTED, OWN = "?", "="
"""First letters of features that are no stems: what is expected, and a synonym's own wording."""

_BESIDE = {EXPECTED: 0.8, OWN: 0.5}
_LIGHT, _FIGURE = 0.33, 0.5
_ASIDE = 0.5
"""What a word weighs at the most that asks nothing by itself."""

_OPENING = 3
"""Within how many words a question word opens a question."""

_RELATIVE, _LENGTH = frozenset({"when", "where"}), "year"
_JOINING = frozenset({"and", "or", "but"})

_GONE = ""
"""What stands where words were that only say what is expected: those around it make no phrase."""

SLOTS = ("{it}", "{It}", "{them}", "{value}", "{values}", "{nth}", "{when}")


def without_slots(phrasing: str) -> str:
    """Return a phrasing or template without its slots."""
    for slot in SLOTS:
        phrasing = phrasing.replace(slot, " ")
    return phrasing


@dataclass(frozen=True, slots=True)
class ClassNoun:
    """A noun for a kind in a question (`conference`, `chapters`).

    Attributes:
        start, end: its place among the words.
        kinds: ids of the kinds that it may name.
        plural: whether it speaks of several.
    """

    start: int
    end: int
    kinds: tuple[str, ...]
    plural: bool


class Lexicon:
    """Folds words to what they mean in one community.

    Attributes:
        ordering: stems of words of order, whatever is ordered (`latest`, `after`).
        ranking: those and stems of words that compare or rank (`bigger`, `largest`).
        coming: stems of what is said of anything that took place (`came`, `was held`).
        months: stems of the months.

    Args:
        vocabulary: the community's.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.language = english()
        self._stem = Stemmer.Stemmer("english").stemWord
        self._function = self.language.function
        self._light = frozenset(map(self.stem, self.language.light))
        self._filler = _phrase_index(
            [*((f,) for f in self.language.filler), *self.language.asides]
            + [words(f) for f in vocabulary.filler]
        )
        self._synonyms = by_first_word(
            (tuple(map(self.stem, words(other))), self._folded_name(group[0]))
            for group in vocabulary.synonyms
            for other in group
        )
        self._longest_idiom = max(
            (len(p) for entries in self._synonyms.values() for p, _ in entries), default=1
        )
        self._nouns = _noun_index(vocabulary)
        props = [prop for kind in vocabulary.kinds.values() for prop in kind.properties.values()]
        extremes = [words(phrase)[0] for prop in props for phrase in (*prop.high, *prop.low) if words(phrase)]
        self.ordering = self._stems_of_cues("latest", "earliest", "next", "after", "before")
        self.ranking = self.ordering | self._stems_of_cues("compare", "lowest", "came_later", "came_earlier")
        self.ranking |= frozenset(self.stem(w) for w in extremes if self.is_content(w))
        self.months = frozenset(map(self.stem, self.language.months))
        self._foreign = by_first_word((words(line), line) for line in vocabulary.foreign)
        self.coming = frozenset(s for phrase in self.language.cues["coming"] for s in self.fold(phrase))

    def stem(self, word: str) -> str:
        """Return the stem of a word (Snowball, English)."""
        return str(self._stem(word))

    def weight(self, stem: str) -> float:
        """Return how much a folded stem tells by itself, 0 to 1.

        Light words tell little; what is expected and a synonym's own wording tell less than what is meant.
        """
        if stem[0] in _BESIDE:
            return _BESIDE[stem[0]]
        return _LIGHT if stem in self._light else _FIGURE if stem.isdecimal() else 1.0

    def continues(self, tokens: Sequence[str]) -> bool:
        """Tell whether a question goes on with the last one (`and in 2018?`)."""
        return has_phrase(tokens[:3], self.language.cues["continuing"])

    def is_foreign(self, tokens: tuple[str, ...]) -> bool:
        """Tell whether any phrase stands among words that speaks of another matter."""
        return any(phrases_in(tokens, self._foreign))

    def asks(self, tokens: Sequence[str]) -> bool:
        """Tell whether a question word opens what is said."""
        return not self.language.interrogatives.isdisjoint(tokens[:_OPENING])

    def means_something(self, stems: Iterable[str]) -> bool:
        """Tell whether any stem means something by itself: more than order, a figure, what is expected."""
        return any(self.weight(s) == 1.0 for s in stems)

    def asking(self, stems: Iterable[str]) -> frozenset[str]:
        """Return the stems that ask something by themselves."""
        return frozenset(s for s in stems if self.weight(s) > _ASIDE)

    def _folded_name(self, phrase: str) -> str:
        return "_".join(self.stem(w) for w in words(phrase))

    def _stems_of_cues(self, *names: str) -> frozenset[str]:
        phrases = [p for name in names for p in self.language.cues[name]]
        return frozenset(self.stem(w) for phrase in phrases for w in phrase if self.is_content(w))

    def class_nouns(self, tokens: Sequence[str]) -> tuple[ClassNoun, ...]:
        """Return the nouns for kinds among the words, longest first at each place, none overlapping."""
        found: list[ClassNoun] = []
        i = 0
        while i < len(tokens):
            for phrase, kinds, plural in self._nouns.get(tokens[i], ()):
                if phrase_at(tokens, i, phrase) and not self._in_idiom(tokens, i, len(phrase)):
                    found.append(ClassNoun(i, i + len(phrase), kinds, plural))
                    i += len(phrase) - 1
                    break
            i += 1
        return tuple(found)

    def singular(self, noun: Sequence[str]) -> tuple[str, ...]:
        """Return a noun for a kind as it is said of one (`chapters`), or as it is."""
        stems = [self.stem(w) for w in noun]
        ones = (p for entries in self._nouns.values() for p, _, plural in entries if not plural)
        return next((p for p in ones if [self.stem(w) for w in p] == stems), tuple(noun))

    def _in_idiom(self, tokens: Sequence[str], i: int, length: int) -> bool:
        """Tell whether words stand in a longer phrase of the community's (`on the program`)."""
        for start in range(max(0, i - self._longest_idiom + 1), i + 1):
            for phrase, _ in self._synonyms.get(self.stem(tokens[start]), ()) if tokens[start] else ():
                end = start + len(phrase)
                covers = len(phrase) > length and end >= i + length
                if covers and phrase_at([self.stem(t) for t in tokens[start:end]], 0, phrase):
                    return True
        return False

    def is_content(self, word: str) -> bool:
        """Tell whether the word is more than grammar or chat."""
        return word not in self._function and word not in self.language.filler

    def fold(self, tokens: Sequence[str]) -> list[str]:
        """Return the stems that matter, in order, without chat and grammar, synonyms folded.

        The sort of answer that is expected (`when`, `how many`) becomes one feature such as `?when`; where a
        synonym was folded its own wording is kept at the end, as `=backer`.
        """
        kept, expected = self._expected(tokens)
        out, owns = list(expected), list[str]()
        stems = tuple(map(self._stem, kept))
        i = 0
        while i < len(kept):
            synonym = self._synonym_at(stems, kept, i) if stems[i] in self._synonyms else None
            if synonym:
                used, phrase, name = synonym
                out.append(name)
                wording = "_".join(phrase)
                if wording != name:
                    owns.append(OWN + wording)
                i += used
                continue
            skip = self._filler_at(kept, i) if kept[i] in self._filler else 0
            if skip:
                i += skip
                continue
            if kept[i] != _GONE and kept[i] not in self._function:
                out.append(stems[i])
            i += 1
        return out + owns

    def without_filler(self, tokens: Sequence[str]) -> list[str]:
        """Return the words but for what people say around a question."""
        kept, i, said = list[str](), 0, tuple(tokens)
        while i < len(said):
            skip = self._filler_at(said, i) if said[i] in self._filler else 0
            if not skip:
                kept.append(said[i])
            i += skip or 1
        return kept

    def expected(self, tokens: Sequence[str]) -> frozenset[str]:
        """Return the features of the sorts of answer that words expect (`?when`)."""
        return frozenset(self._expected(tokens)[1])

    def without_expected(self, tokens: Sequence[str]) -> list[str]:
        """Return the words but for those that only say what sort of answer is expected."""
        return [t for t in self._expected(tokens)[0] if t != _GONE]

    def _expected(self, tokens: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
        kept, expected, i, tokens = list[str](), list[str](), 0, tuple(tokens)
        while i < len(tokens):
            for phrase, name in self.language.expects.get(tokens[i], ()):
                if tokens[i : i + len(phrase)] == phrase and not self._is_beside_question(tokens, i):
                    if name != "which":
                        expected.append(EXPECTED + name)
                        kept.append(_GONE)
                    i += len(phrase)
                    break
            else:
                kept.append(tokens[i])
                i += 1
        return tuple(kept), list(dict.fromkeys(expected))

    def _is_beside_question(self, tokens: Sequence[str], i: int) -> bool:
        """Tell whether a word says of something else when or where, or how long (`a 20-year term`)."""
        before, after = tokens[i - 1] if i else "", tokens[i + 1] if i + 1 < len(tokens) else ""
        if tokens[i] == _LENGTH:
            return before.isdecimal() and not A_YEAR.fullmatch(before)
        asked = self.language.interrogatives
        opens = not after or after in asked or after in self.language.yes_no
        joined = before in asked or before in _JOINING
        return tokens[i] in _RELATIVE and not (opens or joined or asked.isdisjoint(tokens[:i]))

    def _synonym_at(
        self, stems: tuple[str, ...], tokens: tuple[str, ...], i: int
    ) -> tuple[int, Phrase, str] | None:
        """Return how many words a synonym takes, its own wording and what it stands for."""
        entries = self._synonyms[stems[i]]
        for phrase, name in entries:
            if stems[i : i + len(phrase)] == phrase:
                return len(phrase), phrase, name
        after = self._after_object(tokens, i + 1)
        for phrase, name in entries if after > i + 1 else ():
            if phrase[1:2] and phrase[1] in self.language.particles and phrase_at(stems, after, phrase[1:]):
                return after - i + len(phrase) - 1, phrase, name
        return None

    def _after_object(self, tokens: Sequence[str], i: int) -> int:
        """Return the place after what stands for an object there (`set it up`, `got this thing going`)."""
        end = i
        while end < len(tokens) and tokens[end] in self.language.objects:
            end += 1
        return end

    def _filler_at(self, tokens: tuple[str, ...], i: int) -> int:
        for phrase in self._filler[tokens[i]]:
            if tokens[i : i + len(phrase)] == phrase:
                return len(phrase)
        return 0


def _phrase_index(phrases: Iterable[Phrase]) -> dict[str, list[Phrase]]:
    index: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in {p for p in phrases if p}:
        index[phrase[0]].append(phrase)
    for entries in index.values():
        entries.sort(key=len, reverse=True)
    return dict(index)


def _noun_index(vocabulary: Vocabulary) -> dict[str, list[tuple[Phrase, tuple[str, ...], bool]]]:
    kinds: dict[tuple[Phrase, bool], list[str]] = defaultdict(list)
    for kind in vocabulary.kinds.values():
        for noun in (kind.name, *kind.words):
            kinds[words(noun), False].append(kind.id)
            kinds[words(plural_of(noun)), True].append(kind.id)
        kinds[words(kind.plural), True].append(kind.id)
    index: dict[str, list[tuple[Phrase, tuple[str, ...], bool]]] = defaultdict(list)
    for (phrase, plural), ids in kinds.items():
        if phrase:
            index[phrase[0]].append((phrase, tuple(dict.fromkeys(ids)), plural))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return dict(index)


def plural_of(noun: str) -> str:
    """Return the regular English plural of a noun."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def all_texts(book: Book) -> Iterator[str]:
    """Yield every text of a book that a question may use words of."""
    for subject in book.subjects.values():
        yield subject.name
        yield from subject.aliases
        yield from subject.weak
        for fact in subject.facts.values():
            yield from fact.ask
            yield fact.tell or ""
            for value in fact.values:
                yield value.text
                yield value.role or ""
                yield value.of or ""
    for kind in book.vocabulary.kinds.values():
        yield from (kind.name, kind.plural, *kind.words, *map(plural_of, kind.words))
        for prop in kind.properties.values():
            yield from (prop.label, *prop.ask, *prop.find, *prop.high, *prop.low)
    for group in book.vocabulary.synonyms:
        yield from group


def word_counts(book: Book) -> Counter[str]:
    """Return the words of a book with how often they occur, for mending spelling."""
    counts: Counter[str] = Counter()
    for text in all_texts(book):
        counts.update(words(without_slots(text)))
    return counts
