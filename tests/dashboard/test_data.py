"""The cached way to the store."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from dashboard.data import lasting


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Leave the collector as it was found."""
    yield
    gc.unfreeze()


def searched(thing: object) -> bool:
    return any(one is thing for one in gc.get_objects())


def test_what_lasts_is_not_looked_through_after_every_rerun() -> None:
    before: list[object] = []
    assert searched(before)
    with lasting():
        made: list[object] = []
    assert not searched(made)
    assert gc.isenabled()
    later: list[object] = []
    assert searched(later)


def test_the_collector_runs_again_after_a_failure() -> None:
    with pytest.raises(ValueError, match="broken"), lasting():
        raise ValueError("broken")
    assert gc.isenabled()


def test_blocks_in_one_another_leave_it_running() -> None:
    with lasting(), lasting():
        assert not gc.isenabled()
    assert gc.isenabled()
