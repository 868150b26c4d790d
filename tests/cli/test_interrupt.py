"""Ctrl-C during a search: once keeps the best plan found, twice gives up."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from scheduler.cli.attend import attend
from scheduler.cli.interrupts import stopped_by_signals
from scheduler.commands.background import Background
from tests.cli.conftest import TABLES, write_tables
from tests.thorough import first

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


@pytest.mark.parametrize("name", first(1, ["SIGINT", "SIGTERM", "SIGHUP"]))
def test_a_signal_keeps_the_best_plan_and_writes_it(searching, tmp_path, run, name):
    searching.send_signal(getattr(signal, name))
    answer, progress = searching.communicate(timeout=60)

    assert searching.returncode == 0, progress
    assert progress.endswith("Arrêt demandé : ce qui est trouvé est gardé.\n")
    assert answer.startswith("Planning trouvé : il coûte ")
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
    assert done.stderr.replace("\u00a0", " ") == "Interrompu : rien n'a été écrit.\n"


@pytest.mark.parametrize(
    "moment", ["scheduler.cli.main", "click", "scheduler.cli.solve", "scheduler.cli.language"]
)
def test_ctrl_c_while_the_command_is_being_loaded_is_quiet(moment):
    code = (
        "import os, signal, sys\n"
        "from scheduler.start import main\n"
        "class CtrlC:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {moment!r}:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, CtrlC())\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_ctrl_c_before_signals_are_known_is_quiet():
    code = (
        "import sys\n"
        "from scheduler.start import main\n"
        "class CtrlC:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'signal':\n"
        "            raise KeyboardInterrupt\n"
        "sys.modules.pop('signal', None)\n"
        "sys.meta_path.insert(0, CtrlC())\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


class Deaf(Background[str]):
    """Work that does not hear that it is to stop, as a model that is being built does not."""

    def __init__(self):
        super().__init__()
        self.over = threading.Event()

    def progress(self):
        return None

    def _so_far(self):
        return "the best by then"

    def _work(self):
        self.over.wait(60)
        return "all of it"


def test_work_that_does_not_hear_of_its_end_is_left_with_what_it_has(monkeypatch):
    monkeypatch.setattr("scheduler.commands.background.GRACE", 0.1)
    work = Deaf()
    threading.Timer(0.2, work.stop).start()
    try:
        assert attend(work, None, quiet=True) == "the best by then"
    finally:
        work.over.set()


def test_ctrl_c_means_again_what_it_meant_before_once_the_work_is_over():
    before = signal.getsignal(signal.SIGINT)
    with stopped_by_signals(lambda: None):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
