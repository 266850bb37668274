"""Status and confidence of a claim, derived from its statements by one published rule.

The rule and the reasons for it stand in ``docs/decisions/confidence.md``; the table of cases
there is tested. In short:

1. Only statements that were not taken back count. Statements whose originators share a root
   (Peskov and Zakharova both speak for Russia) are one voice; its best grade counts.
2. A voice that asserts is *strong* (source A–B and information 1–2), *fair* (source A–C and
   information 1–3), *weak* (anything else that was judged) or *unjudged* (information 6).
3. Nobody asserts, or every voice that does is unjudged: ``not-judged``. Otherwise a strong voice
   with a second strong or fair one gives ``high``; one strong voice, or two fair ones,
   ``moderate``; everything else ``low``.
4. Denials, however many, lower the level by one step; a voice that cannot confirm and asserts it
   nowhere caps it at ``moderate``. No level falls below ``low``.
5. An analyst's override replaces the result, with its reason beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geo.claims.model import Grade, Override
from geo.claims.vocabulary import Confidence, Stance, Status, label

STRENGTHS: Final = ("strong", "fair", "weak", "unjudged")
"""Of a voice that asserts (rule 2), best first."""

_STEPS: Final = (Confidence.LOW, Confidence.MODERATE, Confidence.HIGH)


@dataclass(frozen=True, slots=True)
class Voice:
    """One statement as grading sees it: the root it goes back to, its stance and grade."""

    root: str
    stance: Stance
    grade: Grade


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the statements on one claim amount to.

    `asserting`, `denying` and `doubting` are the names of the independent roots that do so, in
    the order of the statements. `reasons` are whole sentences for the reader. `missing` counts
    statements that could not be read.
    """

    status: Status
    confidence: Confidence
    reasons: tuple[str, ...]
    asserting: tuple[str, ...]
    denying: tuple[str, ...]
    doubting: tuple[str, ...]
    missing: int = 0


def strength(grade: Grade) -> str:
    """One of `STRENGTHS` (rule 2)."""
    if grade.information == "6":
        return "unjudged"
    if grade.source in "AB" and grade.information in "12":
        return "strong"
    if grade.source in "ABC" and grade.information in "123":
        return "fair"
    return "weak"


@lru_cache(maxsize=65_536)
def assess(
    voices: tuple[Voice, ...], override: Override | None = None, missing: int = 0
) -> Assessment:
    """Status, confidence and reasons for one claim's unretracted statements.

    `missing` statements could not be read; the result cannot know what they say, so it says so.
    """
    asserting = _roots(voices, Stance.ASSERTS)
    denying = _roots(voices, Stance.DENIES)
    doubting = tuple(r for r in _roots(voices, Stance.UNVERIFIED) if r not in asserting)
    status = _status(bool(asserting), bool(denying))
    confidence, reasons = _confidence(voices, asserting, denying, doubting)
    if override is not None:
        reasons.append(
            f"An analyst set this to {label(override.confidence).lower()}: {override.reason}"
        )
        confidence = override.confidence
    if missing:
        noun = "statement" if missing == 1 else "statements"
        reasons.insert(
            0, f"{missing} {noun} on this claim could not be read: status and level may be wrong."
        )
    return Assessment(status, confidence, tuple(reasons), asserting, denying, doubting, missing)


def _status(asserted: bool, denied: bool) -> Status:
    if asserted:
        return Status.CONTESTED if denied else Status.ASSERTED
    return Status.DENIED if denied else Status.UNVERIFIED


def _confidence(
    voices: Sequence[Voice],
    asserting: Sequence[str],
    denying: Sequence[str],
    doubting: Sequence[str],
) -> tuple[Confidence, list[str]]:
    """Rules 3 and 4, with a sentence for every step taken."""
    if not asserting:
        return Confidence.NOT_JUDGED, _nobody_asserts(denying, doubting)
    best = {root: _best_grade(voices, root) for root in asserting}
    by_strength: dict[str, list[str]] = {"strong": [], "fair": [], "weak": [], "unjudged": []}
    for root, grade in best.items():
        by_strength[strength(grade)].append(root)
    reasons = [_counting_sentence(voices, best)]
    strong, fair, weak = (len(by_strength[s]) for s in ("strong", "fair", "weak"))
    if not strong + fair + weak:
        reasons.append("Nobody could judge whether it is true, so no level is given.")
        reasons += _against(denying, doubting)
        return Confidence.NOT_JUDGED, reasons
    if strong and strong + fair >= 2:
        level = 2
        reasons.append("Two or more well graded voices agree, one of them strong: high.")
    elif strong:
        level = 1
        reasons.append("One strong voice stands alone: moderate.")
    elif fair >= 2:
        level = 1
        reasons.append("Two or more fair voices agree independently: moderate.")
    else:
        level = 0
        reasons.append(
            "One fair voice alone does not carry more than low."
            if fair
            else "Only weakly graded voices assert it: low."
        )
    if denying:
        lowered = max(level - 1, 0)
        step = "one step lower" if lowered < level else "it is low already"
        reasons.append(f"Denied by {_names(denying)}: {step}.")
        level = lowered
    if doubting:
        capped = min(level, 1)
        effect = "so no more than moderate" if capped < level else "which does not raise it"
        reasons.append(f"{_names(doubting)} could not confirm it, {effect}.")
        level = capped
    return _STEPS[level], reasons


def _nobody_asserts(denying: Sequence[str], doubting: Sequence[str]) -> list[str]:
    return [
        "No source here asserts it, so there is nothing to judge.",
        *_against(denying, doubting),
    ]


def _against(denying: Sequence[str], doubting: Sequence[str]) -> list[str]:
    reasons = []
    if denying:
        reasons.append(f"Denied by {_names(denying)}.")
    if doubting:
        reasons.append(f"{_names(doubting)} could not confirm it.")
    return reasons


def _counting_sentence(voices: Sequence[Voice], best: dict[str, Grade]) -> str:
    told = sum(v.stance is Stance.ASSERTS for v in voices)
    graded = ", ".join(
        f"{root} (best grade {grade}, {strength(grade)})" for root, grade in best.items()
    )
    noun = "independent origin asserts" if len(best) == 1 else "independent origins assert"
    repeated = f", in {told} statements" if told > len(best) else ""
    return f"{len(best)} {noun} it{repeated}: {graded}."


def _roots(voices: Sequence[Voice], stance: Stance) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v.root for v in voices if v.stance is stance))


def _best_grade(voices: Sequence[Voice], root: str) -> Grade:
    """The grade of the root's assertion that carries most; the first of equals."""
    grades = [v.grade for v in voices if v.root == root and v.stance is Stance.ASSERTS]
    return min(grades, key=lambda g: (STRENGTHS.index(strength(g)), g.information, g.source))


def _names(roots: Sequence[str]) -> str:
    """``"A"``, ``"A and B"``, ``"A, B and C"``."""
    if len(roots) == 1:
        return roots[0]
    return f"{', '.join(roots[:-1])} and {roots[-1]}"
