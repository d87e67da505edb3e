"""Evidence: which words of a question a reading explains, and which it leaves unexplained."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Evidence:
    """How the words of a question speak for a reading.

    Attributes:
        explained, unexplained: weights of the words that the reading explains and does not.
        for_it, against_it: the same, each word weighed by how telling it is among all phrasings.
        told: how much is explained only by the words that the answer would tell.
        strange, strangers: weight and number of words that no phrasing uses and nothing explains.
        content, content_explained: number of words with a meaning of their own, and how many are explained.
        most_unexplained: how telling the most telling word is that is not explained.
        stems: the explained words.
    """

    explained: float = 0.0
    unexplained: float = 0.0
    for_it: float = 0.0
    against_it: float = 0.0
    told: float = 0.0
    strange: float = 0.0
    strangers: int = 0
    content: int = 0
    content_explained: int = 0
    most_unexplained: float = 0.0
    stems: set[str] = field(default_factory=set)

    def add(self, stem: str, weight: float, share: float, telling: float, times: int = 1) -> None:
        """Count a word that occurs so often, of that weight in all, of which a share is explained."""
        explained = weight * share
        unexplained = weight * (1 - share)
        against = unexplained * telling
        self.explained += explained
        self.unexplained += unexplained
        self.for_it += explained * telling
        self.against_it += against
        if against > self.most_unexplained * times:
            self.most_unexplained = against / times
        if share:
            self.stems.add(stem)

    @property
    def content_coverage(self) -> float:
        """The share of the words with a meaning of their own that is explained."""
        return self.content_explained / self.content if self.content else 1.0

    @property
    def coverage(self) -> float:
        """The share of the weight that is explained."""
        total = self.explained + self.unexplained
        return self.explained / total if total else 1.0
