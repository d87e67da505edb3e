"""Drawing a chart as a PNG, a line for each figure so that it is not taller than it is wide for long.

A phone shows it as wide as the screen, the desktop at most 350 pixels high: it is as narrow as it may be
without becoming a sliver there. The first picture loads the drawing library.
"""

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

WIDTHS = (1080, 1340, 1600)
SHAPE = 0.85
"""How high it is in proportion at most, where one of the widths allows for that."""
MARGIN = 48
LONGEST = 0.42
"""The part of the room that the longest bar takes; what it stands for is written behind it."""
TITLE, BODY, SMALL = 46, 29, 24
THICK = 24
PAPER, INK, QUIET, RULE = "#ffffff", "#1c2733", "#596675", "#d5dbe2"
SURE, UNSURE = "#1f6fb2", "#a9cbe8"
_FONTS = "font_lato"


def draw(chart: Chart) -> bytes:
    """Return the chart as a PNG; takes some tens of milliseconds, so not on the event loop."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - some 10 MB that only pictures need

    scratch = ImageDraw.Draw(Image.new("RGB", (1, 1)))
    for width in WIDTHS:
        height = _Sheet(scratch, chart, width, visible=False).draw()
        if height <= width * SHAPE:
            break
    image = Image.new("RGB", (width, height), PAPER)
    _Sheet(ImageDraw.Draw(image), chart, width, visible=True).draw()
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
    width: int
    visible: bool
    y: int = MARGIN

    def draw(self) -> int:
        """Draw everything and return the height it takes."""
        self._text(self.chart.title, MARGIN, TITLE, INK, bold=True)
        if self.chart.note:
            self._text(self.chart.note, MARGIN, SMALL, QUIET)
        self.y += 24
        longest = max((bar.size for row in self.chart.rows for bar in row.bars), default=1.0) or 1.0
        left = MARGIN + self._label_width()
        for row in self.chart.rows:
            if self.chart.shape == "line":
                self._stop(row, left, first=row is self.chart.rows[0], last=row is self.chart.rows[-1])
            else:
                self._bars(row, left, longest)
        if self.chart.rows:
            self._sources()
        return self.y + MARGIN

    def _label_width(self) -> int:
        """The room for the widest label, up to two fifths of all."""
        dot = 60 if self.chart.shape == "line" else 0
        widest = max((_font(BODY, bold=True).getlength(row.label) for row in self.chart.rows), default=0)
        return dot + min(int(widest) + 32, int(self.width * 0.4))

    def _bars(self, row: Row, left: int, longest: float) -> None:
        """A row of the bar chart: the label at the left, then each bar with its figure in words behind it."""
        end = self._label(row.label, MARGIN, left, quiet=row.gap)
        for bar in row.bars:
            self._figure(bar, left, longest)
        if not row.bars:
            self._text(row.words, left, BODY, QUIET)
        self.y = max(self.y, end) + 4
        self._line((MARGIN, self.y, self.width - MARGIN, self.y), RULE, 1)
        self.y += 4

    def _figure(self, bar: Bar, left: int, longest: float) -> None:
        length = max(int((self.width - MARGIN - left) * LONGEST * max(bar.size, 0) / longest), 3)
        if self.visible:
            top = self.y + (BODY * 1.32 - THICK) // 2 + 1
            box = (left, top, left + length, top + THICK)
            self.pen.rectangle(box, fill=SURE if bar.sure else UNSURE, outline=SURE)
        self._text(f"{bar.words} {bar.marks}".strip(), left + length + 14, BODY, INK)

    def _stop(self, row: Row, left: int, *, first: bool, last: bool) -> None:
        """A stop on the timeline: a dot on the line, hollow where the sources leave a gap."""
        x, top = MARGIN + 16, self.y
        end = self._label(row.label, MARGIN + 60, left, quiet=row.gap)
        self._text(f"{row.words} {row.marks}".strip(), left, BODY, QUIET)
        self.y = max(self.y, end) + 14
        middle = top + BODY // 2 + 6
        self._line((x, middle if first else top, x, middle if last else self.y), RULE, 6)
        if self.visible:
            box = (x - 12, middle - 12, x + 12, middle + 12)
            self.pen.ellipse(
                box, fill=PAPER if row.gap else SURE, outline=QUIET if row.gap else SURE, width=4
            )

    def _sources(self) -> None:
        self.y += 18
        self._text(" · ".join(self.chart.sources), MARGIN, SMALL, QUIET)

    def _label(self, words: str, x: int, end: int, *, quiet: bool) -> int:
        """Write a label beside what follows, and return where it ends."""
        before = self.y
        self._text(words, x, BODY, QUIET if quiet else INK, bold=not quiet, width=end - x - 16)
        below, self.y = self.y, before
        return below

    def _text(  # noqa: PLR0913
        self, words: str, x: int, size: int, colour: str, *, bold: bool = False, width: int | None = None
    ) -> None:
        font = _font(size, bold)
        for line in _wrapped(words, font, width or self.width - MARGIN - x):
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
