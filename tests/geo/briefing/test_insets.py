"""Claims far apart get a map each; claims that lie together share one."""

from __future__ import annotations

import pytest

from geo.briefing.compose import compose, inset_words
from geo.briefing.fonts import Typeface
from geo.briefing.regions import MOST_ZOOM, divided, regions
from geo.briefing.scene import Box
from geo.places.location import Shape
from tests.geo.briefing.drawn import far_apart, said
from tests.geo.briefing.made_up import make_brief, make_card, make_location, spread

UKRAINE = spread(6)
PACIFIC = spread(3, 130.0, 134.0, 43.0, 46.0)


def test_the_larger_group_is_the_main_map() -> None:
    main, inset = regions(make_brief([*PACIFIC, *UKRAINE]))
    assert main.rows == (3, 4, 5, 6, 7, 8)
    assert inset.rows == (0, 1, 2)
    assert main.bounds[2] < 60 < inset.bounds[0]


def test_together_on_one_map() -> None:
    assert len(regions(make_brief(UKRAINE))) == 1
    assert len(regions(make_brief([]))) == 1
    assert len(regions(make_brief([*UKRAINE, None, make_location(100, 60, Shape.COUNTRY)]))) == 1


def test_neighbours_across_the_antimeridian_are_no_two_groups() -> None:
    near = [make_location(179.0, 66.0), make_location(-179.0, 65.0), make_location(178.0, 64.0)]
    (one,) = regions(make_brief(near))
    assert one.bounds[2] - one.bounds[0] < 20


def test_no_inset_when_the_view_is_given_or_none_is_wanted() -> None:
    from geo.briefing import Parts

    assert len(regions(far_apart(bounds=(20.0, 40.0, 140.0, 60.0)))) == 1
    assert len(regions(far_apart(parts=Parts(inset=False)))) == 1
    assert len(regions(far_apart())) == 2


def test_never_more_than_two_insets() -> None:
    world = [make_location(lon, lat) for lon in range(-150, 180, 50) for lat in (-30, 10, 50)]
    found = regions(make_brief(world))
    assert len(found) <= 3
    assert sorted(row for one in found for row in one.rows) == list(range(len(world)))


def test_boxes_do_not_overlap_and_the_west_stays_west() -> None:
    found = regions(make_brief([*PACIFIC, *UKRAINE]))
    stage = Box(10, 20, 1000, 500)
    main, inset = divided(found, stage, 8)
    assert not main.overlaps(inset)
    assert stage.holds(main) and stage.holds(inset)
    assert main.width * main.height >= 0.9 * inset.width * inset.height
    assert main.right < inset.left or main.bottom < inset.top


def test_every_claim_has_one_number_and_each_map_its_own_scale(fonts: Typeface) -> None:
    picture = compose(far_apart(), 1920, 1080, fonts)
    page = picture.page
    assert len(page.placements) == 2
    numbers = [number for one in page.placements for number in one.numbers.values()]
    assert sorted(numbers) == list(range(1, 11))
    assert set(page.placements[0].rows) == set(range(7))
    shown = said(picture.sheet)
    assert shown.count(" km at ") == 2
    assert inset_words(page.placements[1]) == "Inset: 8 to 10"
    assert "Inset: 8 to 10" in shown


def test_the_locator_keeps_off_claims(fonts: Typeface) -> None:
    page = compose(far_apart(), 1920, 1080, fonts).page
    locator = page.locator
    assert locator is not None
    main = page.placements[0]
    assert main.view.box.holds(locator)
    assert not any(block.box.overlaps(locator) for block in main.blocks)
    for x, y in main.spots:
        assert not (locator.left < x < locator.right and locator.top < y < locator.bottom)


def test_an_inset_is_not_a_street_map(fonts: Typeface) -> None:
    world = [make_location(lon, 50.0) for lon in range(0, 120, 5)]
    lone = [make_location(-100.0, 40.0), make_location(-100.0, 40.01)]
    cards = [make_card(row) for row in range(len(world) + 2)]
    page = compose(make_brief([*world, *lone], cards), 1920, 1080, fonts).page
    main, inset = (one.view.px_per_degree for one in page.placements)
    assert inset <= MOST_ZOOM * main * 1.01


@pytest.mark.parametrize("size", [(640, 360), (1280, 720), (2160, 2160), (1754, 2480)])
def test_maps_and_legend_keep_apart_at_any_size(size: tuple[int, int], fonts: Typeface) -> None:
    page = compose(far_apart(), *size, fonts).page
    first, second = (one.view.box for one in page.placements)
    assert not first.overlaps(second)
    for one in page.placements:
        assert page.plan.map_and_legend.holds(one.view.box, slack=1)
        assert one.view.box.bottom < page.legend_box.top
        for at, block in enumerate(one.blocks):
            assert one.view.box.holds(block.box)
            assert not any(block.box.overlaps(other.box) for other in one.blocks[:at])
