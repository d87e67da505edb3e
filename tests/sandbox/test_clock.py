"""A clock at Discord that is not the bot's: ahead, behind, set under way."""

import time

import pytest
from echo_bot import running

from sandbox import ManualClock, RateLimits, RefusedError, Sandbox, Settings, SystemClock
from sandbox.ratelimits import RateLimiter
from sandbox.snowflake import DISCORD_EPOCH_MS

HOUR = 3600.0


def written(message_id: int) -> float:
    return ((message_id >> 22) + DISCORD_EPOCH_MS) / 1000


async def test_a_skewed_clock_stamps_ids_and_the_bot_answers_all_the_same() -> None:
    async with running() as (box, _):
        maya, general = box.member("Maya"), box.channel("general")
        before = 0
        for skew in (0.0, HOUR, -HOUR, 0.0):
            box.faults.skew_clock(skew)
            asked = await maya.send(general, f"{box.bot_mention} {skew}")
            assert (await maya.wait_reply(asked)).content == f"echo: {skew}"
            said = await maya.invoke("slow", general)
            assert (await said.wait_message()).content == "done"
            assert asked.id > before
            before = asked.id
            if skew > 0:
                assert written(asked.id) == pytest.approx(time.time() + skew, abs=30)


def test_setting_the_clock_back_does_not_stretch_a_rate_limit() -> None:
    clock = SystemClock(HOUR)
    limiter = RateLimiter(RateLimits(limit=1, window=1.0), clock)
    assert limiter.admit("GET /a", "1").retry_after is None
    assert limiter.admit("GET /a", "1").retry_after is not None
    clock.set(0.0)
    assert limiter.admit("GET /a", "1").retry_after is None


async def test_a_clock_moved_by_hand_is_not_skewed() -> None:
    async with Sandbox.start(Settings(clock=ManualClock())) as box:
        with pytest.raises(RefusedError, match="no clock"):
            box.faults.skew_clock(1.0)
