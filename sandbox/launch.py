"""Runs a module whose discord.py client is pointed at the sandbox.

    python -m sandbox.launch --rest URL --gateway URL -- MODULE [ARGUMENTS]

The module runs as `__main__`, with the arguments that follow its name; it needs no change.
"""

import argparse
import runpy
import sys

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route


def point_at(rest_url: str, gateway_url: str) -> None:
    """Make every discord.py client of this process talk to these addresses."""
    Route.BASE = rest_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


def main(arguments: list[str] | None = None) -> None:
    """Point the client and run the module."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.launch", description=__doc__)
    parser.add_argument("--rest", required=True, help="base address of the REST API")
    parser.add_argument("--gateway", required=True, help="address of the gateway")
    parser.add_argument("module", help="module to run as __main__")
    parser.add_argument("rest_of_arguments", nargs=argparse.REMAINDER, metavar="ARGUMENTS")
    given = parser.parse_args(arguments)
    point_at(given.rest, given.gateway)
    sys.argv = [given.module, *given.rest_of_arguments]
    runpy.run_module(given.module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
