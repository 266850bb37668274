"""One function for all: a brief in, the bytes of a file out."""

from __future__ import annotations

from geo.briefing.brief import Brief, check_size
from geo.briefing.forms import SLIDE, Form, Size
from geo.briefing.png import LOCK, render_png
from geo.errors import ExportError


def render(brief: Brief, form: Form = Form.PNG, size: Size = SLIDE) -> bytes:
    """The brief as a file of this form, its pages `size` pixels large.

    The same brief, version and fonts give the same bytes on every machine. Raises `ExportError`
    when the size is out of range or the brief cannot be set at it.
    """
    check_size(*size)
    if form is Form.PNG:
        return render_png(brief, *size)
    # Imported here: a second of start-up that only those who draw pay for.
    from geo.briefing.compose import compose
    from geo.briefing.facts import facts_of
    from geo.briefing.fonts import typeface
    from geo.briefing.pdf import pdf
    from geo.briefing.svg import svg

    with LOCK:
        fonts = typeface()
        picture = compose(brief, *size, fonts)
        facts = facts_of(brief, form, size, fonts)
        if form is Form.SVG:
            return svg(picture.sheet, facts, picture.counts, fonts)
        if form is Form.PDF:
            return pdf([picture.sheet], facts, picture.counts, fonts)
    raise ExportError(f"{form} cannot be written. Use png.")
