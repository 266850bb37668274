"""The look of claims: code order, readable paths, SVG of our own alone, contrast."""

from __future__ import annotations

import itertools
import json
import re
from enum import StrEnum
from typing import Any, cast
from xml.etree import ElementTree

import pytest

from geo import symbols
from geo.claims.sizes import SIZE_LABELS
from geo.claims.vocabulary import Confidence, Kind, Modality, Status, code, label

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "g", "path", "defs", "pattern", "rect"}
COLOUR = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
EVERY = list(itertools.product(Kind, Confidence, Status, Modality))
SPEC = cast(dict[str, Any], symbols.spec())


@pytest.mark.parametrize(
    ("name", "vocabulary"),
    [("kinds", Kind), ("confidence", Confidence), ("status", Status), ("modality", Modality)],
)
def test_lists_stand_in_code_order(name: str, vocabulary: type[StrEnum]) -> None:
    assert [one["name"] for one in SPEC[name]] == [word.value for word in vocabulary]
    for word in vocabulary:
        assert SPEC[name][code(word)]["label"] == label(word)


def test_the_spec_is_json_and_has_every_size() -> None:
    assert json.loads(json.dumps(SPEC, allow_nan=False)) == SPEC
    assert len(SPEC["sizes"]) == len(SPEC["sizeLabels"]) == len(SIZE_LABELS)
    assert SPEC["sizes"] == sorted(SPEC["sizes"])
    assert SPEC["banner"] == "Claims, not established facts"


@pytest.mark.parametrize("kind", Kind)
def test_paths_hold_only_what_all_readers_know(kind: Kind) -> None:
    path = symbols.KIND_PATHS[kind]
    assert re.fullmatch(r"M( -?[\d.]+){2}(( L( -?[\d.]+){2})|( C( -?[\d.]+){6}))* Z", path)
    numbers = [float(one) for one in re.findall(r"-?[\d.]+", path)]
    assert max(map(abs, numbers)) <= 1.1


def test_no_two_words_look_alike() -> None:
    assert len(set(symbols.KIND_PATHS.values())) == len(Kind)
    assert len(set(symbols.CONFIDENCE_FILLS.values())) == len(Confidence)
    assert len(set(symbols.STATUS_OUTLINES.values())) == len(Status)
    drawn = {symbols.svg(*one) for one in EVERY if one[3] in (Modality.HAPPENED, Modality.PLANNED)}
    # A denied claim is hollow: its confidence has no fill to show in.
    hollow = len(Kind) * 2 * (len(Confidence) - 1)
    assert len(drawn) >= len(EVERY) // 2 - hollow


def test_planned_and_expected_never_look_like_presence() -> None:
    for kind, confidence, status in itertools.product(Kind, Confidence, Status):
        if status is Status.DENIED:
            continue
        there = symbols.svg(kind, confidence, status, Modality.ONGOING)
        for modality in (Modality.PLANNED, Modality.EXPECTED):
            assert symbols.svg(kind, confidence, status, modality) != there
            assert symbols.MODALITY_LOOK[modality][1]


@pytest.mark.parametrize(("kind", "confidence", "status", "modality"), EVERY)
def test_every_symbol_is_well_formed_and_of_our_own(
    kind: Kind, confidence: Confidence, status: Status, modality: Modality
) -> None:
    drawing = symbols.svg(kind, confidence, status, modality, size_px=30)
    root = ElementTree.fromstring(drawing)  # noqa: S314 - made by the code under test
    assert root.tag == f"{SVG}svg"
    assert (root.get("width"), root.get("height")) == ("30", "30")
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in ELEMENTS
        assert not (element.text or "").strip()
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in ("href", "style")
            assert "//" not in value
            assert "url(" not in value or value == "url(#h)"
            if name in ("fill", "stroke") and value not in ("none", "url(#h)"):
                assert COLOUR.fullmatch(value)
    # What is drawn on is there: a hatch that is used is defined.
    assert ("url(#h)" in drawing) <= ('id="h"' in drawing)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("confidence", Confidence)
def test_ink_reads_on_every_fill(confidence: Confidence) -> None:
    fill, ink = symbols.CONFIDENCE_FILLS[confidence]
    assert contrast(fill, ink) >= 4.5


def test_outlines_are_seen_on_white() -> None:
    # WCAG 2.2, 1.4.11: graphics need 3:1 against what is beside them.
    for ink in (symbols.OUTLINE_INK, symbols.DENIAL_INK):
        assert contrast(ink, "#ffffff") >= 3


def test_levels_grow_lighter_step_by_step() -> None:
    ramp = [
        luminance(symbols.CONFIDENCE_FILLS[level][0])
        for level in (Confidence.HIGH, Confidence.MODERATE, Confidence.LOW)
    ]
    assert ramp == sorted(ramp)
    assert all(b - a > 0.1 for a, b in itertools.pairwise(ramp))
