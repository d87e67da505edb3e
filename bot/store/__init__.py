"""What is remembered: questions asked in vain, votes, what moderators did, each server's own rules.

Nothing in the core knows of it, and nobody who asks waits for it.
"""

from bot.store.interface import Kept, Recorder, Store, StoreDownError, StoreError, StoreRefusedError
from bot.store.records import Action, Record, State, Unanswered, Vote

__all__ = [
    "Action",
    "Kept",
    "Record",
    "Recorder",
    "State",
    "Store",
    "StoreDownError",
    "StoreError",
    "StoreRefusedError",
    "Unanswered",
    "Vote",
]
