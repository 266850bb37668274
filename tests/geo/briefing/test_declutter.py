"""Numbered symbols never cover each other, whatever the crowd."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.briefing.blocks import Block, Metrics, Pin
from geo.briefing.declutter import place
from geo.briefing.scene import Box

AREA = Box(0, 0, 1100, 800)
RESERVED = (Box(10, 750, 200, 40), Box(1050, 10, 40, 60))
METRICS = Metrics(number_width=22, badge_width=60, text_height=18, gap=4, dot=5)

pins = st.builds(
    Pin,
    x=st.floats(12, 1088),
    y=st.floats(12, 788),
    radius=st.sampled_from([10.0, 12.5, 15.0, 17.5]),
    exact=st.booleans(),
)
towns = st.sampled_from([Pin(300.0, 300.0, 10.0), Pin(304.0, 301.0, 12.5), Pin(700.0, 500.0, 10.0)])


def check(blocks: tuple[Block, ...], count: int) -> None:
    members = sorted(member for block in blocks for member in block.members)
    assert members == list(range(count)), "every claim is on exactly one block"
    for one, two in combinations(blocks, 2):
        assert not one.box.overlaps(two.box)
    for block in blocks:
        assert AREA.holds(block.box)
        assert not any(block.box.overlaps(box) for box in RESERVED)
        assert sorted(cell.member for cell in block.cells) in ([], sorted(block.members))
        for cell in block.cells:
            assert block.box.holds(cell.number_box, slack=0.5)
        for one_cell, two_cell in combinations(block.cells, 2):
            assert not one_cell.number_box.overlaps(two_cell.number_box)


@given(st.lists(st.one_of(pins, towns), min_size=1, max_size=60))
def test_no_two_blocks_overlap_and_no_claim_is_lost(crowd: list[Pin]) -> None:
    check(place(crowd, AREA, RESERVED, METRICS), len(crowd))


@pytest.mark.parametrize("count", [61, 300, 500])
def test_a_map_full_of_claims_is_still_readable(count: int) -> None:
    crowd = [
        Pin(20 + (at * 0.618034 % 1) * 1060, 20 + (at * 0.754878 % 1) * 760, 10.0)
        for at in range(count)
    ]
    check(place(crowd, AREA, RESERVED, METRICS), count)


def test_a_claim_alone_stands_at_its_spot() -> None:
    (block,) = place([Pin(500.0, 400.0, 10.0)], AREA, RESERVED, METRICS)
    assert block.leaders == ()
    assert block.cells[0].centre == pytest.approx((500.0, 400.0))


def test_claims_at_one_town_share_a_block_on_one_leader_from_it() -> None:
    (block,) = place([Pin(500.0, 400.0, 10.0)] * 7, AREA, RESERVED, METRICS)
    assert len(block.cells) == 7
    ((start, _),) = block.leaders
    assert start == (500.0, 400.0)
    assert not (block.box.left < 500 < block.box.right and block.box.top < 400 < block.box.bottom)


def test_hundreds_at_one_town_become_a_badge() -> None:
    (block,) = place([Pin(500.0, 400.0, 10.0)] * 350, AREA, RESERVED, METRICS)
    assert block.cells == ()
    assert len(block.members) == 350
    assert len(block.leaders) == 1


def test_the_symbols_of_an_area_stand_inside_it_without_a_leader() -> None:
    (block,) = place([Pin(500.0, 400.0, 10.0, exact=False)] * 3, AREA, RESERVED, METRICS)
    assert block.leaders == ()
    assert block.box.left < 500 < block.box.right


def test_a_map_too_small_for_anything_still_has_every_claim() -> None:
    tiny = Box(0, 0, 90, 60)
    crowd = [Pin(10.0 + at, 10.0 + at, 10.0) for at in range(40)]
    blocks = place(crowd, tiny, (), METRICS)
    assert sorted(m for block in blocks for m in block.members) == list(range(40))
