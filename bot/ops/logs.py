"""Logs: events with fields, as JSON for machines or in columns for people."""

from __future__ import annotations

import logging
import sys
from typing import Literal

import structlog

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def configure_logging(form: Literal["console", "json"], level: str) -> None:
    """Send every log, ours and the libraries', to standard error in one form.

    Discord's library never logs below `info`: its debug lines hold whole gateway payloads, and with them the
    texts of members.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last = _last_steps(form)
    structlog.configure(
        processors=[*shared, *last],
        logger_factory=_StandardError,
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    theirs = structlog.stdlib.ProcessorFormatter
    handler.setFormatter(theirs(foreign_pre_chain=shared, processors=[theirs.remove_processors_meta, *last]))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(_LEVELS[level])
    logging.getLogger("discord").setLevel(max(_LEVELS[level], logging.INFO))
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)


def _last_steps(form: Literal["console", "json"]) -> list[structlog.typing.Processor]:
    if form == "json":
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]


class _StandardError:
    """Writes our own lines: past the library of Python's, which takes as long again for each."""

    def __init__(self, name: str = "") -> None:
        self.name = name

    def msg(self, line: str) -> None:
        """Write a line."""
        sys.stderr.write(f"{line}\n")

    debug = info = warning = error = critical = msg
