"""Paint a scene with matplotlib, through its renderer and without its global state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox
from numpy.typing import NDArray

from geo.briefing.fonts import Typeface
from geo.briefing.scene import Box, Colour, Item, Outline, Scene, Text

if TYPE_CHECKING:
    from matplotlib.backend_bases import GraphicsContextBase, RendererBase


def paint(scene: Scene, renderer: RendererBase, height_px: int, fonts: Typeface) -> None:
    """Paint every item of a scene in order, at one dot per pixel."""
    painter = _Painter(renderer, height_px, fonts)
    for item in scene:
        painter.paint(item)


class _Painter:
    """A renderer and what it needs to know."""

    def __init__(self, renderer: RendererBase, height_px: int, fonts: Typeface) -> None:
        self.renderer = renderer
        self.height_px = height_px
        self.fonts = fonts
        # matplotlib counts y from the bottom up.
        self.flip = Affine2D().scale(1, -1).translate(0, height_px)

    def paint(self, item: Item) -> None:
        if isinstance(item, Outline):
            self._outline(self.renderer, item, self.flip)
        else:
            self._text(self.renderer, item)

    def _outline(self, renderer: RendererBase, item: Outline, flip: Affine2D) -> None:
        if not len(item.vertices):
            return
        context = self._context(renderer, item.clip)
        path = Path(item.vertices, item.codes)
        path.should_simplify = False
        if item.stroke is not None and item.width_px > 0:
            context.set_foreground(item.stroke, isRGBA=True)
            context.set_linewidth(item.width_px)
            context.set_joinstyle("round")
            context.set_capstyle("butt" if item.dash else "round")
            if item.dash:
                context.set_dashes(0, list(item.dash))
        else:
            context.set_linewidth(0)
            context.set_foreground((0, 0, 0, 0), isRGBA=True)
        renderer.draw_path(context, path, flip, item.fill)
        context.restore()

    def _text(self, renderer: RendererBase, item: Text) -> None:
        alpha, left, top = self.fonts.raster(item.text, item.size_px, item.bold)
        if not alpha.size:
            return
        x, baseline = round(item.x) + left, round(item.baseline)
        context = self._context(renderer, item.clip)
        if item.halo is not None and item.halo_px > 0:
            spread = max(1, round(item.halo_px))
            self._image(
                renderer,
                context,
                _spread(alpha, spread),
                item.halo,
                x - spread,
                baseline - top - spread,
            )
        self._image(renderer, context, alpha, item.ink, x, baseline - top)
        context.restore()

    def _image(
        self,
        renderer: RendererBase,
        context: GraphicsContextBase,
        alpha: NDArray[np.uint8],
        ink: Colour,
        x: int,
        y: int,
    ) -> None:
        image = np.empty((*alpha.shape, 4), np.uint8)
        image[..., :3] = [round(part * 255) for part in ink[:3]]
        image[..., 3] = alpha if ink[3] >= 1 else np.round(alpha * ink[3]).astype(np.uint8)
        # Images are placed by their lower left corner, rows counted from the bottom.
        renderer.draw_image(context, x, self.height_px - y - alpha.shape[0], image[::-1])

    def _context(self, renderer: RendererBase, clip: Box | None) -> GraphicsContextBase:
        context: Any = renderer.new_gc()
        context.set_snap(False)
        if clip is not None:
            context.set_clip_rectangle(
                Bbox.from_extents(
                    clip.left,
                    self.height_px - clip.bottom,
                    clip.right,
                    self.height_px - clip.top,
                )
            )
        return context  # type: ignore[no-any-return]


def _spread(alpha: NDArray[np.uint8], radius: int) -> NDArray[np.uint8]:
    """Letters thickened by `radius` pixels on every side, the ground of a halo."""
    height, width = alpha.shape
    canvas = np.zeros((height + 2 * radius, width + 2 * radius), np.uint8)
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            if dx * dx + dy * dy > (radius + 0.4) ** 2:
                continue
            spot = canvas[radius + dy : radius + dy + height, radius + dx : radius + dx + width]
            np.maximum(spot, alpha, out=spot)
    return canvas
