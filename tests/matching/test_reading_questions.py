"""What a question may mean: who and what is named, carried over, compared, ranked or put in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts import Book
from bot.matching.asking import Asked, Near
from bot.matching.lexicon import Lexicon
from bot.matching.linking import Linker
from bot.matching.matcher import Matcher
from bot.matching.reading import Focus, Reading
from bot.matching.text import words

from .conftest import TODAY, Reads

TOWN_2016 = Focus(("rally-2016",), "rally", "town", "port-merrow", "lookup")
MEMBERS = Focus(("kite-guild",), "guild", "members", None, "lookup")


def short(reading: Reading) -> tuple[str, tuple[str, ...], str | None]:
    return reading.operation, reading.subjects, reading.property


class TestNamed:
    @pytest.mark.parametrize(
        ("text", "subject", "name"),
        [
            ("where was the 2016 rally held", "rally-2016", "town"),
            ("2016 rally location?", "rally-2016", "town"),
            ("hey folks, quick one: which town hosted the gull rally lol", "rally-2016", "town"),
            ("wher was teh 2016 raly held", "rally-2016", "town"),
            ("turnout of the 2018 festival", "rally-2018", "attendance"),
            ("who paid for the 2016 meet", "rally-2016", "sponsor"),
            ("what were the dates of the third rally", "rally-2018", "dates"),
            ("Dunhollow rally headcount", "rally-2015", "attendance"),
            ("how many members does MKG have", "kite-guild", "members"),
            ("how many members does the guild have", "kite-guild", "members"),
        ],
    )
    def test_a_property_of_what_is_named_is_looked_up(
        self, reads: Reads, text: str, subject: str, name: str
    ) -> None:
        assert short(reads(text)[0]) == ("lookup", (subject,), name)

    def test_the_communitys_own_subject_is_meant_where_nothing_is_named(self, reads: Reads) -> None:
        first = reads("how many members are there")[0]
        assert short(first) == ("lookup", ("kite-guild",), "members")
        assert first.implied

    def test_a_kind_without_a_name_leaves_the_subject_open(self, reads: Reads) -> None:
        first = reads("who sponsored the rally")[0]
        assert short(first) == ("which", ("rally-2015", "rally-2016"), "sponsor")

    def test_all_of_a_kind_are_meant_by_its_plural(self, reads: Reads) -> None:
        first = reads("what were the sponsors of all rallies")[0]
        assert short(first) == ("collect", ("rally-2015", "rally-2016"), "sponsor")

    def test_a_fact_is_found_by_its_own_phrasings(self, reads: Reads) -> None:
        assert short(reads("did any kites fly away")[0]) == ("told", ("rally-2016",), "lost-kites")

    def test_what_is_known_of_a_subject_is_asked_by_naming_it(self, reads: Reads) -> None:
        assert short(reads("tell me about Ilse Varga")[0]) == ("overview", ("ilse-varga",), None)

    def test_a_place_and_a_year_name_what_was_there_then(self, reads: Reads) -> None:
        assert short(reads("tell me about Dunhollow 2015")[0]) == ("overview", ("rally-2015",), None)

    def test_what_lasts_is_not_the_last(self, reads: Reads) -> None:
        assert all(r.operation != "superlative" for r in reads("how many days did it last"))

    @pytest.mark.parametrize(("text", "picks"), [("which days was it", False), ("which rally", True)])
    def test_days_are_not_picked_from(self, linker: Linker, lexicon: Lexicon, text: str, picks: bool) -> None:
        asked = Asked(linker.link(words(text)), (), Near((), {}, {}), None, lexicon)
        assert asked.picks is picks

    def test_whom_she_means_may_have_nothing_to_do_with_what_is_named(self, reads: Reads) -> None:
        petra = Focus(("petra-varga",), "person", person="petra-varga")
        found = reads("was she in Port Merrow", petra)
        assert ("check", ("rally-2016",), "petra-varga") in {
            (r.operation, r.subjects, r.value) for r in found
        }
        assert all("ilse-varga" not in r.subjects for r in found)

    def test_how_many_of_those_are_such_is_not_how_many_there_are(self, reads: Reads) -> None:
        sponsors = Focus(("rally-2016",), "rally", "sponsor", None, "lookup")
        found = reads("how many of those are Tern Lager", sponsors)
        assert ("lookup", ("rally-2016",), "sponsor") not in [short(r) for r in found if not r.only]

    def test_a_name_alone_asks_who_that_is(self, reads: Reads) -> None:
        assert short(reads("Merrow Savings Bank")[0]) == ("overview", ("merrow-savings-bank",), None)

    def test_years_that_nobody_typed_need_not_be_told_of(self, reads: Reads) -> None:
        first = reads("by how much did membership grow from 2015 to 2019")[0]
        assert short(first) == ("told", ("kite-guild",), "growth")

    def test_years_narrow_a_series(self, reads: Reads) -> None:
        first = reads("how many members did the guild have in 2018")[0]
        assert (short(first), first.years) == (("lookup", ("kite-guild",), "members"), (2018,))

    def test_the_beginning_of_a_series_may_be_asked_for(self, reads: Reads) -> None:
        first = reads("how many members did the guild have at first")[0]
        assert (short(first), first.extreme) == (("lookup", ("kite-guild",), "members"), "low")

    @pytest.mark.parametrize("text", ["how many rallies were in Tarnby", "number of rallies in Tarnby"])
    def test_what_is_counted_is_not_who_came_to_it(self, reads: Reads, text: str) -> None:
        first = reads(text)[0]
        assert (first.operation, first.property, first.value) == ("reverse", "town", "tarnby")
        assert all(r.property != "attendance" for r in reads(text))


class TestFollowing:
    @pytest.mark.parametrize("text", ["when", "how many were there", "where"])
    def test_a_bare_question_word_stays_with_the_fact_that_was_told(self, reads: Reads, text: str) -> None:
        told = Focus(("kite-guild",), "guild", "patron", None, "told", question="does it have a patron")
        assert {r.property for r in reads(text, told) if r.operation == "lookup"} <= {"patron"}

    def test_a_pronoun_means_what_was_talked_about(self, reads: Reads) -> None:
        first = reads("who sponsored it?", TOWN_2016)[0]
        assert short(first) == ("lookup", ("rally-2016",), "sponsor")
        assert first.implied

    def test_without_anything_talked_about_a_pronoun_is_open(self, reads: Reads) -> None:
        assert reads("who sponsored it?")[0].operation == "which"

    @pytest.mark.parametrize("text", ["and in 2018?", "and the 2018 one?", "2018?", "or the third rally"])
    def test_another_subject_alone_puts_the_last_question_to_it(self, reads: Reads, text: str) -> None:
        assert ("lookup", ("rally-2018",), "town") in [short(r) for r in reads(text, TOWN_2016)[:2]]

    def test_another_year_alone_asks_for_that_year_of_a_series(self, reads: Reads) -> None:
        first = reads("and in 2018?", MEMBERS)[0]
        assert (short(first), first.years) == (("lookup", ("kite-guild",), "members"), (2018,))

    @pytest.mark.parametrize(
        ("text", "subject"),
        [
            ("and the one after?", "rally-2018"),
            ("the following one", "rally-2018"),
            ("the year before?", "rally-2015"),
        ],
    )
    def test_a_step_leads_to_the_neighbour(self, reads: Reads, text: str, subject: str) -> None:
        assert short(reads(text, TOWN_2016)[0]) == ("lookup", (subject,), "town")

    def test_a_step_over_the_end_leads_nowhere(self, reads: Reads) -> None:
        first_town = Focus(("rally-2015",), "rally", "town", "dunhollow", "lookup")
        carried = [r for r in reads("and the year before?", first_town) if r.operation == "lookup"]
        assert not any(s.startswith("rally") for r in carried for s in r.subjects)

    def test_another_value_alone_asks_whether_it_is_one(self, reads: Reads) -> None:
        sponsors = Focus(("rally-2016",), "rally", "sponsor", None, "lookup")
        first = reads("and Tern Lager?", sponsors)[0]
        assert (short(first), first.value) == (("check", ("rally-2016",), "sponsor"), "tern-lager")

    def test_a_question_that_stands_alone_drops_what_was_talked_about(self, reads: Reads) -> None:
        assert short(reads("who spoke at the 2018 rally", TOWN_2016)[0]) == (
            "lookup",
            ("rally-2018",),
            "speaker",
        )

    @pytest.mark.parametrize(
        ("text", "name", "value"),
        [
            ("was it in Tarnby?", "town", "tarnby"),
            ("hm wasn't that in Tarnby", "town", "tarnby"),
            ("so it was the third one?", "number", "3"),
            ("was that in 2018", "dates", "2018"),
        ],
    )
    def test_a_carried_subject_can_be_asked_whether_it_has_a_value(
        self, reads: Reads, text: str, name: str, value: str
    ) -> None:
        first = reads(text, TOWN_2016)[0]
        assert (short(first), first.value) == (("check", ("rally-2016",), name), value)

    def test_what_is_only_known_of_another_is_not_meant_where_none_is_named(self, reads: Reads) -> None:
        later = Focus(("rally-2018",), "rally", "town", "tarnby", "lookup")
        assert any("rally-2016" in r.subjects for r in reads("did any kites fly away"))
        assert not any("rally-2016" in r.subjects[:1] for r in reads("did any kites fly away", later))

    def test_a_repeated_question_word_asks_the_same_again(self, reads: Reads) -> None:
        members = replace(MEMBERS, question="how many members does the kite guild have")
        first = reads("and how many in 2018?", members)[0]
        assert (short(first), first.years) == (("lookup", ("kite-guild",), "members"), (2018,))

    @pytest.mark.parametrize(
        ("text", "extreme"), [("which was the first", "low"), ("and the latest one?", "high")]
    )
    def test_the_first_and_last_are_of_what_was_listed(self, reads: Reads, text: str, extreme: str) -> None:
        listed = Focus((), "rally", None, None, "count")
        assert (short(reads(text, listed)[0])[0], reads(text, listed)[0].extreme) == ("superlative", extreme)


class TestOrder:
    @pytest.mark.parametrize(
        ("text", "today", "subject"),
        [
            ("where was the last rally", TODAY, "rally-2019"),
            ("where was the most recent festival", TODAY, "rally-2019"),
            ("where was the last rally", date(2017, 1, 1), "rally-2016"),
            ("where is the next rally", TODAY, "rally-2026"),
            ("where is the next rally", date(2016, 6, 1), "rally-2018"),
            ("where was the oldest rally", TODAY, "rally-2015"),
            ("where was the first rally", TODAY, "rally-2015"),
        ],
    )
    def test_last_and_next_are_reckoned_from_today(
        self, book: Book, text: str, today: date, subject: str
    ) -> None:
        assert short(Matcher(book, lambda: today).understand(text).readings[0]) == (
            "lookup",
            (subject,),
            "town",
        )

    def test_nothing_comes_after_what_is_announced(self, book: Book) -> None:
        late = Matcher(book, lambda: date(2027, 1, 1))
        named = {s for r in late.understand("where is the next rally").readings for s in r.subjects[:1]}
        assert "rally-2026" not in named

    def test_another_of_what_is_talked_of_is_the_next(self, book: Book) -> None:
        late = Matcher(book, lambda: date(2027, 1, 1))
        first = late.understand("will there be another one", TOWN_2016).readings[0]
        assert (first.operation, first.kind) == ("upcoming", "rally")

    def test_a_step_from_what_is_named_is_among_the_readings(self, reads: Reads) -> None:
        assert ("lookup", ("rally-2018",), "town") in map(short, reads("where was the rally after 2016"))


class TestRelated:
    def test_subjects_are_found_by_a_value(self, reads: Reads) -> None:
        first = reads("when did Tomas Okoro speak")[0]
        assert (short(first), first.value) == (("reverse", ("rally-2016",), "speaker"), "tomas-okoro")

    def test_a_value_is_checked_against_a_closed_list(self, reads: Reads) -> None:
        first = reads("did Tern Lager sponsor the 2016 rally")[0]
        assert (short(first), first.value) == (("check", ("rally-2016",), "sponsor"), "tern-lager")
        assert first.yes_no

    def test_words_that_name_nothing_known_may_be_a_value_claimed(self, reads: Reads) -> None:
        claims = [r.claim for r in reads("did Zorgblatt sponsor the 2016 rally") if r.property == "sponsor"]
        assert "zorgblatt" in claims

    @pytest.mark.parametrize("text", ["was the 2016 rally held in Tarnby", "the 2016 rally in Tarnby"])
    def test_another_identifying_value_is_a_contradiction(self, reads: Reads, text: str) -> None:
        checks = [(short(r), r.value) for r in reads(text)]
        assert (("check", ("rally-2016",), "town"), "tarnby") in checks

    def test_what_all_mentions_may_mean_is_meant(self, reads: Reads) -> None:
        assert short(reads("how many people came to the 2019 rally in Tarnby")[0]) == (
            "lookup",
            ("rally-2019",),
            "attendance",
        )


class TestRanked:
    @pytest.mark.parametrize(
        ("text", "extreme"),
        [
            ("which was the biggest rally", "high"),
            ("best attended festival", "high"),
            ("smallest rally ever", "low"),
        ],
    )
    def test_superlatives_rank_what_has_the_property(self, reads: Reads, text: str, extreme: str) -> None:
        first = reads(text)[0]
        held = ("rally-2015", "rally-2016", "rally-2018", "rally-2019")
        assert (short(first), first.extreme) == (("superlative", held, "attendance"), extreme)

    def test_a_superlative_beside_a_name_ranks_nothing(self, reads: Reads) -> None:
        assert "superlative" not in [r.operation for r in reads("biggest rally in 2016")]

    @pytest.mark.parametrize(
        "text",
        [
            "compare the attendance of 2015 and 2019",
            "which was bigger, the 2015 rally or the 2019 rally",
            "were more people at the 2015 rally or the 2019 rally",
        ],
    )
    def test_a_comparison_sets_both_side_by_side(self, reads: Reads, text: str) -> None:
        first = reads(text)[0]
        assert (first.operation, set(first.subjects), first.property) == (
            "compare",
            {"rally-2015", "rally-2019"},
            "attendance",
        )

    @pytest.mark.parametrize(
        "text",
        ["how many rallies have there been", "how many rallies were there", "how many rally they have"],
    )
    def test_how_many_there_are_of_a_kind_is_counted(self, reads: Reads, text: str) -> None:
        assert reads(text)[0].operation == "count"


class TestForeign:
    def test_what_only_looks_like_ours_is_marked(self, matcher: Matcher) -> None:
        assert matcher.understand("when was the kite surfing rally of 2016").foreign
        assert not matcher.understand("when was the 2016 rally").foreign

    @pytest.mark.parametrize("text", ["weather at the 2016 rally today", "restaurants near the 2016 rally"])
    def test_the_world_at_large_is_marked(self, matcher: Matcher, text: str) -> None:
        assert matcher.understand(text).foreign


class TestScored:
    def test_a_name_that_nothing_accounts_for_lowers_the_score(self, reads: Reads) -> None:
        asked, beside = (
            next(r.score for r in reads(text) if short(r) == ("lookup", ("rally-2016",), "attendance"))
            for text in (
                "how many people came to the 2016 rally",
                "how many people came to the 2016 rally with Tomas Okoro and Tern Lager",
            )
        )
        assert beside < 0.8 * asked

    def test_a_word_that_nothing_accounts_for_lowers_the_score(self, reads: Reads) -> None:
        scores = [
            next(r.score for r in reads(text) if short(r) == ("lookup", ("rally-2016",), "attendance"))
            for text in (
                "how many people came to the 2016 rally",
                "how many people came to the 2016 rally by submarine",
                "how many people came to the 2016 rally by submarine with umbrellas",
            )
        ]
        assert scores == sorted(scores, reverse=True)
        assert scores[0] > scores[1] > scores[2]

    def test_a_name_accounted_for_costs_nothing(self, reads: Reads) -> None:
        first = reads("did Ilse Varga speak at the 2016 rally")[0]
        assert "unaccounted_name" not in first.features

    def test_readings_come_likeliest_first_and_none_twice(self, reads: Reads) -> None:
        found = reads("who spoke at the 2016 rally in Port Merrow")
        assert [r.score for r in found] == sorted((r.score for r in found), reverse=True)
        assert len({(*short(r), r.value) for r in found}) == len(found)


TYPED = (
    "where", "when", "who", "how many", "what", "was", "did", "is", "the", "rally", "rallies", "guild",
    "2016", "2018", "third", "last", "next", "after", "biggest", "bigger", "than", "and", "Ilse Varga",
    "Tarnby", "Tern Lager", "sponsor", "speak", "it", "they", "there", "members", "?",
)  # fmt: skip
SAID = st.lists(
    st.sampled_from(TYPED) | st.text(max_size=12),
    max_size=25,
).map(" ".join)


@settings(max_examples=120, deadline=None)
@given(SAID, st.sampled_from([None, TOWN_2016, MEMBERS]))
def test_any_text_is_understood_with_every_reading_about_what_is_there(
    matcher: Matcher, text: str, focus: Focus | None
) -> None:
    for reading in matcher.understand(text, focus).readings:
        assert reading.kind in matcher.book.vocabulary.kinds
        assert all(s in matcher.book.subjects for s in reading.subjects)
        assert 0 <= reading.score <= 1
        assert reading.operation not in ("lookup", "told", "check") or reading.subjects
