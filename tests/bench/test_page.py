"""The page shows what is stored and nothing else; the fit is right where the answer is known."""

from dataclasses import asdict
from pathlib import Path

import pytest

from tests.bench import run
from tests.bench.batch import Batch
from tests.bench.best import read as read_best
from tests.bench.joint import Pair
from tests.bench.many import Goal, Size, exponent, standing
from tests.bench.page import SECTIONS, Section, page
from tests.bench.rivals.judge import Judged, Trajectory
from tests.bench.rivals.run import Comparison
from tests.bench.single import Measure
from tests.bench.solved import Solved
from tests.bench.stored import Figures, broken, measured, read
from tests.bench.unshared import Unshared
from tests.bench.versus import comparison, verdict

OURS = Trajectory("scheduler", (Judged(2.0, 50), Judged(4.0, 40)), 39, 60.0, "feasible")
SLOW = Trajectory(
    "Slow", (Judged(30.0, 60), Judged(50.0, 45)), None, 60.0, "ended", left_out={"CA-05": "why"}
)
QUICK = Trajectory("Quick", (Judged(1.0, 50),), 45, 60.0, "ended")
BETTER = Trajectory("Better", (Judged(50.0, 39),), 39, 60.0, "ended")
EMPTY = Trajectory("Empty", (), None, 60.0, "ended")
FOUND = Comparison("tight", 12, 60.0, OURS, (SLOW, EMPTY), {"timefold": "no Java"})


def size(cohorts: int, first: float | None, goal: Goal) -> Figures:
    at: dict[str, tuple[int | None, int]] = {"10": (None, 70), "end": (100, 90)}
    return asdict(Size(cohorts, 9, 60.0, 60.0, first, at, {"RO-01": 2}, 321.0, "feasible", goal=goal))


FIGURES: dict[str, Figures] = {
    "single": {"runs": 3, "measures": [asdict(Measure("help", "scheduler", 0.25, (0.1, 0.3, 0.2), 16, ""))]},
    "few": {
        "seconds": 60.0,
        "centres": [
            asdict(Solved("few", 1, 100, 60.0, "optimal", 40, 40, 4.0)),
            asdict(Solved("few", 2, 100, 60.0, "feasible", 50, 45, 61.0)),
            asdict(Solved("few", 2, 101, 60.0, "none", None, 0, 62.0)),
            asdict(Solved("few", 1, 101, 60.0, "impossible", None, 0, 6.0)),
        ],
    },
    "twelve": {
        "centres": [
            asdict(Solved("tight", 12, 0, 60.0, "feasible", 340, 272, 61.0)),
            asdict(Solved("tight", 12, 1, 60.0, "feasible", 300, 186, 61.0)),
            asdict(Solved("tight", 12, 0, 300.0, "feasible", 330, 297, 301.0, 20, 5, 12)),
        ]
    },
    "network": {
        "seconds": 60.0,
        "centres": [
            asdict(Solved("normal", 4, 1, 60.0, "optimal", 70, 70)),
            asdict(Solved("normal", 4, 2, 60.0, "feasible", 80, 72)),
        ],
    },
    "many": {"sizes": [size(12, 3.0, Goal(5, 0.01)), size(24, 9.0, Goal())], "exponent": 1.585},
    "joint": {
        "seconds": 30.0,
        "centres": [
            asdict(Pair(100, 90, 100, 60)),
            asdict(Pair(101, 80, 80, 60)),
            asdict(Pair(102, None, 9, 0)),
        ],
        "unshared": [asdict(Unshared(4, 900, 1500, True, 12.5, 0.025))],
    },
    "batch": {
        "centres": 31,
        "cohorts": 4,
        "limit": 2.0,
        "batches": [asdict(Batch(1, 200.0, 31, 8, 0, 400.0)), asdict(Batch(2, 100.0, 31, 8, 0, 700.0))],
        "same": 31,
        "ratio": 2.0,
    },
    "rivals": asdict(FOUND),
}


def told(folder: Path, section: str) -> str:
    """Return what the page says of one section."""
    return page(folder).partition(f"## {SECTIONS[section].title}\n")[2].partition("\n## ")[0]


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    for name, figures in FIGURES.items():
        measured(name, f"command of {name}", figures, 12.0, 0.5).write(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", SECTIONS)
def test_each_section_says_when_and_by_which_command(stored: Path, name: str) -> None:
    known = read(name, stored)
    assert known is not None
    assert f"{known.date}, `command of {name}`, 12 s in all" in told(stored, name)


def test_a_row_of_a_command_has_its_median_and_range(stored: Path) -> None:
    assert "| help | `scheduler` | 0.25 | **0.20** | 0.10 – 0.30 | 16 |  |" in told(stored, "single")


def test_small_centres_are_told_by_size_and_in_all() -> None:
    lines = SECTIONS["few"].table(FIGURES["few"])
    # Of 50, 5 are not proved; where there is no plan, nothing is: 55 % in the mean.
    assert "| 2 | 2 | **0** | 55.0% | 61.5 | 100.0% |" in lines
    # That there is no plan is proved of the other of one cohort.
    assert "| 1 | 2 | **2** | — | 5.0 | 0.0% |" in lines
    assert "These are 4 of 48: seeds 100 to 101." in lines
    assert any("**2** of 4" in line and "**55.0%** (goal: at most 8%, missed)" in line for line in lines)


def test_twelve_cohorts_are_told_by_family_and_time(stored: Path) -> None:
    text = told(stored, "twelve")
    # Of 340, 68 is not proved; of 300, 114: 20 % and 38 %.
    assert "* tight, 60 s: seed 0: cost 340 (goal: at most 345, met), gap 20.0% (goal: at most 25%, met)" in (
        text
    )
    assert "mean gap of 2 seeds **29.0%** (goal: at most 30%, met)" in text
    assert "* tight, 300 s: seed 0: cost 330 (goal: at most 325, missed), gap 10.0%" in text
    assert "15 of 20 stretches, 12 cohorts alone" in text


def test_a_network_is_told_by_what_is_proved_and_the_mean_gap_of_all(stored: Path) -> None:
    text = told(stored, "network")
    assert "Proved: **1** of 2 (goal: at least 10, missed); mean gap of all **5.0%**" in text
    assert "(goal: at most 5%, met)" in text


def test_a_row_of_many_cohorts_tells_which_goals_are_met(stored: Path) -> None:
    # Of the cost 100, 10 is unproved: more than 1 %. At 10 s there was only a bound; 60 s is the end.
    row = "| 12 | 9 | **3.0** | ≤ 5 s: met | none / 70 | — | 100 / 90 / 10.0%, 60 s | ≤ 1%: missed |"
    assert row in told(stored, "many")
    assert "**1.58**, missed" in told(stored, "many")


def test_the_batch_tells_its_ratio(stored: Path) -> None:
    assert "**2.00** times as fast as one (goal: at least 1.8, met); 31 of 31" in told(stored, "batch")


def test_rivals_are_shown_with_what_they_leave_out_and_why_they_are_missing(stored: Path) -> None:
    text = told(stored, "rivals")
    assert "* Slow: `CA-05`: why." in text
    assert "* Timefold: not run, no Java." in text
    assert "| skipped: no Java |" in text


def test_a_stored_comparison_is_the_same_comparison(stored: Path) -> None:
    known = read("rivals", stored)
    assert known is not None
    assert comparison(known.figures).rows() == FOUND.rows()


@pytest.mark.parametrize(
    ("rival", "expected"),
    [
        # Ours has a cost of 45 or less after 4 s, 50 s / 4 s later than it.
        (SLOW, "met: its final quality after 50.0 s, ours after 4.0 s, 12.5 times"),
        (EMPTY, "met: it has no complete plan, ours is there after 2.0 s"),
        (QUICK, "met: it never has our final quality (40; it ends at 50); its final quality after 1.0 s, "
                "ours after 2.0 s, 0.5 times"),
        (BETTER, "missed: our program never has its final quality"),
    ],
    ids=lambda x: x.program if isinstance(x, Trajectory) else "",
)  # fmt: skip
def test_verdict_on_a_rival(rival: Trajectory, expected: str) -> None:
    assert verdict(FOUND, rival) == expected


def test_a_section_that_never_ran_says_how_to_run_it(tmp_path: Path) -> None:
    assert "Not measured yet: `python -m tests.bench.run --only batch`." in told(tmp_path, "batch")


def test_a_section_that_cannot_run_says_why_and_keeps_earlier_figures(stored: Path) -> None:
    broken("batch", "command", "no such thing", stored).write(stored)
    text = told(stored, "batch")
    assert "no such thing" in text
    assert "**2.00** times" in text


def test_a_failure_is_stored_and_leaves_the_other_sections_whole(
    stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(folder: Path, quick: bool) -> Figures:
        raise RuntimeError("the solver is away")

    sections = {**SECTIONS, "many": Section(SECTIONS["many"].title, fail, SECTIONS["many"].table)}
    monkeypatch.setattr(run, "SECTIONS", sections)
    monkeypatch.setattr(run, "WORK", tmp_path / "work")
    monkeypatch.setattr(run, "FOLDER", stored)
    monkeypatch.setattr(run, "PAGE", tmp_path / "page.md")
    assert not run.section("many", quick=False)
    written = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert "RuntimeError: the solver is away" in written
    assert "**2.00** times" in written


def test_what_a_section_finds_is_kept_where_it_is_the_best_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = SECTIONS["few"]._replace(measure=lambda _folder, _quick: FIGURES["few"])
    monkeypatch.setattr(run, "SECTIONS", {**SECTIONS, "few": few})
    monkeypatch.setattr(run, "WORK", tmp_path / "work")
    monkeypatch.setattr(run, "FOLDER", tmp_path)
    monkeypatch.setattr(run, "PAGE", tmp_path / "page.md")
    assert run.section("few", quick=False)
    # Of four centres two have a plan.
    assert {name: best.cost for name, best in read_best(tmp_path).items()} == {
        "few 1 100": 40,
        "few 2 100": 50,
    }


def test_exponent_of_figures_that_grow_in_line_is_one() -> None:
    assert exponent([(12, 3.0), (24, 6.0), (48, 12.0), (96, 24.0)]) == pytest.approx(1.0)


def test_exponent_of_figures_that_grow_by_squares_is_two() -> None:
    assert exponent([(1, 2.0), (3, 18.0), (10, 200.0)]) == pytest.approx(2.0)


def test_there_is_no_exponent_where_a_size_has_no_plan() -> None:
    assert exponent([(12, 3.0), (24, None), (48, 12.0)]) is None


def test_where_a_search_stood_is_the_best_of_what_it_had_said_by_then() -> None:
    log: list[dict[str, float | None]] = [
        {"seconds": 1.0, "best": None, "bound": 5},
        {"seconds": 2.0, "best": 20, "bound": 8},
        {"seconds": 3.0, "best": 15, "bound": 8},
    ]
    assert standing(log, 0.5) == (None, 0)
    assert standing(log, 2.5) == (20, 8)
    assert standing(log, 9.0) == (15, 8)
