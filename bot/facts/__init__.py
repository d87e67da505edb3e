"""What is known: the fact base, its files, and the live book that serves it."""

from bot.facts.files import Limits
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
    "Citation",
    "Community",
    "Day",
    "Fact",
    "FactBaseError",
    "Kind",
    "Limits",
    "Problem",
    "Property",
    "Source",
    "Subject",
    "Value",
    "Vocabulary",
    "load",
]
