"""Which opening each posting belongs to: pure, over what is known of a batch and of all that might be the same."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jobcenter.kit.clock import new_id
from jobcenter.postings.matching import Facts, Verdict, compare

Pair = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True, slots=True)
class Membership:
    """A posting's place in an opening: why, and who decided."""

    opening_id: uuid.UUID
    evidence: dict[str, Any] = field(default_factory=dict)
    decided_by: str = "rules"


@dataclass(slots=True)
class Known:
    """What grouping knows: facts of postings, who stands where, who might be whose twin, and what people decided."""

    facts: Mapping[uuid.UUID, Facts]
    members: dict[uuid.UUID, Membership]
    candidates: Mapping[uuid.UUID, list[uuid.UUID]]
    decisions: Mapping[Pair, str]

    def verdict(self, one: uuid.UUID, other: uuid.UUID) -> Verdict:
        """Whether two postings are the same; what a person said stands above the rules."""
        said = self.decisions.get(pair_of(one, other))
        if said is not None:
            return Verdict(same=said == "same", never=said != "same", score=1.0, evidence={"decided": said})
        return compare(self.facts[one], self.facts[other])


def pair_of(one: uuid.UUID, other: uuid.UUID) -> Pair:
    """Two postings in the order in which decisions keep them."""
    return (one, other) if one < other else (other, one)


def group(known: Known, batch: list[uuid.UUID]) -> dict[uuid.UUID, Membership]:
    """Where each posting of the batch belongs now; only those whose place is new or another.

    A posting joins the opening of its best twin, unless any member of that opening is certainly another vacancy. One
    that a person has placed stays there.
    """
    moved: dict[uuid.UUID, Membership] = {}
    standing = _by_opening(known.members)
    for posting in batch:
        now = known.members.get(posting)
        if now is not None and now.decided_by != "rules":
            continue
        found = _best_opening(known, standing, posting)
        if found is None and now is not None and _still_fits(known, standing, posting, now.opening_id):
            continue
        place = found or Membership(new_id())
        if now is not None and now.opening_id == place.opening_id:
            continue
        if now is not None:
            standing[now.opening_id].discard(posting)
        standing.setdefault(place.opening_id, set()).add(posting)
        known.members[posting] = moved[posting] = place
    return moved


def _by_opening(members: Mapping[uuid.UUID, Membership]) -> dict[uuid.UUID, set[uuid.UUID]]:
    standing: dict[uuid.UUID, set[uuid.UUID]] = {}
    for posting, place in members.items():
        standing.setdefault(place.opening_id, set()).add(posting)
    return standing


def _best_opening(known: Known, standing: Mapping[uuid.UUID, set[uuid.UUID]], posting: uuid.UUID) -> Membership | None:
    best: tuple[float, Membership] | None = None
    refused: set[uuid.UUID] = set()
    for twin in known.candidates.get(posting, []):
        place = known.members.get(twin)
        if place is None or place.opening_id in refused:
            continue
        verdict = known.verdict(posting, twin)
        if not verdict.same or (best is not None and verdict.score <= best[0]):
            continue
        others = standing[place.opening_id] - {posting, twin}
        if any(known.verdict(posting, other).never for other in others):
            refused.add(place.opening_id)
            continue
        best = (verdict.score, Membership(place.opening_id, {"with": str(twin), **verdict.evidence}))
    return best[1] if best else None


def _still_fits(
    known: Known, standing: Mapping[uuid.UUID, set[uuid.UUID]], posting: uuid.UUID, opening: uuid.UUID
) -> bool:
    """Whether a posting may stay where it is: alone, or with nobody who is certainly another vacancy."""
    others = standing[opening] - {posting}
    verdicts = [known.verdict(posting, other) for other in others]
    return not others or (not any(one.never for one in verdicts) and any(one.same for one in verdicts))
