"""Yes or no: how the words of a question ask for one, and of what kind of claim."""

from __future__ import annotations

from bot.matching.language import Language
from bot.matching.text import has_phrase

_OPENING, _ASKING = 3, 5
"""In how many words a yes-or-no question opens, and how far before `not` one that asks for something does."""

_NOT = frozenset({"not", "never"})

_ALL = frozenset({"all", "every", "each", "none"})
_EXACT = frozenset({"exact", "exactly", "precise", "precisely"})

_TAGGED = 3
"""How many words a sentence has at the least that ends by asking whether it is so."""


def is_yes_no(words: tuple[str, ...], language: Language) -> bool:
    """Tell whether words are put as a question that yes or no answers.

    Args:
        words: normalised.
        language: knows what such questions begin with and end in.
    """
    first, second = (*words[:2], "", "")[:2]
    opened = first in language.yes_no or (second in language.yes_no and first in language.openers)
    return opened or _has_tag(words, language)


def ends_in_yes_or_no(words: tuple[str, ...]) -> bool:
    """Tell whether a sentence ends by asking for a yes or a no, in that very word."""
    return len(words) > _TAGGED and words[-1] in ("yes", "no")


def or_not(words: tuple[str, ...]) -> bool:
    """Tell whether the only choice left is whether or not (`is it still on or not`)."""
    return words[-2:] in (("or", "not"), ("or", "no"), ("or", "nah"))


def denies(words: tuple[str, ...], language: Language) -> bool:
    """Tell whether a yes-or-no question says that something is not so, beyond how it opens and its tag."""
    said = words[_OPENING : -2 if _has_tag(words, language) or or_not(words) else None]
    return has_phrase(said, language.cues["negating"])


def is_sweeping(words: tuple[str, ...]) -> bool:
    """Tell whether something is claimed of all, or to the last one, which no single value settles."""
    after = (words[i + 1 : i + 2] for i, w in enumerate(words) if w in _ALL)
    return any(not (then and then[0].isdecimal()) for then in after) or not _EXACT.isdisjoint(words)


def asks_not(words: tuple[str, ...], language: Language) -> bool:
    """Tell whether what is not so is asked for (`which one was not in Ohio`)."""
    places = [i for i, w in enumerate(words) if i and w in _NOT and words[i - 1] in language.yes_no]
    return any(not language.interrogatives.isdisjoint(words[max(0, i - _ASKING) : i - 1]) for i in places)


def _has_tag(words: tuple[str, ...], language: Language) -> bool:
    """Tell whether a sentence ends by asking whether it is so (`right`, `wasn't it`)."""
    if len(words) < _TAGGED:
        return False
    verb, denied, pointing = words[-3:]
    turned = verb in language.yes_no and denied == "not" and pointing in language.pronouns
    return turned or pointing in language.tags
