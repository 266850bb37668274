"""In do-no-harm mode nothing in any file tells a place more exactly than its region."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pikepdf
import pypdfium2
import pytest

from geo.briefing import Brief, Form, render
from geo.briefing.harm import CoarseTable, without_harm
from geo.briefing.harm_names import WITHHELD
from geo.claims.dataset import Dataset
from geo.claims.dates import read_date
from geo.claims.table import ClaimTable
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import Gazetteer, load_gazetteer
from geo.places.location import Shape
from geo.places.place import Level, Name, Place
from geo.places.regions import BoundaryView

HIDDEN = "Zwyrtlograd"
CYRILLIC = "Звиртлоград"
LON, LAT = 131.98765, 43.81234


def secret_place(**changes: object) -> Place:
    place = Place(
        id="zwyrtlograd", name=HIDDEN, level=Level.BASE, country="RU", admin1="RU.59", lon=LON,
        lat=LAT, radius_km=3.0, area="", names=(Name(CYRILLIC, "ru", "Cyrl"),), geonames_id=None,
        dispute="", source="", reviewed="",
    )  # fmt: skip
    return replace(place, **changes)  # type: ignore[arg-type]


@cache
def table_with(place: Place) -> ClaimTable:
    """The bundled claims, the first of them at a place that is named in all of its texts."""
    seeds = read_folder(bundled_folder(), load_gazetteer()).dataset
    first = seeds.claims[0]
    claim = replace(
        first,
        id=f"claim-{HIDDEN.lower()}",
        place=place.id,
        place_words=f"the {HIDDEN} barracks",
        summary=f"Soldiers were seen near {HIDDEN}'s gate ({CYRILLIC}).",
        actor=f"Garrison of {HIDDEN.upper()}",
    )
    key, document = next(iter(seeds.documents.items()))
    documents = {**seeds.documents, key: replace(document, url=f"https://news.example/{HIDDEN}")}
    statements = [
        replace(one, claim=claim.id, note=f"Heard in {HIDDEN}.", document=key)
        if one.claim == first.id
        else one
        for one in seeds.statements
    ]
    dataset = Dataset(
        documents, seeds.originators, (claim, *seeds.claims[1:]), statements,
        places={place.id: place},
    )  # fmt: skip
    gazetteer = Gazetteer((*load_gazetteer().places, place))
    return ClaimTable(dataset, gazetteer)


def brief_of(table: ClaimTable) -> Brief:
    return Brief(
        title=f"Around {HIDDEN}",
        subtitle=f"Claims with the words “{HIDDEN}”",
        table=table,
        rows=(0, 1, 2, 3),
        bounds=(LON - 0.1, LAT - 0.1, LON + 0.1, LAT + 0.1),
        boundary=BoundaryView.RECOGNISED,
        total=table.n,
        version="1.2.3",
        recipe={"text": HIDDEN, "view": [LON, LAT]},
    )


def everything_in(made: bytes, form: Form) -> str:
    """All text that a file holds, whatever it is packed in."""
    if form is Form.PPTX:
        with zipfile.ZipFile(io.BytesIO(made)) as file:
            return "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    if form is Form.PDF:
        document = pikepdf.open(io.BytesIO(made))
        found = [str(document.docinfo), str(document.open_metadata())]
        for one in document.objects:
            found.append(repr(one))
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != pikepdf.Name.Image:
                found.append(one.read_bytes().decode("utf-8", "replace"))
        return "".join(found)
    text = made.decode("utf-8", "replace")
    return text + re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)


def words_of_pages(pdf: bytes) -> str:
    """What a reader of a PDF can select and copy on all of its pages, on one line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).split()).casefold()


def test_no_page_of_a_document_says_an_exact_place() -> None:
    table = table_with(secret_place())
    everything = replace(brief_of(table), rows=tuple(range(table.n)))
    exact = words_of_pages(render(everything, Form.PDF))
    for told in (HIDDEN, CYRILLIC, "Ussuriysk", "Vladivostok"):
        assert told.casefold() in exact
    coarse = words_of_pages(render(without_harm(everything, table, 0), Form.PDF))
    assert "do no harm" in coarse and "primorsk" in coarse
    told = (HIDDEN, CYRILLIC, "barracks", "Ussuriysk", "131.9", "43.8", "131°", "43°")
    assert [one for one in told if one.casefold() in coarse] == []
    # Letters may be set apart on the page: then a name has to be looked for without its spaces.
    assert HIDDEN.casefold() not in coarse.replace(" ", "")


@pytest.mark.parametrize("form", list(Form))
def test_no_form_tells_an_exact_place(form: Form) -> None:
    place = secret_place()
    table = table_with(place)
    exact = everything_in(render(brief_of(table), form), form).casefold()
    if form is not Form.PDF:  # its letters are numbers of glyphs; its facts hold the recipe
        assert HIDDEN.casefold() in exact
    coarse = everything_in(render(without_harm(brief_of(table), table, 0), form), form).casefold()
    for told in (HIDDEN.casefold(), CYRILLIC.casefold(), "131.987", "43.812", "barracks"):
        assert told not in coarse
    if form in (Form.PPTX, Form.HTML):
        assert "primorsk" in coarse and "do no harm" in coarse


def test_places_become_regions_or_countries_and_keep_no_spot() -> None:
    table = table_with(secret_place())
    coarse = CoarseTable(table)
    assert {one.shape for one in coarse.locations if one} <= {Shape.AREA, Shape.COUNTRY}
    assert coarse.locations[0] is not None
    assert coarse.locations[0].place.admin1 == "RU.59"
    assert coarse.card(0).where.startswith("somewhere in Primor")


@pytest.mark.parametrize(
    ("changes", "shape"),
    [
        ({"admin1": ""}, Shape.COUNTRY),
        ({"admin1": "RU.NONE"}, Shape.COUNTRY),
        (
            {"level": Level.AREA, "area": "wkt:POLYGON((131 43, 132 43, 132 44, 131 43))"},
            Shape.AREA,
        ),
        ({"admin1": "", "country": "RU/UA", "level": Level.AREA}, Shape.NONE),
        ({"admin1": "", "country": "", "level": Level.SEA}, Shape.NONE),
    ],
)
def test_what_has_no_region_is_its_country_or_nowhere(
    changes: dict[str, object], shape: Shape
) -> None:
    coarse = CoarseTable(table_with(secret_place(**changes)))
    assert coarse.card(0).shape is shape
    assert HIDDEN not in str(coarse.card(0))


def test_texts_keep_regions_and_countries_and_lose_the_rest() -> None:
    clean = CoarseTable(table_with(secret_place())).clean
    assert clean(f"From {HIDDEN}, {HIDDEN.lower()}'s gate and Ussuriysk to Ukraine") == (
        f"From {WITHHELD}, {WITHHELD}'s gate and {WITHHELD} to Ukraine"
    )
    kept = "North Korean troops in the Primorsky Krai, Syrian ones in Donetsk Oblast"
    assert clean(kept) == kept


def test_young_claims_are_left_out_and_counted() -> None:
    table = table_with(secret_place())
    brief = brief_of(table)
    stamp = table.last_change
    assert stamp is not None
    young = replace(table.claims[1], date=read_date((stamp - timedelta(days=3)).isoformat()))
    claims = (table.claims[0], young, *table.claims[2:])
    newer = ClaimTable(replace(table.dataset, claims=claims, known_revision=""), table.gazetteer)
    brief = replace(brief, table=newer)
    assert 1 in without_harm(brief, newer, 3).rows
    kept = without_harm(brief, newer, 4)
    assert 1 not in kept.rows and len(kept.rows) == 3
    assert "1 claim of the last 4 days before" in kept.notes[-1]
