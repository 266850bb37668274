"""``claim-atlas serve``: the dashboard in the browser."""

from __future__ import annotations

import argparse

from dashboard.commands.output import say
from dashboard.commands.parsing import Commands, add_command, port
from dashboard.stores import StoreAt, StoreKind, store_at
from dashboard.tiles import Tiles


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = add_command(
        commands,
        "serve",
        run,
        summary="the map in the browser",
        description="Serve the dashboard until Ctrl+C. It is for this machine alone unless --host "
        "says otherwise.",
        example="claim-atlas serve --open",
    )
    parser.add_argument("--port", type=port, default=8501, metavar="P", help="default: 8501")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="H", help="address to listen on (default: 127.0.0.1)"
    )
    parser.add_argument(
        "--host-name",
        action="append",
        default=[],
        metavar="NAME",
        help="a name that visitors use for this server, beside its own and its addresses; may be "
        "repeated",
    )
    parser.add_argument("--open", action="store_true", help="open it in the browser as well")
    parser.add_argument(
        "--tiles",
        metavar="URL",
        help="online map tiles instead of the built-in map, https://…/{z}/{x}/{y}.png; their "
        "server learns where you look, so there are none unless you name them",
    )
    parser.add_argument("--tiles-attribution", metavar="TEXT", default="", help="their credit")


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    store = store_at(args.store)
    _look(store)
    tiles = Tiles(args.tiles, args.tiles_attribution) if args.tiles else None
    from dashboard.server import serve

    try:
        serve(
            args.host,
            args.port,
            open_browser=args.open,
            # The path may be relative; the server keeps it whatever happens to the directory.
            store=store.where if store.path is None else str(store.path.resolve()),
            host_names=tuple(args.host_name),
            tiles=tiles,
            announce=lambda address: say(f"Claim Atlas is at {address} (Ctrl+C stops it)"),
        )
    except KeyboardInterrupt:  # the way to end it, so no failure
        say("Stopped.")
    return 0


def _look(store: StoreAt) -> None:
    """Open a store, so that what is wrong with it is said here and not on the page."""
    if store.note:
        say(store.note)
    if store.kind is StoreKind.FOLDER:
        say(f"the claims in {store.name} are only read; to change them, make a store of the folder")
        return
    opened = store.open()
    if opened.read_only:
        say(f"store {opened.name} {opened.read_only}")
