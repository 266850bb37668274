"""A store somebody else wrote: texts that would like to run, and rows that are wrong.

One store holds both. Hostile text is shown letter by letter; a broken row is refused and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, expect

from geo.exchange.seeds import read_folder
from geo.places.gazetteer import load_gazetteer
from tests.e2e.atlas_page import AtlasPage, expect_words
from tests.e2e.conftest import BlockedPage, Server, StartServer, block, fresh_context
from tests.e2e.stores import CLAIM, DOCUMENT, STATEMENT, add_rows, copy_bundled

pytestmark = pytest.mark.e2e

SCRIPT = "<script>window.pwned=1</script><img src=x onerror=window.pwned=2>"
TEMPLATE = "${window.pwned=3} `${window.pwned=4}` {{ 7*7 }} \\u0060"
MARKDOWN = "![x](http://evil.example/x.png) [here](javascript:window.pwned=5) **bold** $a$ :red[r]"
TURNED = "\u202eright to left\u202c \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u200fend"
ENTITY = "&lt;b&gt; <svg onload=window.pwned=6> </textarea></style><b>"
LONG = "LONG " + "x" * 10_000
NASTY = " ".join((SCRIPT, TEMPLATE, MARKDOWN, TURNED, ENTITY))

AT_VLADIVOSTOK = "Hostile at Vladivostok"
LENGTHY = "Lengthy at Khabarovsk"
IN_A_COUNTRY = "Hostile in Mongolia"

PWNED = (
    "window.pwned === undefined && document.querySelector('script:not([src])[data-evil]') === null"
)


def hostile_store(folder: Path) -> Path:
    """The bundled claims with three more, full of text that would like to be something else."""
    copy_bundled(folder)
    add_rows(
        folder,
        "documents.csv",
        [
            DOCUMENT
            | {
                "id": "hostile-document",
                "outlet": f"Outlet {NASTY}",
                "published": "2024-10-20",
                "published_basis": f"basis {NASTY}",
                "description": f"about {NASTY}",
                "via": f"agency {SCRIPT}",
                "url": "http://evil.example/article?a=1&b=<script>",
            }
        ],
    )
    add_rows(
        folder,
        "originators.csv",
        [{"id": "hostile-voice", "name": f"Voice {NASTY}", "kind": "person"}],
    )
    add_rows(
        folder,
        "claims.csv",
        [
            CLAIM
            | {
                "id": "hostile-town",
                "summary": f"{AT_VLADIVOSTOK} {NASTY}",
                "place": "vladivostok",
                "place_words": f"place {NASTY}",
                "date": "2024-10-20",
                "date_basis": f"date {NASTY}",
                "actor": f"actor {NASTY}",
                "figure_low": "5",
                "figure_unit": f"units {SCRIPT}",
            },
            CLAIM
            | {
                "id": "hostile-long",
                "summary": f"{LENGTHY} {LONG}",
                "place": "khabarovsk",
                "place_words": LONG,
                "actor": LONG,
            },
            CLAIM
            | {
                "id": "hostile-country",
                "summary": f"{IN_A_COUNTRY} {NASTY}",
                "place": "north-korea",
                "place_words": NASTY,
            },
        ],
    )
    add_rows(
        folder,
        "statements.csv",
        [
            STATEMENT
            | {
                "id": f"hostile-said-{claim}",
                "claim": f"hostile-{claim}",
                "document": "hostile-document",
                "originator": "hostile-voice",
                "via": f"somebody {SCRIPT}",
                "grade_basis": f"grade {NASTY}",
                "note": LONG if claim == "long" else f"note {NASTY}",
            }
            for claim in ("town", "long", "country")
        ],
    )
    return folder


def broken_rows(folder: Path) -> list[tuple[str, int, str, str]]:
    """Add rows that are wrong: file, row, column and value of what a report must name."""
    bad_claims: list[tuple[str, str, dict[str, str]]] = [
        ("place", "atlantis", {"place": "atlantis"}),
        ("date", "2024-13-40", {"date": "2024-13-40"}),
        ("kind", f"deploymint {SCRIPT}", {"kind": f"deploymint {SCRIPT}"}),
        ("figure_low", "1.500", {"figure_low": "1.500", "figure_unit": "soldiers"}),
    ]
    rows = add_rows(
        folder,
        "claims.csv",
        [
            CLAIM | {"id": f"broken-{number}", "summary": f"Broken row {number}"} | wrong
            for number, (_, _, wrong) in enumerate(bad_claims)
        ],
    )
    found = [
        ("claims.csv", row, column, value)
        for row, (column, value, _) in zip(rows, bad_claims, strict=True)
    ]
    [row] = add_rows(
        folder,
        "statements.csv",
        [
            STATEMENT
            | {
                "id": "broken-said",
                "claim": "hostile-town",
                "document": "hostile-document",
                "originator": "hostile-voice",
                "stance": "asserst",
            }
        ],
    )
    found.append(("statements.csv", row, "stance", "asserst"))
    [row] = add_rows(
        folder,
        "documents.csv",
        [
            DOCUMENT
            | {
                "id": "broken-document",
                "outlet": "Broken",
                "published": "2024-10-20",
                "url": "javascript:window.pwned=7",
            }
        ],
    )
    found.append(("documents.csv", row, "url", "javascript:window.pwned=7"))
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_store(tmp_path_factory.mktemp("hostile") / "store")


@pytest.fixture(scope="module")
def broken(store: Path) -> list[tuple[str, int, str, str]]:
    return broken_rows(store)


@pytest.fixture(scope="module")
def hostile_server(start_server: StartServer, store: Path, broken: object) -> Server:
    return start_server(store=store)


@pytest.fixture(scope="module")
def watched(chromium: Browser, hostile_server: Server) -> Iterator[BlockedPage]:
    """A page on the hostile store that reaches nothing else."""
    context = fresh_context(chromium)
    yield block(context, hostile_server)
    context.close()


def nothing_ran(watched: BlockedPage) -> None:
    """No script of a claim's text ran in any frame, and nothing was asked of anybody else."""
    for frame in watched.page.frames:
        assert frame.evaluate("window.pwned === undefined"), frame.url
    assert watched.foreign == []


def no_markup(where: Locator) -> None:
    """None of the elements that the texts spell out has come to be."""
    assert (
        where.locator("script, svg[onload], img[src='x'], img[src*=evil], b[onclick]").count() == 0
    )
    assert where.locator("a[href^='javascript']").count() == 0


def test_hostile_text_is_only_text(
    watched: BlockedPage, hostile_server: Server, tmp_path: Path
) -> None:
    dialogs: list[str] = []
    page = watched.page
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    atlas = AtlasPage(page, hostile_server.origin).open("?q=hostile")
    atlas.shows(2)

    # Table, then card.
    row = atlas.row_with(AT_VLADIVOSTOK)
    expect_words(row, SCRIPT, TEMPLATE)
    no_markup(row)
    row.click()
    expect(atlas.card).to_contain_text("Claim hostile-town")
    no_markup(atlas.card)
    expect_words(
        atlas.card,
        *(f"place {SCRIPT}", f"actor {SCRIPT}", f"date {SCRIPT}", f"Voice {SCRIPT}"),
        *(f"Outlet {SCRIPT}", f"somebody {SCRIPT}", f"note {SCRIPT}", f"grade {SCRIPT}"),
        *(TEMPLATE, MARKDOWN, ENTITY, f"5 or more units {SCRIPT}"),
    )
    link = atlas.card.get_by_role("link")
    expect(link).to_have_attribute("href", re.compile(r"^http://evil\.example/"))
    expect(link).to_have_attribute("rel", re.compile("noreferrer"))

    # Popup.
    atlas.look_at(131.8735, 43.1056, 9)
    atlas.click_place(131.8735, 43.1056)
    expect(atlas.popup_card).to_contain_text(SCRIPT)
    no_markup(atlas.popup_card)
    expect_words(atlas.popup_card, TEMPLATE, MARKDOWN, ENTITY, f"Outlet {SCRIPT}")
    atlas.close_popup()

    # The shelf of claims on a country: a button's label is Markdown by nature.
    atlas.page.get_by_role("button", name="Close the card").click()
    shelf = page.get_by_role("button", name=re.compile(IN_A_COUNTRY))
    expect(shelf).to_contain_text("<script>window.pwned=1</script>")
    no_markup(shelf)
    nothing_ran(watched)

    # Export: the picture is drawn from the same texts.
    page.get_by_role("button", name="Export").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("img", name=re.compile("^Preview"))).to_be_visible()
    atlas.settle()  # the browser has the first preview before there is a second
    dialog.get_by_role("textbox", name="Title").fill(f"{TEMPLATE} {SCRIPT} $x^2$"[:120])
    dialog.get_by_role("textbox", name="Title").press("Enter")
    expect(dialog.get_by_role("img", name=re.compile("^Preview"))).to_be_visible()
    with page.expect_download() as waiting:
        dialog.get_by_role("button", name="Download PNG").click()
    waiting.value.save_as(tmp_path / "hostile.png")
    with Image.open(tmp_path / "hostile.png") as image:
        assert image.size == (1920, 1080)
    dialog.get_by_role("button", name="Close").click()

    # Sources page: tables on a canvas.
    page.get_by_role("link", name="Sources").click()
    expect(page.get_by_role("heading", name="Documents")).to_be_visible()
    page.get_by_role("combobox", name="Independent origins").fill("Voice <script>")
    expect(page.get_by_role("option")).to_contain_text(SCRIPT)
    no_markup(page.get_by_role("option"))
    nothing_ran(watched)
    assert dialogs == []
    assert atlas.console == []


def test_long_text_does_not_burst_the_page(watched: BlockedPage, hostile_server: Server) -> None:
    atlas = AtlasPage(watched.page, hostile_server.origin).open("?q=lengthy")
    atlas.shows(1)
    row = atlas.row_with(LENGTHY)
    height = row.evaluate("e => e.offsetHeight")
    assert height < 200, "a row stays a row"
    row.click()
    atlas.card.get_by_role("button", name=re.compile("Show all")).first.click()
    expect(atlas.card).to_contain_text("x" * 10_000)
    assert watched.page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    nothing_ran(watched)


def test_refused_rows_are_named_and_good_ones_shown(
    watched: BlockedPage,
    hostile_server: Server,
    store: Path,
    broken: list[tuple[str, int, str, str]],
) -> None:
    atlas = AtlasPage(watched.page, hostile_server.origin).open()
    reading = read_folder(store, load_gazetteer())
    assert len(reading.problems) == len(broken)
    atlas.shows(len(reading.dataset.claims))
    expect(atlas.row_with(AT_VLADIVOSTOK)).to_have_count(1)
    expect(atlas.rows.filter(has_text="Broken row")).to_have_count(0)

    watched.page.get_by_text(f"{len(broken)} problems in the files").click()
    report = watched.page.get_by_text(re.compile("claims.csv, row"))
    expect(report).to_be_visible()
    lines = report.inner_text().split("\n")
    for file, row, column, value in broken:
        [line] = [one for one in lines if f"{file}, row {row}," in one]
        assert column in line
        assert value[:40] in line
    # The remedy stands in the same line; these are some of them.
    for remedy in ("Use one of: deployment, incident", "thousands separators", "asserts, denies"):
        assert any(remedy in line for line in lines), remedy
    no_markup(report)
    nothing_ran(watched)
