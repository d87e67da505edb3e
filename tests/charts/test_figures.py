"""What a picture shows, from a made-up vocabulary, and that it can be drawn."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from bot.answers.engine import Engine
from bot.charts.drawing import SHAPE, WIDTHS, draw
from bot.charts.figures import ROWS, Chart, alt_text, charted, numbers_chart, timeline_chart
from bot.facts.loader import load
from bot.facts.model import Kind
from bot.locales import Readers

VOCABULARY = """
kinds:
  race:
    name: race
    browsable: true
    identified_by: [day, number]
    ordered_by: day
    numbered_by: number
    summary: [number, runners, day]
    properties:
      day: {type: date}
      number: {type: number}
      runners: {type: number, label: runners}
"""
SUBJECTS = """
race-2001:
  kind: race
  name: the 2001 race
  facts:
    day: {value: 2001-05, cite: paper}
    number: {value: 1, cite: paper}
    runners:
      - {value: 1200, qualifier: about, cite: paper ¶2}
      - {value: 90, of: children, said_by: Ann, cite: paper ¶3}
race-2004:
  kind: race
  name: the 2004 race
  facts:
    day: {value: 2004-05-02, cite: paper}
    runners: {value: 2000, forecast: true, cite: paper}
race-2005:
  kind: race
  name: the 2005 race
  facts:
    day: {unknown: true, tell: Nobody knows when., nearby: [race-2004.day]}
"""


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "all.yaml").write_text(VOCABULARY)
    (tmp_path / "races.yaml").write_text(SUBJECTS)
    (tmp_path / "community.yaml").write_text("{name: Runners, subject: race-2001, about: Races.}")
    (tmp_path / "sources.yaml").write_text(
        "paper: {title: A race, publisher: Paper, url: 'https://p.example', published: '2004'}"
    )
    return Engine(load(tmp_path), today=lambda: date(2026, 1, 1))


@pytest.fixture
def race(engine: Engine) -> Kind:
    return engine.book.vocabulary.kinds["race"]


def chart(engine: Engine, race: Kind, tag: str = "en-US") -> Chart:
    return numbers_chart(engine, race, charted(race)[0], Readers().of(tag))


def test_the_numbers_that_sum_a_kind_up_get_a_picture_but_not_its_ordinal(race: Kind) -> None:
    assert [prop.name for prop in charted(race)] == ["runners"]


def test_every_figure_is_there_with_its_qualifier_and_gaps_are_gaps(engine: Engine, race: Kind) -> None:
    rows = chart(engine, race).rows
    assert [row.label for row in rows] == ["2001", "2002–2003", "2004"]
    assert [bar.words for bar in rows[0].bars] == ["about 1,200", "90 children (says Ann)"]
    assert [bar.marks for bar in rows[0].bars] == ["[1]", "[2]"]
    assert (rows[1].words, rows[1].gap) == ("none in my sources", True)
    assert [(bar.words, bar.sure) for bar in rows[2].bars] == [("2,000 (forecast)", False)]


def test_a_subject_of_which_nothing_is_known_is_left_out(engine: Engine, race: Kind) -> None:
    labels = [row.label for row in timeline_chart(engine, race, Readers().of("en-US")).rows]
    assert labels == ["The 2001 race", "2002–2003", "The 2004 race"]


def test_its_words_say_all_of_it_in_the_readers_way(engine: Engine, race: Kind) -> None:
    assert alt_text(chart(engine, race, "es-ES")) == (
        "Runners: races. 2001: about 1.200; 90 children (según Ann). 2002–2003: ninguno en mis fuentes. "
        "2004: 2.000 (previsión)."
    )


def test_its_words_are_never_longer_than_discord_takes(engine: Engine, race: Kind) -> None:
    long = chart(engine, race)
    many = Chart(long.title, "bars", long.rows * ROWS, long.footnotes, long.sources)
    assert len(alt_text(many)) <= 1024


@pytest.mark.parametrize("shape", ["bars", "line"])
def test_it_can_be_drawn_and_grows_with_what_it_shows(engine: Engine, race: Kind, shape: str) -> None:
    short = chart(engine, race)
    heights = []
    for times in (1, 5):
        drawn = draw(Chart(short.title, shape, short.rows * times, short.footnotes, short.sources))
        picture = Image.open(io.BytesIO(drawn))
        assert picture.format == "PNG"
        assert picture.width in WIDTHS
        heights.append(picture.height)
    assert heights[1] > heights[0] * 1.8


@pytest.mark.parametrize("shape", ["bars", "line"])
def test_twenty_figures_are_no_sliver(engine: Engine, race: Kind, shape: str) -> None:
    few = chart(engine, race)
    picture = Image.open(io.BytesIO(draw(Chart(few.title, shape, few.rows * 5, few.footnotes, few.sources))))
    assert picture.height <= picture.width * SHAPE


def test_the_drawing_library_is_not_loaded_before_the_first_picture() -> None:
    look = "import sys, bot.app; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0
