"""Joint modules of a generated centre: what its groups could follow together, site by site."""

from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from tests.centres.tables import Row

Joint = Literal["may", "must"]

ALIKE = {
    "cqp-371": ("DOSSIER", "VOCAB", "LOGICIEL", "COMM", "TELEMED"),
    "cqp-266": ("VOCAB", "COMM", "TELEMED"),
}
"""Modules that have the same hours in the FAE and in a CQP."""

SEATS = "14"
"""Places of a room, and so the most learners of a lesson."""


LARGEST = 12
"""Learners of a group of the AFGSU."""


def joint_rows(groups: list[Row], rooms: list[Row], learners: list[Row], joint: Joint) -> Iterator[Row]:
    """Yield the rows of joint modules.

    With ``"may"``, the AFGSU may be shared by all groups of a site that have it; with ``"must"``, two by
    two they have to, where there are two rooms for it and they fill no more. Groups of the FAE may share
    the modules of equal hours with those of both CQPs either way.
    """
    by_site = sorted(groups, key=lambda group: group["Site"])
    for site, found in groupby(by_site, key=lambda group: group["Site"]):
        local = list(found)
        cqp = [group["Identifiant"] for group in local if group["Parcours"] != "fae-112"]
        if joint == "may":
            yield from _row(f"{site}-AFGSU", "AFGSU", cqp[:8], "possible")
        elif any(room["Site"] == site and room["Type"] == "cours" for room in rooms):
            for number in range(0, len(cqp) - 1, 2):
                pair = cqp[number : number + 2]
                if sum(learner["Groupe"] in pair for learner in learners) <= 2 * LARGEST:
                    yield from _row(f"{site}-AFGSU{number // 2 + 1}", "AFGSU", pair, "obligatoire")
        if any(group["Parcours"] == "fae-112" for group in local):
            for module in ALIKE["cqp-371"]:
                sharers = [x["Identifiant"] for x in local if module in ALIKE.get(x["Parcours"], (module,))]
                yield from _row(f"{site}-{module}", module, sharers[:8], "possible", SEATS)


def _row(name: str, module: str, cohorts: list[str], together: str, most: str = "") -> Iterator[Row]:
    if len(cohorts) > 1:
        yield {
            "Identifiant": name,
            "Modules": module,
            "Groupes": ", ".join(cohorts),
            "Ensemble": together,
            "Effectif max": most,
        }
