"""Each way of reading a question has its way of answering, known or not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.answers.engine import Engine
from bot.answers.reply import Answer, Choices, Correction, Reply, Unknown
from bot.answers.resolving import Resolver
from bot.facts import Book, Fact, Subject
from bot.matching.catalog import Catalog
from bot.matching.reading import Operation, Reading

from .conftest import TODAY, assert_sound, facts, said

RALLIES = ("rally-2015", "rally-2016", "rally-2018", "rally-2019", "rally-2026")
ATTENDED = RALLIES[:4]
KINDS = {
    "rally": "rally",
    "kite": "guild",
    "gull": "firm",
    "merrow": "firm",
    "tern": "firm",
    "tarnby": "town",
}


def reply(
    engine: Engine, operation: Operation, *subjects: str, name: str | None = None, **more: Any
) -> Reply:
    """The reply to a reading of those subjects."""
    kind = KINDS.get(subjects[0].partition("-")[0], "person") if subjects else "rally"
    found = engine.answer(Reading(operation, kind, subjects, name, **more))
    assert_sound(found, engine.book)
    return found


def with_fact(engine: Engine, fact: Fact, **changes: Any) -> Engine:
    """An engine whose book has that fact changed."""
    book = engine.book
    owner: Subject = book.subjects[fact.subject]
    changed = replace(owner, facts={**owner.facts, fact.property: replace(fact, **changes)})
    return Engine(replace(book, subjects={**book.subjects, owner.id: changed}), today=lambda: TODAY)


class TestLookup:
    def test_a_value_is_told_in_the_propertys_words(self, engine: Engine) -> None:
        found = reply(engine, "lookup", "rally-2016", name="town")
        assert said(found) == "The 2016 rally was held in Port Merrow."
        assert facts(found) == ("rally-2016.town",)

    def test_where_sources_differ_both_are_told_each_with_its_source(self, engine: Engine) -> None:
        found = reply(engine, "lookup", "rally-2016", name="attendance")
        assert isinstance(found, Answer)
        assert found.text == (
            "120 people came to the 2016 rally.[1] "
            "Sources differ: over 150 kite flyers (according to Edda Lund)[2]. "
            "The guild counted tickets, the newspaper guessed."
        )
        assert [n.source for n in found.footnotes] == ["annual-report", "harbour-gazette"]

    def test_a_weak_source_is_named_and_a_forecast_called_one(self, engine: Engine) -> None:
        text = said(reply(engine, "lookup", "rally-2018", name="attendance"))
        assert "About 90 people (according to A Tarnby Blog) came to the 2018 rally." in text
        assert "Nearly 200 people (a forecast) were expected" in text

    def test_a_list_is_told_whole_with_what_it_includes(self, engine: Engine) -> None:
        found = reply(engine, "lookup", "rally-2016", name="speaker")
        assert said(found) == "Speakers at the 2016 rally: Ilse Varga (mayor of Port Merrow) and Tomas Okoro."
        assert facts(found) == ("rally-2016.keynote", "rally-2016.speaker")

    def test_a_closed_list_is_counted_and_an_open_one_at_least(self, engine: Engine) -> None:
        closed = reply(engine, "lookup", "rally-2016", name="sponsor", counts=True)
        open_ended = reply(engine, "lookup", "rally-2015", name="sponsor", counts=True)
        assert said(closed).startswith("2. ")
        assert said(open_ended).startswith("At least 1. ")

    def test_what_is_missing_is_named_and_what_is_known_nearby_offered(self, engine: Engine) -> None:
        found = reply(engine, "lookup", "rally-2018", name="theme")
        assert isinstance(found, Unknown)
        assert found.text == (
            "My sources do not say what the theme of the 2018 rally was. They do for the 2016 rally only."
        )
        assert (found.subject, found.property) == ("rally-2018", "theme")


class TestSeries:
    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            ({}, "The Merrow Kite Guild had 240 members (2024)."),
            ({"years": (2018,)}, "The Merrow Kite Guild had 85 members (2018)."),
            (
                {"years": (2015, 2018)},
                "The Merrow Kite Guild had 20 members (2015) and 85 members (2018).",
            ),
            ({"extreme": "low"}, "The Merrow Kite Guild had 20 members (2015)."),
        ],
        ids=["newest", "of a year", "of years", "oldest"],
    )
    def test_the_time_asked_for_is_told(self, engine: Engine, asked: dict[str, Any], told: str) -> None:
        assert said(reply(engine, "lookup", "kite-guild", name="members", **asked)) == told

    def test_it_says_as_of_when(self, engine: Engine) -> None:
        found = reply(engine, "lookup", "kite-guild", name="members")
        assert isinstance(found, Answer)
        assert found.as_of == "2024"

    def test_a_year_without_a_value_is_unknown_and_the_nearest_offered(self, engine: Engine) -> None:
        found = reply(engine, "lookup", "kite-guild", name="members", years=(2016,))
        assert isinstance(found, Unknown)
        assert said(found) == (
            "My sources do not say how many members the Merrow Kite Guild had in 2016. "
            "The Merrow Kite Guild had 20 members (2015) and 85 members (2018)."
        )

    def test_the_past_of_a_series_of_names_is_all_of_it(self, engine: Engine) -> None:
        now = said(reply(engine, "lookup", "kite-guild", name="captain"))
        ever = said(reply(engine, "lookup", "kite-guild", name="captain", past=True))
        assert now == "Captain of the Merrow Kite Guild: Tomas Okoro (2018–2024)."
        assert ever == "Captain of the Merrow Kite Guild: Ilse Varga (2014–2017) and Tomas Okoro (2018–2024)."


class TestTold:
    def test_a_fact_with_a_sentence_is_told_in_it(self, engine: Engine) -> None:
        found = reply(engine, "told", "kite-guild", name="patron")
        assert isinstance(found, Answer)
        assert said(found) == "Petra Varga has been patron of the Merrow Kite Guild."
        assert found.as_of == "2023"

    def test_what_is_known_not_to_be_known_says_so_and_offers_what_is_near(self, engine: Engine) -> None:
        found = reply(engine, "told", "rally-2016", name="weather")
        assert isinstance(found, Unknown)
        assert said(found).startswith("My sources do not say what the weather was like at the 2016 rally. ")
        assert found.facts == ("rally-2016.dates",)

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"conflict": "Others say twelve."}, "Others say twelve"),
            ({"note": "Two were found in a tree."}, "found in a tree"),
            ({"confidence": "low"}, "Harbour Gazette"),
            ({"inferred": True}, "inferred"),
        ],
        ids=["conflict", "note", "low confidence", "inferred"],
    )
    def test_what_must_be_said_of_a_sentence_is_said(
        self, engine: Engine, changes: dict[str, Any], told: str
    ) -> None:
        fact = engine.book.fact("rally-2016.lost-kites")
        assert fact is not None
        assert told in said(
            reply(with_fact(engine, fact, **changes), "told", "rally-2016", name="lost-kites")
        )


class TestCheck:
    def test_a_value_that_is_there_is_confirmed(self, engine: Engine) -> None:
        found = reply(engine, "check", "rally-2016", name="sponsor", value="gull-rope-works", yes_no=True)
        assert said(found) == "Yes. Gull Rope Works sponsored the 2016 rally."

    def test_a_value_is_told_without_a_yes_where_none_was_asked_for(self, engine: Engine) -> None:
        found = reply(engine, "check", "rally-2016", name="town", value="port-merrow")
        assert said(found) == "Port Merrow hosted the 2016 rally."

    def test_a_whole_is_confirmed_by_its_part(self, engine: Engine) -> None:
        found = reply(engine, "check", "rally-2016", name="town", value="saltmarsh", yes_no=True)
        assert said(found) == "Yes. Port Merrow hosted the 2016 rally."

    def test_what_was_for_a_time_is_confirmed_with_its_time(self, engine: Engine) -> None:
        asked = {"value": "ilse-varga", "yes_no": True}
        found = reply(engine, "check", "kite-guild", name="captain", past=True, **asked)
        assert said(found) == "Yes, as of 2014–2017: Ilse Varga was captain of the Merrow Kite Guild."

    def test_what_is_known_to_be_over_is_not_confirmed_of_the_present(self, engine: Engine) -> None:
        asked = {"value": "ilse-varga", "yes_no": True}
        text = said(reply(engine, "check", "kite-guild", name="captain", **asked))
        assert text.startswith("Not named in the latest that I have. Captain of the Merrow Kite Guild: Tomas")
        assert text.endswith("As of 2014–2017: Ilse Varga was captain of the Merrow Kite Guild.")
        latest = reply(engine, "check", "kite-guild", name="captain", value="tomas-okoro", yes_no=True)
        assert said(latest).startswith("Yes, as of 2018–2024")

    @pytest.mark.parametrize(
        ("asked", "shown"), [({"value": "tern-lager"}, "Tern Lager"), ({"claim": "zorgblatt"}, "“zorgblatt”")]
    )
    def test_a_closed_list_allows_a_no(self, engine: Engine, asked: dict[str, str], shown: str) -> None:
        found = reply(engine, "check", "rally-2016", name="sponsor", yes_no=True, **asked)
        assert isinstance(found, Answer)
        assert said(found) == (
            f"No, {shown} is not among them. "
            "Sponsors of the 2016 rally: Gull Rope Works and Merrow Savings Bank."
        )

    def test_an_open_list_allows_only_that_it_is_not_named(self, engine: Engine) -> None:
        found = reply(engine, "check", "rally-2015", name="sponsor", value="tern-lager", yes_no=True)
        assert isinstance(found, Unknown)
        assert said(found) == "My sources do not name Tern Lager among the sponsors of the 2015 rally."

    def test_without_any_list_nothing_is_confirmed_or_denied(self, engine: Engine) -> None:
        found = reply(engine, "check", "rally-2019", name="sponsor", value="tern-lager", yes_no=True)
        assert isinstance(found, Unknown)
        assert "do not say who sponsored the 2019 rally" in found.text

    def test_a_single_value_corrects_another(self, engine: Engine) -> None:
        found = reply(engine, "check", "rally-2016", name="town", value="tarnby", yes_no=True)
        assert isinstance(found, Correction)
        assert "Tarnby" in found.premise
        assert said(found) == "No. The 2016 rally was held in Port Merrow."
        assert facts(found) == ("rally-2016.town",)


class TestAcross:
    def test_subjects_are_told_by_a_value(self, engine: Engine) -> None:
        found = reply(engine, "reverse", "rally-2018", "rally-2019", name="town", value="tarnby")
        assert said(found) == "Tarnby hosted the 2018 rally and the 2019 rally."

    def test_subjects_are_told_by_a_text(self, engine: Engine) -> None:
        found = reply(engine, "reverse", "rally-2016", name="theme", value="Higher Than Gulls")
        assert said(found) == "The theme of the 2016 rally was Higher Than Gulls."

    def test_by_a_whole_each_is_told_with_its_own_part(self, engine: Engine) -> None:
        text = said(reply(engine, "reverse", "rally-2015", "rally-2016", name="town", value="saltmarsh"))
        assert "Port Merrow hosted the 2015 rally" not in text
        assert "Dunhollow" in text

    def test_a_property_of_all_is_told_one_after_the_other(self, engine: Engine) -> None:
        found = reply(engine, "collect", "rally-2015", "rally-2016", name="sponsor")
        assert said(found) == (
            "The 2015 rally: Gull Rope Works; the 2016 rally: Gull Rope Works and Merrow Savings Bank."
        )

    def test_what_none_has_is_unknown(self, engine: Engine) -> None:
        found = engine.answer(Reading("collect", "rally", (), "theme"))
        assert isinstance(found, Unknown)
        assert "any rally" in found.text

    def test_which_of_several_is_asked_back_newest_first(self, engine: Engine) -> None:
        found = reply(engine, "which", "rally-2015", "rally-2016", name="sponsor")
        assert isinstance(found, Choices)
        assert found.prompt == (
            "Which rally do you mean? I know the sponsors of the 2015 rally and the 2016 rally."
        )
        assert [o.question for o in found.options] == [
            "Who sponsored the 2016 rally?",
            "Who sponsored the 2015 rally?",
        ]

    def test_of_many_it_is_said_how_many_there_are(self, engine: Engine) -> None:
        rallies = [f"rally-{year}" for year in (2015, 2016, 2018, 2019, 2026)]
        found = reply(engine, "which", *rallies, name="town")
        assert isinstance(found, Choices)
        assert found.prompt == "Which rally do you mean? I know the town of 5 rallies."
        assert len(found.options) == len(rallies)

    def test_which_of_one_needs_no_asking_back(self, engine: Engine) -> None:
        assert facts(reply(engine, "which", "rally-2016", name="theme")) == ("rally-2016.theme",)

    @pytest.mark.parametrize(("extreme", "subject"), [("high", "rally-2019"), ("low", "rally-2015")])
    def test_the_most_and_the_least_are_told_with_their_value(
        self, engine: Engine, extreme: str, subject: str
    ) -> None:
        found = reply(engine, "superlative", *ATTENDED, name="attendance", extreme=extreme)
        assert facts(found) == (f"{subject}.attendance",)

    def test_a_forecast_is_never_the_most(self, engine: Engine) -> None:
        fact = engine.book.fact("rally-2015.attendance")
        assert fact is not None
        hoped = with_fact(
            engine, fact, values=(replace(fact.values[0], text="9,000", number=9000, forecast=True),)
        )
        found = reply(hoped, "superlative", *ATTENDED, name="attendance", extreme="high")
        assert facts(found) == ("rally-2019.attendance",)

    def test_subjects_are_compared_side_by_side(self, engine: Engine) -> None:
        found = reply(engine, "compare", "rally-2015", "rally-2019", name="attendance")
        assert said(found) == "The 2015 rally: 40 people; the 2019 rally: 1,300 people."

    def test_a_comparison_of_what_is_not_known_says_so(self, engine: Engine) -> None:
        found = reply(engine, "compare", "rally-2015", "rally-2019", name="theme")
        assert isinstance(found, Unknown)

    def test_a_comparison_says_of_which_nothing_is_known(self, engine: Engine) -> None:
        assert "2015 rally" in said(reply(engine, "compare", "rally-2015", "rally-2016", name="theme"))

    def test_what_is_told_in_sentences_is_compared_by_them(self, engine: Engine) -> None:
        theme = engine.book.subjects["rally-2016"].facts["theme"]
        text, source = "The 2016 rally called itself Higher Than Gulls.", theme.values[0].citations
        told = with_fact(engine, theme, values=(), tell=text, citations=source)
        found = reply(told, "compare", "rally-2016", "rally-2019", name="theme")
        assert isinstance(found, Answer)
        assert said(found).startswith(f"{text} My sources do not say")
        assert facts(found) == ("rally-2016.theme",)


class TestInBrief:
    def test_a_subject_is_told_by_the_summary_of_its_kind(self, engine: Engine) -> None:
        found = reply(engine, "overview", "rally-2015")
        assert facts(found) == ("rally-2015.town", "rally-2015.dates", "rally-2015.attendance")

    def test_somebody_is_told_by_what_they_had_to_do_with(self, engine: Engine) -> None:
        text = said(reply(engine, "overview", "ilse-varga"))
        assert "mayor of Port Merrow" in text
        assert "captain of the Merrow Kite Guild" in text
        assert "keynote at the 2016 rally" in text

    def test_who_is_only_spoken_of_is_told_by_what_is_said(self, engine: Engine) -> None:
        assert facts(reply(engine, "overview", "petra-varga")) == ("kite-guild.patron",)

    def test_of_whom_nothing_is_said_nothing_is_known(self, engine: Engine) -> None:
        found = reply(engine, "overview", "wren-abernathy")
        assert isinstance(found, Unknown)
        assert "Wren Abernathy" in found.text

    def test_the_public_description_is_the_same(self, engine: Engine) -> None:
        assert engine.describe("rally-2015") == reply(engine, "overview", "rally-2015")

    def test_what_is_not_told_leaves_no_footnote(self, engine: Engine) -> None:
        told = engine.book.subjects["rally-2016"].facts["lost-kites"]
        book, owner = engine.book, engine.book.subjects["petra-varga"]
        extra = {
            name: replace(told, id=f"{owner.id}.{name}", subject=owner.id, property=name, citations=cited)
            for name, cited in (
                ("one", told.citations),
                ("two", told.citations),
                ("three", book.subjects["kite-guild"].facts["founded"].citations),
            )
        }
        more = replace(book, subjects={**book.subjects, owner.id: replace(owner, facts=extra)})
        found = Engine(more, today=lambda: TODAY).describe(owner.id)
        assert_sound(found, more)
        assert facts(found) == (f"{owner.id}.one", f"{owner.id}.two")


class TestCount:
    def test_subjects_of_a_kind_are_counted_and_named(self, engine: Engine) -> None:
        assert said(reply(engine, "count", *ATTENDED)) == (
            "My sources name 4 rallies: "
            "2015 (Dunhollow), 2016 (Port Merrow), 2018 (Tarnby) and 2019 (Tarnby)."
        )

    def test_what_was_only_announced_is_counted_apart(self, engine: Engine) -> None:
        text = said(reply(engine, "count", *RALLIES))
        assert text.startswith("My sources name 4 rallies: ")
        assert text.endswith(" Announced: 2026 (Saltby).")

    def test_those_of_an_open_span_are_counted_and_named(self, engine: Engine) -> None:
        text = said(engine.ask("which rallies were there before 2019").reply)
        assert text == "My sources name 3 rallies: 2015 (Dunhollow), 2016 (Port Merrow) and 2018 (Tarnby)."

    def test_a_kind_without_an_order_is_counted_too(self, engine: Engine) -> None:
        text = said(reply(engine, "count", "gull-rope-works", "merrow-savings-bank"))
        assert text == "My sources name 2 firms: Gull Rope Works and Merrow Savings Bank."


class TestUpcoming:
    def test_where_nothing_is_to_come_the_last_and_what_was_announced_are_told(self, engine: Engine) -> None:
        found = reply(engine, "upcoming", "rally-2019")
        assert isinstance(found, Unknown)
        assert said(found).startswith("My sources name no rally still to come. ")
        assert found.facts == ("rally-2019.dates", "rally-2026.dates")


class TestTogether:
    @pytest.fixture
    def resolver(self, book: Book) -> Resolver:
        return Resolver(Catalog(book))

    def test_things_asked_at_once_are_told_at_once(self, resolver: Resolver, book: Book) -> None:
        found = resolver.resolve_together(
            [Reading("lookup", "rally", ("rally-2016",), n) for n in ("town", "theme")]
            + [Reading("told", "rally", ("rally-2016",), "lost-kites")],
            0.9,
        )
        assert_sound(found, book)
        assert facts(found) == ("rally-2016.town", "rally-2016.theme", "rally-2016.lost-kites")

    def test_what_of_it_is_not_known_is_said(self, resolver: Resolver) -> None:
        found = resolver.resolve_together(
            [Reading("lookup", "rally", ("rally-2018",), n) for n in ("town", "theme")], 0.9
        )
        assert said(found) == (
            "The 2018 rally was held in Tarnby. My sources do not say what the theme of the 2018 rally was."
        )


def test_every_property_of_every_subject_is_answered_whether_known_or_not(engine: Engine, book: Book) -> None:
    operations: tuple[Operation, ...] = ("lookup", "compare", "check")
    of_known: tuple[Operation, ...] = ("collect", "which", "superlative", "reverse")
    for subject in book.subjects.values():
        for name in book.kind(subject.id).properties:
            known = subject.facts.get(name)
            value = known.values[0].entity or known.values[0].text if known else "tern-lager"
            for operation in operations + of_known if known else operations:
                reading = Reading(operation, subject.kind, (subject.id,), name, value=value)
                assert_sound(engine.answer(reading), book)
