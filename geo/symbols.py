"""What a claim looks like: one source for map, legend, table and exports, so they cannot disagree.

Shape is the kind, fill colour the confidence, outline the status; planned and expected claims are
lighter and hatched; size follows the figure. Nothing is told by colour alone (WCAG 2.2, 1.4.1).

Paths are SVG path data in a box from -1 to 1 with y pointing down, made of absolute ``M``, ``L``,
``C`` and ``Z`` only, so that the browser's ``Path2D``, an SVG file and the picture export can read
the same string.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geo.claims.sizes import SIZE_LABELS
from geo.claims.vocabulary import STATUS_NOTES, Confidence, Kind, Modality, Status, label

KIND_PATHS: Final[Mapping[Kind, str]] = {
    # A square: troops that are somewhere.
    Kind.DEPLOYMENT: "M -0.85 -0.85 L 0.85 -0.85 L 0.85 0.85 L -0.85 0.85 Z",
    # An eight-pointed burst: something that happened at once.
    Kind.INCIDENT: (
        "M 0 -1.1 L 0.3 -0.72 L 0.78 -0.78 L 0.72 -0.3 L 1.1 0 L 0.72 0.3 L 0.78 0.78 "
        "L 0.3 0.72 L 0 1.1 L -0.3 0.72 L -0.78 0.78 L -0.72 0.3 L -1.1 0 L -0.72 -0.3 "
        "L -0.78 -0.78 L -0.3 -0.72 Z"
    ),
    # A broad arrow: something that moves from one side to another.
    Kind.TRANSFER: ("M -1 -0.45 L 0.05 -0.45 L 0.05 -1 L 1.1 0 L 0.05 1 L 0.05 0.45 L -1 0.45 Z"),
    # A circle: an eye on something.
    Kind.SIGHTING: (
        "M 0 -0.95 C 0.525 -0.95 0.95 -0.525 0.95 0 C 0.95 0.525 0.525 0.95 0 0.95 "
        "C -0.525 0.95 -0.95 0.525 -0.95 0 C -0.95 -0.525 -0.525 -0.95 0 -0.95 Z"
    ),
    # A triangle on its tip: troops that leave.
    Kind.WITHDRAWAL: "M -1 -0.8 L 1 -0.8 L 0 1 Z",
    Kind.OTHER: "M 0 -1.05 L 1.05 0 L 0 1.05 L -1.05 0 Z",
}

CONFIDENCE_FILLS: Final[Mapping[Confidence, tuple[str, str]]] = {
    # Fill and the ink that reads on it (contrast >= 4.5:1). A ramp of one direction in lightness,
    # blue to pale, that stays ordered in deuteranopia, protanopia, tritanopia and in grey;
    # "not judged" leaves the ramp altogether, because it is not a lower step of it.
    Confidence.HIGH: ("#123f7a", "#ffffff"),
    Confidence.MODERATE: ("#2f8fc4", "#0b1a2a"),
    Confidence.LOW: ("#a9dcf0", "#0b1a2a"),
    Confidence.NOT_JUDGED: ("#ece7df", "#3a352d"),
}

OUTLINE_INK: Final = "#101820"
"""Outline of a symbol on light ground."""

DENIAL_INK: Final = "#b3261e"
"""The second outline of a contested claim and the bar of a denied one."""

STATUS_OUTLINES: Final[Mapping[Status, str]] = {
    Status.ASSERTED: "solid",
    Status.CONTESTED: "double",
    Status.UNVERIFIED: "dashed",
    Status.DENIED: "hollow-bar",
}

MODALITY_LOOK: Final[Mapping[Modality, tuple[float, bool]]] = {
    # Opacity of the fill, and whether it is hatched.
    Modality.HAPPENED: (1.0, False),
    Modality.ONGOING: (1.0, False),
    Modality.PLANNED: (0.45, True),
    Modality.EXPECTED: (0.45, True),
}

SIZE_RADII_PX: Final[tuple[float, ...]] = (8.0, 8.0, 10.0, 12.0, 14.0)
"""Half width of a symbol by size class; class 0 is a claim without a figure."""

BANNER: Final = "Claims, not established facts"
"""Stands on every picture."""


def spec() -> dict[str, object]:
    """All of the above as plain JSON, lists in code order, for the map layer and the legend."""
    return {
        "kinds": [{"name": k.value, "label": label(k), "path": KIND_PATHS[k]} for k in Kind],
        "confidence": [
            {"name": c.value, "label": label(c), "fill": fill, "ink": ink}
            for c, (fill, ink) in CONFIDENCE_FILLS.items()
        ],
        "status": [
            {
                "name": s.value,
                "label": label(s),
                "note": STATUS_NOTES[s],
                "outline": STATUS_OUTLINES[s],
            }
            for s in Status
        ],
        "modality": [
            {"name": m.value, "label": label(m), "opacity": opacity, "hatched": hatched}
            for m, (opacity, hatched) in MODALITY_LOOK.items()
        ],
        "sizes": list(SIZE_RADII_PX),
        "sizeLabels": list(SIZE_LABELS),
        "outlineInk": OUTLINE_INK,
        "denialInk": DENIAL_INK,
        "banner": BANNER,
    }


def svg(
    kind: Kind,
    confidence: Confidence,
    status: Status,
    modality: Modality,
    *,
    size_px: int = 22,
) -> str:
    """One symbol as a small stand-alone SVG, for tables and legends outside the map.

    The string holds nothing but numbers and colours of this module.
    """
    fill, _ = CONFIDENCE_FILLS[confidence]
    opacity, hatched = MODALITY_LOOK[modality]
    path = KIND_PATHS[kind]
    outline = STATUS_OUTLINES[status]
    hollow = outline == "hollow-bar"
    dash = ' stroke-dasharray="0.42 0.3"' if outline == "dashed" else ""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.6 -1.6 3.2 3.2" '
        f'width="{size_px}" height="{size_px}">'
    ]
    if hatched:
        parts.append(
            f'<defs><pattern id="h" width="0.5" height="0.5" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="0.5" height="0.5" fill="#fff"/>'
            f'<rect width="0.25" height="0.5" fill="{fill}"/></pattern></defs>'
        )
    if outline == "double":
        parts.append(
            f'<g transform="scale(1.36)"><path d="{path}" fill="#fff" stroke="{DENIAL_INK}" '
            f'stroke-width="0.16"/></g>'
        )
    inside = "none" if hollow else ("url(#h)" if hatched else fill)
    parts.append(
        f'<path d="{path}" fill="{inside}" fill-opacity="{1 if hatched else opacity}" '
        f'stroke="{DENIAL_INK if hollow else OUTLINE_INK}" stroke-width="0.18"{dash}/>'
    )
    if hollow:
        parts.append(
            f'<path d="M -1.15 1.15 L 1.15 -1.15" stroke="{DENIAL_INK}" stroke-width="0.26"/>'
        )
    parts.append("</svg>")
    return "".join(parts)
