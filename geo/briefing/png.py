"""A sheet as a PNG file: the same input gives the same bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from geo.briefing.facts import KEY, Facts
from geo.briefing.fonts import Typeface
from geo.briefing.readable import readable
from geo.briefing.sheets import Sheet

if TYPE_CHECKING:
    from PIL.PngImagePlugin import PngInfo

COMPRESSION: Final = 3
"""zlib level: two thirds of the default level's time for files three percent larger."""


def png(sheet: Sheet, facts: Facts, description: str, stamp: str, fonts: Typeface) -> bytes:
    """The sheet as a picture. `stamp` says which data and program made it."""
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_itxt("Title", readable(facts.title, fonts))
    words.add_itxt("Description", description)
    words.add_itxt("Source", stamp)
    words.add_itxt("Software", f"Claim Atlas {facts.version}")
    words.add_itxt(KEY, facts.text())
    return picture(sheet, fonts, words)


def picture(sheet: Sheet, fonts: Typeface, words: PngInfo | None = None) -> bytes:
    """The sheet as a PNG with these words in it, or none: for pictures inside other files."""
    from matplotlib.backends.backend_agg import RendererAgg
    from PIL import Image

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
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=COMPRESSION, pnginfo=words)
    return out.getvalue()
