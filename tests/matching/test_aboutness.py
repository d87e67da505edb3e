"""A question is about a subject by its name, by what points to it, or because it was talked about."""

from __future__ import annotations

import pytest

from bot.matching.aboutness import WAYS, way_named
from bot.matching.asking import Draft, Intent
from bot.matching.reading import Focus

from .conftest import Notes

GUILD = "kite-guild"
TOWN_2016 = Focus(("rally-2016",), "rally", "town", "port-merrow", "lookup")
TURNOUT = Draft("lookup", "rally", ("rally-2016",), "attendance")
MEMBERS = Draft("lookup", "guild", (GUILD,), "members")


@pytest.mark.parametrize(
    ("text", "focus", "draft", "way"),
    [
        ("how many came to the gull rally", None, TURNOUT, "named"),
        ("how many came in 2016", None, TURNOUT, "dated"),
        ("how many came to the Port Merrow rally", None, TURNOUT, "identified"),
        ("how many came to Port Merrow", None, TURNOUT, "identified_bare"),
        ("how many came to it", TOWN_2016, TURNOUT, "carried"),
        ("how many came", TOWN_2016, TURNOUT, "carried_bare"),
        ("how many came", None, TURNOUT, "unnamed"),
        ("how many members does MKG have", None, MEMBERS, "named"),
        ("how many members are there", None, MEMBERS, "main"),
        ("how many members are there", TOWN_2016, MEMBERS, "main_elsewhere"),
        ("which had 120 people", None, Draft("which", "rally", ("rally-2016",)), "open"),
        ("how many rallies were there", None, Draft("count", "rally", ("rally-2016",)), "all"),
        ("who fed them", None, Draft("reverse", "rally", ("rally-2016",), "sponsor"), "sought"),
    ],
)
def test_the_way_a_subject_is_named(
    notes: Notes, text: str, focus: Focus | None, draft: Draft, way: str
) -> None:
    assert way_named(notes(text, focus), draft, GUILD) == way
    assert way in WAYS


def test_phrasings_that_leave_their_subject_to_be_named_miss_it_more(notes: Notes) -> None:
    bound = Intent("rally", "lost-kites", fact="rally-2016.lost-kites", bound=True)
    draft = Draft("told", "rally", ("rally-2016",), "lost-kites", intent=bound)
    assert way_named(notes("how many kites were lost"), draft, GUILD) == "unnamed_bound"
    assert WAYS["unnamed_bound"] < WAYS["unnamed"]
