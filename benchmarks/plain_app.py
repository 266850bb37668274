"""The app a user would write instead: a date slider, and one `folium.Marker` with popup a claim.

The map is built anew on every rerun and handed to `st_folium` as it comes, without a key and with
everything it can return, as in its introduction. Three things differ from what folium does by
itself, because the benchmark runs without a network; all three make this app faster:

- `default_js` and `default_css` name Leaflet alone, served from this machine; Bootstrap, Font
  Awesome and awesome-markers, which plain markers do not need, are left out, and for the one call
  of jQuery in a popup there is a stand-in of five lines, ``web/plain.js``;
- there are no map tiles, so none is fetched and drawn;
- there is no table of claims, no search, no other filter and no legend.

Claims without a day or a spot are left out, a region is its label point: a marker has nothing
better.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from dashboard.routes import asset_url

folium.Map.default_js = [
    ("leaflet", asset_url("vendor", "leaflet.js")),
    ("jquery", asset_url("benchmarks", "plain.js")),
]
folium.Map.default_css = [("leaflet_css", asset_url("vendor", "leaflet.css"))]


@st.cache_data
def read_claims(folder: str) -> pd.DataFrame:
    """Claims with a day and a spot (lon, lat in degrees, EPSG:4326) and what a popup says."""
    claims = pd.read_csv(Path(folder) / "claims.csv", dtype="str", keep_default_na=False)
    places = pd.read_csv(Path(folder) / "gazetteer.csv", dtype="str", keep_default_na=False)
    places = places[places.level != "country"]
    claims = claims.merge(places[["id", "name", "lon", "lat"]].rename(columns={"id": "place"}))
    days = pd.to_datetime(claims.date.str[:10], format="%Y-%m-%d", errors="coerce")
    claims = claims.assign(day=days, lon=claims.lon.astype(float), lat=claims.lat.astype(float))
    return pd.DataFrame(claims.dropna(subset="day")[["summary", "name", "day", "lon", "lat"]])


def show_days(first: date, last: date) -> None:
    """Set the slider."""
    st.session_state["days"] = (first, last)


claims = read_claims(os.environ["CLAIM_ATLAS_STORE"])
first, last = claims.day.min().date(), claims.day.max().date()
st.button("All", on_click=show_days, args=(first, last))
st.button("1 y", on_click=show_days, args=(max(first, last - timedelta(days=364)), last))
start, end = st.slider("Days", first, last, (first, last), key="days")
shown = claims[claims.day.between(pd.Timestamp(start), pd.Timestamp(end))]
st.text(f"{len(shown)} markers")
world = folium.Map(location=[50, 70], zoom_start=3, tiles=None)
for summary, name, day, lon, lat in shown.itertuples(index=False):
    text = f"<b>{name}</b> {day:%d %b %Y}<br>{summary}"
    folium.Marker([lat, lon], popup=folium.Popup(text, max_width=300)).add_to(world)
st_folium(world, use_container_width=True, height=560)
