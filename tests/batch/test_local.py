"""A batch on this machine: each centre its own answer, whatever becomes of the others."""

import csv
import json
import os
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

import openpyxl
import psutil
import pytest

from scheduler.exchange.output.batch import State
from tests.batch.conftest import ENDLESS, LONG, Run, crowded, ctrl_c, heard, needs_signals, tiny, told, until

needs_names_of_bytes = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode")


def rows(out: Path) -> dict[str, dict[str, str]]:
    with (out / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file, delimiter=";")}


def test_one_folder_each_and_one_summary_and_nothing_is_done_twice(run: Run, tmp_path: Path) -> None:
    network, out = tiny(tmp_path / "network", "a", "b"), tmp_path / "out"
    (network / "broken").mkdir()
    (network / "broken" / "groupes.csv").write_text("Identifiant;Parcours\n")

    first = run("batch", network, "-o", out, "--jobs", 2)
    assert first.exit_code == 1, first.output
    assert first.stdout.startswith("3 au total : optimal 2, données à corriger 1\n")
    assert f"Bilan : {out / 'summary.xlsx'}\nÀ côté : summary.csv, summary.json\n" in first.stdout
    assert "  broken  données à corriger : " in first.stdout
    assert sorted(line.split()[1] for line in first.stderr.splitlines()) == ["1/3", "2/3", "3/3"]
    assert {name: row["status"] for name, row in rows(out).items()} == {
        "a": "optimal", "b": "optimal", "broken": "bad_input",
    }  # fmt: skip
    assert (out / "a" / "calendar.xlsx").exists()
    sheet = openpyxl.load_workbook(out / "summary.xlsx").worksheets[0]
    assert [sheet.cell(row, 2).value for row in (5, 6, 7)] == ["optimal", "optimal", "données à corriger"]

    # The broken one is mended; the others are not solved again.
    before = (out / "a" / "plan.json").stat().st_mtime_ns
    for table in (network / "a").iterdir():
        (network / "broken" / table.name).write_bytes(table.read_bytes())
    second = run("batch", network, "-o", out, "--jobs", 1)
    assert second.exit_code == 0, second.output
    assert "2 résultats gardés d'un lancement précédent." in second.stdout
    assert second.stderr.splitlines()[1].split()[1:4] == ["3/3", "broken", "optimal,"]
    assert (out / "a" / "plan.json").stat().st_mtime_ns == before
    assert json.loads((out / "summary.json").read_text())["counts"]["optimal"] == 3

    third = run("batch", network, "-o", out)
    assert (third.exit_code, third.stderr) == (0, "")
    assert "3 résultats gardés" in third.stdout


def test_a_result_among_the_centres_is_named_and_stops_no_other(run: Run, tmp_path: Path) -> None:
    network = tiny(tmp_path / "network", "a")
    assert run("batch", network, "-o", "first", "--quiet", "--jobs", 1).exit_code == 0
    # A calendar that was copied to where the centres lie, and a whole folder of an earlier plan.
    shutil.copy("first/a/calendar.xlsx", network / "calendar.xlsx")
    shutil.copytree("first/a", network / "earlier")
    result = run("batch", network, "-o", "second", "--quiet", "--jobs", 1)
    assert result.exit_code == 1
    found = rows(Path("second"))
    assert {name: row["status"] for name, row in found.items()} == {"a": "optimal", "calendar": "bad_input"}
    assert "C'est un résultat, pas le classeur que vous avez rempli." in found["calendar"]["reason"].replace(
        "\u00a0", " "
    )


def test_nothing_that_can_be_read_is_nothing_done(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_text("not a workbook")
    assert run("batch", tmp_path / "broken.xlsx", "-o", "out", "--quiet").exit_code == 2
    result = run("batch", tmp_path / "gone", "-o", "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{tmp_path / 'gone'}: Ce fichier ou ce dossier n'existe pas.")


@needs_names_of_bytes
def test_a_name_in_another_encoding_is_summed_up(run: Run, tmp_path: Path) -> None:
    centre = tmp_path / os.fsdecode(b"c\xe9ntre")
    centre.mkdir()
    (centre / "groupes.csv").write_text("Identifiant;Parcours\n")
    result = run("batch", centre, "-o", "out", "--quiet", "--jobs", 1)
    assert result.exit_code == 2, result.output
    assert rows(Path("out"))["c_ntre"]["status"] == "bad_input"


def test_options_that_do_not_go_together(run: Run, tmp_path: Path) -> None:
    network = tiny(tmp_path / "network", "a")
    alone = run("batch", network, "-o", "out", "--address", "tcp://127.0.0.1:1")
    assert (alone.exit_code, alone.stdout) == (2, "")
    assert "--address va avec --engine dask." in alone.stderr
    both = run("batch", network, "-o", "out", "--engine", "dask", "--address", "tcp://a:1", "--jobs", "2")
    assert "--jobs vaut pour cette machine" in both.stderr


@needs_signals
def test_a_process_that_is_killed_takes_no_other_centre_with_it(launched, tmp_path: Path) -> None:
    crowded(tmp_path, "a")
    tiny(tmp_path, "b")
    batch = launched("a", "b", "-o", "out", "--jobs", 1, *ENDLESS)
    # Killed before it can answer for "a", which is tried again after "b".
    until(lambda: workers(batch.pid))[0].kill()
    assert "1/2  b  optimal" in heard(batch, "1/2")
    (worker,) = workers(batch.pid)
    worker.kill()
    answer, _progress = batch.communicate()

    assert batch.returncode == 1
    assert answer.startswith("2 au total : optimal 1, échec technique 1\n")
    row = rows(tmp_path / "out")["a"]
    assert row["status"] == "crashed"
    assert row["reason"] == "Son processus a pris fin sans réponse (SIGKILL), 2 fois."
    assert told(tmp_path / "out")["b"].status is State.OPTIMAL


@needs_signals
def test_ctrl_c_keeps_what_is_found_and_begins_no_other(launched, tmp_path: Path) -> None:
    tiny(tmp_path, "a")
    crowded(tmp_path, "b", "c")
    batch = launched("a", "b", "c", "-o", "out", "--jobs", 1, "--settings", "weights.yaml", *ENDLESS)
    heard(batch, "1/3")
    time.sleep(0.5)
    ctrl_c(batch)
    answer, progress = batch.communicate(timeout=60)

    assert batch.returncode == 1, progress
    assert progress.startswith("Arrêt en cours")
    found = rows(tmp_path / "out")
    assert found["a"]["status"] == "optimal"
    assert found["b"]["stopped"] == "true"
    assert found["b"]["status"] in ("stopped", "feasible")
    reason = found["c"]["reason"].replace("\u00a0", " ")
    assert (found["c"]["status"], reason) == ("stopped", "Pas commencé : le calcul a été arrêté.")
    assert not (tmp_path / "out" / "c").exists()
    assert "Pas commencé" in answer


@needs_signals
def test_ctrl_c_twice_leaves_at_once_and_leaves_nobody_behind(launched, tmp_path: Path) -> None:
    crowded(tmp_path, "a")
    batch = launched("a", "-o", "out", *ENDLESS)
    (worker,) = until(lambda: workers(batch.pid))
    # It does not answer, so that the batch waits for it.
    worker.suspend()
    ctrl_c(batch)
    heard(batch, "Ctrl-C")
    ctrl_c(batch)
    assert batch.wait(timeout=LONG) == 130
    with suppress(psutil.NoSuchProcess):
        worker.resume()
        worker.wait(timeout=LONG)
    assert batch.stderr is not None
    assert "Relancez pour continuer." in batch.stderr.read()


def workers(pid: int) -> list[psutil.Process]:
    """Return the worker processes of a batch."""
    try:
        children = psutil.Process(pid).children(recursive=True)
        return [x for x in children if any("spawn_main" in word for word in x.cmdline())]
    except psutil.Error:
        return []
