"""One function for all: a brief in, the bytes of a file out."""

from __future__ import annotations

from geo.briefing.brief import Brief, check_size
from geo.briefing.forms import SLIDE, Form, Size
from geo.briefing.png import render_png
from geo.errors import ExportError


def render(brief: Brief, form: Form = Form.PNG, size: Size = SLIDE) -> bytes:
    """The brief as a file of this form, its pages `size` pixels large.

    The same brief, version and fonts give the same bytes on every machine. Raises `ExportError`
    when the size is out of range or the brief cannot be set at it.
    """
    check_size(*size)
    if form is Form.PNG:
        return render_png(brief, *size)
    raise ExportError(f"{form} cannot be written. Use png.")
