"""The card of a claim together with the ways to another place."""

from __future__ import annotations

from dashboard import editing, filters
from dashboard.components.claim_buttons import claim_buttons
from dashboard.components.claim_card import CardEvents, claim_card
from dashboard.components.place_choice import Choosing, place_choice_dialog, undo_move
from dashboard.components.world_wait import world_is_ready
from dashboard.loading import Loaded
from dashboard.place_moves import PlaceChange, last_move
from dashboard.place_reasons import place_reasons
from dashboard.stores import StoreAt
from geo.claims.table import ClaimTable


def placed_card(
    table: ClaimTable, row: int, loaded: Loaded, store: StoreAt, *, past: bool = False
) -> None:
    """Show the claim at `row` of the store; open the dialog that the reader asks for.

    A claim as it was in the `past` is only read. What the page may not offer is not done either,
    whatever a browser sends.
    """
    claim = table.claims[row]
    writable = not past and not editing.why_not(store)
    moved = last_move(store.open(), claim.id) if store.keeps_history and not past else None
    # The claim itself waits for nothing; only why it stands there needs the world's places.
    why = (
        place_reasons(claim, loaded.gazetteer, moved, may_write=writable)
        if world_is_ready()
        else None
    )
    wanted = claim_card(
        table,
        row,
        why,
        CardEvents(
            close=lambda: filters.change(claim=None),
            undo=lambda: _undo(store, moved) if writable else None,
        ),
    )
    claim_buttons(store, claim.id, writable=writable)
    if wanted is not None and writable:
        place_choice_dialog(Choosing(claim, loaded, store), wanted)


def _undo(store: StoreAt, moved: PlaceChange | None) -> None:
    if moved is not None and moved.alone:
        undo_move(store, moved)
