"""Documents, originators and places with every field, as JSON can hold them.

`geo.exchange.rebuild` is the way back. Dates are EDTF, lists are lists, what is not known is
``None``; names are those of the model.
"""

from __future__ import annotations

from typing import Any

from geo.claims.model import Document, Originator
from geo.places.place import Place


def document_json(one: Document) -> dict[str, Any]:
    """A document."""
    return {
        "id": one.id,
        "outlet": one.outlet,
        "published": one.published.text,
        "published_basis": one.published_basis,
        "language": one.language,
        "description": one.description,
        "via": list(one.via),
        "url": one.url,
        "sha256": one.sha256,
    }


def originator_json(one: Originator) -> dict[str, Any]:
    """An originator; `parent` is the id of the one it speaks for."""
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "parent": one.parent,
        "aliases": list(one.aliases),
    }


def place_json(one: Place, *, own: bool) -> dict[str, Any]:
    """An entry of the gazetteer; degrees in EPSG:4326, `radius_km` in kilometres.

    `own` says that it belongs to these claims. Another entry came with the program, and a reader
    whose program has it need not take it in.
    """
    return {
        "id": one.id,
        "name": one.name,
        "level": one.level.value,
        "country": one.country,
        "admin1": one.admin1,
        "lon": one.lon,
        "lat": one.lat,
        "radius_km": one.radius_km,
        "area": one.area,
        "names": [[name.language, name.script, name.text] for name in one.names],
        "geonames_id": one.geonames_id,
        "dispute": one.dispute,
        "source": one.source,
        "reviewed": one.reviewed,
        "own": own,
    }
