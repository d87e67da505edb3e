"""What is known: the fact base, its files, and the live book that serves it."""

from bot.facts.diff import Change, Diff, compare
from bot.facts.files import Limits
from bot.facts.live import Edition, LiveBook, ReloadOutcome
from bot.facts.loader import load
from bot.facts.model import (
    Book,
    Citation,
    Community,
    Day,
    Fact,
    Kind,
    Property,
    Source,
    Subject,
    Value,
    Vocabulary,
)
from bot.facts.problems import FactBaseError, Problem

__all__ = [
    "Book",
    "Change",
    "Citation",
    "Community",
    "Day",
    "Diff",
    "Edition",
    "Fact",
    "FactBaseError",
    "Kind",
    "Limits",
    "LiveBook",
    "Problem",
    "Property",
    "ReloadOutcome",
    "Source",
    "Subject",
    "Value",
    "Vocabulary",
    "compare",
    "load",
]
