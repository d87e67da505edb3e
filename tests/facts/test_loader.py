"""A sound folder becomes a book; whatever is wrong in one is told with its place and a way out."""

from __future__ import annotations

from datetime import date

import pytest

from bot.facts import Citation, Day

from .conftest import Base


def test_a_fact_has_its_values_with_their_citations(base: Base) -> None:
    book = base.load()
    fact = book.fact("convening-2014.attendance")
    assert fact is not None
    assert [(value.text, value.number, value.qualifier, value.of) for value in fact.values] == [
        ("50", 50, None, "local elected officials"),
        ("1,200", 1200, "over", "people"),
    ]
    assert fact.values[1].citations == (Citation("licata-up361", "¶2"),)
    assert book.property(fact) is book.vocabulary.kinds["convening"].properties["attendance"]


def test_an_entity_is_told_by_its_name(base: Base) -> None:
    fact = base.load().fact("convening-2014.city")
    assert fact is not None
    assert (fact.values[0].entity, fact.values[0].text) == ("new-york-city", "New York City")


def test_a_list_hands_down_its_citation_and_stays_closed(base: Base) -> None:
    fact = base.load().fact("convening-2014.keynote")
    assert fact is not None
    assert fact.complete
    assert fact.values[0].role == "Mayor of New York City"
    assert fact.values[0].citations == (Citation("ourfuture-2014", "¶2", "keynote addresses from"),)


def test_an_entry_of_a_list_may_differ_from_what_is_said_of_the_list(base: Base) -> None:
    base.replace(
        "subjects.yaml",
        "  complete: true",
        "  confidence: low\n      complete: true",
    )
    base.replace(
        "subjects.yaml",
        "role: Mayor of New York City}",
        "confidence: medium, cite: licata-up361}\n        - local-progress",
    )
    fact = base.load().fact("convening-2014.keynote")
    assert fact is not None
    assert [(value.entity, value.confidence, value.citations[0].source) for value in fact.values] == [
        ("bill-de-blasio", "medium", "licata-up361"),
        ("local-progress", "low", "ourfuture-2014"),
    ]


def test_a_told_fact_has_its_sentence_its_citations_and_its_time(base: Base) -> None:
    fact = base.load().fact("convening-2014.eight-workshops")
    assert fact is not None
    assert fact.values == ()
    assert fact.citations == (Citation("ourfuture-2014", "¶4"), Citation("licata-up361"))
    assert fact.as_of == Day(date(2014, 12, 1), date(2014, 12, 31), "month")


def test_a_sentence_beside_values_rests_on_what_they_rest_on(base: Base) -> None:
    base.replace(
        "subjects.yaml",
        "      - {value: 50, of: local elected officials, cite: ourfuture-2014 ¶1}\n",
        "      tell: Sources differ.\n"
        "      values:\n"
        "      - {value: 50, of: local elected officials, cite: ourfuture-2014 ¶1}\n",
    )
    fact = base.load().fact("convening-2014.attendance")
    assert fact is not None
    assert [cite.source for cite in fact.citations] == ["ourfuture-2014", "licata-up361"]


def test_what_is_not_known_needs_no_citation(base: Base) -> None:
    fact = base.load().fact("convening-2014.end-date")
    assert fact is not None
    assert fact.unknown
    assert fact.nearby == ("convening-2014.dates",)


def test_vocabulary_files_add_up(base: Base) -> None:
    vocabulary = base.load().vocabulary
    assert set(vocabulary.kinds) == {"convening", "place", "person", "organisation"}
    assert vocabulary.filler == ("guys", "folks")
    assert vocabulary.kinds["person"].plural == "people"
    assert vocabulary.kinds["place"].plural == "places"


def test_sources_keep_words_for_a_date(base: Base) -> None:
    source = base.load().sources["licata-up361"]
    assert (source.published, source.linkable) == ("before 2015", False)


def test_years_words_and_yes_stay_what_was_written(base: Base) -> None:
    base.add(
        """\
        2014:
          kind: person
          name: 2014
          aliases: [no, 0x1F, 1e5, 12:30:45]
        """
    )
    subject = base.load().subjects["2014"]
    assert (subject.name, subject.aliases) == ("2014", ("no", "0x1F", "1e5", "12:30:45"))


def test_a_fact_outside_the_vocabulary_has_values_by_their_looks(base: Base) -> None:
    own = "ask: ['{it} x%d'], tell: Said., cite: licata-up361"
    base.add(
        "brad-lander:\n  kind: person\n  name: Brad Lander\n  facts:\n"
        + f"    ally: {{value: bill-de-blasio, {own % 1}}}\n"
        + f"    votes: {{value: 1000, {own % 2}}}\n"
        + f"    since: {{value: 2009, {own % 3}}}\n"
        + f"    seat: {{value: Park Slope, {own % 4}}}\n"
    )
    facts = base.load().subjects["brad-lander"].facts
    assert facts["ally"].values[0].entity == "bill-de-blasio"
    assert facts["votes"].values[0].number == 1000
    assert facts["since"].values[0].day is not None
    assert facts["seat"].values[0].text == "Park Slope"


def test_the_digest_follows_names_and_contents(base: Base) -> None:
    first = base.load().digest
    assert base.load().digest == first
    base.write("notes.md", "not part of it")
    base.write("schema/x.yaml", "not: part")
    assert base.load().digest == first
    base.write("more.yaml", "")
    assert base.load().digest != first


SUBJECT = "brad-lander:\n  kind: person\n  name: Brad Lander\n  facts:\n"
OWN = "    seat: {ask: [seat of brad], tell: Brooklyn., cite: licata-up361 ¶1%s}\n"

WRONG = {
    "dangling source": (
        SUBJECT + "    seat: {ask: [x], tell: Y., cite: licata-up316 ¶1}\n",
        "more.yaml:5:38: there is no source 'licata-up316' (did you mean 'licata-up361'?)",
    ),
    "uncited told fact": (
        SUBJECT + "    seat: {ask: [x], tell: Y.}\n",
        "more.yaml:5:5: the told sentence is not cited (add `cite`: ",
    ),
    "unknown key": (
        SUBJECT + "    seat: {ask: [x], tel: Y., tell: Y., cite: licata-up361}\n",
        "more.yaml:5:22: unknown key 'tel' (did you mean 'tell'?)",
    ),
    "unknown key of a subject": (
        "brad-lander:\n  kind: person\n  name: B\n  alias: [x]\n",
        "more.yaml:4:3: unknown key 'alias' (did you mean 'aliases'?)",
    ),
    "comma that ends a text": (
        SUBJECT + "    seat: {ask: [x], tell: Yes, we did, cite: licata-up361}\n",
        "more.yaml:5:33: unknown key 'we did' (a comma inside { } ends a value",
    ),
    "slot read as a mapping": (
        SUBJECT + "    seat: {ask: [{it}], tell: Y., cite: licata-up361}\n",
        'more.yaml:5:18: a text is expected here, not a mapping (put quotes around it: "{it}")',
    ),
    "bare text as a fact": (
        SUBJECT + "    seat: Brooklyn\n",
        "more.yaml:5:11: a mapping is expected here, not a text (a fact needs its citation: {value: Br",
    ),
    "fact without a property": (
        SUBJECT + "    seat: {value: Brooklyn, cite: licata-up361}\n",
        "more.yaml:5:5: 'seat' is no property of kind 'person', so the fact needs `ask` and `tell`",
    ),
    "missing name": ("brad-lander:\n  kind: person\n", "more.yaml:1:1: 'name' is missing"),
    "empty name": (
        "brad-lander:\n  kind: person\n  name:\n",
        "more.yaml:3:3: 'name' is empty (fill it in)",
    ),
    "empty citation": (
        SUBJECT + "    seat: {ask: [x], tell: Y., cite: }\n",
        "more.yaml:5:32: 'cite' is empty (fill it in)",
    ),
    "empty alias": (
        "brad-lander: {kind: person, name: B, aliases: ['']}\n",
        "more.yaml:1:48: this is empty (fill it in, or leave it out)",
    ),
    "colon in a phrasing": (
        SUBJECT + "    seat:\n      ask:\n        - maybe: x\n      tell: Y.\n      cite: licata-up361\n",
        "more.yaml:7:11: a text is expected here, not a mapping (put quotes around a text with ': ' in it; "
        "only yes and no may stand before a colon)",
    ),
    "colon in a sentence": (
        SUBJECT + "    seat:\n      ask: x\n      tell:\n        so: it sits\n      cite: licata-up361\n",
        "more.yaml:8:9: a text is expected here, not a mapping (put quotes around a text with ': ' in it)",
    ),
    "dashes before facts": (
        SUBJECT + "    - seat: {ask: [x], tell: Y., cite: licata-up361}\n",
        "more.yaml:5:5: a mapping is expected here, not a list (take out the dashes before its keys)",
    ),
    "date that is not a span": (
        SUBJECT + OWN % ", as_of: 02/20/2018",
        "more.yaml:5:80: '02/20/2018' is not a date",
    ),
    "kind that is not there": (
        "brad-lander:\n  kind: preson\n  name: B\n",
        "more.yaml:2:9: there is no kind 'preson' (did you mean 'person'?)",
    ),
    "subject that is there": (
        "new-york-city:\n  kind: place\n  name: NYC\n",
        "subjects.yaml:4:1: the subject 'new-york-city' is there already (see more.yaml)",
    ),
    "id with capitals": (
        "Brad Lander:\n  kind: person\n  name: B\n",
        "more.yaml:1:1: 'Brad Lander' is not an id (lower case, words joined by hyphens)",
    ),
    "property id with capitals": (
        SUBJECT + "    Seat: {ask: [x], tell: Y., cite: licata-up361}\n",
        "more.yaml:5:5: 'Seat' is not an id",
    ),
    "dangling about": (SUBJECT + OWN % ", about: [nobody]", "more.yaml:5:81: there is no subject 'nobody'"),
    "dangling nearby": (
        SUBJECT + OWN % ", unknown: true, nearby: [convening-2014.date]",
        "there is no fact 'convening-2014.date' (did you mean 'convening-2014.dates'?)",
    ),
    "nearby of what is known": (
        SUBJECT + OWN % ", nearby: [convening-2014.city]",
        "`nearby` goes with `unknown",
    ),
    "closed list that is none": (
        SUBJECT + OWN % ", complete: true",
        "`complete` closes a list, and there is none",
    ),
    "qualified sentence": (SUBJECT + OWN % ", said_by: X", "`said_by` goes with a value (say it in `tell`)"),
    "bad as_of": (
        SUBJECT + OWN % ", as_of: around 2014",
        "more.yaml:5:80: 'around 2014' is not a date (write 2014-12-11",
    ),
    "day that is in no calendar": (
        SUBJECT + OWN % ", as_of: 2014-02-30",
        "'2014-02-30' is not in the calendar",
    ),
    "neither true nor false": (SUBJECT + OWN % ", inferred: maybe", "'maybe' is neither true nor false"),
    "unheard-of confidence": (
        SUBJECT + OWN % ", confidence: hi",
        "'hi' is not known here (write 'high', 'medium' or 'low')",
    ),
    "slot in a sentence of its own": (
        SUBJECT + "    seat: {ask: [x], tell: '{It} sits.', cite: licata-up361}\n",
        "unknown slot {It} (write the name out)",
    ),
    "citation without a source": (
        SUBJECT + "    seat: {ask: [x], tell: Y., cite: ¶4}\n",
        "more.yaml:5:38: '¶4' is not a citation (write a source id",
    ),
    "mapping of nothing": ("- a\n- b\n", "more.yaml:1:1: a mapping is expected here"),
}


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_told_with_its_place_and_a_way_out(base: Base, text: str, expected: str) -> None:
    base.add(text)
    assert expected in base.problem()


REPLACED = {
    "uncited value": (
        "{value: new-york-city, cite: ourfuture-2014 ¶1}",
        "{value: new-york-city}",
        "subjects.yaml:16:19: the value 'new-york-city' is not cited",
    ),
    "uncited entry": (
        "{value: 50, of: local elected officials, cite: ourfuture-2014 ¶1}",
        "{value: 50}",
        "subjects.yaml:20:17: the value '50' is not cited",
    ),
    "no such entity": (
        "{value: new-york-city, ",
        "{value: new-york, ",
        "subjects.yaml:16:19: there is no subject 'new-york' (did you mean 'new-york-city'?)",
    ),
    "entity of another kind": (
        "{value: new-york-city, ",
        "{value: bill-de-blasio, ",
        "'bill-de-blasio' is of kind 'person' (wanted here: place)",
    ),
    "no number": ("{value: 50, ", "{value: about 50, ", "subjects.yaml:20:17: 'about 50' is not a number"),
    "NaN": ("{value: 50, ", "{value: .nan, ", "'.nan' is not a number"),
    "infinity": ("{value: 50, ", "{value: .inf, ", "'.inf' is not a number"),
    "huge number": ("{value: 50, ", "{value: 1" + "0" * 400 + ", ", "is too large a number"),
    "thousand or fraction": (
        "{value: 50, ",
        "{value: 4.800, ",
        "subjects.yaml:20:17: '4.800' may be a thousand or a fraction: write 4800, or 4.8000",
    ),
    "no date": ("2014-12-04/2014-12-06", "December 2014", "'December 2014' is not a date"),
    "span that runs backwards": ("2014-12-04/2014-12-06", "2014-12-06/2014-12-04", "ends before it begins"),
    "value twice": (
        "- {value: 1200, qualifier: over, of: people, said_by: Nick Licata, cite: licata-up361 ¶2}",
        "- {value: 50, of: local elected officials, cite: licata-up361 ¶2}",
        "subjects.yaml:19:5: the value '50' is given twice",
    ),
    "phrasing claimed twice": (
        "when did {it} end",
        "How many workshops  were there in {it}?",
        "is claimed by fact 'convening-2014.eight-workshops' too",
    ),
    "phrasing of a property that the subject has": (
        "when did {it} end",
        "When was {it}",
        "is claimed by fact 'convening-2014.dates' too",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), REPLACED.values(), ids=REPLACED.keys())
def test_a_wrong_value_is_told_with_its_place(base: Base, old: str, new: str, expected: str) -> None:
    base.replace("subjects.yaml", old, new)
    assert expected in base.problem()


VOCABULARY = {
    "slot that is not there": (
        '"{it} location"',
        '"{its} location"',
        "vocabulary/convening.yaml:13:38: unknown slot {its} (known here: {it}, {them}, {value})",
    ),
    "brace left open": ('"{It} was held in {value}."', '"{It was held."', "a brace that is not closed"),
    "find without a value": (
        "which convening was in {value}",
        "which convening",
        "a `find` phrasing needs {value}",
    ),
    "summary of what is not there": (
        "summary: [city, dates]",
        "summary: [town]",
        "vocabulary/convening.yaml:8:15: there is no property 'town'",
    ),
    "order by what cannot be ordered": ("ordered_by: dates", "ordered_by: city", "'city' is of type entity"),
    "order by numbers": (
        "ordered_by: dates",
        "ordered_by: ordinal",
        "yaml:6:17: 'ordinal' is of type number (`ordered_by` needs a property of type date)",
    ),
    "number by what is no number": ("numbered_by: ordinal", "numbered_by: dates", "'dates' is of type date"),
    "type that is not there": ("ordinal: {type: number}", "ordinal: {type: int}", "'int' is not known here"),
    "includes what is not there": ("many: true", "includes: [speaker]", "there is no property 'speaker'"),
    "sentence without its value": (
        '"{It} was held in {value}."',
        '"{It} was held somewhere."',
        "yaml:15:15: the sentence does not tell the value (put {value} where it belongs)",
    ),
    "ordinal of what is no number": (
        '"{It} was held in {value}."',
        '"{It} was held in {nth}."',
        "yaml:15:15: {nth} is for type number, and this is entity (write {value})",
    ),
    "day of what is no date": (
        '"{value} came to {it}."',
        '"They came {when}."',
        "{when} is for type date, and this is number (write {value})",
    ),
    "noun of another kind": (
        "browsable: true",
        "words: [meeting, People]",
        "vocabulary/convening.yaml:4:22: 'People' is the name of kind 'person' (a noun stands for one kind)",
    ),
    "ranks what cannot be ranked": ("many: true", "high: [best]", "`high` on a property of type entity"),
    "kind that is not there": ("kinds: [place]", "kinds: [city]", "there is no kind 'city'"),
    "phrasing claimed twice": (
        '"when was {it}"',
        '"Where was {it}  held?"',
        "claimed by property 'city' too",
    ),
    "value that nothing tells": (
        '"{value} came to {it}."',
        "",
        "subjects.yaml:19:5: nothing says how to tell this value (give 'attendance' a `tell`, ",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), VOCABULARY.values(), ids=VOCABULARY.keys())
def test_a_wrong_vocabulary_is_told_with_its_place(base: Base, old: str, new: str, expected: str) -> None:
    base.replace("vocabulary/convening.yaml", old, new)
    assert expected in base.problem()


def test_a_kind_is_described_in_one_place(base: Base) -> None:
    base.write("vocabulary/zoo.yaml", "kinds:\n  person: {name: human}\n")
    assert base.problem() == (
        "vocabulary/zoo.yaml:2:3: the kind 'person' is there already (see vocabulary/others.yaml)"
    )


def test_facts_of_different_subjects_may_be_asked_for_alike(base: Base) -> None:
    base.add(
        """\
        convening-2013:
          kind: convening
          name: the 2013 convening
          facts:
            workshops: {ask: ["how many workshops were there in {it}"], tell: Six., cite: licata-up361}
        """
    )
    assert base.problems() == []


def test_two_subjects_may_not_claim_the_same_words(base: Base) -> None:
    base.add(
        """\
        convening-2013:
          kind: convening
          name: the 2013 convening
          facts:
            sessions: {ask: [were there breakout sessions], tell: Six., cite: licata-up361}
        """
    )
    assert "claimed by fact 'convening-2013.sessions' too" in base.problem()


def test_a_series_of_numbers_needs_its_times(base: Base) -> None:
    base.replace("vocabulary/convening.yaml", "high: [largest]", "series: true")
    assert [problem.message for problem in base.problems()] == [
        "the value '50' has no `as_of`",
        "the value '1200' has no `as_of`",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("subject: local-progress", "subject: local-progres", "community.yaml:2:10: there is no subject"),
        ("convening-2014.city", "convening-2014.town", "community.yaml:6:38: there is no fact"),
        ("about: I answer questions about Local Progress.\n", "", "community.yaml:1:1: 'about' is missing"),
    ],
)
def test_the_community_refers_to_what_is_there(base: Base, old: str, new: str, expected: str) -> None:
    base.replace("community.yaml", old, new)
    assert expected in base.problem()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "published: 2014-12-11",
            "published: 2014-13-11",
            "sources.yaml:5:14: '2014-13-11' is not in the calendar",
        ),
        (
            "https://example.org/up361",
            "javascript:alert(1)",
            "is not a web address (it begins with https://)",
        ),
        ("date_basis: inferred", "date_basis: guessed", "'guessed' is not known here"),
    ],
)
def test_a_wrong_source_is_told_with_its_place(base: Base, old: str, new: str, expected: str) -> None:
    base.replace("sources.yaml", old, new)
    assert expected in base.problem()


def test_all_problems_of_all_files_are_told_at_once_in_order(base: Base) -> None:
    base.write("broken.yaml", "a: [b\n")
    base.replace("sources.yaml", "linkable: false", "linkable: nein")
    base.replace("community.yaml", "name: Local Progress\n", "")
    base.replace("subjects.yaml", "value: 50", "value: fifty")
    assert [(problem.file, problem.line) for problem in base.problems()] == [
        ("broken.yaml", 2),
        ("community.yaml", 1),
        ("sources.yaml", 12),
        ("subjects.yaml", 20),
    ]


def test_a_file_that_cannot_be_read_does_not_make_others_wrong(base: Base) -> None:
    base.write("sources.yaml", "a: [b\n")
    assert base.problem().startswith("sources.yaml:2:1: this is not YAML")


def test_a_mistaken_source_is_not_called_missing_as_well(base: Base) -> None:
    base.replace("sources.yaml", "  title: Urban Politics 361\n", "")
    assert "'title' is missing" in base.problem()


def test_a_mistaken_kind_is_not_called_missing_as_well(base: Base) -> None:
    base.replace("vocabulary/others.yaml", "place: {name: place}", "place: {nam: place, name: place}")
    assert "unknown key 'nam'" in base.problem()


def test_kinds_that_cannot_be_read_are_not_called_missing(base: Base) -> None:
    base.replace("vocabulary/others.yaml", "kinds:", "kind:")
    assert base.problem() == "vocabulary/others.yaml:1:1: unknown key 'kind' (did you mean 'kinds'?)"


def test_a_word_stands_in_one_line_of_synonyms(base: Base) -> None:
    base.replace(
        "vocabulary/others.yaml", "- [sponsor, funder]", "- [sponsor, funder, funder]\n  - [Funder, donor]"
    )
    assert base.problem() == (
        "vocabulary/others.yaml:7:6: 'Funder' stands in another line of synonyms too "
        "(see vocabulary/others.yaml: join the two lines, or keep it in one)"
    )


def test_a_fraction_is_a_fraction(base: Base) -> None:
    base.replace("subjects.yaml", "{value: 50, ", "{value: 0.125, ")
    assert base.problems() == []


def test_places_lie_within_places(base: Base) -> None:
    base.add("queens: {kind: place, name: Queens, within: new-york-city}")
    assert base.load().subjects["queens"].within == "new-york-city"
    base.add("queens: {kind: place, name: Queens, within: new-york}")
    assert base.problem() == "more.yaml:1:45: there is no subject 'new-york' (did you mean 'new-york-city'?)"


def test_nothing_lies_within_itself(base: Base) -> None:
    base.add(
        """\
        a: {kind: place, name: A, within: b}
        b: {kind: place, name: B, within: c}
        c: {kind: place, name: C, within: b}
        """
    )
    assert base.problem() == "more.yaml:1:35: 'b' lies within itself (break the circle)"
