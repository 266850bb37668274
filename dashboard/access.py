"""Who may write: whoever sits at this machine, and until there is a sign-in nobody else."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.server import LOOPBACK_BINDINGS

READ_ONLY: Final = (
    "This server can be reached from other machines, so it is read-only: start it without --host "
    "to make changes."
)


def may_write() -> bool:
    """Whether the server listens on this machine's own address alone."""
    return str(st.get_option("server.address") or "").strip("[]") in LOOPBACK_BINDINGS
