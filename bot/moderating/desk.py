"""What moderators do with the facts: each deed off the loop, one at a time, and in the audit log."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.answers.engine import Engine
from bot.facts.live import LiveBook, ReloadOutcome
from bot.locales import ENGLISH, Reader
from bot.moderating.aside import Aside
from bot.moderating.shelf import packed
from bot.moderating.uploads import pack, unpack
from bot.rendering.changes import summarised
from bot.store import Recorder

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

SWAPPING = ("facts reload", "facts rollback", "facts reloaded by itself")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something; the bot itself has no id.

    Attributes:
        user: the member's id.
        guild: the server's id.
    """

    user: int | None = None
    guild: int | None = None


class Desk:
    """Changes which facts are live, and writes down who did.

    Args:
        live: the live book.
        folder: where its files are.
        recorder: keeps the audit log.
    """

    def __init__(self, live: LiveBook[Engine], folder: Path, recorder: Recorder) -> None:
        self.live = live
        self.folder = folder
        self._recorder = recorder
        self._aside = Aside()

    async def reload(self, actor: Actor, *, force: bool = False) -> ReloadOutcome[Engine]:
        """Build the files' facts aside and serve them, unless they are broken or worse."""
        outcome = await self._aside.run(lambda: self.live.reload(force=force))
        by_itself = actor.user is None
        if not by_itself or outcome.verdict != "unchanged":
            self.note("facts reloaded by itself" if by_itself else "facts reload", actor, outcome)
        return outcome

    async def check(self, actor: Actor) -> ReloadOutcome[Engine]:
        """Return what a reload would find."""
        outcome = await self._aside.run(self.live.check)
        self.note("facts check", actor, outcome)
        return outcome

    async def check_upload(self, actor: Actor, name: str, content: bytes) -> ReloadOutcome[Engine]:
        """Return what a reload would find if the files were those that were sent.

        Raises:
            UploadError: they cannot be unpacked.
        """

        def check() -> ReloadOutcome[Engine]:
            with tempfile.TemporaryDirectory() as folder:
                unpack(name, content, self.folder, Path(folder))
                return self.live.check(Path(folder))

        outcome = await self._aside.run(check)
        self.note("facts check", actor, outcome)
        return outcome

    async def rollback(self, actor: Actor) -> ReloadOutcome[Engine] | None:
        """Serve the edition before the live one again; return None where none is kept."""
        outcome = await self._aside.run(self.live.rollback)
        if outcome is not None:
            self.note("facts rollback", actor, outcome)
        return outcome

    async def export(self, actor: Actor) -> tuple[bytes, bool]:
        """Return the live edition's files as a zip; those on disk, and False, where they are not kept."""

        def export() -> tuple[bytes, bool]:
            files = self.live.files
            return (packed(files), True) if files is not None else (pack(self.folder), False)

        exported = await self._aside.run(export)
        self._write("facts export", actor, f"{len(exported[0]):,} bytes")
        return exported

    def note(self, what: str, actor: Actor, outcome: ReloadOutcome[Engine]) -> None:
        """Write down what came of something, in English whoever reads it."""
        problems = len(outcome.problems)
        changed = summarised(outcome.diff, Reader(ENGLISH))
        count = f"{problems} problem{'s' * (problems > 1)}" if problems else changed
        worse = f", {len(outcome.worse)} worse" if outcome.worse else ""
        self._write(what, actor, f"edition {outcome.edition.number}: {outcome.verdict}, {count}{worse}")

    def _write(self, what: str, actor: Actor, summary: str) -> None:
        digest = self.live.current.digest
        log.info("moderation", what=what, user=actor.user, guild=actor.guild, summary=summary, digest=digest)
        self._recorder.record_action(
            what, actor=actor.user, guild=actor.guild, summary=summary, digest=digest
        )
