"""Frames: phrasings of a subject and a value that only grammar holds together (`does {it} have {value}`)."""

from __future__ import annotations

from bot.facts.model import Vocabulary
from bot.matching.lexicon import Lexicon, without_slots
from bot.matching.mentions import Linked
from bot.matching.text import words

_ARTICLES = frozenset({"a", "an", "the"})


class Frames:
    """Knows the phrasings that mean nothing but for what is named in them.

    Args:
        vocabulary: whose phrasings.
        lexicon: knows which words mean something.
    """

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self._yes_no = lexicon.language.yes_no
        frames = (
            (kind.id, prop.name, words(without_slots(line)))
            for kind in vocabulary.kinds.values()
            for prop in kind.properties.values()
            for line in prop.ask
            if "{it}" in line and "{value}" in line
        )
        self._known = {
            (kind, name, self._rest(frame))
            for kind, name, frame in frames
            if frame and frame[0] in self._yes_no and not lexicon.fold(frame)
        }

    def asks(self, linked: Linked, kind: str, name: str) -> bool:
        """Tell whether what stands around the names of a yes-or-no question asks for a property.

        Args:
            linked: the question.
            kind: id of the kind.
            name: the property.
        """
        covered = {i for m in linked.mentions for i in range(m.start, m.end)}
        covered |= {i for n in linked.nouns for i in range(n.start, n.end)}
        said = tuple(w for i, w in enumerate(linked.words) if i not in covered)
        return bool(said) and said[0] in self._yes_no and (kind, name, self._rest(said)) in self._known

    @staticmethod
    def _rest(frame: tuple[str, ...]) -> tuple[str, ...]:
        """Return what follows the verb that asks for yes or no, which has many forms."""
        return tuple(w for w in frame[1:] if w not in _ARTICLES)
