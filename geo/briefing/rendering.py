"""One function for all: a brief in, the bytes of a file out."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from geo.briefing.brief import Brief, check_size
from geo.briefing.forms import SLIDE, Form, Size
from geo.errors import ExportError

if TYPE_CHECKING:
    from geo.briefing.chart_data import Dot
    from geo.briefing.facts import Facts
    from geo.briefing.fonts import Typeface
    from geo.briefing.sheets import Sheet

LOCK: Final = threading.RLock()
"""matplotlib's fonts and renderers are not made for two threads at once."""


def render(brief: Brief, form: Form = Form.PNG, size: Size = SLIDE) -> bytes:
    """The brief as a file of this form, its pages `size` pixels large.

    The same brief, version and fonts give the same bytes on every machine. Raises `ExportError`
    when the size is out of range or the brief cannot be set at it.
    """
    return render_all(brief, (brief,), form, size)


def render_all(
    whole: Brief,
    parts: Sequence[Brief],
    form: Form,
    size: Size = SLIDE,
    dots: Sequence[Dot] | None = None,
) -> bytes:
    """Several briefs (of one table) as one file, which says of itself what `whole` is.

    `dots` add a page with the chart of claimed figures; a form of one page is then the chart. Of
    a form with one page there can be one brief. Raises as `render`.
    """
    check_size(*size)
    if not form.flows and len(parts) != 1:
        raise ExportError(f"a series has several pages and a {form} has one. Use pdf or pptx.")
    if form is Form.HTML:
        from geo.briefing.page import page

        if dots is not None:
            raise ExportError("a page has no chart. Use png, svg, pdf or pptx.")
        return page(whole, size)
    # Imported here: half a second of start-up that only those who draw pay for.
    from geo.briefing.chart import chart_sheet
    from geo.briefing.fonts import typeface
    from geo.briefing.numbering import counts_line
    from geo.briefing.readable import readable
    from geo.briefing.wording import stamp_words

    with LOCK:
        fonts = typeface()
        if form is Form.PPTX:
            from geo.briefing.slides import slides

            return slides(whole, parts, size, fonts, dots)
        sheets: list[Sheet] = []
        if form.flows or dots is None:
            for part in parts:
                sheets += sheets_of(part, form, size, fonts)
        if dots is not None:
            sheets.append(chart_sheet(whole, dots, *size, fonts))
        said = ", ".join(one for one in (whole.subtitle, counts_line(whole)) if one)
        return write(
            sheets,
            facts_for(whole, form, size, sheets, fonts),
            readable(said, fonts),
            readable(stamp_words(whole), fonts),
            fonts,
        )


def sheets_of(brief: Brief, form: Form, size: Size, fonts: Typeface) -> tuple[Sheet, ...]:
    """The laid-out pages of the brief: one, or as many as its list needs where the form flows."""
    from geo.briefing.compose import compose
    from geo.briefing.paging import paged

    if form.flows:
        return paged(brief, *size, fonts)
    return (compose(brief, *size, fonts).sheet,)


def facts_for(
    brief: Brief, form: Form, size: Size, sheets: Sequence[Sheet], fonts: Typeface
) -> Facts:
    """What a file of these sheets says about itself."""
    from geo.briefing.facts import facts_of
    from geo.briefing.runs import letters_by_face

    faces = letters_by_face((item for sheet in sheets for item in sheet.scene), fonts)
    return facts_of(brief, form, size, faces)


def write(
    sheets: Sequence[Sheet], facts: Facts, description: str, stamp: str, fonts: Typeface
) -> bytes:
    """Sheets as a PNG or SVG (of one sheet) or a PDF, as `facts.form` says. `description` and
    `stamp` are printable.
    """
    from geo.briefing.pdf import pdf
    from geo.briefing.png import png
    from geo.briefing.svg import svg

    if facts.form is Form.PDF:
        return pdf(sheets, facts, description, fonts)
    if len(sheets) != 1:
        raise ExportError(f"a {facts.form} has one page, not {len(sheets)}. Use pdf.")
    if facts.form is Form.PNG:
        return png(sheets[0], facts, description, stamp, fonts)
    if facts.form is Form.SVG:
        return svg(sheets[0], facts, description, fonts)
    raise ExportError(f"sheets cannot be written as {facts.form}. Use png, svg or pdf.")


def render_png(brief: Brief, width_px: int = 1920, height_px: int = 1080) -> bytes:
    """The brief as a picture."""
    return render(brief, Form.PNG, (width_px, height_px))
