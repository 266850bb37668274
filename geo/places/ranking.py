"""From hits to an answer: weights, the margin below which nobody is sure, and the reasons."""

from __future__ import annotations

from geo.places.evidence import Evidence
from geo.places.index import QUALITY, Asked, Hit, LookUp, Match
from geo.places.labels import language_name, quoted, where
from geo.places.place import Level
from geo.places.resolution import Candidate, Resolution, Status
from geo.places.wording import RELATION_WORDS

MARGIN = 0.75
"""Resolved means three times the weight of all others together; less is ambiguous."""
MISFIT = 0.005
"""A region where a town is asked for (or the reverse) keeps a two-hundredth of its weight."""
AREA_WEIGHT = 100.0
"""Regions, countries, seas and areas weigh as much as a town of 10 km radius."""
MAX_CANDIDATES = 5


def rank(query: str, found: LookUp, votes: Evidence, notes: list[str], doubt: bool) -> Resolution:
    """Weigh the hits of `found` by size, wording and context, and explain the order.

    `notes` are reasons already known (filters, qualifiers); `doubt` makes the best guess of an
    unsure reading `ambiguous`.
    """
    weighed = []
    for hit in found.hits:
        gain, why = votes.weigh(hit.place) if hit.fits else (1.0, [])
        size = hit.place.radius_km**2 if hit.place.level.is_point else AREA_WEIGHT
        weighed.append((size * gain * (1.0 if hit.fits else MISFIT) * QUALITY[hit.match], hit, why))
    weighed.sort(key=lambda item: (-item[0], item[1].place.id))
    total = sum(weight for weight, _, _ in weighed)
    candidates = tuple(
        Candidate(hit.place, weight / total * QUALITY[hit.match]) for weight, hit, _ in weighed
    )[:MAX_CANDIDATES]
    share, best, why = weighed[0][0] / total, weighed[0][1], weighed[0][2]
    reasons = [_spelling(query, best), *_level(found, best), *notes]
    if len(weighed) > 1:
        reasons += why
        reasons.append(_runner_up(best, weighed[1][1], share))
    if found.dropped:
        reasons.append(_dropped(found.dropped))
    if best.match is Match.FUZZY:
        reasons.append("A guess at a misspelling has to be reviewed before it is drawn.")
    sure = share >= MARGIN and best.match is not Match.FUZZY and best.fits and not doubt
    status = Status.RESOLVED if sure else Status.AMBIGUOUS
    return Resolution(query, status, best.place, candidates, tuple(reasons))


def abstention(query: str, *reasons: str) -> Resolution:
    """An honest "I do not know", with the reason."""
    return Resolution(query, Status.UNRESOLVED, None, (), reasons)


def _spelling(query: str, hit: Hit) -> str:
    language = language_name(hit.name.language)
    kind = f"{_article(language)} {language} name of {where(hit.place)}"
    shown, listed = quoted(query), f"“{hit.name.text}”, {kind}"
    if query == hit.name.text:
        return f"{shown} is listed as {kind}."
    if hit.match is Match.INFLECTED:
        return f"{shown} is read as a case form of {listed}."
    if hit.match is Match.ROMANISED:
        return f"{shown} is another romanisation of {listed}."
    if hit.match is Match.FUZZY:
        return f"{shown} is in no list; it is spelled nearly like {listed}."
    return f"{shown} matches {listed}."


def _article(word: str) -> str:
    return "an" if word[:1] in "AEIO" else "a"


def _level(found: LookUp, best: Hit) -> list[str]:
    level = best.place.level
    if found.asked is Asked.REGION and level is Level.COUNTRY:
        return [f"“{found.word}” with the name of a country means its whole territory."]
    if found.asked is Asked.REGION and best.fits:
        return [f"“{found.word}” says that the region is meant, not the town."]
    if found.asked is Asked.REGION:
        return [f"“{found.word}” asks for a region, but only a town of this name is known."]
    if found.asked is Asked.TOWN and best.fits:
        return [f"“{found.word}” says that the town is meant, not a region."]
    if found.asked is Asked.TOWN:
        return [f"“{found.word}” asks for a town, but only a {level.value} of this name is known."]
    if not best.fits:
        return [
            f"Known is only a {level.value} with this in its name; bare, it may be another place."
        ]
    if level.is_point and any(not hit.fits for hit in found.hits):
        return ["A bare name is read as the town; a region needs a word that says so."]
    return []


def _runner_up(best: Hit, second: Hit, share: float) -> str:
    other = f"{where(second.place)} ({second.place.level.value})"
    if share < MARGIN:
        return f"{other} also fits, and neither wording nor context decides."
    if best.fits and not second.fits:
        return f"Runner-up: {other}, of the wrong level for this wording."
    if best.place.level.is_point and best.place.radius_km > second.place.radius_km:
        return f"Runner-up: {other}, the smaller of the two."
    return f"Runner-up: {other}."


def _dropped(words: tuple[str, ...]) -> str:
    shown = " ".join(words)
    if RELATION_WORDS.intersection(words):
        return f"“{shown}” is a relation, not part of the name: the answer is the place itself."
    return f"“{shown}” ties the name into its sentence and was set aside."
