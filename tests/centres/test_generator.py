"""The generated centres: the same from the same seed, readable, and as scarce as they say."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from scheduler.domain.instance import Instance
from scheduler.domain.time import WORKING_WEEK
from scheduler.exchange.input import read_instance
from scheduler.solve.counting import obstacles
from tests.centres import Row, Tables, Tightness, centre_tables, write_centre, write_network, write_tables
from tests.centres.few import few_tables, write_few
from tests.centres.generator import SKILLS
from tests.centres.sharing import Joint
from tests.thorough import first

ROOT = Path(__file__).parents[2]
TIGHTNESS = get_args(Tightness)
SIZES = (1, 4, 12, 24)
Read = Callable[[int, str], Instance]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Return a centre read from its tables, written and read once for all tests."""
    known: dict[tuple[int, str], Instance] = {}

    def of(cohorts: int, tightness: str) -> Instance:
        if (cohorts, tightness) not in known:
            folder = write_centre(tmp_path_factory.mktemp(f"{tightness}-{cohorts}"), cohorts, tightness)
            known[cohorts, tightness], _warnings = read_instance(folder)
        return known[cohorts, tightness]

    return of


def nameless(tables: Tables) -> dict[str, list[Row]]:
    """Return the tables but for the name of the centre, which tells the seed."""
    return {name: rows for name, rows in tables.items() if name != "centre"}


def test_the_same_seed_gives_the_same_centre_and_another_seed_another() -> None:
    assert centre_tables(12, "tight", 3) == centre_tables(12, "tight", 3)
    assert nameless(centre_tables(12, "tight", 3)) != nameless(centre_tables(12, "tight", 4))


def test_the_same_command_writes_the_same_files_in_any_process(tmp_path: Path) -> None:
    # The order of a set of words differs from one process to the next; that of the tables may not.
    written = []
    for number in ("1", "2"):
        folder = tmp_path / number
        subprocess.run(
            [sys.executable, "-m", "tests.centres", "4", "normal", "-o", folder, "--seed", "5"],
            check=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": number},
        )
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert written[0] == written[1]
    assert "groupes.csv" in written[0]


@pytest.mark.parametrize("tightness", TIGHTNESS)
@pytest.mark.parametrize("cohorts", first(3, SIZES))
def test_a_centre_can_be_read_and_counting_finds_nothing_against_it(
    read: Read, cohorts: int, tightness: str
) -> None:
    instance = read(cohorts, tightness)
    assert len(instance.cohorts) == cohorts
    assert obstacles(instance) == ()


def test_a_large_centre_can_be_read_and_counting_finds_nothing_against_it(read: Read) -> None:
    instance = read(48, "tight")
    assert len(instance.cohorts) == 48
    assert obstacles(instance) == ()


def test_a_centre_of_nearly_a_hundred_cohorts_can_be_read(read: Read) -> None:
    assert len(read(96, "tight").cohorts) == 96


@pytest.mark.parametrize("tightness", TIGHTNESS)
@pytest.mark.parametrize("cohorts", SIZES)
def test_each_site_has_two_trainers_for_each_skill_and_one_on_every_weekday(
    read: Read, cohorts: int, tightness: str
) -> None:
    instance = read(cohorts, tightness)
    for site in instance.sites:
        for skill in SKILLS:
            able = [x for x in instance.trainers if site.id in x.sites and skill in x.skills]
            assert len(able) >= 2, (site.id, skill)
            assert {day for x in able for day, _half in x.availability} == set(WORKING_WEEK), (site.id, skill)


def test_skills_are_all_that_the_curricula_ask_for(read: Read) -> None:
    curricula = read(24, "tight").curricula
    assert {module.skill for curriculum in curricula for module in curriculum.modules} <= set(SKILLS)


def test_trainers_do_not_all_take_the_same_day_off() -> None:
    # All six trainers of this centre draw the same free weekday; one of them gives it up.
    days = [set(row["Disponibilités"].split(", ")) for row in centre_tables(2, "tight", 20)["formateurs"]]
    assert set.union(*days) == {"lun", "mar", "mer", "jeu", "ven"}
    assert sorted(map(len, days)) == [4, 4, 4, 4, 4, 5]


@pytest.mark.parametrize("cohorts", SIZES)
def test_the_tighter_a_centre_the_fewer_its_trainers_and_rooms(read: Read, cohorts: int) -> None:
    loose, normal, tight = (read(cohorts, tightness) for tightness in ("loose", "normal", "tight"))
    assert len(loose.trainers) > len(normal.trainers) > len(tight.trainers)
    assert len(loose.rooms) > len(normal.rooms) > len(tight.rooms)


@pytest.mark.parametrize("cohorts", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(3))
def test_a_small_centre_has_four_to_nine_trainers_and_nothing_counted_against_it(
    tmp_path: Path, cohorts: int, seed: int
) -> None:
    instance, _warnings = read_instance(write_few(tmp_path / "centre", cohorts, seed))
    assert len(instance.cohorts) == cohorts
    assert 4 <= len(instance.trainers) <= 9
    assert obstacles(instance) == ()
    assert few_tables(cohorts, seed) == few_tables(cohorts, seed) != few_tables(cohorts, seed + 1)


def test_no_small_centre_is_large() -> None:
    with pytest.raises(ValueError, match="no small centre has 5 cohorts"):
        few_tables(5)


def test_a_network_has_as_many_different_centres(tmp_path: Path) -> None:
    folders = write_network(tmp_path, centres=31)
    contents = {
        tuple(path.read_bytes() for path in sorted(folder.iterdir()) if path.name != "centre.csv")
        for folder in folders
    }
    assert len(set(folders)) == len(contents) == 31
    instance, _warnings = read_instance(folders[-1])
    assert len(instance.cohorts) == 4


def test_an_empty_table_leaves_no_file(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "new" / "centre", {"sites": [{"Nom": "É", "Ponts": ""}], "salles": []})
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {
        "sites.csv": "Nom;Ponts\nÉ;\n"
    }


@pytest.mark.parametrize(("cohorts", "tightness"), [(4, "snug"), (0, "tight"), (-1, "loose")])
def test_no_other_centre_is_made(cohorts: int, tightness: str) -> None:
    with pytest.raises(ValueError, match=f"no centre of {cohorts} cohorts is {tightness}"):
        centre_tables(cohorts, tightness)


@pytest.mark.parametrize("joint", ["may", "must"])
@pytest.mark.parametrize("tightness", TIGHTNESS)
def test_joint_modules_are_added_to_the_same_centre(tmp_path: Path, joint: Joint, tightness: str) -> None:
    tables = centre_tables(12, tightness, 1, joint)
    rows = tables["modules_communs"]
    assert tables | {"modules_communs": []} == centre_tables(12, tightness, 1)
    instance, _warnings = read_instance(write_tables(tmp_path / "centre", tables))
    assert [x.id for x in instance.joint_modules] == [row["Identifiant"] for row in rows]
    assert {len({instance.cohort[x].site for x in one.cohorts}) for one in instance.joint_modules} == {1}
    assert {one.together for one in instance.joint_modules if "AFGSU" in one.id} == {joint}
    shared = {frozenset(instance.cohort[x].curriculum for x in one.cohorts) for one in instance.joint_modules}
    assert {"fae-112", "cqp-371"} in shared
    assert obstacles(instance) == ()
