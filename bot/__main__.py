"""`python -m bot` is `lpbot`. `run` alone, as services start it, is run without loading the command line."""

from __future__ import annotations

import sys
from importlib import import_module

from bot.starting import start


def main() -> None:
    """Run a command; a library that an update asks for and nobody installed is said in a sentence."""
    try:
        if sys.argv[1:] == ["run"]:
            sys.exit(start())
        import_module("bot.cli").app()
    except ModuleNotFoundError as missing:
        if (missing.name or "bot").partition(".")[0] in {"bot", "sandbox"}:
            raise
        sys.stderr.write(f"The library {missing.name} is not installed. Run `make setup`, then try again.\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
