"""Tokens, tables and views that script and routes share."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard import sessions
from dashboard.sessions import MapView
from geo.errors import QueryError


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    sessions.forget_all()
    yield
    sessions.forget_all()


def table(revision: str, boundary: str = "recognised") -> Any:
    return SimpleNamespace(revision=revision, boundary=boundary, n=3)


def test_one_revision_and_boundary_view_has_one_address() -> None:
    first = sessions.publish(table("a"))
    assert sessions.publish(table("a")) == first
    assert sessions.publish(table("b")) != first
    assert sessions.publish(table("a", "de-facto")) != first
    assert len(first) >= 32
    assert sessions.table_for("unknown") is None


def test_the_table_least_used_is_forgotten() -> None:
    tokens = [sessions.publish(table(str(i))) for i in range(sessions.MAX_TABLES)]
    assert sessions.table_for(tokens[0]) is not None
    sessions.publish(table("one more"))
    assert sessions.table_for(tokens[0]) is not None, "just used"
    assert sessions.table_for(tokens[1]) is None


def test_bytes_are_made_once_and_zipped_once() -> None:
    made = []
    body = sessions.Body(lambda: made.append(1) or b"x" * 5000)  # type: ignore[func-returns-value]
    threads = [threading.Thread(target=body.gzipped) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert body.gzipped() is body.gzipped()
    assert body.plain() == b"x" * 5000
    assert made == [1]


VIEW = {"center": [36, 51.5], "zoom": 5, "bounds": [20, 40, 60, 60], "size": [900, 500]}


def test_a_session_knows_its_last_view() -> None:
    session = sessions.new_session()
    assert sessions.view_for(session) is None
    assert sessions.store_view(session, MapView.from_json(VIEW))
    seen = sessions.view_for(session)
    assert seen is not None
    assert seen.bounds == (20, 40, 60, 60)
    assert not sessions.store_view("guessed", seen)
    assert sessions.view_for("guessed") is None


def test_sessions_are_bounded_and_come_back() -> None:
    session = sessions.new_session()
    sessions.store_view(session, MapView.from_json(VIEW))
    for _ in range(sessions.MAX_SESSIONS):
        sessions.new_session()
    assert not sessions.store_view(session, MapView.from_json(VIEW))
    sessions.keep_session(session)
    assert sessions.store_view(session, MapView.from_json(VIEW))


def test_a_view_may_cross_the_antimeridian() -> None:
    seen = MapView.from_json({**VIEW, "center": [-179.5, 60], "bounds": [170, 50, -160, 70]})
    assert (seen.lon, seen.lat, seen.west, seen.east) == (-179.5, 60, 170, -160)


def test_a_session_is_made_on_the_first_run_and_kept() -> None:
    state: dict[str, object] = {}
    session = sessions.session_of(state)
    assert sessions.session_of(state) == session
    assert sessions.store_view(session, MapView.from_json(VIEW))
    assert sessions.session_of({}) != session


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {},
        {**VIEW, "center": [36, 95]},
        {**VIEW, "center": [190, 50]},
        {**VIEW, "center": ["36", 50]},
        {**VIEW, "center": [True, 50]},
        {**VIEW, "center": [36]},
        {**VIEW, "zoom": float("nan")},
        {**VIEW, "center": [float("inf"), 0]},
        {**VIEW, "zoom": 99},
        {**VIEW, "bounds": [1, 2, 3]},
        {**VIEW, "bounds": [1, 2, 3, "4"]},
        {**VIEW, "bounds": [10, 50, 20, 40]},
        {**VIEW, "bounds": [10, 50, 20, 50]},
        {**VIEW, "bounds": [10, 40, 10, 50]},
        {**VIEW, "zoom": 10**400},
    ],
)
def test_a_view_that_is_none_is_refused(broken: object) -> None:
    with pytest.raises(QueryError):
        MapView.from_json(broken)
