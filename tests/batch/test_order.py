"""What the arguments stand for: which centres, under which names, and whether anything changed."""

import os
from pathlib import Path

import pytest

from scheduler.commands.batch.fingerprint import fingerprint
from scheduler.commands.batch.job import Options
from scheduler.commands.batch.names import unique_names
from scheduler.commands.batch.order import JobList, order
from scheduler.domain.search import Limits
from scheduler.errors import InputError
from tests.batch.conftest import needs_signals, tiny

LIMITS = Limits(60.0, 0, 1, False)


def ordered(*inputs: Path, out: Path, **given: Path) -> JobList:
    return order(inputs, out, LIMITS, **given)


def refused(*inputs: Path, out: Path, **given: Path) -> str:
    with pytest.raises(InputError) as error:
        ordered(*inputs, out=out, **given)
    return str(error.value)


def test_a_folder_without_tables_holds_centres(tmp_path: Path) -> None:
    network = tiny(tmp_path / "network", "b", "a")
    (network / "a" / "curricula").mkdir()
    (network / "demo.xlsx").touch()
    (network / "~$demo.xlsx").write_bytes(b"lock file of Excel")
    (network / "notes.txt").write_text("not a centre")
    (network / "empty").mkdir()
    (network / "broken").mkdir()
    (network / "broken" / "liste.csv").write_text("no table of ours, but somebody meant one\n")
    tiny(network / ".hidden", "c")
    jobs = ordered(network, out=tmp_path / "out").jobs
    assert [job.name for job in jobs] == ["a", "b", "broken", "demo"]
    assert [job.folder for job in jobs] == [tmp_path / "out" / job.name for job in jobs]


def test_a_folder_of_tables_is_one_centre_whatever_lies_in_it(tmp_path: Path) -> None:
    centre = tiny(tmp_path, "centre") / "centre"
    tiny(centre / "scenarios", "a")
    (centre / "demo.xlsx").touch()
    assert [job.source for job in ordered(centre, out=tmp_path / "out").jobs] == [centre]
    assert [job.name for job in ordered(centre / "demo.xlsx", out=tmp_path / "out").jobs] == ["demo"]


def test_results_are_no_centres_when_they_lie_beside_them(tmp_path: Path) -> None:
    network = tiny(tmp_path / "network", "a")
    tiny(network / "out", "a")
    (network / "out" / "half_days.csv").write_text("cohort\n")
    assert [job.name for job in ordered(network, out=network / "out").jobs] == ["a"]


def test_a_centre_named_twice_is_solved_once(tmp_path: Path) -> None:
    network = tiny(tmp_path / "network", "a", "b")
    assert len(ordered(network, network / "a", network / "." / "b", out=tmp_path / "out").jobs) == 2


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        (["nord/nantes", "sud/nice"], ["nantes", "nice"]),
        (["nord/nantes", "sud/nantes", "sud/nice"], ["nord-nantes", "sud-nantes", "nice"]),
        # Where case does not count, "Nantes" and "nantes" are one folder.
        (["nord/Nantes", "sud/nantes"], ["nord-Nantes", "sud-nantes"]),
        (["a/x/c", "b/x/c"], ["a-x-c", "b-x-c"]),
        # A folder and a workbook beside it: nothing above tells them apart.
        (["c", "c.xlsx"], ["c", "c-2"]),
        # A name made for one may be the own name of another.
        (["a/c", "b/c", "a-c"], ["a-c", "b-c", "a-c-2"]),
        (["summary.csv"], ["summary.csv-2"]),
        # Not UTF-8, as the system hands it over; and a bell.
        (["c\udce9ntre", "a\x07"], ["c_ntre", "a_"]),
    ],
)
def test_every_centre_has_a_folder_of_its_own(tmp_path: Path, sources: list[str], names: list[str]) -> None:
    for source in sources:
        if source.endswith(".xlsx"):
            (tmp_path / source).touch()
        else:
            (tmp_path / source).mkdir(parents=True, exist_ok=True)
    assert unique_names([tmp_path / source for source in sources]) == names


def test_what_is_wrong_is_said_before_anything_is_solved(tmp_path: Path) -> None:
    network, out = tiny(tmp_path / "network", "a"), tmp_path / "out"
    (tmp_path / "empty").mkdir()
    said = refused(tmp_path / "gone", network, tmp_path / "empty", out=out)
    assert [line.partition(": ")[0] for line in said.splitlines()] == [
        str(tmp_path / "gone"),
        str(tmp_path / "empty"),
    ]
    (tmp_path / "w.yaml").write_text("weights: {rythme: 3}\n")
    assert "« rythme »" in refused(network, out=out, settings=tmp_path / "w.yaml")
    assert refused(network, out=out, curricula=tmp_path / "gone")
    assert "fichier" in refused(network, out=tmp_path / "w.yaml")
    assert not out.exists()


@needs_signals
def test_a_link_to_itself_and_a_pipe_stop_no_other(tmp_path: Path) -> None:
    network = tiny(tmp_path / "network", "a")
    (network / "b.xlsx").symlink_to(network / "b.xlsx")
    os.mkfifo(network / "a" / "notes.csv")
    assert [job.name for job in ordered(network, out=tmp_path / "out").jobs] == ["a", "b.xlsx"]


def test_results_may_not_lie_among_the_centres(tmp_path: Path) -> None:
    network = tiny(tmp_path / "network", "a")
    told = "seraient lus comme un centre de plus"
    assert told in refused(network, out=network)
    assert told in refused(network / "a", out=network)
    assert told in refused(network / "a", out=network / "a")


def options(**given: object) -> Options:
    usual = {
        "limits": LIMITS,
        "settings": None,
        "curricula": None,
        "language": "fr",
        "versions": {"scheduler": "1"},
    }
    return Options(**usual | given)  # type: ignore[arg-type]


def test_a_fingerprint_is_that_of_the_contents_not_of_the_place(tmp_path: Path) -> None:
    tiny(tmp_path, "a", "b")
    assert fingerprint(tmp_path / "a", options()) == fingerprint(tmp_path / "b", options())
    for name in ("one.xlsx", "two.xlsx"):
        (tmp_path / name).write_bytes(b"a workbook")
    assert fingerprint(tmp_path / "one.xlsx", options()) == fingerprint(tmp_path / "two.xlsx", options())


def test_a_fingerprint_changes_with_all_that_a_plan_depends_on(tmp_path: Path) -> None:
    centre = tiny(tmp_path, "a") / "a"
    (tmp_path / "w.yaml").write_text("weights: {rhythm: 3}\n")
    weighed = options(settings=tmp_path / "w.yaml")
    seen = {fingerprint(centre, options()), fingerprint(centre, weighed)}
    for change in (
        {"limits": Limits(60.0, 1, 1, False)},
        {"language": "en"},
        {"versions": {"scheduler": "2"}},
    ):
        seen.add(fingerprint(centre, options(**change)))
    (tmp_path / "w.yaml").write_text("weights: {rhythm: 4}\n")
    seen.add(fingerprint(centre, weighed))
    (centre / "curricula").mkdir()
    (centre / "curricula" / "own.yaml").write_text("id: own\n")
    seen.add(fingerprint(centre, options()))
    table = centre / "salles.csv"
    table.write_text(table.read_text().replace("12", "13"))
    seen.add(fingerprint(centre, options()))
    table.rename(centre / "rooms.csv")
    seen.add(fingerprint(centre, options()))
    assert len(seen) == 9


def test_what_no_plan_depends_on_changes_no_fingerprint(tmp_path: Path) -> None:
    centre = tiny(tmp_path, "a") / "a"
    before = fingerprint(centre, options())
    (centre / "LISEZMOI.md").write_text("Bonjour\n")
    (centre / "salles.csv").touch()
    assert fingerprint(centre, options()) == before
