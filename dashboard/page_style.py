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
/* The form of a claim: close-set sections, the card beside them, the bar at the foot. */
[class*="st-key-edit-section"], [class*="st-key-edit-new"] { padding: 0.7rem 0.9rem 0.85rem; gap: 0.5rem; }
[class*="st-key-edit-new"] { background: var(--st-secondary-background-color, #f1f4f8); }
[class*="st-key-edit-section"] [data-testid="stVerticalBlock"] { gap: 0.5rem; }
[data-testid="stColumn"]:has(.st-key-edit_preview) > [data-testid="stVerticalBlock"] { height: 100%; }
[data-testid="stLayoutWrapper"]:has(> .st-key-edit_preview) { position: sticky; top: 3.9rem; }
[class*="st-key-edit"] [data-testid="stText"] { font-size: 0.875rem; line-height: 1.35; }
.st-key-edit_map iframe[title="streamlit_folium.st_folium"] { height: 250px !important; }
[class*="st-key-problem-"] [data-testid="stText"] {
  color: var(--st-red-text-color, #b3261e); font-size: 0.8125rem; line-height: 1.3;
}
[class*="st-key-problem-"] { margin-top: -0.35rem; }
[data-testid="stBottomBlockContainer"]:has(.st-key-save_bar) {
  padding: 0.55rem 1.2rem 0.75rem; max-width: none;
  border-top: 1px solid var(--st-border-color, #cfd8e3);
}
.st-key-save_state { min-height: 2.5rem; max-height: 4.4rem; overflow-y: auto; justify-content: center; }
.st-key-save_state p { font-size: 0.875rem; line-height: 1.35; }
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
