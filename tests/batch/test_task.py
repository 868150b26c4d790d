"""One job: its own files tell all about it, and it is done again exactly when there is a reason."""

from pathlib import Path
from threading import Event, Timer

from scheduler.commands.batch.order import order
from scheduler.commands.batch.task import do
from scheduler.commands.check import judge
from scheduler.commands.solving import Effort
from scheduler.exchange.output.batch import Result, State, read_result
from tests.batch.conftest import crowded, tiny

EFFORT = Effort(60.0, 0, 1, False)
PLAN_FILES = {"calendar.xlsx", "plan.json", "half_days.csv"}


def done(source: Path, out: Path, stopping: Event | None = None) -> Result:
    (job,) = order([source], out, EFFORT).jobs
    return do(job, stopping or Event())


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_plan_its_files_and_what_is_known_of_it(tmp_path: Path) -> None:
    result = done(tiny(tmp_path, "a") / "a", tmp_path / "out")
    assert (result.status, result.violations, result.gap, result.cohorts) == (State.OPTIMAL, 0, 0.0, 1)
    assert result.seconds > 0
    assert names(tmp_path / "out" / "a") == PLAN_FILES | {"result.json"}
    assert read_result(tmp_path / "out" / "a") == result
    assert judge(tmp_path / "out" / "a" / "plan.json").ok


def test_what_is_done_is_kept_until_the_input_changes(tmp_path: Path) -> None:
    centre = tiny(tmp_path, "a") / "a"
    folder = tmp_path / "out" / "a"
    first = done(centre, tmp_path / "out")
    before = (folder / "plan.json").stat().st_mtime_ns
    assert done(centre, tmp_path / "out") == first
    assert (folder / "plan.json").stat().st_mtime_ns == before

    rooms = centre / "salles.csv"
    rooms.write_text(rooms.read_text().replace("12", "0"))
    wrong = done(centre, tmp_path / "out")
    assert wrong.status is State.BAD_INPUT
    assert wrong.reason.startswith("salles.csv:2 [Places]")
    # No plan of another input stays beside the answer; it is not thrown away either.
    assert names(folder) == {"result.json", "previous"}
    assert names(folder / "previous") == PLAN_FILES
    assert done(centre, tmp_path / "out") == wrong


def test_a_plan_that_somebody_deleted_is_made_again(tmp_path: Path) -> None:
    centre = tiny(tmp_path, "a") / "a"
    done(centre, tmp_path / "out")
    (tmp_path / "out" / "a" / "calendar.xlsx").unlink()
    assert done(centre, tmp_path / "out").status is State.OPTIMAL
    assert (tmp_path / "out" / "a" / "calendar.xlsx").exists()


def test_impossible_is_an_answer_with_its_reason(tmp_path: Path) -> None:
    centre = tiny(tmp_path, "a") / "a"
    closures = ["Du;Au;Libellé", "2027-02-01;2027-05-31;Travaux"]
    (centre / "fermetures.csv").write_text("\n".join(closures) + "\n", encoding="utf-8")
    result = done(centre, tmp_path / "out")
    assert result.status is State.IMPOSSIBLE
    assert "Travaux" in result.reason
    assert "[SE-03" in result.reason
    assert result.is_answer


def test_a_stopped_search_says_so_and_is_tried_again(tmp_path: Path) -> None:
    stopping = Event()
    Timer(1.0, stopping.set).start()
    result = done(crowded(tmp_path, "a") / "a", tmp_path / "out", stopping)
    assert result.status in (State.STOPPED, State.FEASIBLE)
    assert result.stopped
    assert not result.is_answer
    assert result.seconds < 30


def test_an_input_that_is_gone_is_an_accident_not_an_answer(tmp_path: Path) -> None:
    centre = tiny(tmp_path, "a") / "a"
    (job,) = order([centre], tmp_path / "out", EFFORT).jobs
    centre.rename(tmp_path / "b")
    result = do(job, Event())
    assert result.status is State.CRASHED
    assert result.reason == f"« {centre} » n'existe pas, ou cette machine ne le voit pas."
    assert "FileNotFoundError" in result.details
    assert not result.is_answer


def test_a_folder_that_cannot_be_written_to_is_no_fault_of_the_tables(
    tmp_path: Path, without_privilege: None
) -> None:
    centre = tiny(tmp_path, "a") / "a"
    (job,) = order([centre], tmp_path / "out", EFFORT).jobs
    (tmp_path / "out").mkdir(mode=0o500)
    result = do(job, Event())
    assert result.status is State.CRASHED
    assert str(tmp_path / "out") in result.reason
