"""What the page is given of the sandbox, without the page knowing the server."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.faults import Faults
from sandbox.human import Member
from sandbox.layout import Layout
from sandbox.page.lines import Lines
from sandbox.traffic import Traffic
from sandbox.world import World


@dataclass(frozen=True)
class Parts:
    """The world, its people, its faults and its traffic.

    Attributes:
        checked: whether requests are checked against Discord's description.
    """

    world: World
    traffic: Traffic
    lines: Lines
    faults: Faults
    people: Callable[[], list[Member]]
    online: Callable[[], bool]
    layout: Layout
    checked: bool
