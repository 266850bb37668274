"""From a wish to a brief: what the command line and the export dialog have in common.

The wish is kept in the file as its recipe, so that `claim-atlas brief --verify` can draw the same
again. Whoever reads a recipe reads input from anybody: every value is checked, what is unknown is
refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from dashboard.filter_words import filter_words
from dashboard.version import version
from geo.briefing import Brief, Form, Parts, render_all
from geo.briefing.brief import Bounds, check_bounds
from geo.briefing.forms import Size
from geo.briefing.series import Series, in_series
from geo.claims.changes import published_between
from geo.claims.counts import count
from geo.claims.selection import Clock, Selection, select
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Confidence, Kind, Stance, Status
from geo.errors import ExportError, QueryError
from geo.places.regions import BoundaryView

Word = TypeVar("Word", bound=StrEnum)

DEFAULT_TITLE: Final = "Claims and who stands behind them"
MAX_WORDS: Final = 500


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be shown. `view` is west, south, east, north in degrees of the map; without it
    the map shows the selection's box, or what the claims need. `as_known` and `as_recorded` say
    which state of the data the table holds; whoever loads it applies them. `harm` makes places
    coarse and leaves out claims of the last so many days, see `geo.briefing.harm`. `compare` shows
    only what became known between two days, for which the table must hold what was known since.
    """

    title: str = DEFAULT_TITLE
    selection: Selection = field(default_factory=Selection)
    as_known: date | None = None
    as_recorded: date | None = None
    boundary: BoundaryView = BoundaryView.RECOGNISED
    view: Bounds | None = None
    handling: str = ""
    harm: int | None = None
    series: Series | None = None
    compare: tuple[date, date] | None = None
    chart: bool = False
    parts: Parts = field(default_factory=Parts)


def made(wish: Wish, table: ClaimTable, form: Form, size: Size) -> bytes:
    """The file that a wish asks for: what the command line and the dialog both hand out."""
    table, brief = _brief_and_table(wish, table)
    parts = in_series(brief, wish.series) if wish.series else (brief,)
    dots = None
    if wish.chart:
        from geo.briefing.chart_data import dots_of

        dots = dots_of(brief, table)
    return render_all(brief, parts, form, size, dots)


def brief_of(wish: Wish, table: ClaimTable) -> Brief:
    """The brief of the claims of a table that pass the wish's selection."""
    return _brief_and_table(wish, table)[1]


def _brief_and_table(wish: Wish, whole: ClaimTable) -> tuple[ClaimTable, Brief]:
    """The brief, and the table behind it: of a comparison that of the later day."""
    table = whole
    if wish.compare is not None:
        since, until = wish.compare
        table = ClaimTable(whole.dataset.as_known(until), whole.gazetteer, whole.boundary)
    selected = select(table, wish.selection)
    names = {key: one.name for key, one in table.dataset.originators.items()}
    told = wish.selection
    if wish.harm is not None:  # the words and the box of a filter may be as exact as a place
        told = replace(told, text="", bbox=None)
    subtitle = filter_words(told, wish.as_known, names, wish.as_recorded)
    if told != wish.selection:
        subtitle += ", search words and map section withheld"
    brief = Brief(
        title=wish.title,
        subtitle=subtitle,
        table=table,
        rows=tuple(selected.rows.nonzero()[0].tolist()),
        bounds=wish.view or wish.selection.bbox,
        boundary=table.boundary,
        total=table.n,
        version=version(),
        counts=count(table, selected).words(),
        handling=wish.handling,
        parts=wish.parts,
        recipe=recipe_of(wish),
    )
    clean: Callable[[str], str] = str
    if wish.harm is not None:
        from geo.briefing.harm import CoarseTable, without_harm

        brief = without_harm(brief, table, wish.harm)
        clean = CoarseTable(table).clean
    if wish.compare is not None:
        from geo.briefing.comparison import comparison

        news = published_between(whole.dataset, since, until)
        brief = comparison(brief, news, table.row_of, since, until, clean)
    return table, brief


def recipe_of(wish: Wish) -> dict[str, object]:
    """The wish as values of JSON, without what is as ever. The title is not in it: it is one of
    the facts of every file.
    """
    chosen = wish.selection
    every: dict[str, object] = {
        "from": chosen.date_from and chosen.date_from.isoformat(),
        "to": chosen.date_to and chosen.date_to.isoformat(),
        "date": chosen.clock.value if chosen.clock is not Clock.EVENT else None,
        "kind": [one.value for one in chosen.kinds],
        "stance": [one.value for one in chosen.stances],
        "status": [one.value for one in chosen.statuses],
        "confidence": [one.value for one in chosen.confidences],
        "originator": list(chosen.origins),
        "text": chosen.text,
        "bbox": chosen.bbox and list(chosen.bbox),
        "include-undated": chosen.include_undated,
        "include-unplaced": chosen.include_unplaced,
        "as-known": wish.as_known and wish.as_known.isoformat(),
        "as-recorded": wish.as_recorded and wish.as_recorded.isoformat(),
        "boundary": wish.boundary.value if wish.boundary is not BoundaryView.RECOGNISED else None,
        "view": wish.view and list(wish.view),
        "handling": wish.handling,
        "series": wish.series and wish.series.value,
        "compare": wish.compare and [day.isoformat() for day in wish.compare],
        "chart": wish.chart,
        "graticule": wish.parts.graticule,
        "no-inset": not wish.parts.inset,
        "no-legend": not wish.parts.legend,
        "no-sources": not wish.parts.sources,
    }
    return {name: value for name, value in every.items() if value}


def wish_of(recipe: Mapping[str, object], title: str) -> Wish:
    """The wish that a recipe states. Raises `ExportError` when a value is not of its kind."""
    if recipe.get("withheld"):
        raise ExportError(
            "the file was made to do no harm and keeps its filters to itself, so it cannot be "
            "drawn again from them. Make it anew and compare the two files."
        )
    read = _Reader(dict(recipe))
    try:
        wish = Wish(
            title=title,
            selection=Selection(
                date_from=read.day("from"),
                date_to=read.day("to"),
                clock=next(iter(read.words("date", Clock)), Clock.EVENT),
                kinds=read.words("kind", Kind),
                stances=read.words("stance", Stance),
                statuses=read.words("status", Status),
                confidences=read.words("confidence", Confidence),
                origins=tuple(read.texts("originator")),
                text="".join(read.texts("text")),
                bbox=read.bounds("bbox"),
                include_undated=read.flag("include-undated"),
                include_unplaced=read.flag("include-unplaced"),
            ),
            as_known=read.day("as-known"),
            as_recorded=read.day("as-recorded"),
            boundary=next(iter(read.words("boundary", BoundaryView)), BoundaryView.RECOGNISED),
            view=read.bounds("view"),
            handling="".join(read.texts("handling")),
            series=next(iter(read.words("series", Series)), None),
            compare=read.days("compare"),
            chart=read.flag("chart"),
            parts=Parts(
                graticule=read.flag("graticule"),
                inset=not read.flag("no-inset"),
                legend=not read.flag("no-legend"),
                sources=not read.flag("no-sources"),
            ),
        )
    except (ValueError, TypeError, QueryError):
        raise ExportError(
            "the file says that it was made with values that do not exist. It was changed, or a "
            "later version made it."
        ) from None
    if read.left:
        raise ExportError(
            f"the file says that it was made with {sorted(read.left)[0]!r}, which this version "
            "does not know. Verify it with the version that made it."
        )
    return wish


class _Reader:
    """Values of a recipe, each taken once and checked; `left` is what nobody asked for."""

    def __init__(self, recipe: dict[str, object]) -> None:
        self.left = recipe

    def day(self, name: str) -> date | None:
        value = self.left.pop(name, None)
        return date.fromisoformat(_checked(value, str)) if value is not None else None

    def days(self, name: str) -> tuple[date, date] | None:
        found = [date.fromisoformat(one) for one in self.texts(name)]
        if not found:
            return None
        since, until = found
        return since, until

    def flag(self, name: str) -> bool:
        return bool(_checked(self.left.pop(name, False), bool))

    def texts(self, name: str) -> list[str]:
        value = self.left.pop(name, [])
        found = [value] if isinstance(value, str) else _checked(value, list)
        if len(found) > MAX_WORDS or any(len(_checked(one, str)) > MAX_WORDS for one in found):
            raise ValueError(name)
        return found

    def words(self, name: str, vocabulary: Callable[[str], Word]) -> tuple[Word, ...]:
        return tuple(vocabulary(one) for one in self.texts(name))

    def bounds(self, name: str) -> Bounds | None:
        value = self.left.pop(name, None)
        if value is None:
            return None
        west, south, east, north = (float(one) for one in _checked(value, list))
        check_bounds((west, south, east, north))
        return west, south, east, north


def _checked(value: object, kind: type) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
