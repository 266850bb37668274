"""A page with nothing but a checkbox and a changing text: what any rerun of Streamlit costs."""

from __future__ import annotations

import streamlit as st

st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.checkbox("Again")
st.text(f"{st.session_state['runs']} runs")
