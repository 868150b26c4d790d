"""Files of one plan stay together, or somebody is told."""

import errno
import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.check import check, costs
from scheduler.domain.cohort import Learner
from scheduler.domain.plan import Plan
from scheduler.errors import InputError, Miswritten
from scheduler.exchange.lock import FAR, NAME, locked
from scheduler.exchange.output import read_plan, write_plan
from scheduler.exchange.output.discreet import discreet
from scheduler.exchange.output.sets import number_in, strangers
from scheduler.exchange.whole import write_whole
from tests.exchange_output.samples import plan, small_plan
from tests.kills import at_every_replacement


def other() -> Plan:
    return replace(small_plan(), lessons=small_plan().lessons[1:])


def test_killed_at_every_replacement_a_mixed_set_is_named(tmp_path: Path) -> None:
    found = at_every_replacement(tmp_path)
    assert found == {"whole": 3, "named": 3} or found == {"whole": 2, "named": 4}


def test_all_files_bear_the_number_of_the_plan(tmp_path: Path) -> None:
    paths = write_plan(small_plan(), tmp_path / "a")
    write_plan(other(), tmp_path / "b")
    assert number_in(paths[0]) == number_in(paths[1]) is not None
    assert number_in(tmp_path / "b" / "plan.json") != number_in(paths[0])
    assert strangers(paths[0]) == strangers(paths[1]) == ()


@pytest.mark.parametrize("name", ["calendar.xlsx", "plan.json", "half_days.csv"])
def test_a_file_of_another_run_is_named(tmp_path: Path, name: str) -> None:
    write_plan(small_plan(), tmp_path / "a")
    write_plan(other(), tmp_path / "b")
    os.replace(tmp_path / "b" / name, tmp_path / "a" / name)
    for read in ("calendar.xlsx", "plan.json"):
        found = strangers(tmp_path / "a" / read)
        assert found, read
        assert "n° " in str(found[0])


def test_a_file_held_by_another_program_leaves_the_old_set_and_keeps_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write_plan(small_plan(), folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    move, held = os.replace, folder / "plan.json"

    def refuse(source: Path, target: Path) -> None:
        if (
            Path(target) == held
            and ".new" in str(source)
            and Path(source).read_bytes() != before["plan.json"]
        ):
            raise PermissionError(errno.EACCES, "Permission denied")
        move(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(InputError) as caught:
        write_plan(other(), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    refused, kept = caught.value.problems
    assert refused.where == str(held)
    assert read_plan(Path(kept.where) / "plan.json") == other()
    assert strangers(Path(kept.where) / "calendar.xlsx") == ()


def test_on_a_full_disk_nothing_half_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, spare = tmp_path / "out", tmp_path / "spare"
    write_plan(small_plan(), folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(path: Path, content: bytes) -> None:
        if spare not in path.parents and path.name.strip(".").startswith("plan.json"):
            raise OSError(errno.ENOSPC, "No space left on device")
        path.write_bytes(content)

    monkeypatch.setattr("scheduler.exchange.whole._put", full)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(spare))
    with pytest.raises(InputError) as caught:
        write_plan(other(), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert {path.name for path in tmp_path.iterdir()} == {"out", "spare"}
    refused, kept = caught.value.problems
    assert refused.hint.startswith("Libérez de la place")
    assert Path(kept.where).parent == spare
    assert read_plan(Path(kept.where) / "plan.json") == other()


def test_of_many_writers_at_once_the_files_of_one_stay(tmp_path: Path) -> None:
    threads = [
        threading.Thread(target=write_whole, args=(tmp_path, {x: str(n).encode() for x in "abc"}))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({(tmp_path / x).read_bytes() for x in "abc"}) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]


class Msvcrt:
    """What the lock uses of Windows' module: one byte of a file, held by one descriptor at a time."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.held: dict[tuple[int, int], int] = {}

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        assert (mode, count) == (self.LK_NBLCK, 1)
        assert os.lseek(descriptor, 0, os.SEEK_CUR) == FAR
        status = os.fstat(descriptor)
        if self.held.setdefault((status.st_dev, status.st_ino), descriptor) != descriptor:
            raise PermissionError(errno.EACCES, "Permission denied")


def test_the_lock_as_windows_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # An entry of None makes the import fail.
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", Msvcrt())
    with locked(tmp_path):
        # The text is not in the locked byte: whoever waits can read it.
        assert (tmp_path / NAME).read_text().endswith(f" {os.getpid()}")
        with pytest.raises(InputError, match=f"processus {os.getpid()}"), locked(tmp_path, patience=0.1):
            pass
    assert not (tmp_path / NAME).exists()
    monkeypatch.setitem(sys.modules, "msvcrt", Msvcrt())
    with locked(tmp_path, patience=0.0):
        pass


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    for name in (".plan.json.new.tmp", ".calendar.xlsx.old.123.tmp", NAME):
        (tmp_path / name).write_text("half")
    write_whole(tmp_path, {"a": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_second_writer_waits_and_says_who_writes(tmp_path: Path) -> None:
    with locked(tmp_path):
        with pytest.raises(InputError, match=f"processus {os.getpid()}"), locked(tmp_path, patience=0.1):
            pass
        done = threading.Event()
        thread = threading.Thread(target=lambda: (write_whole(tmp_path, {"a": b"1"}), done.set()))
        thread.start()
        assert not done.wait(0.3)
    thread.join()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_the_lock_of_a_killed_process_stops_nobody(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from scheduler.exchange.lock import locked\n"
        "with locked(Path(sys.argv[1])): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 9
    assert (tmp_path / NAME).exists()
    with locked(tmp_path, patience=0.0):
        pass
    assert not (tmp_path / NAME).exists()


def test_what_does_not_read_back_is_not_switched_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_plan(small_plan(), tmp_path / "out")
    before = (tmp_path / "out" / "plan.json").read_bytes()
    monkeypatch.setattr("scheduler.exchange.output.half_days.csv_bytes", lambda table: b"cohort\n")
    with pytest.raises(Miswritten) as caught:
        write_plan(other(), tmp_path / "out")
    assert (tmp_path / "out" / "plan.json").read_bytes() == before
    assert caught.value.kept is not None
    assert (caught.value.kept / "plan.json").exists()


@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\ufffe", "\uffff", "\ud800", "\x9b"])
def test_no_sign_makes_a_workbook_that_cannot_be_read(tmp_path: Path, sign: str) -> None:
    whole = small_plan()
    centre = replace(whole.instance.centre, name=f"A{sign}B")
    trainers = tuple(replace(x, name=f"{x.name}{sign}") for x in whole.instance.trainers)
    from scheduler.exchange.output.half_days import frame
    from scheduler.exchange.output.workbook import render
    from scheduler.exchange.output.xlsx import faulty_part

    hostile = replace(whole, instance=replace(whole.instance, centre=centre, trainers=trainers))
    assert faulty_part(render(hostile, frame(hostile))) is None
    # A plan.json that holds one is refused, with the place.
    path = tmp_path / "plan.json"
    from scheduler.exchange.output.plan_json import dump

    path.write_text(dump(hostile))
    with pytest.raises(InputError, match=r"plan\.instance\.centre\.name.*U\+"):
        read_plan(path)


def with_people() -> Plan:
    whole = plan(1)
    late = whole.lessons[-1].day.replace(year=whole.lessons[-1].day.year - 3)
    learners = tuple(
        Learner(f"QUESNEL-{n}", x.cohort, f"Zoé Quesnel {n}", "Cabinet Martin", "nurse", "level4_diploma",
                late, exempted=("VOCAB",) if n % 3 == 0 else ())
        for n, x in enumerate(whole.instance.learners)
    )  # fmt: skip
    absences = tuple(replace(x, reason="arrêt maladie") for x in whole.instance.absences)
    notes = ("Apprenants A3: Zoé Quesnel 1 (QUESNEL-1) employée par Cabinet Martin.", "QUESNEL-2 : profil.")
    instance = replace(whole.instance, learners=learners, absences=absences)
    return replace(whole, instance=instance, notes=notes)


def test_a_calendar_that_is_handed_out_says_nothing_of_learners(tmp_path: Path) -> None:
    from zipfile import ZipFile

    whole = with_people()
    hired = str(whole.instance.learners[0].hire_date)
    path = write_plan(whole, tmp_path)[0]
    with ZipFile(path) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode()
    for word in ("Quesnel", "QUESNEL-", "Cabinet Martin", "maladie", hired):
        assert word not in text, word
    assert "apprenant 2" in text
    # The curricula name the professions they admit; no learner has one.
    for learner in read_plan(path).instance.learners:
        assert (learner.profile, learner.prerequisite, learner.hire_date) == ("other", None, None)
    assert json.loads((tmp_path / "plan.json").read_text())["plan"]["instance"]["learners"][1]["name"]


def test_it_is_checked_as_the_complete_plan_is() -> None:
    # A lesson is missing, and everybody was hired too long ago.
    whole = with_people()
    whole = replace(whole, lessons=whole.lessons[1:])
    hidden = discreet(whole)
    names = {f"Zoé Quesnel {n}": f"apprenant {n + 1}" for n in range(len(whole.instance.learners))}

    def told(message: str) -> str:
        for name in sorted(names, key=len, reverse=True):
            message = message.replace(name, names[name])
        return message

    found = check(whole.instance, whole.lessons)
    assert any(x.code == "LE-01" for x in found)
    assert any(x.code == "LE-02" for x in found)
    assert [(x.code, x.where, told(x.message)) for x in found] == [
        (x.code, x.where, x.message) for x in check(hidden.instance, hidden.lessons)
    ]
    assert costs(whole.instance, whole.lessons, whole.settings) == costs(
        hidden.instance, hidden.lessons, hidden.settings
    )


def test_the_table_for_a_french_excel(tmp_path: Path) -> None:
    whole = small_plan()
    trainers = tuple(replace(x, name="=1+1") for x in whole.instance.trainers)
    path = write_plan(replace(whole, instance=replace(whole.instance, trainers=trainers)), tmp_path, True)[3]
    head, row = path.read_bytes().decode("utf-8-sig").splitlines()[:2]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert head.startswith("Groupe;Nom du groupe;Sous-groupe;Parcours;Regroupement;Date;")
    assert ";3,5;" in row
    assert ";'=1+1;" in row
