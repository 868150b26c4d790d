"""What is read at the limit of each cap, and refused with its place one step beyond."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scheduler import caps
from scheduler.caps import CAPS, ROWS, Cap, read_bytes
from scheduler.commands.check import judge
from scheduler.curricula import load_curricula
from scheduler.errors import InputError
from scheduler.exchange.input import read_instance
from scheduler.exchange.input.csv_folder import read_folder
from scheduler.exchange.spreadsheet import Sheet, package
from scheduler.exchange.spreadsheet.sheet import stretches
from scheduler.exchange.tables.raw import RawTable
from scheduler.exchange.tables.workbook import open_book, raw_table
from scheduler.text import speaking
from tests.damage.hostile_inputs import small, workbooks
from tests.damage.right import rights

ROOT = Path(__file__).parents[2]
Smaller = Callable[[str, str, int], None]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def smaller(monkeypatch: pytest.MonkeyPatch) -> Smaller:
    """Lower a cap where a module uses it, so that a test at its limit stays cheap."""

    def lower(module: str, name: str, most: int) -> None:
        monkeypatch.setattr(f"scheduler.{module}.{name}", Cap(most, "", ""))

    return lower


def refused(use: Callable[[], object]) -> str:
    with pytest.raises(InputError) as caught:
        use()
    assert all(problem.where for problem in caught.value.problems)
    return str(caught.value)


def test_each_cap_has_a_reason_and_stands_once() -> None:
    assert all(cap.most > 0 and cap.of and cap.because.endswith(".") for cap in CAPS)
    assert len({cap.of for cap in CAPS}) == len(CAPS)
    named = {name for name in caps.__all__ if isinstance(getattr(caps, name), Cap)}
    assert {getattr(caps, name) for name in named} | set(ROWS.values()) == set(CAPS)


def test_bytes_of_a_file(tmp_path: Path) -> None:
    path, cap = tmp_path / "a", Cap(10, "", "")
    path.write_bytes(bytes(10))
    assert read_bytes(path, cap) == bytes(10)
    path.write_bytes(bytes(11))
    assert str(path) in refused(lambda: read_bytes(path, cap))


# ---------------------------------------------------------------------- workbooks


def read_workbook(path: Path) -> list[RawTable]:
    book = open_book(path.read_bytes(), path.name)
    return [raw_table(book, sheet) for sheet in book.sheets]


def workbook(folder: Path, rows: int = 2, merged: int = 0, sheets: int = 0) -> Path:
    """Write a workbook with rows of one cell, merged ranges, and sheets that are one part."""
    ranges = "".join(f'<mergeCell ref="C{i}:D{i}"/>' for i in range(merged))
    parts = {
        "xl/worksheets/sites.xml": workbooks.sheet(["x"] * rows, after=ranges),
        "xl/worksheets/extra.xml": workbooks.sheet(["x"] * 10),
    }
    workbooks.workbook(folder, parts, ("sites", *(f"x{i}" for i in range(sheets))))
    return folder / "centre.xlsx"


@pytest.mark.parametrize(("rows", "merged"), [(20, 0), (10, 10)])
def test_cells_and_merged_ranges_of_a_workbook(
    tmp_path: Path, smaller: Smaller, rows: int, merged: int
) -> None:
    smaller("exchange.spreadsheet.package", "CELLS", 20)
    assert len(read_workbook(workbook(tmp_path, rows, merged))[0].rows) == rows
    assert refused(lambda: read_workbook(workbook(tmp_path, rows + 1, merged))).startswith("sites!")


def test_all_sheets_together(tmp_path: Path, smaller: Smaller) -> None:
    path = workbook(tmp_path, sheets=3)
    sizes = package.zipfile.ZipFile(path).infolist()
    size = {x.filename.rsplit("/", 1)[-1]: x.file_size for x in sizes}
    # The limit is told in MB, which nothing here comes near; what counts is that sheets add up.
    smaller("exchange.spreadsheet.package", "SHEETS_BYTES", size["sites.xml"] + 2 * size["extra.xml"])
    assert "x2" in refused(lambda: read_workbook(path))
    smaller("exchange.spreadsheet.package", "SHEETS_BYTES", size["sites.xml"] + 3 * size["extra.xml"])
    assert len(read_workbook(path)) == 4


def test_texts_that_cells_share(tmp_path: Path, smaller: Smaller) -> None:
    smaller("exchange.spreadsheet.package", "CELLS", 20)
    for count in (20, 21):
        strings = small.often(b"<si><t>a</t></si>", count, workbooks.STRINGS, b"</sst>")
        workbooks.workbook(tmp_path, {"xl/sharedStrings.xml": strings}, ("sites",))
        if count == 20:
            assert read_workbook(tmp_path / "centre.xlsx")
        else:
            assert "sharedStrings" in refused(lambda: read_workbook(tmp_path / "centre.xlsx"))


def test_merged_rows_are_found_among_many_ranges() -> None:
    chance = random.Random(0)
    ranges = [(first, first + chance.randrange(4)) for first in chance.choices(range(1, 200), k=40)]
    sheet = Sheet("x", merged=stretches(ranges))
    rows = range(1, 220)
    assert [sheet.is_merged(x) for x in rows] == [any(a <= x <= b for a, b in ranges) for x in rows]


# ---------------------------------------------------------------------- tables


def test_cells_and_lines_of_all_tables(tmp_path: Path, smaller: Smaller) -> None:
    smaller("exchange.input.csv_folder", "CELLS", 20)
    (tmp_path / "a.csv").write_text("a;b\n" * 5)
    (tmp_path / "b.csv").write_text("a\n" + "\n" * 9)
    assert [len(table.rows) for table in read_folder(tmp_path)] == [5, 10]
    (tmp_path / "b.csv").write_text("a\n" + "\n" * 10)
    assert refused(lambda: read_folder(tmp_path)).startswith("b.csv:11")


def test_bytes_of_all_tables(tmp_path: Path, smaller: Smaller) -> None:
    for name in "abc":
        (tmp_path / f"{name}.csv").write_text("1234\n")
    smaller("exchange.input.csv_folder", "FOLDER_BYTES", 15)
    assert len(read_folder(tmp_path)) == 3
    smaller("exchange.input.csv_folder", "FOLDER_BYTES", 14)
    assert refused(lambda: read_folder(tmp_path)).startswith(str(tmp_path))


def test_rows_of_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ROWS, "trainers", Cap(3, "", ""))
    trainer = small.TABLES["formateurs"][1]
    more = [trainer.replace("F1;Anne", f"F{i};{i}") for i in (2, 3, 4)]
    (tmp_path / "at").mkdir()
    (tmp_path / "beyond").mkdir()
    at = small.tables(tmp_path / "at", formateurs=small.more("formateurs", more[:2]))
    assert len(read_instance(at)[0].trainers) == 3
    beyond = small.tables(tmp_path / "beyond", formateurs=small.more("formateurs", more))
    assert refused(lambda: read_instance(beyond)).startswith("formateurs.csv:5")


@pytest.mark.parametrize(
    ("table", "column", "at", "beyond"),
    [
        ("formateurs", 1, "x" * 200, "x" * 201),
        ("groupes", 4, "2029-01-04", "2029-01-05"),
        ("apprenants", 3, "2100-12-31", "2101-01-01"),
    ],
)
def test_values_of_a_cell(tmp_path: Path, table: str, column: int, at: str, beyond: str) -> None:
    for number, value in enumerate((at, beyond)):
        header, line = small.TABLES[table][:2]
        cells = line.split(";")
        cells[column] = value
        folder = tmp_path / str(number)
        folder.mkdir()
        source = small.tables(folder, **{table: [header, ";".join(cells)]})
        if value == at:
            assert read_instance(source)[0]
        else:
            assert refused(lambda source=source: read_instance(source)).startswith(f"{table}.csv:2")


# ---------------------------------------------------------------------- curricula, plans


def curricula(folder: Path, change: Callable[[str], str], copies: int = 1) -> Path:
    text = (ROOT / "curricula" / "fae-112.yaml").read_text(encoding="utf-8")
    for number in range(copies):
        own = change(text).replace("id: fae-112", f"id: own-{number}", 1)
        (folder / f"{number}.yaml").write_text(own, encoding="utf-8")
    return folder


def set_key(text: str, key: str, value: object) -> str:
    """Return the text with the first line of a key changed."""
    lines = text.splitlines()
    at = next(i for i, line in enumerate(lines) if line.lstrip(" -").startswith(f"{key}:"))
    lines[at] = lines[at][: lines[at].index(key)] + f"{key}: {value}"
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("key", "at", "beyond"),
    [
        ("max_months", 60, 61),
        ("max_gap_weeks", 260, 261),
        ("title", "x" * 200, "x" * 201),
        ("finish_within_months", 60, 61),
    ],
)
def test_values_of_a_curriculum(tmp_path: Path, key: str, at: object, beyond: object) -> None:
    base = (ROOT / "curricula" / "cqp-266.yaml").read_text(encoding="utf-8")
    for value in (at, beyond):
        (tmp_path / "own.yaml").write_text(set_key(base, key, value), encoding="utf-8")
        if value == at:
            assert load_curricula(tmp_path)
        else:
            assert "own.yaml:" in refused(lambda: load_curricula(tmp_path))


def test_bytes_of_all_curricula(tmp_path: Path, smaller: Smaller) -> None:
    folder = curricula(tmp_path, lambda text: text, copies=3)
    size = sum(path.stat().st_size for path in folder.iterdir())
    smaller("curricula.loader", "CURRICULA_BYTES", size)
    assert "own-2" in load_curricula(folder)
    smaller("curricula.loader", "CURRICULA_BYTES", size - 1)
    assert refused(lambda: load_curricula(folder)).startswith(str(folder))


def stored() -> bytes:
    return next(x.files["plan.json"] for x in rights() if x.kind == "plan")


def test_lists_and_objects_of_a_plan(tmp_path: Path, smaller: Smaller) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(stored())
    count = stored().count(b"[") + stored().count(b"{")
    smaller("exchange.output.plan_json", "PLAN_ITEMS", count)
    assert judge(path)
    smaller("exchange.output.plan_json", "PLAN_ITEMS", count - 1)
    assert refused(lambda: judge(path)).startswith("plan.json")


@pytest.mark.parametrize("levels", [40, 900])
def test_levels_of_a_plan(tmp_path: Path, levels: int) -> None:
    tree = json.loads(stored())
    tree["plan"]["deep"] = json.loads('{"a":' * levels + "1" + "}" * levels)
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(tree))
    assert "plan.deep.a" in refused(lambda: judge(path))


def test_a_plan_has_far_fewer_levels() -> None:
    def depth(item: object) -> int:
        inside = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
        return 1 + max((depth(x) for x in inside), default=0)

    assert 2 * depth(json.loads(stored())["plan"]) < caps.PLAN_LEVELS.most
