"""Permissions as Discord adds them up: roles, then overwrites of everyone, of roles, of the member."""

from sandbox import Permissions, Sandbox, Settings
from sandbox.model import Overwrite
from sandbox.permissions import ALL

SEND, VIEW = int(Permissions.SEND_MESSAGES), int(Permissions.VIEW_CHANNEL)


def allowed(box: Sandbox, name: str) -> int:
    return box.world.permissions(box.channel("general"), box.member(name).id)


def test_a_role_adds_to_what_everyone_may_do() -> None:
    box = Sandbox(Settings())
    assert not allowed(box, "Maya") & Permissions.MANAGE_GUILD
    assert allowed(box, "Tomas") & Permissions.MANAGE_GUILD


def test_overwrites_go_from_everyone_over_roles_to_the_member() -> None:
    box = Sandbox(Settings())
    quiet, loud = box.add_role("Quiet"), box.add_role("Loud")
    box.add_member("Ana", quiet)
    box.add_member("Bo", quiet, loud)
    overwrites = box.channel("general").overwrites
    overwrites.append(Overwrite(box.guild.id, 0, deny=SEND))
    assert not allowed(box, "Maya") & SEND
    overwrites.append(Overwrite(loud.id, 0, allow=SEND))
    overwrites.append(Overwrite(quiet.id, 0, deny=SEND))
    assert allowed(box, "Bo") & SEND
    assert not allowed(box, "Ana") & SEND
    overwrites.append(Overwrite(box.member("Ana").id, 1, allow=SEND))
    assert allowed(box, "Ana") & SEND


def test_who_does_not_see_a_channel_may_do_nothing_in_it() -> None:
    box = Sandbox(Settings())
    box.channel("general").overwrites.append(Overwrite(box.guild.id, 0, deny=VIEW))
    assert allowed(box, "Maya") == 0
    assert box.channel("general") not in box.member("Maya").channels()


def test_administrators_and_owners_may_do_everything() -> None:
    box = Sandbox(Settings())
    box.add_member("Root", box.add_role("Admin", Permissions.ADMINISTRATOR))
    box.channel("general").overwrites.append(Overwrite(box.guild.id, 0, deny=VIEW | SEND))
    assert allowed(box, "Root") == ALL
    assert box.world.permissions(box.channel("general"), box.guild.owner_id) == ALL


def test_strangers_may_do_nothing() -> None:
    box = Sandbox(Settings())
    stranger = box.build.user("Stranger")
    assert box.world.permissions(box.channel("general"), stranger.id) == 0
    assert box.world.permissions(box.member("Maya").dm(), stranger.id) == 0
