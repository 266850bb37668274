"""The export dialog asks for everything the command line can do, and draws only when asked."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components import export_dialog


def _page() -> None:
    """A page that is nothing but the open dialog."""
    from dashboard import data
    from dashboard.components.export_dialog import export_dialog
    from dashboard.state import PageState
    from dashboard.stores import store_at
    from geo.claims.selection import Selection, select
    from geo.claims.vocabulary import Kind
    from geo.places.regions import BoundaryView

    store = store_at()
    table = data.claim_table(store, data.stamp(store), BoundaryView.RECOGNISED, None, None)
    state = PageState(selection=Selection(kinds=(Kind.SIGHTING,)))
    export_dialog(table, state, select(table, state.selection), "none")


@pytest.fixture
def dialog() -> AppTest:
    app = AppTest.from_function(_page, default_timeout=60).run()
    assert not app.exception
    return app


def test_slides_that_do_no_harm_are_made_when_asked(dialog: AppTest) -> None:
    with patch.object(export_dialog, "made", wraps=export_dialog.made) as made:
        [form] = [one for one in dialog.selectbox if one.label == "Format"]
        form.select("Slides (PPTX)")
        [harm] = [one for one in dialog.checkbox if one.label.startswith("Do no harm")]
        harm.check()
        [update] = [one for one in dialog.button if one.label == "Update"]
        update.click().run()
        assert not dialog.exception
        assert [one.proto.label for one in dialog.get("download_button")] == ["Download PPTX"]
        assert len(dialog.get("image")) == 1
        asked = {call.args[2].value for call in made.call_args_list}
        assert asked == {"pptx", "png"}
        assert all(call.args[0].harm == 7 for call in made.call_args_list)


def test_a_rerun_draws_nothing_again(dialog: AppTest) -> None:
    with patch.object(export_dialog, "made") as made:
        dialog.run()
        assert not dialog.exception
        assert not made.called
