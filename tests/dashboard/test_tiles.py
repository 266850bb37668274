"""Online tiles: none unless named, and then only from the host that was named."""

from __future__ import annotations

import pytest

from dashboard.cli import main
from dashboard.security import content_policy
from dashboard.tiles import ATTRIBUTION_VARIABLE, URL_VARIABLE, Tiles, chosen_tiles
from geo.errors import QueryError

URL = "https://tiles.example.org/osm/{z}/{x}/{y}.png"


def test_no_tiles_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    assert chosen_tiles() is None


def test_named_tiles_reach_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL_VARIABLE, URL)
    monkeypatch.setenv(ATTRIBUTION_VARIABLE, "© Example")
    assert chosen_tiles() == Tiles(URL, "© Example")


def test_the_policy_lets_in_that_host_alone() -> None:
    tiles = Tiles(URL, "© Example")
    frame = "/component/streamlit_folium.st_folium/index.html"
    policy = content_policy(frame, "127.0.0.1:8501", secure=False, tile_origins=(tiles.origin,))
    assert "https://tiles.example.org" in policy
    assert policy.count("https://") == 1
    assert "https://" not in content_policy(frame, "127.0.0.1:8501", secure=False)


@pytest.mark.parametrize(
    ("url", "credit", "said"),
    [
        ("javascript:alert(1)//{z}/{x}/{y}", "©", "https://"),
        ("https://tiles.example.org/{z}/{x}.png", "©", "{y}"),
        ("https://{s}.example.org/{z}/{x}/{y}.png", "©", "host"),
        ("https://user@example.org/{z}/{x}/{y}.png", "©", "host"),
        ("https://a.example; script-src */{z}/{x}/{y}.png", "©", "host"),
        (URL, " ", "--tiles-attribution"),
    ],
)
def test_what_is_no_tile_layer_is_refused(
    url: str, credit: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(QueryError, match=said.replace("{", r"\{")):
        Tiles(url, credit)
    assert main(["serve", "--tiles", url, "--tiles-attribution", credit]) == 1
    assert said in capsys.readouterr().err
