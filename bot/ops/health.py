"""Health: how the bot is, and a command that asks a running one."""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from bot.settings import SettingsError, load_settings

LOOPBACK = "127.0.0.1"
PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is.

    Attributes:
        ready: whether it is connected to Discord and answers.
        latency_ms: of the slowest connection, where there is one.
        edition: the number of the edition of the fact base that it answers from.
        digest: the hash of that edition's files.
    """

    ready: bool
    latency_ms: int | None
    edition: int
    digest: str

    def fields(self) -> dict[str, object]:
        """Return it as `/healthz` tells it, where the number of the edition is called `facts`."""
        return {
            "ready": self.ready,
            "latency_ms": self.latency_ms,
            "facts": self.edition,
            "digest": self.digest,
        }


def ask(port: int) -> tuple[bool, str]:
    """Ask a running bot how it is: whether it is well, and what it said."""
    try:
        with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/healthz", timeout=PATIENCE) as answer:
            return True, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return False, error.read().decode()
    except (OSError, ValueError) as error:
        return False, json.dumps({"ready": False, "error": str(error)})


def main(arguments: list[str] | None = None) -> int:
    """Print the health of the bot on this machine; return 0 where it is well, else 1."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        settings = load_settings(Path(given[0]) if given else None)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if settings.health_port is None:
        sys.stderr.write("health_port is not set, so there is nothing to ask\n")
        return 1
    well, said = ask(settings.health_port)
    sys.stdout.write(f"{said}\n")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
