"""The little style of our own that Streamlit's theme cannot say."""

from __future__ import annotations

from typing import Final

PAGE: Final = """
<style>
.stMainBlockContainer { padding: 3.9rem 1.2rem 1rem; }
.stMainBlockContainer > [data-testid="stVerticalBlock"] { gap: 0.6rem; }
[data-testid="stSidebarContent"] [data-testid="stVerticalBlock"] { gap: 0.55rem; }
/* The map is the first thing on the screen and takes what height the window has. */
iframe[title="streamlit_folium.st_folium"] {
  height: max(400px, calc(100vh - 262px)) !important;
  border: 1px solid var(--st-border-color, #8a94a033); border-radius: 10px;
}
.st-key-place_map_frame iframe[title="streamlit_folium.st_folium"] {
  height: max(360px, calc(100vh - 222px)) !important;
}
.st-key-side {
  max-height: max(400px, calc(100vh - 262px)); overflow-y: auto; scrollbar-width: thin;
}
.st-key-place_examples { gap: 0.5rem; }
.st-key-side button, .st-key-place_examples button {
  justify-content: flex-start; text-align: left;
}
/* The ends of the data stand above the slider already. */
[data-testid="stSliderTickBar"] { display: none; }
.st-key-presets button { min-height: 1.9rem; padding: 0 0.6rem; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 4.2rem 0.6rem 1rem; }
  iframe[title="streamlit_folium.st_folium"] { height: 66vh !important; }
  .st-key-place_map_frame iframe[title="streamlit_folium.st_folium"] { height: 60vh !important; }
  .st-key-side { max-height: none; }
}
</style>
"""
