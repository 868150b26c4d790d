"""``solve`` and ``batch`` under what Windows has, forced here on every process that they start.

Modules, functions and signals that only POSIX has are gone, a lock is Windows' own, terminals know
the letters of one code page, and a file that another program holds open cannot be replaced.
"""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.commands.check import judge
from tests.cli.conftest import write_tables
from tests.thorough import thorough

ROOT = Path(__file__).parents[2]
FORCED = """
import errno, multiprocessing.util, os, signal, subprocess, sys, types

for name in ("fcntl", "grp", "pwd", "resource", "termios", "tty"):
    sys.modules[name] = None  # the import fails
for name in ("fork", "forkpty", "geteuid", "getpgid", "getuid", "killpg", "mkfifo", "sched_getaffinity",
             "setpgid", "setsid"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGALRM", "SIGHUP", "SIGPROF", "SIGUSR1", "alarm", "pthread_sigmask", "setitimer", "sigwait"):
    if hasattr(signal, name):
        delattr(signal, name)

held_bytes = {}

def locking(descriptor, mode, count):
    assert (mode, count) == (1, 1)
    status = os.fstat(descriptor)
    if held_bytes.setdefault((status.st_dev, status.st_ino), descriptor) != descriptor:
        raise PermissionError(errno.EACCES, "Permission denied")

sys.modules["msvcrt"] = types.SimpleNamespace(LK_NBLCK=1, locking=locking)
shut = os.close

def close(descriptor):
    for file in [file for file, holder in held_bytes.items() if holder == descriptor]:
        del held_bytes[file]  # the system lets go; a later file may get the number of this one
    shut(descriptor)

os.close = close

move, held = os.replace, os.environ.get("HELD", "")

def replace(source, target, **options):
    if held and os.path.abspath(target) == held:
        raise PermissionError(errno.EACCES, "Permission denied")
    move(source, target, **options)

os.replace = os.rename = replace
multiprocessing.set_start_method("spawn")
"""
CODE_PAGE = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"}

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="there it need not be forced"), thorough]


def on_windows(folder: Path, *arguments: object, held: Path | None = None) -> tuple[int, str]:
    """Run the command where POSIX is missing; return its exit code and all it says."""
    forced = folder / "forced"
    forced.mkdir(exist_ok=True)
    (forced / "sitecustomize.py").write_text(FORCED, encoding="utf-8")
    paths = os.pathsep.join([str(forced), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", "scheduler", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env=os.environ | CODE_PAGE | {"SCHEDULER_LANG": "fr", "PYTHONPATH": paths, "HELD": str(held or "")},
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout.decode("cp1252").replace("\u00a0", " ")


def test_what_is_forced_is_forced(tmp_path: Path) -> None:
    code = "import os, signal, sys\n"
    code += "print(hasattr(os, 'killpg'), hasattr(signal, 'SIGHUP'), sys.modules['fcntl'])"
    (tmp_path / "sitecustomize.py").write_text(FORCED, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert (done.stdout, done.stderr) == ("False False None\n", "")


def test_what_is_closed_is_locked_no_more(tmp_path: Path) -> None:
    code = """
import msvcrt, os
first, second = (os.open("file", os.O_RDWR | os.O_CREAT) for _ in range(2))
msvcrt.locking(first, msvcrt.LK_NBLCK, 1)
try:
    msvcrt.locking(second, msvcrt.LK_NBLCK, 1)
except PermissionError:
    os.close(first)
    msvcrt.locking(second, msvcrt.LK_NBLCK, 1)
    print("ours")
"""
    (tmp_path / "sitecustomize.py").write_text(FORCED, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=tmp_path
    )
    assert (done.stdout, done.stderr) == ("ours\n", "")


def test_solve_then_a_file_held_open(tmp_path: Path) -> None:
    centre, out = (
        write_tables(tmp_path / "centré", centre=["Nom", "Centre de l’Œuvre → Sarthe"]),
        tmp_path / "out",
    )
    code, said = on_windows(tmp_path, "solve", centre, "-o", out)
    assert (code, "Traceback" in said) == (0, False), said
    assert "Planning optimal : prouvé, aucun autre ne coûte moins." in said
    assert judge(out / "calendar.xlsx").ok
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    code, said = on_windows(tmp_path, "solve", centre, "-o", out, "--seed", 1, held=out / "calendar.xlsx")
    assert (code, "Traceback" in said) == (2, False), said
    assert f"{out / 'calendar.xlsx'}: " in said
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_batch_then_a_file_held_open(tmp_path: Path) -> None:
    network, out = tmp_path / "centres", tmp_path / "out"
    network.mkdir()
    for name in ("a", "b"):
        write_tables(network / name)
    code, said = on_windows(tmp_path, "batch", network, "-o", out, "--jobs", 1)
    assert (code, "Traceback" in said) == (0, False), said
    assert "2 au total : optimal 2" in said

    for name in ("a", "b"):
        (network / name / "centre.csv").write_text("Nom\nUn autre\n", encoding="utf-8")
    code, said = on_windows(
        tmp_path, "batch", network, "-o", out, "--jobs", 1, held=out / "a" / "calendar.xlsx"
    )
    assert (code, "Traceback" in said) == (1, False), said
    with (out / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {row["name"]: row for row in csv.DictReader(file, delimiter=";")}
    assert found["b"]["status"] == "optimal"
    assert found["a"]["status"] != "optimal"
    assert "calendar.xlsx" in found["a"]["reason"]
