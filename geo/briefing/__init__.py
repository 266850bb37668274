"""Claims to briefing material.

Importing this costs nothing: the drawing library is loaded by the first picture.
"""

from __future__ import annotations

from geo.briefing.brief import Brief, Parts
from geo.briefing.forms import SIZES, SLIDE, Form
from geo.briefing.rendering import render, render_all, render_png

__all__ = ["SIZES", "SLIDE", "Brief", "Form", "Parts", "render", "render_all", "render_png"]
