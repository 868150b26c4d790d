"""The least cost of a centre is kept while its tables are the same; of a plan, when the checker agrees."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from tests.bench import best
from tests.bench.best import Best, Costed, digest, distance, judged, keep, read
from tests.bench.solved import IMPOSSIBLE, Solved, found, solve
from tests.centres.few import write_few

COSTED = Costed("few 2 105", 90, "a minute", "these")


def test_a_lower_cost_is_kept_and_a_higher_one_is_not(tmp_path: Path) -> None:
    assert keep([COSTED], tmp_path) == ["few 2 105"]
    assert keep([replace(COSTED, cost=91, how="an hour")], tmp_path) == []
    assert keep([replace(COSTED, cost=89, how="an hour")], tmp_path) == ["few 2 105"]
    kept = read(tmp_path)["few 2 105"]
    assert (kept.cost, kept.how) == (89, "an hour")


def test_a_cost_of_other_tables_takes_its_place_whatever_it_is(tmp_path: Path) -> None:
    keep([COSTED], tmp_path)
    assert keep([replace(COSTED, cost=120, tables="others")], tmp_path) == ["few 2 105"]
    assert read(tmp_path)["few 2 105"].cost == 120


def test_tables_and_weights_make_the_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, same, other = (write_few(tmp_path / str(n), 1, seed) for n, seed in enumerate((105, 105, 106)))
    assert digest(one) == digest(same) != digest(other)
    before, settings = digest(one), best.load_settings(None)
    heavier = replace(settings, weights={**settings.weights, "rhythm": 99})
    monkeypatch.setattr(best, "load_settings", lambda _path: heavier)
    assert digest(one) != before


def test_the_distance_is_a_share_of_the_best_known_cost() -> None:
    known = {"few 2 105": Best(80, "2026-11-28", "a minute", "these")}
    assert distance("few 2 105", 90, "these", known) == "80, +12.5%"
    assert distance("few 2 105", 72, "these", known) == "80, -10.0%"  # as it stands before it is kept
    assert distance("few 2 105", None, "these", known) == distance("few 2 106", 90, "these", known) == "—"
    assert distance("few 2 105", 90, "others", known) == "—"  # with other tables, nothing is to compare


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Solved]:
    folder = tmp_path_factory.mktemp("solved")
    centre = write_few(folder / "centre", 1, 112)
    return folder / "out" / "plan.json", solve(centre, folder / "out", "few", 1, 112, 20.0)


def test_a_plan_is_read_as_it_was_solved_and_judged_to_cost_the_same(solved: tuple[Path, Solved]) -> None:
    plan, one = solved
    assert one.proved
    assert one.cost == one.bound
    (counted,) = found({"centres": [asdict(one)]}, "solve --time-limit LIMIT")
    assert counted == judged("few", 1, 112, plan, "solve --time-limit 20")


def test_a_plan_of_another_centre_counts_for_nothing(solved: tuple[Path, Solved]) -> None:
    with pytest.raises(ValueError, match="is no plan of few 1 111"):
        judged("few", 1, 111, solved[0], "by mistake")


def test_a_centre_proved_impossible_counts_as_proved_and_has_no_cost(tmp_path: Path) -> None:
    centre = write_few(tmp_path / "centre", 1, 112)
    rooms = centre / "salles.csv"  # for three learners each, where eight come at least
    rooms.write_text(rooms.read_text(encoding="utf-8").replace(";16", ";3"), encoding="utf-8")
    alone = solve(centre, tmp_path / "out", "few", 1, 112, 20.0)
    assert (alone.status, alone.proved, alone.gap, alone.cost) == (IMPOSSIBLE, True, 0.0, None)
    assert list(found({"centres": [asdict(alone)]}, "solve")) == []
