"""Which reading is answered, how sure of it the bot is, and when it asks back instead."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.deciding import Calibration, decide, logit, same_answer, shipped
from bot.matching.reading import Operation, Reading

CALIBRATION = Calibration({"bias": 0.0, "fits": 1.0}, answer=0.4, choose=0.5, offer=0.2)


def reading(
    subject: str = "rally-2016",
    fits: float = 3.0,
    operation: Operation = "lookup",
    name: str | None = "town",
    implied: bool = False,
) -> Reading:
    return Reading(operation, "rally", (subject,), name, implied=implied, features={"fits": fits})


@given(st.lists(st.dictionaries(st.sampled_from(["fits", "other"]), st.floats(-50, 50)), max_size=20))
def test_the_probabilities_leave_room_for_none_being_right(features: list[Mapping[str, float]]) -> None:
    calibration = Calibration({"bias": -1.0, "fits": 2.0, "other": -1.5}, 0.4, 0.5)
    given_readings = [Reading("lookup", "rally", ("rally-2016",), features=f) for f in features]
    chances = calibration.probabilities(given_readings)
    assert all(0 <= p < 1 for p in chances)
    assert sum(chances) < 1


def test_what_speaks_for_a_reading_raises_its_probability_and_lowers_the_others() -> None:
    alone = CALIBRATION.probabilities([reading(fits=1), reading("rally-2018", fits=1)])
    against_more = CALIBRATION.probabilities([reading(fits=1), reading("rally-2018", fits=3)])
    assert alone[0] == pytest.approx(alone[1])
    assert against_more[0] < alone[0] < against_more[1]


def test_a_feature_without_a_weight_counts_nothing() -> None:
    assert CALIBRATION.utility({"fits": 2.0, "unheard of": 9.0}) == 2.0


@given(st.floats(0, 1), st.floats(0, 1))
def test_confidence_is_a_probability_that_grows_with_the_readings(best: float, total: float) -> None:
    calibration = shipped()
    confidence = calibration.confidence(best, total)
    assert 0 <= confidence <= 1
    assert confidence <= calibration.confidence(min(1.0, best + 0.1), total)


def test_log_odds_stay_finite() -> None:
    assert logit(0.5) == 0
    assert -20 < logit(0.0) < 0 < logit(1.0) < 20


def test_the_shipped_calibration_has_its_thresholds_in_order() -> None:
    calibration = shipped()
    assert 0 < calibration.offer <= calibration.answer < 1
    assert 0 < calibration.choose <= 1
    assert calibration.curve[1] > 0
    assert calibration.weights["unaccounted_name"] < 0


def test_what_is_nearly_as_likely_is_told_beside_it() -> None:
    decision = decide([reading(fits=3.0), reading(name="dates", fits=2.5)], CALIBRATION)
    assert [r.property for r in decision.readings] == ["town"]
    assert decision.beside is not None
    assert decision.beside.property == "dates"
    assert decision.beside not in decision.others


@pytest.mark.parametrize(
    "other",
    [
        reading(name="dates", fits=1.0),
        reading(name=None, operation="overview", fits=2.9),
        reading(operation="told", fits=2.9),
    ],
)
def test_what_is_unlikely_or_no_single_fact_or_the_same_is_not(other: Reading) -> None:
    assert decide([reading(fits=3.0), other], CALIBRATION).beside is None


def test_what_is_asked_of_another_subject_that_nothing_points_to_is_not_told_beside() -> None:
    stray = Reading("told", "rally", ("rally-2018",), "dates", features={"fits": 2.9, "subject_unnamed": 1.0})
    assert decide([reading(fits=3.0), stray], CALIBRATION).beside is None


def test_what_leaves_open_of_which_subject_it_asks_is_asked_back() -> None:
    features = {"fits": 3.0, "subject_unnamed": 1.0}
    told = Reading("told", "rally", ("rally-2016",), "signers", features=features)
    looked_up = Reading("lookup", "rally", ("rally-2018",), "signers", features=features)
    assert len(decide([told, looked_up], CALIBRATION).readings) == 2


def test_without_readings_nothing_is_decided() -> None:
    decision = decide([], CALIBRATION)
    assert (decision.readings, decision.confidence) == ((), 0.0)


def test_the_likeliest_is_answered_and_carries_its_probability() -> None:
    decision = decide([reading(fits=1, name="dates"), reading(fits=5)], CALIBRATION)
    assert [r.property for r in decision.readings] == ["town"]
    assert [r.property for r in decision.others] == ["dates"]
    assert decision.readings[0].score > 0.9
    assert decision.confidence > 0.9


def test_below_the_threshold_nothing_is_answered_but_all_is_kept() -> None:
    decision = decide([reading(fits=-2), reading(fits=-3, name="dates")], CALIBRATION)
    assert decision.readings == ()
    assert 0 < decision.confidence < CALIBRATION.answer
    assert [r.property for r in decision.others] == ["town", "dates"]


def test_asking_which_subject_is_meant_needs_less() -> None:
    unsure = -0.8
    assert not decide([reading(fits=unsure)], CALIBRATION).readings
    assert decide([reading(fits=unsure, operation="which")], CALIBRATION).readings


def test_subjects_told_side_by_side_stand_by_each_other() -> None:
    alone = decide([reading(fits=0), reading(fits=0, name="theme")], CALIBRATION)
    both = decide([reading(fits=0), reading("rally-2018", fits=0)], CALIBRATION)
    assert len(both.readings) == 2
    assert both.confidence > alone.confidence


def test_two_readings_that_come_to_one_answer_stand_by_each_other() -> None:
    alone = decide([reading(fits=0), reading(fits=0, name="theme")], CALIBRATION)
    both = decide([reading(fits=0), reading(fits=0, operation="told")], CALIBRATION)
    assert same_answer(*both.readings, *both.others)
    assert both.confidence > alone.confidence


@pytest.mark.parametrize("operation", ["lookup", "overview"])
def test_the_same_of_another_subject_about_as_likely_is_a_rival(operation: Operation) -> None:
    name = "town" if operation == "lookup" else None
    pair = [reading(f"rally-{year}", operation=operation, name=name) for year in (2018, 2019)]
    assert {r.subjects[0] for r in decide(pair, CALIBRATION).readings} == {"rally-2018", "rally-2019"}


@pytest.mark.parametrize(
    "other",
    [
        reading("rally-2018", fits=1.0),
        reading("rally-2018", name="dates"),
        reading("rally-2018", operation="told"),
        reading(),
    ],
    ids=["far less likely", "another property", "another operation", "the same"],
)
def test_anything_else_is_no_rival(other: Reading) -> None:
    decision = decide([reading(fits=3.1), other], CALIBRATION)
    assert [r.subjects for r in decision.readings] == [("rally-2016",)]


def test_what_the_conversation_implies_has_no_rivals() -> None:
    decision = decide([reading(fits=3.1, implied=True), reading("rally-2018")], CALIBRATION)
    assert [r.subjects for r in decision.readings] == [("rally-2016",)]


def test_rivals_are_few() -> None:
    many = [reading(f"rally-{year}") for year in range(2000, 2040)]
    decision = decide(many, Calibration(CALIBRATION.weights, answer=0.01, choose=0.5))
    assert 2 <= len(decision.readings) <= 6
    assert len(decision.readings) + len(decision.others) == 40
