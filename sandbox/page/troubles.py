"""Faults by name, for the page and for any test that speaks HTTP."""

from collections.abc import Callable
from typing import Any

from sandbox.errors import RefusedError
from sandbox.faults import Faults
from sandbox.model import Json


def strike(faults: Faults, given: Json) -> Any:
    """Ask for the fault that `given["fault"]` names; its other fields are the fault's arguments."""
    known: dict[str, Callable[..., Any]] = {
        "rest": faults.rest,
        "rate_limit": faults.rate_limit,
        "slow_rest": faults.slow_rest,
        "duplicate_events": faults.duplicate_events,
        "reorder_events": faults.reorder_events,
        "lose_heartbeat_acks": faults.lose_heartbeat_acks,
        "delay_heartbeat_acks": faults.delay_heartbeat_acks,
        "request_heartbeat": faults.request_heartbeat,
        "skew_clock": faults.skew_clock,
        "kill_bot": faults.kill_bot,
        "restart_bot": faults.restart_bot,
        "drop_gateway": faults.drop_gateway,
        "reconnect": faults.reconnect,
        "invalid_session": faults.invalid_session,
        "clear": faults.clear,
    }
    name = str(given.get("fault"))
    if name not in known:
        raise RefusedError(f"Known faults are {', '.join(sorted(known))}")
    try:
        return known[name](**{key: value for key, value in given.items() if key != "fault"})
    except TypeError as wrong:
        raise RefusedError(f"{name}: {wrong}") from None
