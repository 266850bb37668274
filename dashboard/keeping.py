"""Whose files are kept: those of sessions that a browser still looks at."""

from __future__ import annotations

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import uploads


def session() -> str:
    """The id that Streamlit gave this session; empty outside a server."""
    context = get_script_run_ctx()
    return context.session_id if context is not None and runtime.exists() else ""


def sweep() -> None:
    """Delete files that were left behind by sessions whose browser is gone."""
    uploads.sweep(_is_alive)


def _is_alive(session: str) -> bool:
    return not runtime.exists() or runtime.get_instance().is_active_session(session)
