"""Drawing a chart as a PNG that can be read on a phone; the first picture loads the drawing library."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.charts.figures import Bar, Chart, Row

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH = 1080
MARGIN = 48
LABEL = 168
LEFT = MARGIN + LABEL
TITLE, BODY, SMALL = 46, 34, 25
PAPER, INK, QUIET, RULE = "#ffffff", "#1c2733", "#596675", "#d5dbe2"
SURE, UNSURE = "#1f6fb2", "#a9cbe8"
_FONTS = "font_lato"


def draw(chart: Chart) -> bytes:
    """Return the chart as a PNG; takes some tens of milliseconds, so not on the event loop."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - some 10 MB that only pictures need

    scratch = ImageDraw.Draw(Image.new("RGB", (1, 1)))
    height = _Sheet(scratch, chart, visible=False).draw()
    image = Image.new("RGB", (WIDTH, height), PAPER)
    _Sheet(ImageDraw.Draw(image), chart, visible=True).draw()
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=6)
    return file.getvalue()


@lru_cache(maxsize=8)
def _font(size: int, bold: bool = False) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - as above

    name = f"Lato-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(io.BytesIO((files(_FONTS) / "files" / name).read_bytes()), size)


@dataclass
class _Sheet:
    """Draws from the top down; invisible it only measures how long it gets."""

    pen: ImageDraw
    chart: Chart
    visible: bool
    y: int = MARGIN

    def draw(self) -> int:
        """Draw everything and return the height it takes."""
        self._text(self.chart.title, MARGIN, TITLE, INK, bold=True)
        if self.chart.note:
            self._text(self.chart.note, MARGIN, SMALL, QUIET)
        self.y += 24
        begun = self.y
        longest = max((bar.size for row in self.chart.rows for bar in row.bars), default=1.0) or 1.0
        for row in self.chart.rows:
            if self.chart.shape == "line":
                self._stop(row, first=row is self.chart.rows[0], last=row is self.chart.rows[-1])
            else:
                self._bars(row, longest)
        if self.y > begun:
            self._sources()
        return self.y + MARGIN

    def _bars(self, row: Row, longest: float) -> None:
        """A row of the bar chart: the label at the left, each figure in words above its bar."""
        top = self.y
        end = self._label(row.label, quiet=row.gap)
        for bar in row.bars:
            self._figure(bar, longest)
        if not row.bars:
            self._text(row.words, LEFT, BODY, QUIET)
        self.y = max(self.y, end) + 12
        self._line((MARGIN, self.y, WIDTH - MARGIN, self.y), RULE, 1)
        self.y += 14 if self.y > top else 0

    def _figure(self, bar: Bar, longest: float) -> None:
        self._text(f"{bar.words} {bar.marks}".strip(), LEFT, BODY if len(bar.words) < 46 else SMALL + 3, INK)
        length = int((WIDTH - MARGIN - LEFT) * max(bar.size, 0) / longest)
        if self.visible:
            box = (LEFT, self.y + 2, LEFT + max(length, 3), self.y + 22)
            self.pen.rectangle(box, fill=SURE if bar.sure else UNSURE, outline=SURE)
        self.y += 34

    def _stop(self, row: Row, *, first: bool, last: bool) -> None:
        """A stop on the timeline: a dot on the line, hollow where the sources leave a gap."""
        x, top = MARGIN + 16, self.y
        colour = QUIET if row.gap else INK
        self._text(row.label, MARGIN + 60, BODY, colour, bold=not row.gap)
        self._text(f"{row.words} {row.marks}".strip(), MARGIN + 60, SMALL + 5, QUIET)
        self.y += 22
        middle = top + BODY // 2 + 6
        self._line((x, middle if first else top, x, middle if last else self.y), RULE, 6)
        if self.visible:
            box = (x - 13, middle - 13, x + 13, middle + 13)
            self.pen.ellipse(
                box, fill=PAPER if row.gap else SURE, outline=QUIET if row.gap else SURE, width=4
            )

    def _sources(self) -> None:
        self.y += 18
        self._text(" · ".join(self.chart.sources), MARGIN, SMALL, QUIET)

    def _label(self, words: str, *, quiet: bool) -> int:
        """Write a label beside what follows, and return where it ends."""
        before = self.y
        self._text(words, MARGIN, BODY, QUIET if quiet else INK, bold=not quiet, width=LABEL - 16)
        end, self.y = self.y, before
        return end

    def _text(  # noqa: PLR0913
        self, words: str, x: int, size: int, colour: str, *, bold: bool = False, width: int | None = None
    ) -> None:
        font = _font(size, bold)
        for line in _wrapped(words, font, width or WIDTH - MARGIN - x):
            if self.visible:
                self.pen.text((x, self.y), line, font=font, fill=colour)
            self.y += int(size * 1.32)

    def _line(self, box: tuple[int, int, int, int], colour: str, width: int) -> None:
        if self.visible:
            self.pen.line(box, fill=colour, width=width)


def _wrapped(words: str, font: FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    current = ""
    for word in words.split():
        longer = f"{current} {word}".strip()
        if current and font.getlength(longer) > width:
            lines.append(current)
            longer = word
        current = longer
    return [*lines, current]
