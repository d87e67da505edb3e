"""Small talk: greetings, thanks and questions about the bot itself, when a message is nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from bot.matching.language import Language
from bot.matching.text import has_phrase, phrase_start, words

_SURE = 4
_ASKS = 4
"""How many words a question for yes or no has at the least, that is no politeness (`are you there`)."""

_OF_THE_BOT = ("trust", "privacy", "help")
_SAID = ("thanks", "farewell", "apology", "greeting")


class Smalltalk:
    """Tells small talk from questions.

    Args:
        language: which phrases are small talk.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._phrases = {kind: [words(p) for p in phrases] for kind, phrases in language.social.items()}
        self._asked = {tuple(p): kind for kind in _OF_THE_BOT for p in self._phrases.get(kind, ())}
        self._phrased = [p for p in self._asked if len(p) > 1]
        talk = [p for kind in _SAID for p in self._phrases.get(kind, ())]
        spoken = {w for p in talk if len(p) < _SURE for w in p}
        self._sayings = [p for p in talk if len(p) >= _SURE]
        self._said = spoken | language.filler | language.function

    def kind_of(self, tokens: Sequence[str]) -> str | None:
        """Return which kind of small talk the words are, or None where they are more than that."""
        if not tokens:
            return "help"
        if tuple(tokens) in self._asked:
            return self._asked[tuple(tokens)]
        for phrase in self._phrased if has_phrase(tokens, self._phrased) else ():
            if has_phrase(tokens, [phrase]) and self._is_about_the_bot(tokens, phrase):
                return self._asked[phrase]
        if self._asks(tokens) or not all(t in self._said for t in self._without_sayings(tokens)):
            return None
        for kind in _SAID:
            if has_phrase(tokens, self._phrases.get(kind, ())):
                return kind
        return None

    def asked_as_such(self, tokens: Sequence[str]) -> str | None:
        """Return which kind of small talk the words are as a whole, whatever they name."""
        return self._asked.get(tuple(tokens))

    def _asks(self, tokens: Sequence[str]) -> bool:
        """Tell whether words ask for yes or no (`and was there another one later`)."""
        opens = [t for t in tokens if t not in self._language.openers][:1]
        return len(tokens) >= _ASKS and not self._language.yes_no.isdisjoint(opens)

    def _without_sayings(self, tokens: Sequence[str]) -> Sequence[str]:
        """Return the words without phrases whose words mean something else elsewhere (`what I was after`)."""
        for phrase in self._sayings:
            start = phrase_start(tokens, phrase)
            if start is not None:
                tokens = [*tokens[:start], *tokens[start + len(phrase) :]]
        return tokens

    def _is_about_the_bot(self, tokens: Sequence[str], phrase: Sequence[str]) -> bool:
        """Tell whether a phrase that asks of the bot is long enough to be sure of, or all that is said."""
        start = phrase_start(tokens, phrase) or 0
        if any(t not in self._said for t in tokens[start + len(phrase) :]):
            return False
        return len(phrase) >= _SURE or all(t in self._said or t in phrase for t in tokens)
