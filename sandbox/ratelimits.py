"""Rate limits: a window of requests per bucket and one for everything, with Discord's headers."""

import hashlib
from dataclasses import dataclass, field

from sandbox.clock import Clock


@dataclass(frozen=True)
class RateLimits:
    """How many requests a window takes; `routes` overrides by "METHOD path template".

    The default is wide enough never to slow a test; `RateLimits.discord()` is about what Discord does.
    """

    limit: int = 10_000
    window: float = 1.0
    per_second: int = 100_000
    routes: dict[str, tuple[int, float]] = field(default_factory=dict)

    @classmethod
    def discord(cls) -> "RateLimits":
        """About what Discord enforces: 50 requests a second, 5 messages a channel in 5 seconds."""
        messages = "/channels/{channel_id}/messages"
        return cls(
            limit=50,
            window=1.0,
            per_second=50,
            routes={
                f"POST {messages}": (5, 5.0),
                f"PATCH {messages}/{{message_id}}": (5, 5.0),
                f"DELETE {messages}/{{message_id}}": (5, 1.0),
                "POST /webhooks/{webhook_id}/{webhook_token}": (5, 2.0),
            },
        )

    def of(self, route: str) -> tuple[int, float]:
        """Limit and window of a route."""
        return self.routes.get(route, (self.limit, self.window))


@dataclass
class Standing:
    """Where a request stands in its bucket."""

    bucket: str
    limit: int
    remaining: int
    reset_at: float
    reset_after: float
    retry_after: float | None = None
    is_global: bool = False

    def headers(self) -> dict[str, str]:
        """The headers that go on the answer."""
        headers = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": f"{self.reset_at:.3f}",
            "X-RateLimit-Reset-After": f"{self.reset_after:.3f}",
            "X-RateLimit-Bucket": self.bucket,
        }
        if self.retry_after is not None:
            headers["X-RateLimit-Scope"] = "global" if self.is_global else "user"
            headers["Retry-After"] = str(max(1, round(self.retry_after)))
            if self.is_global:
                headers["X-RateLimit-Global"] = "true"
        return headers


@dataclass
class _Window:
    ends: float
    used: int = 0


class RateLimiter:
    """Counts requests in their windows."""

    def __init__(self, limits: RateLimits, clock: Clock) -> None:
        self.limits = limits
        self._clock = clock
        self._windows: dict[str, _Window] = {}

    def admit(self, route: str, major: str, *, interaction: bool = False) -> Standing:
        """Count a request; its `retry_after` is set when the window is full.

        Interaction callbacks do not count towards the global limit.
        """
        limit, length = self.limits.of(route)
        bucket = hashlib.sha1(route.encode(), usedforsecurity=False).hexdigest()[:16]
        now = self._clock.now()
        window = self._window(f"{bucket}:{major}", length)
        whole = self._window("global", 1.0)
        standing = Standing(bucket, limit, 0, window.ends, max(0.0, window.ends - now))
        if whole.used >= self.limits.per_second and not interaction:
            standing.retry_after, standing.is_global = whole.ends - now, True
        elif window.used >= limit:
            standing.retry_after = window.ends - now
        else:
            window.used += 1
            whole.used += not interaction
        standing.remaining = max(0, limit - window.used)
        return standing

    def _window(self, key: str, length: float) -> _Window:
        now = self._clock.now()
        window = self._windows.get(key)
        if window is None or not now < window.ends <= now + length:  # over, or the clock was set back
            window = self._windows[key] = _Window(now + length)
        return window
