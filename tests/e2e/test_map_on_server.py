"""The dashboard on a store that is on a PostgreSQL server: the map as ever, and no password."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.cli import main
from geo.claims.table import ClaimTable
from tests.e2e.atlas_page import AtlasPage
from tests.e2e.conftest import StartServer
from tests.postgres_server import ESCAPED, PASSWORD
from tests.postgres_server import Server as Postgres

pytestmark = pytest.mark.e2e


def test_the_map_shows_the_claims_of_a_server(
    start_server: StartServer, page: Page, database: str, postgres: Postgres, claims: ClaimTable
) -> None:
    address = postgres.url_with_password(urlsplit(database).path[1:])
    assert main(["create", address]) == 0
    server = start_server(env={"CLAIM_ATLAS_STORE": address})
    atlas = AtlasPage(page, server.origin)
    atlas.open()
    expect(page.get_by_text(f"{claims.n} of {claims.n} claims")).to_be_visible()
    seen = [page.content()]
    page.goto(f"{server.origin}/sources")
    expect(page.get_by_role("heading", name="Documents")).to_be_visible()
    seen += [page.content(), server.output()]
    for text in seen:
        assert PASSWORD not in text
        assert ESCAPED not in text
