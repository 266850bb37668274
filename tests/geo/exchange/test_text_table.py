from __future__ import annotations

import pytest

from geo.claims.dataset import Dataset
from geo.claims.dates import read_date
from geo.claims.model import Claim, Document, Grade, Originator, Statement
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Kind, Modality, OriginatorKind, Stance
from geo.exchange.plain_text import width
from geo.exchange.seeds import bundled_folder, read_folder
from geo.exchange.text_table import COLUMNS, text_table
from geo.places.gazetteer import load_gazetteer

HOSTILE = "\x1b[2J\x1b]0;owned\x07 <b>\u202e ${x} `y`\r\n" + "long " * 2_000


@pytest.fixture(scope="module")
def bundled() -> ClaimTable:
    gazetteer = load_gazetteer()
    return ClaimTable(read_folder(bundled_folder(), gazetteer).dataset, gazetteer)


def hostile() -> ClaimTable:
    document = Document("d", "Outlet", read_date("2024-10-18"), "printed", "en", "")
    origin = Originator("o", HOSTILE, OriginatorKind.AGENCY)
    claim = Claim("c", Kind.SIGHTING, Modality.PLANNED, HOSTILE, place_words=HOSTILE)
    voice = Statement("s", "c", "d", "o", Stance.ASSERTS, Grade("B", "2"), "known")
    return ClaimTable(Dataset({"d": document}, {"o": origin}, (claim,), (voice,)), load_gazetteer())


def test_without_a_terminal_a_claim_is_one_whole_line(bundled: ClaimTable) -> None:
    lines = list(text_table(bundled, range(bundled.n)))
    assert lines[0].split() == list(COLUMNS)
    assert len(lines) == bundled.n + 1
    for line, claim in zip(lines[1:], bundled.claims, strict=True):
        assert line.startswith(f"{claim.id} ")
        assert line.endswith(claim.summary)


def test_columns_are_aligned(bundled: ClaimTable) -> None:
    lines = list(text_table(bundled, range(bundled.n)))
    start = lines[0].index("summary")
    for line, claim in zip(lines[1:], bundled.claims, strict=True):
        assert width(line[: -len(claim.summary)]) == start


@pytest.mark.parametrize("columns", [250, 180, 120, 80, 40])
def test_a_terminal_is_never_overrun(bundled: ClaimTable, columns: int) -> None:
    lines = list(text_table(bundled, range(bundled.n), columns))
    assert max(map(width, lines)) <= columns


def test_a_wide_terminal_shows_a_line_and_a_narrow_one_a_block(bundled: ClaimTable) -> None:
    assert len(list(text_table(bundled, range(3), 220))) == 4
    narrow = list(text_table(bundled, range(3), 80))
    assert len(narrow) == 12
    assert narrow[3].split()[0] == bundled.ids[0]  # an id is a handle, so it is whole
    assert bundled.claims[0].summary[:40] in narrow[5]


def test_control_sequences_cannot_reach_the_terminal() -> None:
    for columns in (None, 200, 80):
        shown = "\n".join(text_table(hostile(), (0,), columns))
        assert "\x1b" not in shown
        assert "\x07" not in shown
        assert "\u202e" not in shown
        assert "\r" not in shown


def test_a_plan_is_not_shown_as_presence() -> None:
    line = list(text_table(hostile(), (0,)))[1]
    assert "sighting (planned)" in line


def test_no_claims_leave_the_header(bundled: ClaimTable) -> None:
    assert len(list(text_table(bundled, ()))) == 1
