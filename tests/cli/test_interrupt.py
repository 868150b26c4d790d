"""Ctrl-C during a search: once keeps the best plan found, twice gives up."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.cli.interrupts import stopped_by_signals
from tests.cli.conftest import TABLES, write_tables

COHORT = "fae-112;MANS;2027-01-04;2027-01-22;lun, ven;6;9"
CROWDED = {
    "salles": ["Identifiant;Site;Type;Places", "S1;MANS;informatique;12", "S2;MANS;cours;12"],
    "formateurs": [
        "Identifiant;Nom;Compétences;Disponibilités",
        "F1;Anne Rivet;dossier-patient, vocabulaire, logiciel;lun, mar, mer",
        "F2;Luc Morel;vocabulaire, logiciel, communication, telemedecine;mar, mer, jeu",
        "F3;Zoé Petit;dossier-patient, communication, telemedecine;mer, jeu, ven",
    ],
    "groupes": [
        "Identifiant;Parcours;Site;Début au plus tôt;Début au plus tard;Jours préférés;"
        "Durée min (mois);Durée max (mois)",
        *(f"G{number};{COHORT}" for number in (1, 2, 3)),
    ],
    "apprenants": [TABLES["apprenants"][0], *(f"A{x};G{x};infirmière;2026-09-01" for x in (1, 2, 3))],
}
"""Three cohorts that wish for two days on which hardly anybody teaches: a plan is found in
two or three seconds, a proof takes minutes."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of another kind on Windows")


@pytest.fixture
def searching(tmp_path: Path):
    """A process that has found its first plan and goes on searching."""
    weights = "weights: {trainer_balance: 9, room_stability: 7, continuity: 3}\n"
    (tmp_path / "weights.yaml").write_text(weights)
    options = ["-o", "plan", "--settings", "weights.yaml", "--time-limit", "300"]
    process = subprocess.Popen(
        [sys.executable, "-m", "scheduler", "solve", write_tables(tmp_path / "centre", **CROWDED), *options],
        cwd=tmp_path,
        env=os.environ | {"SCHEDULER_LANG": "fr"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr is not None
    heard = next((line for line in process.stderr if "meilleur coût" in line), "")
    assert heard, "the search ended before a plan was found"
    yield process
    process.kill()
    process.communicate()


def test_ctrl_c_keeps_the_best_plan_and_writes_it(searching, tmp_path, run):
    searching.send_signal(signal.SIGINT)
    answer, progress = searching.communicate(timeout=60)

    assert searching.returncode == 0, progress
    assert progress.endswith("Arrêt demandé : ce qui est trouvé est gardé.\n")
    assert answer.startswith("Planning trouvé ; un autre peut coûter jusqu'à ")
    assert run("check", tmp_path / "plan" / "plan.json").exit_code == 0


def test_ctrl_c_twice_gives_up_at_once():
    code = (
        "import os, signal\n"
        "from scheduler.cli.interrupts import stopped_by_signals\n"
        "with stopped_by_signals(lambda: print('told to stop', flush=True)):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    print('still at work', flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    print('never said')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")

    assert done.returncode == 130
    assert done.stdout == "told to stop\nstill at work\n"
    assert done.stderr == "Interrompu : rien n'a été écrit.\n"


def test_ctrl_c_means_again_what_it_meant_before_once_the_work_is_over():
    before = signal.getsignal(signal.SIGINT)
    with stopped_by_signals(lambda: None):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
