"""Claims to briefing material.

Importing this costs nothing: the drawing library is loaded by the first picture.
"""

from __future__ import annotations

from geo.briefing.brief import Brief
from geo.briefing.png import render_png

__all__ = ["Brief", "render_png"]
