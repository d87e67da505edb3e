"""From what somebody types to the reply they get."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.engine import Engine
from bot.answers.memory import Context
from bot.answers.reply import Answer, Choices, Correction, OffTopic, Social, Unknown
from bot.facts import Book
from bot.facts.model import Fact

from .conftest import TODAY, Asks, assert_sound, facts, said


class TestAnswered:
    def test_a_question_is_answered_with_its_source_and_how_sure_that_is(self, ask: Asks, book: Book) -> None:
        reply = ask("hey, where was the 2016 rally held?")
        assert isinstance(reply, Answer)
        assert reply.text == "The 2016 rally was held in Port Merrow.[1]"
        assert reply.footnotes[0].url == "https://gazette.example/kites#:~:text=on%20the%20quay%20of"
        assert 0.5 < reply.confidence <= 1
        assert_sound(reply, book)

    def test_other_readings_are_offered_as_questions(self, ask: Asks) -> None:
        reply = ask("did Gull Rope Works sponsor the 2016 rally")
        assert isinstance(reply, Answer)
        assert all(o.question.endswith("?") for o in reply.alternatives)
        assert len(reply.alternatives) <= 3

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            ("when and where was the third rally", {"rally-2018.dates", "rally-2018.town"}),
            ("when n where was the third rally", {"rally-2018.dates", "rally-2018.town"}),
            (
                "who sponsored the 2016 rally and what was the theme?",
                {"rally-2016.sponsor", "rally-2016.theme"},
            ),
            ("2016 rally: theme, attendance & sponsors", {"rally-2016.theme", "rally-2016.sponsor"}),
        ],
    )
    def test_what_is_asked_at_once_is_answered_at_once(self, ask: Asks, asked: str, told: set[str]) -> None:
        assert told <= set(facts(ask(asked)))

    def test_each_part_may_name_its_own_subject(self, ask: Asks) -> None:
        reply = ask("how many came to the 2016 rally and where was the 2018 rally")
        assert set(facts(reply)) == {"rally-2016.attendance", "rally-2018.town"}

    def test_a_part_that_asks_nothing_by_itself_is_no_question(self, ask: Asks) -> None:
        told = facts(ask("all speakers of the 2018 rally, names and titles"))
        assert told == ("rally-2018.speaker",)

    @pytest.mark.parametrize("asked", ["how old is the kite guild", "a friend joined MKG, how old is it?"])
    def test_what_is_only_expected_is_asked_of_the_community_that_is_named(
        self, ask: Asks, asked: str
    ) -> None:
        assert facts(ask(asked)) == ("kite-guild.founded",)

    def test_the_one_who_is_told_may_be_described(self, ask: Asks) -> None:
        assert facts(ask("which mayor of Port Merrow spoke at the 2018 rally")) == ("rally-2018.speaker",)

    def test_of_two_it_is_told_which_came_first(self, ask: Asks) -> None:
        asked = "was the 2016 rally before or after the 2018 rally"
        assert said(ask(asked)).startswith("The 2016 rally (Port Merrow) came first.")

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            ("Dunhollow or Port Merrow, which came first", "The 2015 rally (Dunhollow) came first. "),
            ("Dunhollow or Port Merrow, which was later", "The 2016 rally (Port Merrow) came later. "),
            ("did Port Merrow or Dunhollow host first", "The 2015 rally (Dunhollow) came first. "),
            ("was the Port Merrow rally later than the Dunhollow one", "Yes. "),
            ("was the Port Merrow rally earlier than the Dunhollow one", "No. "),
        ],
    )
    def test_of_two_towns_it_is_told_which_was_earlier_or_later(
        self, ask: Asks, asked: str, told: str
    ) -> None:
        assert said(ask(asked)).startswith(told)

    @pytest.mark.parametrize(
        ("asked", "verdict"),
        [
            ("was the 2018 rally before the 2016 rally", "No. The 2018 rally: September 28"),
            ("was the 2019 rally bigger than the 2015 rally", "Yes. The 2019 rally: 1,300 people"),
            ("was the 2015 rally bigger than the 2019 one", "No. The 2015 rally: 40 people"),
            ("was the 2019 rally the biggest", "Yes. "),
            ("was the 2015 rally the biggest", "No. "),
            ("did more than 1000 people come to the 2019 rally", "Yes. 1,300 people"),
            ("did fewer than 30 people come to the 2015 rally", "No. 40 people"),
            ("was the 2019 rally in june, right?", "Yes. "),
            ("was the 2019 rally in august", "No. "),
            ("did any kites fly away at the 2016 rally", "Yes. Eleven kites"),
        ],
    )
    def test_a_claim_is_confirmed_or_denied_with_what_is_known(
        self, ask: Asks, asked: str, verdict: str
    ) -> None:
        assert said(ask(asked)).startswith(verdict)

    @pytest.mark.parametrize(
        "asked",
        [
            "how many people came to the 2019 rally",
            "was the 2019 rally in june or in august",
            "did more than 100 children come to the 2019 rally",
        ],
    )
    def test_what_claims_nothing_that_is_known_gets_neither_yes_nor_no(self, ask: Asks, asked: str) -> None:
        assert not said(ask(asked)).startswith(("Yes", "No."))

    def test_which_is_larger_is_said(self, ask: Asks) -> None:
        told = said(ask("which was bigger, the 2015 rally or the 2019 rally"))
        assert told.startswith("The larger figure is that of the 2019 rally (Tarnby).")

    def test_what_was_chosen_from_is_asked_of_another_too(self, ask: Asks) -> None:
        told = said(ask("was the 2015 rally in Dunhollow or Tarnby", "and 2016?"))
        assert "Port Merrow" in told

    def test_a_count_is_no_question_of_order(self, ask: Asks) -> None:
        told = said(ask("Dunhollow or Port Merrow, which was later", "how many came"))
        assert "came later" not in told

    def test_of_what_was_compared_both_are_meant_or_the_one_that_was_said_to_be_more(self, ask: Asks) -> None:
        both = said(ask("compare the 2015 rally and the 2019 rally", "and the towns?"))
        assert "Dunhollow" in both and "Tarnby" in both
        one = said(ask("was the 2015 rally bigger than the 2019 rally", "where was it held"))
        assert one == "The 2015 rally was held in Dunhollow."

    def test_that_there_is_no_other_is_denied_by_the_whole_list(self, ask: Asks) -> None:
        told = said(ask("was Gull Rope Works the only sponsor of the 2016 rally"))
        assert told.startswith("No. ")
        assert "Merrow Savings Bank" in told

    def test_two_questions_of_different_things_are_both_answered(self, ask: Asks) -> None:
        told = said(ask("who gave the keynote in 2016 and how many people came to the 2015 rally"))
        assert "Ilse Varga" in told and "40 people" in told

    def test_how_many_there_are_in_a_list_is_counted(self, ask: Asks) -> None:
        assert said(ask("how many sponsors did the 2016 rally have")).startswith("2. ")

    def test_when_something_was_is_told_by_its_day(self, ask: Asks) -> None:
        assert "rally-2016.dates" in facts(ask("when were they in Port Merrow"))

    def test_all_that_took_place_somewhere_is_offered(self, ask: Asks) -> None:
        reply = ask("tell me about Dunhollow")
        assert isinstance(reply, Choices)
        assert [o.question for o in reply.options] == [
            "What is known of the 2015 rally?",
            "What is known of the knot workshop?",
        ]

    @pytest.mark.parametrize("asked", ["where was the rally last year", "where did they meet 2 years ago"])
    def test_a_year_is_counted_back_from_today(self, engine: Engine, asked: str) -> None:
        then = Engine(engine.book, today=lambda: date(2020 if "last" in asked else 2021, 1, 2))
        assert facts(then.ask(asked).reply) == ("rally-2019.town",)

    def test_a_short_year_after_a_name_is_read(self, ask: Asks) -> None:
        assert facts(ask("Tarnby 18 attendance"))[0] == "rally-2018.attendance"

    @pytest.mark.parametrize(
        "asked", ["how many members does the guild have in Ohio", "how many members are in the guild in Ohio"]
    )
    def test_what_holds_of_the_whole_community_is_not_told_of_a_place(self, ask: Asks, asked: str) -> None:
        reply = ask(asked)
        assert isinstance(reply, Unknown)
        assert reply.text == "My sources do not answer that for Ohio."

    @pytest.mark.parametrize(
        "asked",
        [
            "gone with the wind?",
            "hey, gone with a wind",
            "how about gull rally runaways",
            "the 2016 rally runaways",
        ],
    )
    def test_what_a_curator_wrote_is_answered_word_for_word(self, book: Book, asked: str) -> None:
        rally = book.subjects["rally-2016"]
        lost = rally.facts["lost-kites"]
        facts_of = {**rally.facts, "lost-kites": replace(lost, ask=("gone with the wind", "{it} runaways"))}
        changed = replace(book, subjects={**book.subjects, rally.id: replace(rally, facts=facts_of)})
        reply = Engine(changed, today=lambda: TODAY).ask(asked).reply
        assert facts(reply) == ("rally-2016.lost-kites",)

    def test_where_somebody_is_takes_nothing_from_the_answer(self, ask: Asks) -> None:
        assert facts(ask("I am in Ohio. How many members does the kite guild have?")) == (
            "kite-guild.members",
        )

    def test_a_year_alone_is_not_put_right_by_a_place_beside_it(self, ask: Asks) -> None:
        assert not isinstance(ask("did anyone from Tarnby join the guild in 2016"), Correction)

    @pytest.mark.parametrize("asked", ["who is Varga", "varga?"])
    def test_whom_a_shared_name_means_is_asked_back(self, ask: Asks, asked: str) -> None:
        reply = ask(asked)
        assert isinstance(reply, Choices)
        assert {o.question for o in reply.options} == {
            "What is known of Ilse Varga?",
            "What is known of Petra Varga?",
        }

    def test_several_that_are_only_named_are_told_side_by_side(self, ask: Asks) -> None:
        assert set(facts(ask("2015, 2016 and 2018"))) == {
            "rally-2015.dates",
            "rally-2016.dates",
            "rally-2018.dates",
        }

    def test_a_noun_tells_which_of_them_is_meant(self, ask: Asks) -> None:
        assert "rally-2015.town" in facts(ask("tell me about the rally in Dunhollow"))

    def test_a_name_of_two_is_told_of_both(self, ask: Asks) -> None:
        assert facts(ask("when was the Tarnby rally")) == ("rally-2018.dates", "rally-2019.dates")

    def test_which_one_is_asked_back_where_nothing_says(self, ask: Asks) -> None:
        reply = ask("who sponsored the rally")
        assert isinstance(reply, Choices)
        assert len(reply.options) == 2

    def test_an_option_chosen_is_answered(self, ask: Asks) -> None:
        reply = ask("who sponsored the rally")
        assert isinstance(reply, Choices)
        assert facts(ask(reply.options[0].question)) == ("rally-2016.sponsor",)

    def test_a_wrong_premise_is_corrected(self, ask: Asks) -> None:
        reply = ask("was the 2016 rally held in Tarnby?")
        assert isinstance(reply, Correction)
        assert "Port Merrow" in said(reply)

    def test_a_false_place_is_put_right_and_the_question_answered(self, ask: Asks) -> None:
        reply = ask("how many people came to the 2018 rally in Port Merrow?")
        assert isinstance(reply, Correction)
        assert said(reply).startswith("Not Port Merrow: ")
        assert {"rally-2018.town", "rally-2018.attendance"} <= set(facts(reply))

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            ("1300 people came to which rally", "rally-2019.attendance"),
            ("was Tarnby the third or the fifth rally", "rally-2018.number"),
            ("did they hold a rally in Dunhollow", "rally-2015.town"),
            ("where was rally #2", "rally-2016.town"),
        ],
    )
    def test_a_figure_an_ordinal_or_a_place_points_to_what_has_it(
        self, ask: Asks, asked: str, told: str
    ) -> None:
        assert told in facts(ask(asked))

    def test_several_places_are_told_side_by_side(self, ask: Asks) -> None:
        told = set(facts(ask("attendance dunhollow, port merrow, tarnby in 2019")))
        assert told >= {"rally-2015.attendance", "rally-2016.attendance", "rally-2019.attendance"}

    def test_years_between_two_others_are_meant_too(self, ask: Asks) -> None:
        assert set(facts(ask("dates of the rallies 2015 to 2018"))) >= {
            "rally-2015.dates",
            "rally-2016.dates",
            "rally-2018.dates",
        }

    @pytest.mark.parametrize(
        "asked",
        [
            "did Gull Rope Works sponsor the 2016 rally?",
            "was Tomas Okoro captain of the guild?",
            "did Ilse Varga speak at the 2018 rally?",
        ],
    )
    def test_a_yes_is_said(self, ask: Asks, asked: str) -> None:
        assert said(ask(asked)).startswith("Yes")

    def test_one_of_several_in_a_place_is_enough_for_a_yes(self, ask: Asks) -> None:
        assert facts(ask("was Ilse Varga at the Tarnby one")) == ("rally-2018.speaker",)

    @pytest.mark.parametrize(
        ("asked", "begins"),
        [("was the 2016 rally the second one", "Yes."), ("was the 2016 rally the third one", "No.")],
    )
    def test_a_number_given_to_one_is_confirmed_or_put_right(
        self, ask: Asks, asked: str, begins: str
    ) -> None:
        assert said(ask(asked)).startswith(begins)

    def test_before_something_else_is_not_the_one_before(self, ask: Asks) -> None:
        assert facts(ask("where was the rally before Tarnby")) == ("rally-2016.town",)
        assert facts(ask("how many came to the Dunhollow rally before lunch")) == ("rally-2015.attendance",)

    @pytest.mark.parametrize(
        ("asked", "begins"),
        [
            ("was the guild founded before 2015", "Yes. The Merrow Kite Guild"),
            ("was the guild founded before 2013", "No. The Merrow Kite Guild"),
            ("was the guild founded after 2012", "Yes. The Merrow Kite Guild"),
        ],
    )
    def test_a_year_that_bounds_a_time_is_confirmed_or_denied(
        self, ask: Asks, asked: str, begins: str
    ) -> None:
        assert said(ask(asked)).startswith(begins)

    @pytest.mark.parametrize(
        "asked",
        [
            "was Gull Rope Works never a sponsor of the 2016 rally",
            "did Gull Rope Works and Walmart sponsor the 2016 rally",
            "so the two sponsors of the 2016 rally were all unions, right?",
        ],
    )
    def test_what_is_denied_or_only_half_so_gets_no_yes(self, ask: Asks, asked: str) -> None:
        assert not said(ask(asked)).startswith(("Yes", "No"))

    @pytest.mark.parametrize("asked", ["which rally was not in Tarnby", "who did not sponsor the 2016 rally"])
    def test_what_is_not_so_is_not_answered_by_what_is(self, ask: Asks, asked: str) -> None:
        assert isinstance(ask(asked), Unknown)

    def test_a_place_does_not_stand_for_what_was_there_in_another_year(self, ask: Asks) -> None:
        assert "rally-2018.speaker" not in facts(ask("who spoke in Tarnby in 2016"))

    @pytest.mark.parametrize(
        "asked", ["how many sponsors did the 2016 rally have in all", "how many sponsors in 2016"]
    )
    def test_a_list_that_is_counted_says_its_number_first(self, ask: Asks, asked: str) -> None:
        assert said(ask(asked)).startswith("2. Sponsors of the 2016 rally")

    def test_what_still_is_gets_no_yes_for_what_was(self, ask: Asks) -> None:
        told = said(ask("is Tomas Okoro still captain of the guild?"))
        assert told.startswith("As of 2018")

    @pytest.mark.parametrize("asked", ["which rallies were in Tarnby", "which rallies were in Saltmarsh"])
    def test_several_found_by_a_value_are_all_told(self, ask: Asks, asked: str) -> None:
        assert len({f.partition(".")[0] for f in facts(ask(asked))}) == 2

    def test_what_lies_in_a_whole_is_told_with_its_part(self, ask: Asks) -> None:
        told = said(ask("which rallies were in Saltmarsh"))
        assert "Dunhollow" in told
        assert "Port Merrow" in told

    def test_who_is_asked_about_is_told_alone(self, ask: Asks) -> None:
        assert "Okoro" not in said(ask("which rally did Ilse Varga speak at"))

    @pytest.mark.parametrize("asked", ["what is the guild", "tell me about the guild"])
    def test_the_communitys_own_subject_is_told_in_brief(self, ask: Asks, asked: str) -> None:
        assert "kite-guild.founded" in facts(ask(asked))

    @pytest.mark.parametrize(
        "asked", ["where was the rally after 2016", "where was the rally following the 2016 one"]
    )
    def test_a_step_from_a_year_is_answered(self, ask: Asks, asked: str) -> None:
        assert facts(ask(asked)) == ("rally-2018.town",)

    def test_how_many_there_are_of_a_kind_is_counted(self, ask: Asks) -> None:
        assert "rally-2019.dates" in facts(ask("how many rallies have there been"))

    def test_who_has_no_role_is_told_by_what_is_said_of_them(self, ask: Asks) -> None:
        assert facts(ask("who is Petra Varga")) == ("kite-guild.patron",)


class TestFollowUps:
    def test_a_pronoun_leans_on_the_last_question(self, ask: Asks) -> None:
        assert facts(ask("where was the 2016 rally held?", "who sponsored it?")) == ("rally-2016.sponsor",)

    @pytest.mark.parametrize(
        ("asked", "told"), [("and in 2018?", "rally-2018.town"), ("and the one before?", "rally-2015.town")]
    )
    def test_an_ellipsis_puts_the_last_question_again(self, ask: Asks, asked: str, told: str) -> None:
        assert facts(ask("where was the 2016 rally held?", asked)) == (told,)

    @pytest.mark.parametrize("asked", ["and before him?", "who came before him", "and the one before?"])
    def test_who_came_before_is_of_the_office_just_asked_for(self, ask: Asks, asked: str) -> None:
        told = said(ask("who is the captain of the guild", asked))
        assert told == "Captain of the Merrow Kite Guild: Ilse Varga (2014–2017)."

    def test_what_she_did_for_the_community_is_told_of_her(self, ask: Asks) -> None:
        told = said(ask("who is Ilse Varga", "what she did for the kite guild"))
        assert told == "As of 2014–2017: Ilse Varga was captain of the Merrow Kite Guild."

    def test_a_sentence_told_of_two_is_not_told_again_of_the_other(self, book: Book) -> None:
        subjects = dict(book.subjects)
        for person, asked in (("ilse-varga", "who took the helm after {it}"), ("tomas-okoro", "{it} before")):
            fact = Fact(f"{person}.handover", person, "handover", tell="Okoro followed Varga.", ask=(asked,))
            about = replace(fact, about=("tomas-okoro",) if person == "ilse-varga" else ())
            subjects[person] = replace(subjects[person], facts={"handover": about})
        engine = Engine(replace(book, subjects=subjects), today=lambda: TODAY)
        first = engine.ask("who took the helm after Ilse Varga")
        assert facts(first.reply) == ("ilse-varga.handover",)
        assert isinstance(engine.ask("what did he do before", first.context).reply, Unknown)

    def test_it_goes_on_from_follow_up_to_follow_up(self, ask: Asks) -> None:
        asked = ("where was the 2016 rally held?", "who sponsored it?", "and in 2015?", "how many came?")
        assert facts(ask(*asked)) == ("rally-2015.attendance",)

    @pytest.mark.parametrize(
        ("before", "asked", "told"),
        [
            (
                "who spoke at the 2016 rally",
                "which of them was the mayor",
                "Ilse Varga (mayor of Port Merrow)",
            ),
            ("who spoke at the 2016 rally", "was the mayor there too", "Ilse Varga (mayor of Port Merrow)"),
            ("who sponsored the 2016 rally", "any banks?", "Merrow Savings Bank"),
        ],
    )
    def test_some_of_a_list_are_found_by_what_they_are(
        self, ask: Asks, before: str, asked: str, told: str
    ) -> None:
        assert said(ask(before, asked)).endswith(f"of the 2016 rally: {told}.") or said(
            ask(before, asked)
        ).endswith(f"at the 2016 rally: {told}.")

    def test_what_was_asked_in_vain_is_still_talked_about(self, ask: Asks) -> None:
        for before in ("what did the 2016 rally weigh", "may I ask something about the gull rally"):
            assert facts(ask(before, "who sponsored it")) == ("rally-2016.sponsor",)

    def test_a_year_later_is_the_next_one(self, ask: Asks) -> None:
        assert facts(ask("where did they meet in 2015", "n the next year?")) == ("rally-2016.town",)

    def test_a_figure_talked_about_is_nobody(self, ask: Asks) -> None:
        assert "2" not in facts(ask("was the 2016 rally the second one", "who is she"))

    def test_that_year_is_the_one_talked_about(self, ask: Asks) -> None:
        for before in ("where was the 2016 rally held", "how many members did the guild have in 2016"):
            assert said(ask(before, "who was captain that year")).endswith("Ilse Varga (2014–2017).")

    def test_she_is_the_one_told_of_a_series(self, ask: Asks) -> None:
        reply = ask("who was captain in 2015", "did she speak at the 2018 rally")
        assert facts(reply) == ("rally-2018.speaker",)
        assert said(reply).startswith("Yes")

    def test_she_is_still_meant_after_another_question(self, ask: Asks) -> None:
        talk = (
            "who gave the keynote at the 2016 rally?",
            "and where was the 2018 rally held",
            "did she speak there",
        )
        assert said(ask(*talk)).startswith("Yes. Ilse Varga spoke at")

    def test_of_him_nothing_is_told_that_is_not_of_him(self, ask: Asks) -> None:
        assert facts(ask("who is the captain of the guild", "when did it start")) == ("kite-guild.founded",)
        assert not isinstance(ask("who is the captain of the guild", "when did he start"), Answer)

    def test_of_all_who_were_told_he_and_she_mean_whoever_goes_by_that(self, ask: Asks) -> None:
        talk = ("who has been captain of the guild over the years", "did she speak at the 2018 rally")
        assert said(ask(*talk)).startswith("Yes. Ilse Varga")
        assert "tomas-okoro" not in str(facts(ask(talk[0], "who is she")))

    def test_what_was_told_is_told_again_where_it_says_how_many(self, ask: Asks) -> None:
        before = "did any kites fly away at the 2016 rally"
        assert facts(ask(before, "how many was it")) == ("rally-2016.lost-kites",)
        assert facts(ask(before, "when was that")) == ("rally-2016.dates",)

    @pytest.mark.parametrize(
        "asked", ["where did they go next", "and the one after?", "oops I meant the one after"]
    )
    def test_what_came_next_is_told(self, ask: Asks, asked: str) -> None:
        assert facts(ask("where was the 2016 rally held", asked))[0] == "rally-2018.town"

    def test_of_what_was_told_of_one_the_next_one_is_told_in_brief(self, ask: Asks) -> None:
        assert "rally-2018.dates" in facts(
            ask("how many kites were lost at the 2016 rally", "and after that?")
        )

    @pytest.mark.parametrize("asked", ["my notes say 150", "I read 150 somewhere", "are you sure? I had 150"])
    def test_a_figure_that_somebody_has_is_held_against_what_was_told(self, ask: Asks, asked: str) -> None:
        assert facts(ask("how many people came to the 2016 rally", asked)) == ("rally-2016.attendance",)

    def test_what_was_talked_about_two_questions_ago_is_gone_on_with(self, ask: Asks) -> None:
        talk = ("how many members does the guild have", "does the guild have a patron", "and in 2018?")
        assert facts(ask(*talk)) == ("kite-guild.members",)

    def test_what_says_nothing_stays_with_what_was_talked_about(self, ask: Asks) -> None:
        assert facts(ask("who sponsored the 2016 rally", "when")) == ("rally-2016.dates",)

    def test_the_only_thing_of_a_kind_is_not_meant_by_a_bare_word(self, ask: Asks) -> None:
        assert not isinstance(ask("where"), Answer)

    def test_who_takes_back_the_year_is_answered_the_same(self, ask: Asks) -> None:
        assert "rally-2016.sponsor" in facts(ask("who sponsored the 2015 rally", "no the 2016 one"))

    def test_who_is_meant_by_a_pronoun_is_told(self, ask: Asks) -> None:
        assert "ilse-varga.role" in facts(ask("did Ilse Varga speak in 2018", "who is she"))

    def test_what_makes_no_sense_alone_is_read_after_the_last_question(self, ask: Asks) -> None:
        told = ask("how many kites were lost at the 2016 rally", "did they fly away")
        assert facts(told) == ("rally-2016.lost-kites",)

    @pytest.mark.parametrize("asked", ["by whom?", "why"])
    def test_a_bare_word_after_an_answer_is_about_it(self, ask: Asks, asked: str) -> None:
        assert isinstance(ask(asked), OffTopic)
        assert isinstance(ask("when was the guild founded", asked), Unknown)

    def test_a_person_told_is_whom_a_pronoun_means(self, ask: Asks) -> None:
        reply = ask("who gave the keynote at the 2016 rally?", "did she speak at the 2018 rally?")
        assert facts(reply) == ("rally-2018.speaker",)

    def test_an_ellipsis_may_ask_for_the_other_extreme(self, ask: Asks) -> None:
        assert facts(ask("which rally was the biggest", "and the smallest?")) == ("rally-2015.attendance",)

    @pytest.mark.parametrize(
        ("asked", "begins"), [("more than 30?", "Yes. 40 people"), ("so over 100?", "No. 40 people")]
    )
    def test_a_bounded_figure_alone_is_of_what_was_talked_about(
        self, ask: Asks, asked: str, begins: str
    ) -> None:
        assert said(ask("where was the 2015 rally", asked)).startswith(begins)

    def test_the_fewest_are_of_what_was_ranked(self, ask: Asks) -> None:
        assert facts(ask("which rally was the biggest", "and the fewest?")) == ("rally-2015.attendance",)

    @pytest.mark.parametrize("asked", ["where's that from", "where does that come from", "based on what?"])
    def test_who_asks_where_it_comes_from_is_told_the_source(self, ask: Asks, asked: str) -> None:
        assert "Harbour Gazette" in said(ask("who sponsored the 2016 rally", asked))

    def test_other_sources_are_no_question_for_the_source(self, ask: Asks) -> None:
        told = said(ask("how many came to the 2016 rally", "do other sources give a different figure?"))
        assert not told.startswith("That comes from")

    def test_the_next_one_is_talked_about_as_announced(self, book: Book) -> None:
        engine = Engine(book, today=lambda: date(2026, 11, 1))
        next_one = engine.ask("when is the next rally")
        assert "Saltby" in said(engine.ask("where is it held?", next_one.context).reply)

    @pytest.mark.parametrize(
        "asked", ["when is the next rally", "where's the next one", "who speaks at the next rally"]
    )
    def test_whatever_is_asked_of_the_next_one_none_is_still_to_come(self, book: Book, asked: str) -> None:
        engine = Engine(book, today=lambda: date(2027, 1, 1))
        assert said(engine.ask(asked).reply).startswith("My sources name no rally still to come.")

    @pytest.mark.parametrize("asked", ["who spoke in 2011", "2030 theme", "where's the 2030 one"])
    def test_a_year_without_one_is_known_by_what_is_asked_of_it(self, ask: Asks, asked: str) -> None:
        assert said(ask(asked)).startswith("My sources know of no 20")

    @pytest.mark.parametrize("asked", ["sorry, I meant 2018", "I meant 2018", "make that 2018"])
    def test_who_asked_for_the_wrong_one_may_say_so(self, ask: Asks, asked: str) -> None:
        assert facts(ask("where was the 2016 rally held?", asked)) == ("rally-2018.town",)

    @pytest.mark.parametrize("asked", ["more than in 2015?", "more than 2015"])
    def test_what_was_told_is_compared_with_what_is_named(self, ask: Asks, asked: str) -> None:
        told = facts(ask("how many came to the 2016 rally", asked))
        assert {"rally-2016.attendance", "rally-2015.attendance"} <= set(told)

    @pytest.mark.parametrize("asked", ["who else", "any others?"])
    def test_the_rest_of_a_list_is_told(self, ask: Asks, asked: str) -> None:
        assert facts(ask("did Gull Rope Works sponsor the 2016 rally", asked)) == ("rally-2016.sponsor",)

    def test_where_something_told_was_is_where_its_rally_was(self, ask: Asks) -> None:
        assert facts(ask("which rally did Tomas Okoro speak at", "where was that")) == ("rally-2016.town",)

    @pytest.mark.parametrize("asked", ["are you sure?", "says who"])
    def test_who_doubts_is_told_the_source(self, ask: Asks, asked: str) -> None:
        assert said(ask("who sponsored the 2016 rally", asked)).startswith("That comes from")

    def test_a_change_of_topic_drops_what_was_talked_about(self, ask: Asks) -> None:
        asked = "who spoke at the 2018 rally"
        assert facts(ask("where was the 2016 rally held?", asked)) == facts(ask(asked))

    def test_what_names_its_subject_is_answered_the_same_after_anything(self, engine: Engine) -> None:
        before = engine.ask("where was the 2016 rally held?").context
        asked = "who spoke in 2018"
        assert engine.ask(asked, before) == engine.ask(asked)
        assert engine.ask(asked).alone
        assert not engine.ask("who sponsored it?", before).alone

    def test_what_was_read_after_the_last_question_never_stands_alone(self, engine: Engine) -> None:
        before = engine.ask("how many kites were lost at the 2016 rally").context
        followed = engine.ask("did they fly away", before)
        assert facts(followed.reply) == ("rally-2016.lost-kites",)
        assert not followed.alone

    @pytest.mark.parametrize(
        ("before", "asked"),
        [("where was the 2016 rally held?", "where"), ("when was the kite guild founded", "when")],
    )
    def test_nor_does_what_would_stand_alone_once_it_is_written_out(
        self, engine: Engine, before: str, asked: str
    ) -> None:
        assert not engine.ask(asked, engine.ask(before).context).alone

    def test_off_topic_questions_are_not_pulled_in(self, ask: Asks) -> None:
        assert isinstance(ask("when was the 2016 rally", "what is the capital of France"), OffTopic)
        assert isinstance(ask("when was the 2016 rally", "anyone know a good dentist in Tarnby"), OffTopic)

    def test_small_talk_does_not_end_a_conversation(self, ask: Asks) -> None:
        reply = ask("where was the 2016 rally held?", "thanks!", "who sponsored it?")
        assert facts(reply) == ("rally-2016.sponsor",)

    def test_nobody_hears_what_another_talked_about(self, engine: Engine) -> None:
        engine.ask("where was the 2016 rally held?")
        first = engine.ask("where was the 2018 rally held?")
        alone = engine.ask("who sponsored it?")
        assert isinstance(alone.reply, Choices)
        assert isinstance(engine.ask("who sponsored it?", first.context).reply, Unknown)
        assert engine.ask("who sponsored it?") == alone

    def test_the_next_one_after_one_talked_about_is_ours(self, ask: Asks) -> None:
        assert not isinstance(ask("where was the 2016 rally held", "where was the next one"), OffTopic)

    @pytest.mark.parametrize(
        "asked", ["when was each rally", "dates of all the rallies", "when were the rallies"]
    )
    def test_the_days_of_all_are_told(self, ask: Asks, asked: str) -> None:
        assert {"rally-2016.dates", "rally-2018.dates"} <= set(facts(ask(asked)))


class TestNotAnswered:
    @pytest.mark.parametrize(
        ("asked", "shown"),
        [
            ("did Bernie Sanders ever speak at a rally", "“bernie sanders” among the speakers"),
            ("did Pramila Jayapal speak at any rally", "“pramila jayapal” among the speakers"),
        ],
    )
    def test_who_is_guessed_and_named_nowhere_is_said_not_to_be(
        self, ask: Asks, asked: str, shown: str
    ) -> None:
        reply = ask(asked)
        assert isinstance(reply, Unknown)
        assert shown in reply.text

    def test_somebody_who_is_only_described_is_not_said_to_be_missing(self, ask: Asks) -> None:
        assert "any mayor" not in said(ask("did any mayor speak at a rally"))

    def test_what_is_near_to_an_off_topic_question_is_offered(self, ask: Asks) -> None:
        near, far = ask("when was greenpeace founded"), ask("how do I fix my bike")
        assert isinstance(near, OffTopic)
        assert isinstance(far, OffTopic)
        assert [o.question for o in near.alternatives] == ["When was the Merrow Kite Guild founded?"]
        assert far.alternatives == ()

    @pytest.mark.parametrize(
        "asked",
        [
            "what is the capital of France",
            "who won the world cup",
            "how do I fix my bike",
            "kite surfing lessons 2016",
            "anyone know a good dentist in Tarnby",
            "asdf qwer zxcv",
        ],
    )
    def test_what_is_not_ours_is_off_topic(self, ask: Asks, asked: str) -> None:
        reply = ask(asked)
        assert isinstance(reply, OffTopic)
        assert "Merrow Kite Guild" in reply.text

    @pytest.mark.parametrize(
        "asked",
        [
            "what did the 2016 rally cost",
            "who designed the logo of the 2018 rally",
            "where was the 2017 rally",
            "how tall is Ilse Varga's dog",
        ],
    )
    def test_what_is_ours_and_not_known_is_not_answered(self, ask: Asks, asked: str) -> None:
        assert not isinstance(ask(asked), Answer | Correction)

    @pytest.mark.parametrize(
        ("asked", "names"),
        [
            ("who sponsored the 2030 rally", "2030"),
            ("where was the 17th rally", "17th"),
            ("who spoke at the Cleveland rally", "Cleveland"),
        ],
    )
    def test_what_never_was_is_said_not_to_be_known(self, ask: Asks, asked: str, names: str) -> None:
        reply = ask(asked)
        assert isinstance(reply, Unknown)
        assert f"no {names} rally" in reply.text

    def test_what_is_missing_is_named(self, ask: Asks) -> None:
        reply = ask("what was the theme of the 2018 rally?")
        assert isinstance(reply, Unknown)
        assert "theme of the 2018 rally" in reply.text
        assert (reply.subject, reply.property) == ("rally-2018", "theme")

    @pytest.mark.parametrize(
        ("said_to_it", "offers"),
        [("hello", True), ("what can you do", True), ("thanks", False), ("bye", False)],
    )
    def test_small_talk_is_met_and_newcomers_are_helped(
        self, ask: Asks, said_to_it: str, offers: bool
    ) -> None:
        reply = ask(said_to_it)
        assert isinstance(reply, Social)
        assert bool(reply.alternatives) is offers

    def test_nothing_typed_is_answered_with_help(self, ask: Asks, book: Book) -> None:
        reply = ask("")
        assert isinstance(reply, Social)
        assert book.community.about in reply.text


class TestToday:
    @pytest.mark.parametrize(
        ("today", "told"), [(TODAY, "rally-2019.town"), (date(2017, 1, 1), "rally-2016.town")]
    )
    def test_the_last_is_reckoned_from_the_day_given(self, book: Book, today: date, told: str) -> None:
        engine = Engine(book, today=lambda: today)
        assert facts(engine.ask("where was the last rally").reply) == (told,)

    def test_the_day_is_asked_for_anew_at_every_question(self, book: Book) -> None:
        days = iter([date(2017, 1, 1), TODAY])
        day = [next(days)]
        engine = Engine(book, today=lambda: day[0])
        before = facts(engine.ask("where was the last rally").reply)
        day[0] = next(days)
        assert facts(engine.ask("where was the last rally").reply) != before

    def test_what_was_announced_is_called_a_forecast(self, ask: Asks) -> None:
        assert "forecast" in said(ask("when is the next rally?"))


class TestExplained:
    def test_every_step_is_there(self, engine: Engine) -> None:
        explained = engine.explain("who sponsored the 2016 rally")
        assert explained.understanding.stems == ("?who", "sponsor")
        assert explained.decision.readings[0].property == "sponsor"
        assert explained.exchange == engine.ask("who sponsored the 2016 rally")

    def test_another_calibration_decides_on_the_same_readings(self, engine: Engine) -> None:
        shy = engine.with_calibration(
            type(engine.calibration)(engine.calibration.weights, answer=1.1, choose=0.5, offer=1.1)
        )
        asked = "who paid for the 2016 rally back then"
        assert shy.readings(asked) == engine.readings(asked)
        assert isinstance(shy.ask(asked).reply, Unknown)
        assert isinstance(engine.ask(asked).reply, Answer)


TYPED = (
    "where", "when", "who", "how many", "what is", "was", "did", "the rally", "rallies", "guild", "2016",
    "2018", "2017", "third", "last", "next", "after", "biggest", "bigger than", "and", "or", "Ilse Varga",
    "Tarnby", "Tern Lager", "sponsor", "speak", "it", "they", "members", "?", ",", "\n", "@everyone", "<@1>",
    "\0", "\u202e", "w̵̛h̷e̸r̵e̵", "🪁", "`", "||", "https://x.org/y", "'18", "no. 3", "1,300", "12345678901",
)  # fmt: skip
MESSAGES = st.one_of(
    st.lists(st.sampled_from(TYPED), max_size=40).map(" ".join),
    st.lists(st.sampled_from(TYPED) | st.text(max_size=15), max_size=30).map(" ".join),
    st.builds(
        lambda text, times: (text * times)[:4000], st.text(min_size=1, max_size=40), st.integers(1, 4000)
    ),
    st.builds(lambda word, times: (word * times)[:4000], st.sampled_from(TYPED), st.integers(1, 4000)),
)


@settings(max_examples=150, deadline=None)
@given(MESSAGES, st.sampled_from([None, "where was the 2016 rally held", "how many members are there"]))
def test_any_text_gets_a_reply_that_is_cited_as_it_is_marked(
    engine: Engine, text: str, before: str | None
) -> None:
    context: Context | None = engine.ask(before).context if before else None
    exchange = engine.ask(text, context)
    assert_sound(exchange.reply, engine.book)
    assert isinstance(exchange.context, Context)
    assert engine.ask(text, context) == exchange


class TestFiltered:
    def test_those_that_have_so_many_are_told_with_their_figures(self, ask: Asks) -> None:
        text = said(ask("which rallies had more than 1000 people"))
        assert "1,300 people" in text
        assert "2015" not in text

    def test_whether_there_is_any_is_confirmed(self, ask: Asks) -> None:
        assert said(ask("did any rally have more than 1000 people")).startswith("Yes. ")

    def test_how_many_there_are_is_counted(self, ask: Asks) -> None:
        assert said(ask("how many rallies had more than 1000 people")).startswith("1. ")

    @pytest.mark.parametrize("text", ["any rally with over 9000 people", "which rallies had under 2 people"])
    def test_where_there_is_none_no_yes_is_said(self, ask: Asks, text: str) -> None:
        assert isinstance(ask(text), Answer)
        assert not said(ask(text)).startswith("Yes")

    def test_all_years_between_are_told(self, ask: Asks) -> None:
        text = said(ask("where was each rally held from 2015 to 2019"))
        assert all(str(year) in text for year in (2015, 2016, 2018, 2019))


def test_what_was_just_told_is_not_told_again_beside_what_is_asked(engine: Engine) -> None:
    before = engine.ask("how many people came to the 2016 rally").context
    told = set(before.facts)
    for asked in ("and who sponsored it", "how many kites were lost there", "what was the theme"):
        reply = engine.ask(asked, before).reply
        assert isinstance(reply, Answer)
        assert told.isdisjoint(reply.facts), asked


class TestGoneOnFromAGuess:
    """What a question guesses at and nobody knows, and what is named after it."""

    GUESS = "did Obama ever speak at a rally"

    @pytest.mark.parametrize("follow_up", ["and Beyonce", "what about Beyonce?", "and did Beyonce"])
    def test_another_name_that_nobody_knows_is_looked_for_in_the_same_place(
        self, ask: Asks, follow_up: str
    ) -> None:
        reply = ask(self.GUESS, follow_up)
        assert isinstance(reply, Unknown)
        assert "“beyonce” among the speakers of any rally" in reply.text

    def test_of_one_subject_it_is_looked_for_there(self, ask: Asks) -> None:
        reply = ask("did Google sponsor the 2016 rally", "what about Facebook")
        assert said(reply).startswith("No, “facebook” is not among them. Sponsors of the 2016 rally")

    def test_a_name_that_is_known_is_found(self, ask: Asks) -> None:
        assert "Ilse Varga spoke at the 2016 rally" in said(ask(self.GUESS, "and Ilse Varga"))

    def test_who_it_was_then_is_told(self, ask: Asks) -> None:
        reply = ask("did Google sponsor the 2016 rally", "who did then")
        assert facts(reply) == ("rally-2016.sponsor",)


class TestWhatSomebodyDid:
    @pytest.mark.parametrize(
        "follow_up", ["what did she do", "what did she do there", "what did she do at the guild"]
    )
    def test_is_what_is_known_of_them(self, ask: Asks, follow_up: str) -> None:
        assert "captain of the Merrow Kite Guild" in said(ask("who is Ilse Varga", follow_up))


class TestNamedByItsNoun:
    """`The workshop`, where a workshop was talked about."""

    def test_what_is_not_known_of_it_is_not_told_of_the_community(self, ask: Asks) -> None:
        for follow_up in ("when did the workshop start", "who leads the workshop"):
            assert isinstance(ask("what is the knot workshop", follow_up), Unknown)

    def test_what_is_known_of_it_is_told(self, ask: Asks) -> None:
        assert facts(ask("what is the knot workshop", "where is the workshop")) == ("knot-workshop.town",)


class TestYearsForShort:
    def test_two_digits_after_a_question_of_a_year_are_a_year(self, ask: Asks) -> None:
        assert facts(ask("where was the 2016 rally", "and 18?", "and in 19")) == ("rally-2019.town",)

    def test_with_more_said_they_are_a_figure(self, ask: Asks) -> None:
        assert facts(ask("how many came to the 2019 rally", "over 18?")) == ("rally-2019.attendance",)

    def test_of_a_year_that_nothing_was_in_they_are_a_figure(self, ask: Asks) -> None:
        assert "2019" in said(ask("how many came to the 2019 rally", "45?"))


class TestWhatIsIdentifiedAndAskedAboutAtOnce:
    def test_the_year_is_told_with_what_else_is_asked_of_it(self, ask: Asks) -> None:
        reply = said(ask("which year did they meet in Dunhollow and how many turned up"))
        assert reply.startswith("Dunhollow hosted the 2015 rally. ")
        assert "2015 rally" in reply.partition(". ")[2]

    def test_a_day_asked_for_is_not_all_there_is_to_tell(self, ask: Asks) -> None:
        reply = said(ask("when was the one in Dunhollow and who spoke"))
        assert (
            reply
            == "The 2015 rally was held on May 2–3, 2015. My sources do not say who spoke at the 2015 rally."
        )


class TestAFigureAlone:
    @pytest.mark.parametrize("text", ["120", "250!", "twelve", "1,500"])
    def test_is_nobodys_question(self, ask: Asks, text: str) -> None:
        assert isinstance(ask(text), OffTopic)

    def test_goes_on_from_a_question(self, ask: Asks) -> None:
        assert facts(ask("how many came to the 2019 rally", "120?")) == ("rally-2019.attendance",)


class TestSomeOfThose:
    def test_are_not_found_among_what_was_not_listed(self, ask: Asks) -> None:
        assert isinstance(ask("who spoke at the 2016 rally", "which of them are from Dunhollow"), Unknown)

    def test_are_no_figure_of_what_they_were_listed_for(self, ask: Asks) -> None:
        reply = ask("who sponsored the 2016 rally", "how many of those are banks")
        assert "rally-2016.attendance" not in facts(reply)


class TestWordForWordInATalk:
    def test_what_says_what_it_is_of_is_answered_by_its_fact(self, ask: Asks) -> None:
        reply = ask("who sponsored the 2016 rally", "how many people come to a rally?")
        assert facts(reply) == ("kite-guild.crowds",)
