"""The web server: Streamlit's own application with our routes and our rules around it."""

from __future__ import annotations

import os
import socket
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.middleware import Middleware

from dashboard import world
from dashboard.config import server_settings
from dashboard.routes import OwnCompression, routes
from dashboard.security import LOOPBACK_HOSTS, SecurityMiddleware
from dashboard.tiles import ATTRIBUTION_VARIABLE, URL_VARIABLE, Tiles
from dashboard.uploads import remove_all
from geo.errors import ClaimAtlasError

SCRIPT: Final = Path(__file__).with_name("app.py")
LOOPBACK_BINDINGS: Final = frozenset({"127.0.0.1", "localhost", "::1"})
WILDCARDS: Final = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared with, not bound

_serving = threading.Event()


def routes_available() -> bool:
    """Whether the map's routes are being served by this process.

    ``streamlit run dashboard/app.py`` and AppTest run the script without them; the page then says
    which command to use instead of showing an empty map.
    """
    return _serving.is_set()


def build_app(
    hosts: Collection[str] = LOOPBACK_HOSTS,
    *,
    any_address: bool = False,
    tile_origins: Collection[str] = (),
    script: Path = SCRIPT,
    on_start: Callable[[], None] | None = None,
) -> st.App:
    """The application: page, routes under /atlas, security headers.

    `hosts` and `any_address` are the host names to answer to, `tile_origins` where online map
    pictures may come from, see `SecurityMiddleware`; `on_start` is called once when the server is
    ready.
    """

    def lifespan(_: st.App) -> AbstractAsyncContextManager[None]:
        return _lifespan(on_start)

    return st.App(
        script,
        routes=routes(),
        middleware=[
            Middleware(
                SecurityMiddleware,
                hosts=hosts,
                any_address=any_address,
                tile_origins=tile_origins,
            ),
            Middleware(OwnCompression),
        ],
        lifespan=lifespan,
    )


@asynccontextmanager
async def _lifespan(on_start: Callable[[], None] | None) -> AsyncIterator[None]:
    _serving.set()
    if on_start is not None:
        on_start()
    try:
        yield
    finally:
        _serving.clear()
        remove_all()


def serve(
    host: str = "127.0.0.1",
    port: int = 8501,
    *,
    open_browser: bool = False,
    store: str | None = None,
    host_names: Collection[str] = (),
    tiles: Tiles | None = None,
    announce: Callable[[str], None] | None = None,
) -> None:
    """Serve the dashboard until it is stopped.

    `announce` is called with the address once it can be opened. On a network, visitors may use
    the server's IP address, its own name and `host_names`. `tiles` replaces the map's own
    ground by an online layer and lets in its host, none unless the user asks. `store` is handed to
    the script in ``CLAIM_ATLAS_STORE``. Raises `ClaimAtlasError` if the port cannot be had.
    """
    require_port(host, port)
    if store is not None:
        os.environ["CLAIM_ATLAS_STORE"] = store
    if tiles is not None:
        os.environ[URL_VARIABLE], os.environ[ATTRIBUTION_VARIABLE] = tiles.url, tiles.attribution
    address = page_address(host, port)

    def ready() -> None:
        world.start()  # on a new machine that takes a while, and nobody has asked for a name yet
        threading.Thread(target=get_ready, daemon=True).start()
        if announce is not None:
            announce(address)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    names, any_address = served_names(host, host_names)
    app = build_app(
        names,
        any_address=any_address,
        tile_origins=(tiles.origin,) if tiles else (),
        on_start=ready,
    )
    app.run(config=run_settings(host, port))


def get_ready() -> None:
    """Read the store and what the map page is made with, while the first visitor is on the way.

    What goes wrong is told by the page, which does the same again.
    """
    # Half of the time to the first map. Not what declares a component: Streamlit only takes that
    # from a page.
    import folium.plugins  # noqa: F401

    from dashboard import data
    from dashboard.stores import store_at

    with suppress(ClaimAtlasError):
        data.read_ahead(store_at())


def run_settings(host: str, port: int) -> dict[str, object]:
    """Every setting of the server, so that none is looked for in the folder it is started from.

    Streamlit's own greeting stays away: for an address such as 0.0.0.0 it would ask a service
    outside for this machine's public address.
    """
    return {
        **server_settings(host, port),
        "logger.hideWelcomeMessage": True,
        # Pages of Streamlit's own hosting may not steer ours.
        "client.allowedOrigins": [],
        "server.enableStaticServing": False,
        "server.enableAgentApi": False,
        "runner.magicEnabled": False,
    }


def served_names(host: str, extra: Collection[str] = ()) -> tuple[frozenset[str], bool]:
    """Host names to answer to when bound to `host`, and whether any IP address will do."""
    if host.strip("[]") in LOOPBACK_BINDINGS:
        return LOOPBACK_HOSTS, False
    # Not getfqdn(): it would ask a name server.
    own = {socket.gethostname(), host, *extra}
    return LOOPBACK_HOSTS | {name.lower().rstrip(".") for name in own if name}, True


def page_address(host: str, port: int) -> str:
    """Where a browser on this machine finds the page."""
    shown = "127.0.0.1" if host in WILDCARDS else host
    if ":" in shown and not shown.startswith("["):
        shown = f"[{shown}]"
    return f"http://{shown}:{port}"


def require_port(host: str, port: int) -> None:
    """Raise `ClaimAtlasError` with a remedy unless a server can listen on host and port."""
    if not 0 < port < 65_536:
        raise ClaimAtlasError(f"port {port}: give --port a number from 1 to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            # As the server itself will: a port of a server that has just ended is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
            probe.listen(1)
        except OSError as error:
            raise ClaimAtlasError(
                f"Cannot listen on {host} port {port} ({error.strerror}): another program uses "
                f"it or it is not this machine's. Try another with --port, such as "
                f"--port {port % 65_535 + 1}."
            ) from error
