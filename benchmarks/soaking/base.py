"""A fact base made for the soak: every answer from it says which edition it comes from."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

FIRST = ("Amber", "Brazen", "Crimson", "Dappled", "Ebony", "Frosted", "Gilded", "Hazel")
SECOND = ("Heron", "Otter", "Badger", "Falcon", "Weasel", "Lynx", "Magpie", "Beaver")
NAMES = tuple(f"{first} {second}" for first in FIRST for second in SECOND)
ASKED = (
    "what are the codes of the {name} club?",
    "which codes does the {name} club have",
    "{name} club codes?",
    "tell me the codes of the {name} club please",
)
PARTS = "abc"
BREAKAGES = ("unknown key", "tab", "dangling source", "no citation", "half a file")

_COMMUNITY = f"""\
name: Club Register
subject: register
about: I answer questions about the codes of clubs.
samples: [What are the codes of the {NAMES[0]} club?]
tests:
  what are the codes of the {NAMES[0]} club: club-0.codes
"""
_VOCABULARY = """\
kinds:
  register: {name: register, plural: registers}
  club:
    name: club
    plural: clubs
    properties:
      codes:
        label: codes
        type: text
        many: true
        ask: ["what are the codes of {it}", "which codes does {it} have", "{it} codes", "tell {it} codes"]
        tell: "The codes of {it}: {values}."
        missing: "the codes of {it}"
"""
_CODE = re.compile(r"E(\d+)-(\d+)-([a-z])")
_LINK = re.compile(r"https://register\.example/(\d+)")


@dataclass(frozen=True)
class Read:
    """What a reply says: the one edition that it is from, and the club."""

    edition: int
    club: int


def write_base(folder: Path, edition: int) -> None:
    """Write the base of an edition into a folder, over the one before."""
    (folder / "vocabulary").mkdir(parents=True, exist_ok=True)
    files = {
        "community.yaml": _COMMUNITY,
        "vocabulary/club.yaml": _VOCABULARY,
        "sources.yaml": f"register-{edition}:\n  title: Register {edition}\n  publisher: Register office\n"
        f"  url: https://register.example/{edition}\n  published: 2024-01-01\n",
        "clubs.yaml": "register:\n  kind: register\n  name: the Club Register\n"
        + "".join(_club(number, edition) for number in range(len(NAMES))),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def break_base(folder: Path, edition: int, chance: random.Random) -> str:
    """Write an edition with something wrong in it; return what."""
    write_base(folder, edition)
    clubs = folder / "clubs.yaml"
    text = clubs.read_text(encoding="utf-8")
    what = chance.choice(BREAKAGES)
    broken = {
        "unknown key": text.replace("  name: the Amber", "  colour: red\n  name: the Amber", 1),
        "tab": text.replace("  kind: club", "\tkind: club", 1),
        "dangling source": text.replace(f"register-{edition} entry 3}}", "nowhere entry 3}", 1),
        "no citation": text.replace(f", cite: register-{edition} entry 5}}", "}", 1),
        "half a file": text[: text.rindex("[") + 1],
    }[what]
    assert broken != text, what
    clubs.write_text(broken, encoding="utf-8")
    return what


def question(club: int, chance: random.Random) -> str:
    """Return a question about a club's codes, in one of several wordings."""
    return chance.choice(ASKED).format(name=NAMES[club])


def read(reply: str) -> Read | str:
    """Return what a reply says, or in words what is wrong with it."""
    codes = _CODE.findall(reply)
    editions = {int(edition) for edition, _, _ in codes} | {int(link) for link in _LINK.findall(reply)}
    clubs = {int(club) for _, club, _ in codes}
    if not codes:
        return f"no answer: {reply[:100]!r}"
    if len(editions) != 1:
        return f"mixed from editions {sorted(editions)}"
    if len(clubs) != 1 or sorted(part for _, _, part in codes) != list(PARTS):
        return f"wrong codes: {reply[:100]!r}"
    if not _LINK.search(reply):
        return f"no source: {reply[:100]!r}"
    return Read(editions.pop(), clubs.pop())


def _club(number: int, edition: int) -> str:
    codes = ", ".join(f"E{edition}-{number}-{part}" for part in PARTS)
    return (
        f"club-{number}:\n  kind: club\n  name: the {NAMES[number]} club\n  facts:\n"
        f"    codes: {{values: [{codes}], cite: register-{edition} entry {number}}}\n"
    )
