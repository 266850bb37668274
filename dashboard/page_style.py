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
[class*="st-key-edit-section"], [class*="st-key-edit-new"] {
  padding: 0.7rem 0.9rem 0.85rem; gap: 0.5rem;
}
[class*="st-key-edit-new"] { background: color-mix(in srgb, currentColor 5%, transparent); }
[class*="st-key-edit-section"] [data-testid="stVerticalBlock"] { gap: 0.5rem; }
[data-testid="stColumn"]:has(.st-key-edit_preview) > [data-testid="stVerticalBlock"] {
  height: 100%;
}
[data-testid="stLayoutWrapper"]:has(> .st-key-edit_preview) { position: sticky; top: 3.9rem; }
.st-key-edit_map iframe[title="streamlit_folium.st_folium"] { height: 250px !important; }
[class*="st-key-edit"] [data-testid="stText"] { font-size: 0.875rem; line-height: 1.35; }
[class*="st-key-problem-"] { margin-top: -0.3rem; }
[class*="st-key-problem-"] [data-testid="stText"] {
  /* Red out of the theme's own ink, so that it reads on light and dark. */
  color: color-mix(in srgb, currentColor 40%, #e5383b); font-size: 0.8125rem; line-height: 1.3;
}
[class*="st-key-problem-"] [data-testid="stText"] * { color: inherit; font-size: inherit; }
[data-testid="stBottomBlockContainer"]:has(.st-key-save_bar) {
  padding: 0.5rem 1.2rem 0.7rem; max-width: none;
  border-top: 1px solid var(--st-border-color, #8a94a033);
}
.st-key-save_state {
  min-height: 2.5rem; max-height: 4.4rem; overflow-y: auto; justify-content: center;
}
.st-key-save_state p { font-size: 0.875rem; line-height: 1.35; }
/* What can be done with a claim, below its card. */
.st-key-claim_buttons { gap: 0.35rem; }
.st-key-claim_buttons button { min-height: 1.9rem; padding: 0 0.55rem; }
.st-key-claim_buttons button p { font-size: 0.8125rem; }
/* The ends of the data stand above the slider already. */
[data-testid="stSliderTickBar"] { display: none; }
.st-key-presets button { min-height: 1.9rem; padding: 0 0.6rem; }
/* Streamlit's own download of a table writes formulas as they are. */
[data-testid="stElementToolbar"] button[aria-label="Download as CSV"] { display: none; }
.st-key-import_drop [data-testid="stFileUploaderDropzone"] > * {
  flex: 0 0 auto; max-width: 100%; white-space: normal; text-align: center;
}
.st-key-import_drop [data-testid="stFileUploaderDropzone"] * { white-space: normal; }
/* Import: what a column holds stands small beside it, the figures of a trial on one line. */
.st-key-import_columns [data-testid="stVerticalBlock"] { gap: 0.35rem; }
.st-key-import_columns [data-testid="stText"] {
  font-size: 0.82rem; opacity: 0.75; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
}
.st-key-import_columns [data-testid="stMarkdownContainer"] p { font-size: 0.9rem; }
.st-key-import_facts { gap: 0.6rem; }
.st-key-import_facts [data-testid="stMetric"] { padding: 0; }
.st-key-import_facts [data-testid="stMetric"] > div { padding: 0.3rem 0.8rem 0.35rem; }
.st-key-import_facts [data-testid="stMetricValue"] { font-size: 1.55rem; line-height: 1.25; }
.st-key-import_file { padding: 0.6rem 0.9rem; gap: 0.2rem; }
.st-key-import_file [data-testid="stText"] { font-weight: 600; overflow-wrap: anywhere; }
.st-key-import_file [data-testid="stVerticalBlock"] { gap: 0.2rem; }
.st-key-import_values { padding: 0.8rem 0.9rem; }
.st-key-import_drop [data-testid="stFileUploaderDropzone"] {
  min-height: 9.5rem; display: flex; flex-direction: column; align-items: center;
  justify-content: center; gap: 0.6rem; border-style: dashed; border-width: 2px;
}
/* A page that a button of the map leads to would keep the filters' column, empty. In a narrow
   window the column holds the navigation too. */
@media (min-width: 769px) {
  [data-testid="stSidebar"]:not(:has([data-testid="stSidebarUserContent"] .stElementContainer)) {
    display: none;
  }
}
/* Beside the filters a narrow window has no room for map and card next to each other. */
@media (max-width: 1000px) {
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"] .st-key-side) {
    flex-wrap: wrap;
  }
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"] .st-key-side)
    > [data-testid="stColumn"] { flex: 1 1 100%; min-width: 100%; }
}
@media (max-width: 640px) {
  .st-key-import_columns [data-testid="stText"] { white-space: normal; }
  .stMainBlockContainer { padding: 4.2rem 0.6rem 1rem; }
  iframe[title="streamlit_folium.st_folium"] { height: 66vh !important; }
  .st-key-place_map_frame iframe[title="streamlit_folium.st_folium"] { height: 60vh !important; }
  .st-key-side { max-height: none; }
  .st-key-save_state { min-height: 0; max-height: 2.6rem; justify-content: flex-start; }
  .st-key-save_state p { font-size: 0.8125rem; }
  /* Two rows: what is missing and Save, then reason and name, named by their placeholders. */
  .st-key-save_bar [data-testid="stHorizontalBlock"] {
    display: grid; grid-template-columns: 1fr 7rem; gap: 0.4rem;
  }
  .st-key-save_bar [data-testid="stColumn"] { min-width: 0; width: auto; }
  .st-key-save_bar [data-testid="stColumn"]:nth-child(1) { order: -2; }
  .st-key-save_bar [data-testid="stColumn"]:nth-child(4) { order: -1; }
  .st-key-save_bar [data-testid="stWidgetLabel"] {
    position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  }
  [data-testid="stBottomBlockContainer"]:has(.st-key-save_bar) { padding: 0.4rem 0.6rem 0.5rem; }
}
</style>
"""
