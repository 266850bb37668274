"""A name becomes a place, a place becomes an area on the ground."""

from __future__ import annotations

from geo.places.gazetteer import Gazetteer, load_gazetteer
from geo.places.resolution import Candidate, Resolution, Status

__all__ = ["Candidate", "Gazetteer", "Resolution", "Status", "load_gazetteer"]
