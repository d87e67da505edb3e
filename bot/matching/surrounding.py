"""Surrounding: what people say around their question: who told them, what it is for, who they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.matching.language import Language

_LEAST = 3
"""How many words must be left for something around them to be taken away."""

_WORD = r"[^\W\d_][\w'’-]*"


class Surroundings:
    """Takes away what stands around a question.

    Args:
        language: knows the words.
    """

    def __init__(self, language: Language) -> None:
        self._interrogatives = language.interrogatives

        def any_of(cue: str) -> str:
            phrases = (r"\s+".join(map(re.escape, phrase)) for phrase in language.cues[cue])
            return rf"(?:{'|'.join(phrases)})\b"

        reporter = rf"(?:(?:my|our)(?P<said>(?:\s+{_WORD}){{1,3}}?)|{any_of('reporters')})"
        self._patterns = tuple(
            re.compile(pattern, re.IGNORECASE)
            for pattern in (
                rf"\b{any_of('sent_from')}(?P<said>(?:\s+{_WORD}){{1,2}})\W*$",
                rf"(?<=[.!?,\n])\s{{0,2}}{any_of('signing')},?(?P<said>(?:\s+{_WORD}){{1,2}})\W*$",
                r"(?<=[!?\n])\s{1,2}(?P<said>(?-i:[A-Z][a-z]+))\W*$",
                rf"\b{any_of('meant_for')}(?:\s+{_WORD}){{0,2}}\s+{any_of('purposes')}\W*$",
                rf"^(?P<said>[^?]{{0,200}}?)\b{any_of('needing')}\s+(?={any_of('needed')}(?P<needed>.*))",
                rf"\b{reporter}\s+{any_of('reporting')}(?:\s+me\b)?(?:\s+that\b)?,?",
                rf"\b{any_of('recalling')}\s+(?=\d)",
                rf"\b{any_of('addressed')}\s+(?={any_of('located')})",
            )
        )

    def without(self, text: str, names: Callable[[str], bool]) -> str:
        """Return a text without what stands around what it asks; the same where nothing does.

        Args:
            text: as typed.
            names: whether words name anything that the community knows; such are left.
        """
        for pattern in self._patterns:
            found = pattern.search(text)
            if found is None or not self._is_beside(found.groupdict(), names):
                continue
            left = f"{text[: found.start()]} {text[found.end() :]}".strip()
            if len(left.split()) >= _LEAST or any(map(str.isdigit, left)):
                text = left
        return text

    def _is_beside(self, parts: Mapping[str, str | None], names: Callable[[str], bool]) -> bool:
        """Tell whether what was found names and asks nothing, and what is needed is named."""
        said, needed = parts.get("said") or "", parts.get("needed")
        if names(said) or not self._interrogatives.isdisjoint(said.casefold().split()):
            return False
        return needed is None or names(needed)
