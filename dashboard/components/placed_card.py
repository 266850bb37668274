"""The card of a claim together with the ways to another place."""

from __future__ import annotations

from pathlib import Path

from dashboard import filters
from dashboard.access import may_write
from dashboard.components.claim_card import CardEvents, claim_card
from dashboard.components.place_choice import Choosing, place_choice_dialog, undo_choice
from dashboard.components.world_wait import world_is_ready
from dashboard.loading import Loaded
from dashboard.place_reasons import place_reasons
from dashboard.stores import OWN_CHOICES, own_folder
from geo.claims.table import ClaimTable
from geo.places.gazetteer import Gazetteer


def placed_card(
    table: ClaimTable, row: int, loaded: Loaded, gazetteer: Gazetteer, folder: Path
) -> None:
    """Show the claim at `row` of the store in `folder`; open the dialog that the reader asks for.

    What the page may not offer is not done either, whatever a browser sends.
    """
    claim = table.claims[row]
    choosing = Choosing(claim, loaded, gazetteer, own_folder(folder) / OWN_CHOICES)
    # The claim itself waits for nothing; only why it stands there needs the world's places.
    ready = world_is_ready()
    wanted = claim_card(
        table,
        row,
        place_reasons(claim, loaded, gazetteer, may_write=may_write()) if ready else None,
        CardEvents(
            close=lambda: filters.change(claim=None),
            undo=lambda: undo_choice(choosing) if may_write() else None,
        ),
    )
    if wanted is not None and may_write():
        place_choice_dialog(choosing, wanted)
