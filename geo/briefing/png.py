"""A briefing picture as a PNG file: the same input gives the same bytes."""

from __future__ import annotations

import io
import threading
from typing import Any, Final

from geo.briefing.brief import Brief, check_size

LOCK: Final = threading.Lock()
"""matplotlib's fonts and renderers are not made for two threads at once."""

COMPRESSION: Final = 3
"""zlib level: two thirds of the default level's time for files three percent larger."""


def render_png(brief: Brief, width_px: int = 1920, height_px: int = 1080) -> bytes:
    """Draw the brief. Raises `ExportError` when the size is out of range."""
    check_size(width_px, height_px)
    with LOCK:
        return _render(brief, width_px, height_px)


def _render(brief: Brief, width_px: int, height_px: int) -> bytes:
    # Imported here: a second of start-up that only those who draw pay for.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    from geo.briefing.compose import compose
    from geo.briefing.fonts import typeface
    from geo.briefing.paint import SceneArtist
    from geo.briefing.readable import readable
    from geo.briefing.wording import stamp_words

    fonts = typeface()
    picture = compose(brief, width_px, height_px, fonts)
    # At 72 dots per inch a point is a pixel; the hair more keeps the division from losing one.
    figure = Figure(figsize=((width_px + 0.01) / 72, (height_px + 0.01) / 72), dpi=72)
    canvas: Any = FigureCanvasAgg(figure)
    figure.patch.set_visible(False)
    figure.add_artist(SceneArtist(picture.scene, height_px, fonts))
    canvas.draw()
    image = Image.frombuffer(
        "RGBA", (width_px, height_px), canvas.buffer_rgba(), "raw", "RGBA", 0, 1
    ).convert("RGB")
    words = PngInfo()
    words.add_itxt("Title", readable(brief.title, fonts))
    words.add_itxt("Description", f"{readable(brief.subtitle, fonts)} · {picture.counts}")
    words.add_itxt("Source", readable(stamp_words(brief), fonts))
    words.add_itxt("Software", f"Claim Atlas {brief.version}")
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=COMPRESSION, pnginfo=words)
    return out.getvalue()
