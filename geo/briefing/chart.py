"""Claimed figures over time: a dot for each, with the range it leaves open, never summed.

Each unit has an axis of its own. A figure stands at the day on which it was published; a figure
with one bound only has an arrow towards what it leaves open. Every dot has a number, which the list
beside the chart explains: who said it, when, and in which words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from geo.briefing import chrome, palette
from geo.briefing.chart_axes import Height, axis_of, days_named, span_of
from geo.briefing.chart_data import Dot
from geo.briefing.flow import Span, set_line, wrap
from geo.briefing.fonts import Typeface
from geo.briefing.layout import body_of, scale_of, type_px
from geo.briefing.numbering import counts_line
from geo.briefing.readable import readable
from geo.briefing.scene import Box, Colour, Scene, Text, colour, line, rectangle
from geo.briefing.sheets import Passage, Role, Sheet
from geo.claims.dates import day_words

if TYPE_CHECKING:
    from geo.briefing.brief import Brief

MOST_UNITS: Final = 4


NOTHING: Final = "No claim shown here has a figure."
INKS: Final = tuple(
    colour(one) for one in ("#0b5cad", "#b3540b", "#2e6b34", "#7a3b8f", "#8a1116", "#3f4a55")
)


def chart_sheet(
    brief: Brief, dots: Sequence[Dot], width_px: int, height_px: int, fonts: Typeface
) -> Sheet:
    """A page with the chart, with the brief's header and footer around it."""
    scale = scale_of(width_px, height_px)
    counts = readable(counts_line(brief), fonts)
    head = chrome.header(brief, counts, width_px, scale, fonts)
    foot = chrome.footer(brief, width_px, height_px, scale, fonts, brief.table.card)
    body = body_of(width_px, height_px, head.box.height, foot.box.height)
    ground = rectangle(Box(0, 0, width_px, height_px), fill=palette.PAGE)
    return Sheet(
        width_px,
        height_px,
        (
            Passage(Role.FURNITURE, [ground]),
            *head.passages,
            *chart_passages(dots, body, scale, fonts),
            *foot.passages,
        ),
    )


def chart_passages(
    dots: Sequence[Dot], body: Box, scale: float, fonts: Typeface
) -> tuple[Passage, ...]:
    """Axes and dots on the left, the list that explains them on the right."""
    size = type_px(15, scale)
    if not dots:
        baseline = round(body.top + 2 * size)
        said = Text(round(body.left), baseline, NOTHING, size, palette.INK)
        return (Passage(Role.PARAGRAPH, [said]),)
    units = _units(dots)
    numbers = {dot: at + 1 for at, dot in enumerate(dots)}
    left = Box(body.left, body.top, 0.6 * body.width, body.height)
    gap = 1.2 * size
    tall = (left.height - gap * (len(units) - 1)) / len(units)
    scene: Scene = []
    span = span_of(dots)
    who = sorted({dot.originator for dot in dots})
    inks = {one: INKS[at % len(INKS)] for at, one in enumerate(who)}
    axes = {unit: axis_of(inside) for unit, inside in units.items()}
    margin = size + max(
        fonts.width(f"{tick:,.0f}", size) for ticks, _ in axes.values() for tick in ticks
    )
    for at, (unit, inside) in enumerate(units.items()):
        box = Box(left.left, left.top + at * (tall + gap), left.width, tall)
        scene += _panel(unit, inside, numbers, span, box, margin, axes[unit], inks, size, fonts)
    right = Box(left.right + 2 * size, body.top, body.right - left.right - 2 * size, body.height)
    names = ", ".join(units)
    words = readable(f"Chart of {len(dots)} claimed figures over time, by unit: {names}", fonts)
    key = _key(dots, numbers, right, size, fonts)
    return (Passage(Role.FIGURE, scene, words), Passage(Role.PARAGRAPH, key))


def _units(dots: Iterable[Dot]) -> dict[str, list[Dot]]:
    """The units with most figures; those of the others are in the list only."""
    every: dict[str, list[Dot]] = {}
    for dot in dots:
        every.setdefault(dot.unit, []).append(dot)
    order = sorted(every, key=lambda unit: (-len(every[unit]), unit))
    return {unit: every[unit] for unit in order[:MOST_UNITS]}


def _panel(
    unit: str,
    dots: Sequence[Dot],
    numbers: dict[Dot, int],
    span: tuple[date, date],
    box: Box,
    margin: float,
    axis: tuple[list[float], Height],
    inks: Mapping[str, Colour],
    size: int,
    fonts: Typeface,
) -> Scene:
    """The axis of one unit with its dots, `margin` from the left."""
    ticks, place = axis
    labels = [f"{tick:,.0f}" for tick in ticks]
    top, foot = box.top + 2.4 * size, box.bottom - 1.6 * size
    plot = Box(box.left + margin, top, box.width - margin, foot - top)
    title = readable(f"{unit[:1].upper()}{unit[1:]} (as claimed, not to be added up)", fonts)
    scene: Scene = [Text(round(box.left), round(box.top + size), title, size, palette.INK, True)]
    for tick, words in zip(ticks, labels, strict=True):
        y = plot.bottom - place(tick) * plot.height
        scene.append(line([(plot.left, y), (plot.right, y)], palette.RULE, max(1.0, size / 15)))
        at = round(plot.left - 0.5 * size - fonts.width(words, size))
        scene.append(Text(at, round(y + 0.36 * size), words, size, palette.MUTED))
    days = max(1, (span[1] - span[0]).days)
    for day in days_named(span, fonts, plot.width, size):
        x = plot.left + (day - span[0]).days / days * plot.width
        words = day_words(day)
        scene.append(line([(x, plot.bottom), (x, plot.bottom + 0.4 * size)], palette.MUTED, 1.0))
        wide = fonts.width(words, size)
        at = round(min(x - wide / 2, plot.right - wide))
        scene.append(Text(at, round(plot.bottom + 1.5 * size), words, size, palette.MUTED))
    taken: list[Box] = []
    for dot in dots:
        x = plot.left + (dot.day - span[0]).days / days * plot.width
        ends = [place(value) for value in (dot.low, dot.high) if value is not None]
        ys = [plot.bottom - end * plot.height for end in ends]
        ink = inks[dot.originator]
        scene += _dot(dot, numbers[dot], x, ys, ink, taken, plot, size, fonts)
    return scene


def _dot(
    dot: Dot,
    number: int,
    x: float,
    ys: Sequence[float],
    ink: Colour,
    taken: list[Box],
    plot: Box,
    size: int,
    fonts: Typeface,
) -> Scene:
    """A numbered dot with its range; beside another one where it would cover it."""
    words = str(number)
    radius = max(0.8 * size, fonts.width(words, size, True) / 2 + 0.25 * size)
    middle = sum(ys) / len(ys)
    top, foot = min(ys), max(ys)
    if dot.high is None:
        top -= 2.2 * size
    if dot.low is None:
        foot += 2.2 * size
    reach = Box(x - radius, min(top, middle - radius), 2 * radius,
                max(foot, middle + radius) - min(top, middle - radius))  # fmt: skip
    while any(reach.overlaps(one) for one in taken) and reach.right + radius < plot.right:
        reach = Box(reach.left + 2 * radius + 1, reach.top, reach.width, reach.height)
    taken.append(reach)
    x = reach.left + radius
    width = max(1.5, size / 6)
    scene: Scene = []
    if foot > top:
        scene.append(line([(x, top), (x, foot)], ink, width))
    for end, arrow in ((top, dot.high is None), (foot, dot.low is None)):
        wing = 0.45 * size
        if arrow:
            down = wing if end == top else -wing
            points = [(x - wing, end + down), (x, end), (x + wing, end + down)]
            scene.append(line(points, ink, width))
        elif foot > top and len(ys) > 1:
            scene.append(line([(x - wing, end), (x + wing, end)], ink, width))
    disc = Box(x - radius, middle - radius, 2 * radius, 2 * radius)
    scene.append(rectangle(disc, fill=ink, stroke=palette.PAGE, width_px=1.0, radius_px=radius))
    at = round(x - fonts.width(words, size, True) / 2)
    scene.append(Text(at, round(middle + 0.36 * size), words, size, palette.PAGE, True))
    return scene


def _key(
    dots: Sequence[Dot], numbers: dict[Dot, int], box: Box, size: int, fonts: Typeface
) -> Scene:
    """Who said which figure when, by number; what has no room is counted."""
    indent = fonts.width("888 ", size, True)
    pitch = 1.3 * size
    scene: Scene = []
    y = box.top
    for at, dot in enumerate(dots):
        spans = [
            Span(dot.words, palette.INK, True),
            Span(f" – {dot.originator}; {dot.outlet}, {dot.published}", palette.INK),
        ]
        lines = wrap(spans, box.width - indent, size, fonts, max_lines=4)
        if y + (len(lines) + 1.2) * pitch > box.bottom and at < len(dots) - 1:
            rest = f"… and {len(dots) - at} more: see the list of sources"
            scene.append(Text(round(box.left), round(y + pitch), rest, size, palette.INK, True))
            break
        number = str(numbers[dot])
        scene.append(Text(round(box.left), round(y + 0.9 * pitch), number, size, palette.INK, True))
        for words in lines:
            y += pitch
            baseline = round(y - 0.1 * pitch)
            scene += set_line(words, round(box.left + indent), baseline, size, fonts)
        y += 0.35 * pitch
    return scene
