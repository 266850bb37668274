"""How QGIS draws the layers of a GeoPackage: shape is the kind, colour the confidence, outline the
status, lighter what is planned or expected. Made of `geo.symbols`, so that map and QGIS agree.

The legend has an entry for each confidence; everything else is an expression over the fields, so
that an edit in QGIS shows at once. Red is drawn under what is contested and across what is denied.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring  # only writes

from geo.claims.vocabulary import Confidence, Kind, Modality, label
from geo.symbols import CONFIDENCE_FILLS, DENIAL_INK, MODALITY_LOOK, OUTLINE_INK

_SHAPES: Final[Mapping[Kind, tuple[str, int]]] = {
    # QGIS's name of the shape, and how far it is turned: its arrow and triangle point upwards.
    Kind.DEPLOYMENT: ("square", 0),
    Kind.INCIDENT: ("star", 0),
    Kind.TRANSFER: ("arrow", 90),
    Kind.SIGHTING: ("circle", 0),
    Kind.WITHDRAWAL: ("triangle", 180),
    Kind.OTHER: ("diamond", 0),
}
_PALE: Final = tuple(mode.value for mode in Modality if MODALITY_LOOK[mode][1])
_AREA_OPACITY: Final = 0.35
_SIZE: Final = (
    "CASE WHEN \"figure_high\" >= 10000 OR \"figure_low\" >= 10000 THEN 5.5 "
    "WHEN \"figure_high\" >= 1000 OR \"figure_low\" >= 1000 THEN 4.8 ELSE 4 END"
)  # fmt: skip


def points_style() -> str:
    """The style of the layer of points, as QML."""
    return _style({one: _marker_layers(one) for one in Confidence}, "marker")


def areas_style() -> str:
    """The style of the layer of areas: a tint with an outline, and the marker in its middle."""
    return _style({one: _area_layers(one) for one in Confidence}, "fill")


def _style(layers: Mapping[Confidence, list[Element]], kind: str) -> str:
    root = Element("qgis", version="3.28.0", styleCategories="Symbology|MapTips")
    renderer = SubElement(
        root, "renderer-v2", type="categorizedSymbol", attr="confidence", symbollevels="0",
        enableorderby="0", forceraster="0", referencescale="-1",
    )  # fmt: skip
    categories = SubElement(renderer, "categories")
    symbols = SubElement(renderer, "symbols")
    for number, (confidence, parts) in enumerate(layers.items()):
        SubElement(
            categories, "category", value=confidence.value, symbol=str(number), render="true",
            label=f"Confidence: {label(confidence).lower()}", type="string",
        )  # fmt: skip
        symbol = _symbol(kind, str(number))
        symbol.extend(parts)
        symbols.append(symbol)
    tip = SubElement(root, "mapTip", enabled="1")
    # QGIS shows a map tip as HTML: text of strangers is escaped first.
    tip.text = (
        "[% replace(replace(\"summary\", '&', '&amp;'), '<', '&lt;') %]<br>"
        '[% "kind" %], [% "status" %], confidence [% "confidence" %]'
    )
    return '<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM">\n' + tostring(
        root, encoding="unicode"
    )


def _symbol(kind: str, name: str) -> Element:
    return Element("symbol", type=kind, name=name, alpha="1", clip_to_extent="1", force_rhr="0")


def _marker_layers(confidence: Confidence) -> list[Element]:
    fill = CONFIDENCE_FILLS[confidence][0]
    shape = {
        "name": _by_kind({kind: f"'{name}'" for kind, (name, _) in _SHAPES.items()}),
        "angle": _by_kind({kind: str(turn) for kind, (_, turn) in _SHAPES.items()}),
    }
    outer = _layer(
        "SimpleMarker",
        {"name": "square", "color": "255,255,255,255", "outline_color": _rgba(DENIAL_INK),
         "outline_width": "0.4", "size": "5.4", "size_unit": "MM", "outline_style": "solid"},
        shape | {"size": f"1.35 * ({_SIZE})", "enabled": "\"status\" = 'contested'"},
    )  # fmt: skip
    body = _layer(
        "SimpleMarker",
        {"name": "square", "color": _rgba(fill), "outline_color": _rgba(OUTLINE_INK),
         "outline_width": "0.4", "size": "4", "size_unit": "MM", "outline_style": "solid"},
        shape | {"size": _SIZE, **_by_status(fill, 1.0)},
    )  # fmt: skip
    bar = _layer(
        "SimpleMarker",
        {"name": "line", "angle": "45", "color": _rgba(DENIAL_INK), "size": "6",
         "outline_color": _rgba(DENIAL_INK), "outline_width": "0.6", "size_unit": "MM"},
        {"enabled": "\"status\" = 'denied'", "size": f"1.4 * ({_SIZE})"},
    )  # fmt: skip
    return [outer, body, bar]


def _area_layers(confidence: Confidence) -> list[Element]:
    fill = CONFIDENCE_FILLS[confidence][0]
    area = _layer(
        "SimpleFill",
        {"color": _rgba(fill, _AREA_OPACITY), "outline_color": _rgba(OUTLINE_INK),
         "outline_width": "0.3", "outline_style": "solid", "style": "solid"},
        _by_status(fill, _AREA_OPACITY),
    )  # fmt: skip
    # A claim about a whole country has no spot: it is a tint only.
    middle = _layer(
        "CentroidFill",
        {"point_on_surface": "1", "point_on_all_parts": "0", "clip_points": "0"},
        {"enabled": "\"place_level\" != 'country'"},
    )
    marker = _symbol("marker", "@0@1")
    marker.extend(_marker_layers(confidence))
    middle.append(marker)
    return [area, middle]


def _by_status(fill: str, opacity: float) -> dict[str, str]:
    """Expressions for fill and outline, which follow status and modality."""
    pale = ", ".join(f"'{mode}'" for mode in _PALE)
    lighter = MODALITY_LOOK[Modality.PLANNED][0]
    denial = "\"status\" IN ('denied', 'contested')"
    return {
        "fillColor": (
            "CASE WHEN \"status\" = 'denied' THEN '0,0,0,0' "
            f"WHEN \"modality\" IN ({pale}) THEN '{_rgba(fill, opacity * lighter)}' "
            f"ELSE '{_rgba(fill, opacity)}' END"
        ),
        "outlineColor": f"CASE WHEN {denial} THEN '{_rgba(DENIAL_INK)}' "
        f"ELSE '{_rgba(OUTLINE_INK)}' END",
        "outlineStyle": "CASE WHEN \"status\" = 'unverified' THEN 'dash' ELSE 'solid' END",
    }


def _by_kind(values: Mapping[Kind, str]) -> str:
    rules = " ".join(f"WHEN '{kind.value}' THEN {value}" for kind, value in values.items())
    return f'CASE "kind" {rules} END'


def _layer(kind: str, properties: Mapping[str, str], expressions: Mapping[str, str]) -> Element:
    """One layer of a symbol: fixed properties, and those that are expressions."""
    layer = Element("layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    fixed = SubElement(layer, "Option", type="Map")
    for name, value in properties.items():
        SubElement(fixed, "Option", name=name, value=value, type="QString")
    data = SubElement(SubElement(layer, "data_defined_properties"), "Option", type="Map")
    SubElement(data, "Option", name="name", value="", type="QString")
    rules = SubElement(data, "Option", name="properties", type="Map")
    for name, expression in expressions.items():
        rule = SubElement(rules, "Option", name=name, type="Map")
        SubElement(rule, "Option", name="active", value="true", type="bool")
        SubElement(rule, "Option", name="expression", value=expression, type="QString")
        SubElement(rule, "Option", name="type", value="3", type="int")  # an expression
    SubElement(data, "Option", name="type", value="collection", type="QString")
    return layer


def _rgba(colour: str, opacity: float = 1.0) -> str:
    """``#rrggbb`` as QGIS has it: ``r,g,b,a`` from 0 to 255."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(opacity * 255)}"


POINTS_QML: Final = points_style()
AREAS_QML: Final = areas_style()
