"""Why a name is read as it is, in sentences that an analyst can check."""

from __future__ import annotations

from collections.abc import Sequence

from geo.places.atlas import Atlas
from geo.places.index import Hit, LookUp
from geo.places.keys import Asked, Match
from geo.places.labels import language_name, quoted
from geo.places.parts import PART_WORDS, names_part
from geo.places.place import Level
from geo.places.shadows import FITS, WATERS
from geo.places.wording import RELATION_WORDS


def spelling(query: str, hit: Hit, atlas: Atlas) -> str:
    """How the words asked for met a listed name."""
    place = atlas.place(hit.row)
    shown = quoted(query)
    if hit.name is not None:
        language = language_name(hit.name.language)
        kind = f"{_article(language)} {language} name of {atlas.where(hit.row)}"
        text = hit.name.text
        if query == text:
            return f"{shown} is listed as {kind}."
    else:
        kind, text = f"in {_list_of(place.source)}", atlas.where(hit.row)
        if query == place.name:
            return f"{shown} is the name of {atlas.where(hit.row)}, {kind}."
        if hit.match is Match.EXACT:
            return f"{shown} is listed as a name of {atlas.where(hit.row)}, {kind}."
    listed = f"“{text}”, {kind}"
    if hit.match is Match.INFLECTED:
        return f"{shown} is read as a case form of {listed}."
    if hit.match is Match.ROMANISED:
        return f"{shown} is another romanisation of {listed}."
    if hit.match is Match.FUZZY:
        return f"{shown} is in no list; it is spelled nearly like {listed}."
    if hit.match is Match.VARIANT:
        return f"{shown} is another way to write {listed}."
    return f"{shown} matches {listed}."


def _list_of(source: str) -> str:
    return source.partition(",")[0].partition(";")[0]


def _article(word: str) -> str:
    return "an" if word[:1] in "AEIO" else "a"


def level_reasons(found: LookUp, hits: Sequence[Hit], atlas: Atlas) -> list[str]:
    """What the wording says of the level; `hits` are the candidates, the best first."""
    best = hits[0]
    level = atlas.place(best.row).level
    if found.asked is Asked.REGION and level is Level.COUNTRY:
        return [f"“{found.word}” with the name of a country means its whole territory."]
    if found.asked is Asked.REGION and best.fits:
        return [f"“{found.word}” says that the region is meant, not the town."]
    if found.asked is Asked.REGION:
        return [f"“{found.word}” asks for a region, but only a town of this name is known."]
    if found.asked is Asked.TOWN and best.fits:
        return [f"“{found.word}” says that the town is meant, not a region."]
    if found.asked is Asked.TOWN and level.is_point:
        return [f"“{found.word}” may be part of the name: another place is listed so in full."]
    if found.asked is Asked.TOWN:
        return [f"“{found.word}” asks for a town, but only a {level.value} of this name is known."]
    if not best.fits:
        return [
            f"Known is only a {level.value} with this in its name; bare, it may be another place."
        ]
    behind = [hit for hit in hits if hit.fit != FITS]
    if level.is_point and any(atlas.kind[hit.row] not in WATERS for hit in behind):
        return ["A bare name is read as the town; a region needs a word that says so."]
    if behind and all(atlas.kind[hit.row] in WATERS for hit in behind):
        return ["A bare name is read as the land; a lake or sea needs a word that says so."]
    return []


def runner_up(best: Hit, second: Hit, atlas: Atlas, *, sure: bool) -> str:
    """The second candidate, and why it is not the first."""
    place, rival = atlas.place(best.row), atlas.place(second.row)
    other = f"{atlas.where(second.row)} ({rival.level.value})"
    if not sure:
        return f"{other} also fits, and neither wording nor context decides."
    if best.fits and not second.fits:
        return f"Runner-up: {other}, of the wrong level for this wording."
    if place.level.is_point and place.radius_km > rival.radius_km:
        return f"Runner-up: {other}, the smaller of the two."
    return f"Runner-up: {other}."


def dropped(found: LookUp) -> str:
    """What was taken off before the name was found."""
    words, shown = found.dropped, " ".join(found.dropped)
    if found.asked is Asked.TOWN and not PART_WORDS.isdisjoint(words):
        return f"“{shown}” tells where the town lies and was set aside."
    if names_part(words, found.asked):
        return f"“{shown}” sets off a part without an agreed extent: the answer is the whole."
    if not (RELATION_WORDS | PART_WORDS).isdisjoint(words):
        return f"“{shown}” is a relation, not part of the name: the answer is the place itself."
    return f"“{shown}” ties the name into its sentence and was set aside."
