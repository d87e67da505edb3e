"""A reading explains the words that its phrasings use, and less surely those that its answer tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.facts import Book
from bot.matching.accounting import Accountant
from bot.matching.asking import Draft, Intent
from bot.matching.catalog import Catalog
from bot.matching.evidence import Evidence
from bot.matching.explaining import Explainer
from bot.matching.lexicon import Lexicon
from bot.matching.views import Views
from bot.matching.wordings import Wordings

from .conftest import Notes

TOWN = Intent("rally", "town")
OWN_TOWN = replace(TOWN, fact="rally-2016.town")
DRAFT = Draft("lookup", "rally", ("rally-2016",), "town", intent=TOWN)


class Explaining:
    """Explains questions where two phrasings of a rally's town use `wharf` and one uses `quay`."""

    def __init__(self, notes: Notes, catalog: Catalog, lexicon: Lexicon, book: Book) -> None:
        wordings = Wordings()
        wordings.add(TOWN, ["wharf"], [])
        wordings.add(TOWN, ["wharf", "quay"], [])
        wordings.add(OWN_TOWN, ["quay"], [])
        self._notes = notes
        self._accountant = Accountant(catalog, Views(book, lexicon), wordings)
        self._explainer = Explainer(lexicon, wordings, self._accountant)

    def __call__(self, text: str, draft: Draft = DRAFT) -> Evidence:
        return self._explainer.evidence(self._notes(text), draft, self._accountant.views(draft))


@pytest.fixture
def explain(notes: Notes, catalog: Catalog, lexicon: Lexicon, book: Book) -> Explaining:
    return Explaining(notes, catalog, lexicon, book)


def test_what_several_phrasings_use_is_explained_in_full(explain: Explaining) -> None:
    assert explain("wharf").coverage == 1.0


def test_what_one_phrasing_uses_is_explained_in_part(explain: Explaining) -> None:
    assert explain("quay").coverage == pytest.approx(0.8)


def test_what_a_phrasing_of_the_fact_itself_uses_is_explained_in_full(explain: Explaining) -> None:
    assert explain("quay", replace(DRAFT, intent=OWN_TOWN)).coverage == 1.0


def test_what_describes_the_value_is_explained_in_full(explain: Explaining) -> None:
    described = replace(DRAFT, described_by=frozenset({"zeppelin"}))
    assert (explain("zeppelin", described).coverage, explain("zeppelin").coverage) == (1.0, 0.0)


def test_what_the_answer_tells_is_counted_apart(explain: Explaining) -> None:
    told = explain("ropes", replace(DRAFT, property="sponsor"))
    assert told.coverage == pytest.approx(0.8)
    assert told.told == told.explained > 0
    assert explain("quay").told == 0.0


def test_what_nothing_explains_and_no_phrasing_uses_is_strange(explain: Explaining) -> None:
    found = explain("wharf zeppelin")
    assert (found.strangers, found.content, found.content_explained) == (1, 2, 1)
    assert found.stems == {"wharf"}


def test_words_taken_for_a_value_are_explained_by_half(explain: Explaining) -> None:
    assert explain("zeppelin", replace(DRAFT, claim="zeppelin")).coverage == pytest.approx(0.5)


def test_words_of_rank_are_explained_where_the_reading_ranks(explain: Explaining) -> None:
    ranking = Draft("superlative", "rally", ("rally-2016",), "attendance", extreme="high", intent=TOWN)
    assert explain("biggest", ranking).coverage == 1.0
    assert explain("biggest").coverage == 0.0
