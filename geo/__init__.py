"""The core of Claim Atlas: places, claims, symbols, files in and out, briefings.

Nothing here knows Streamlit, folium or the dashboard, and nothing opens a connection that the
user did not name.
"""
