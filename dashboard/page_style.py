"""The little style of our own that Streamlit's theme cannot say: how the map fills the window."""

from __future__ import annotations

from typing import Final

MAP_PAGE: Final = """
<style>
/* The map is the first thing on the screen and takes what height the window has. */
.stMainBlockContainer { padding: 3.9rem 1.2rem 1rem; gap: 0.7rem; }
.stMainBlockContainer > [data-testid="stVerticalBlock"] { gap: 0.6rem; }
iframe[title="streamlit_folium.st_folium"] {
  height: max(400px, calc(100vh - 262px)) !important;
  border-radius: 10px; border: 1px solid var(--st-border-color, #cfd8e3);
}
.st-key-side button { justify-content: flex-start; text-align: left; }
.st-key-presets button { min-height: 1.9rem; padding: 0 0.6rem; }
.st-key-side { max-height: max(400px, calc(100vh - 262px)); overflow-y: auto; scrollbar-width: thin; }
[data-testid="stSidebarContent"] [data-testid="stVerticalBlock"] { gap: 0.55rem; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 3.2rem 0.5rem 1rem; }
  iframe[title="streamlit_folium.st_folium"] { height: 62vh !important; }
  .st-key-side button { justify-content: flex-start; text-align: left; }
.st-key-presets button { min-height: 1.9rem; padding: 0 0.6rem; }
.st-key-side { max-height: none; }
}
</style>
"""
