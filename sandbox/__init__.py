"""A local stand-in for Discord: REST and gateway over real sockets, with a page to talk in."""

from sandbox.clock import Clock, ManualClock, SystemClock
from sandbox.errors import DiscordError, RefusedError
from sandbox.human import Member
from sandbox.invocation import Invocation
from sandbox.layout import ChannelPlan, Layout, UserPlan
from sandbox.model import Channel, Guild, Message, Role, User
from sandbox.permissions import Permissions
from sandbox.ratelimits import RateLimits
from sandbox.server import Sandbox, Settings

__all__ = [
    "Channel",
    "ChannelPlan",
    "Clock",
    "DiscordError",
    "Guild",
    "Invocation",
    "Layout",
    "ManualClock",
    "Member",
    "Message",
    "Permissions",
    "RateLimits",
    "RefusedError",
    "Role",
    "Sandbox",
    "Settings",
    "SystemClock",
    "User",
    "UserPlan",
]
