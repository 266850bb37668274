"""A sheet as a PNG file: the same input gives the same bytes."""

from __future__ import annotations

import io
from typing import Any, Final

from geo.briefing.facts import KEY, Facts
from geo.briefing.fonts import Typeface
from geo.briefing.readable import readable
from geo.briefing.sheets import Sheet

COMPRESSION: Final = 3
"""zlib level: two thirds of the default level's time for files three percent larger."""


def png(sheet: Sheet, facts: Facts, description: str, stamp: str, fonts: Typeface) -> bytes:
    """The sheet as a picture. `stamp` says which data and program made it."""
    from matplotlib.backends.backend_agg import RendererAgg
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    from geo.briefing.paint import paint

    width, height = sheet.width_px, sheet.height_px
    # Without a figure, whose import alone takes longer than drawing. At 72 dots per inch a point is
    # a pixel.
    agg: Any = RendererAgg
    renderer = agg(width, height, 72)
    paint(sheet.scene, renderer, height, fonts)
    image = Image.frombuffer(
        "RGBA", (width, height), renderer.buffer_rgba(), "raw", "RGBA", 0, 1
    ).convert("RGB")
    words = PngInfo()
    words.add_itxt("Title", readable(facts.title, fonts))
    words.add_itxt("Description", description)
    words.add_itxt("Source", stamp)
    words.add_itxt("Software", f"Claim Atlas {facts.version}")
    words.add_itxt(KEY, facts.text())
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=COMPRESSION, pnginfo=words)
    return out.getvalue()
