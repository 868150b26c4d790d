"""Inputs made to take all time and memory; each is written into a folder, and says what reads it."""

import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
MB = 1 << 20
SOLVE = ("--time-limit", "2", "--quiet")

TABLES = {
    "centre": ["Nom", "Centre de la Sarthe"],
    "sites": ["Identifiant;Nom", "MANS;Le Mans"],
    "salles": ["Identifiant;Site;Type;Places", "S1;MANS;informatique;12"],
    "formateurs": [
        "Identifiant;Nom;Compétences",
        "F1;Anne Rivet;dossier-patient, vocabulaire, logiciel, communication, telemedecine",
    ],
    "groupes": [
        "Identifiant;Parcours;Site;Début au plus tôt;Début au plus tard;Durée min (mois);Durée max (mois)",
        "G1;fae-112;MANS;2027-01-04;2027-01-08;6;8",
    ],
    "apprenants": ["Identifiant;Groupe;Profil;Date d'embauche", "A1;G1;infirmière;2026-09-01"],
}
"""A centre solved in a moment; every input is this one but for what is hostile in it."""


class Hostile(NamedTuple):
    """One hostile input.

    Attributes
    ----------
    title
        What is hostile in it.
    make
        Writes it into an empty folder and returns the arguments of the command.
    code
        The exit code that is right; 1 is too where 0 is, as a busy machine finds nothing in 2 s.
    place
        What the answer must name, or say.
    """

    title: str
    make: Callable[[Path], tuple[str, ...]]
    code: int
    place: str


def _tables(folder: Path, **changes: Iterable[str]) -> Path:
    """Write the small centre as CSV tables, with other lines for some."""
    target = folder / "centre"
    target.mkdir()
    for name, lines in (TABLES | changes).items():
        with (target / f"{name}.csv").open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
    return target


def _solve(folder: Path, source: Path | str, *options: str) -> tuple[str, ...]:
    return ("solve", str(source), "-o", str(folder / "out"), *SOLVE, *options)


def _csv(folder: Path, **changes: Iterable[str]) -> tuple[str, ...]:
    return _solve(folder, _tables(folder, **changes))


def _more(table: str, lines: Iterable[str]) -> Iterator[str]:
    yield from TABLES[table]
    yield from lines


# ---------------------------------------------------------------------- workbooks


def _sheet(lines: Iterable[str], before: str = "", after: str = "") -> Iterator[bytes]:
    yield b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    yield f"{before}<sheetData>".encode()
    for number, line in enumerate(lines, 1):
        cells = "".join(f'<c t="inlineStr"><is><t>{x}</t></is></c>' for x in line.split(";"))
        yield f'<row r="{number}">{cells}</row>'.encode()
    yield f"</sheetData>{after}</worksheet>".encode()


def _workbook(
    folder: Path, parts: dict[str, Iterable[bytes]] | None = None, sheets: Iterable[str] = tuple(TABLES)
) -> tuple[str, ...]:
    """Write the small centre as a workbook, with other parts in place of some of its own."""
    titles, parts = list(sheets), parts or {}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(f'<sheet name="{x}" sheetId="{i}" r:id="r{i}"/>' for i, x in enumerate(titles, 1))
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{of}/worksheet"'
        f' Target="worksheets/{x if x in TABLES else "extra"}.xml"/>'
        for i, x in enumerate(titles, 1)
    )
    written: dict[str, Iterable[bytes]] = {
        "[Content_Types].xml": [b"<Types/>"],
        "xl/workbook.xml": [
            f'<workbook xmlns="{main}" xmlns:r="{of}"><sheets>{listed}</sheets></workbook>'.encode()
        ],
        "xl/_rels/workbook.xml.rels": [
            "<Relationships>"
            f'<Relationship Id="t" Type="{of}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="s" Type="{of}/styles" Target="styles.xml"/>{relations}'
            "</Relationships>".encode()
        ],
        "xl/sharedStrings.xml": [f'<sst xmlns="{main}"/>'.encode()],
        "xl/styles.xml": [f'<styleSheet xmlns="{main}"/>'.encode()],
        **{f"xl/worksheets/{name}.xml": _sheet(TABLES[name]) for name in titles if name in TABLES},
    }
    path = folder / "centre.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, chunks in (written | parts).items():
            with archive.open(name, "w", force_zip64=True) as part:
                for chunk in chunks:
                    part.write(chunk)
    return _solve(folder, path)


def _often(chunk: bytes, times: int, before: bytes = b"", after: bytes = b"") -> Iterator[bytes]:
    """Yield a chunk many times, in pieces of about a megabyte."""
    yield before
    at_once = max(1, MB // len(chunk))
    for _ in range(times // at_once):
        yield chunk * at_once
    yield chunk * (times % at_once) + after


HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
STRINGS = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
MERGED = '<mergeCells count="1"><mergeCell ref="{}"/></mergeCells>'


def _site_sheet(chunks: Iterable[bytes]) -> dict[str, Iterable[bytes]]:
    return {"xl/worksheets/sites.xml": chunks}


def _empty_rows() -> Iterator[bytes]:
    yield b"".join(_sheet(TABLES["sites"])).replace(TAIL, b"")
    for first in range(3, 1_000_003, 1_000):
        yield b"".join(
            b'<row r="%d">%s</row>'
            % (row, b"".join(b'<c r="%c%d" s="1"/>' % (x, row) for x in b"ABCDEFGHIJ"))
            for row in range(first, first + 1_000)
        )
    yield TAIL


def _merged(reference: str) -> Callable[[Path], tuple[str, ...]]:
    return lambda folder: _workbook(
        folder, _site_sheet(_sheet(TABLES["sites"], after=MERGED.format(reference)))
    )


def _many_merged() -> Iterator[bytes]:
    body = b"".join(_sheet(TABLES["sites"])).replace(b"</worksheet>", b"<mergeCells>")
    yield from _often(b'<mergeCell ref="C9:D9"/>', 8_000_000, body, b"</mergeCells></worksheet>")


# ---------------------------------------------------------------------- curricula, settings, plans


def _curriculum(folder: Path, change: Callable[[str], str]) -> tuple[str, ...]:
    target = _tables(folder)
    (target / "curricula").mkdir()
    text = (ROOT / "curricula" / "fae-112.yaml").read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    (target / "curricula" / "fae-112.yaml").write_text(changed, encoding="utf-8")
    return _solve(folder, target)


def _first_hours(text: str, hours: str) -> str:
    head, _hours, tail = text.partition("hours: ")
    return f"{head}hours: {hours}\n{tail.partition(chr(10))[2]}"


def _many_modules(text: str, count: int = 10_000) -> str:
    head, _line, tail = text.partition("    modules:\n")
    modules = "".join(f"      - {{id: M{i}, title: M, hours: 1}}\n" for i in range(count))
    return f"{head}    modules:\n{modules}{tail}"


def _many_curricula(folder: Path) -> tuple[str, ...]:
    target = _tables(folder)
    (target / "curricula").mkdir()
    text = (ROOT / "curricula" / "fae-112.yaml").read_text(encoding="utf-8")
    long = text + "# " + "\n# ".join("a: [b, c]" for _ in range(20_000)) + "\n"
    for number in range(199):
        own = long.replace("id: fae-112", f"id: own-{number}", 1)
        (target / "curricula" / f"{number}.yaml").write_text(own[: MB // 4 - 1], encoding="utf-8")
    return _solve(folder, target)


def _settings(folder: Path, text: str) -> tuple[str, ...]:
    path = folder / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    return _solve(folder, _tables(folder), "--settings", str(path))


def _plan(folder: Path, change: Callable[[dict], object]) -> tuple[str, ...]:
    """Write a plan in which one thing is changed, in a form that `check` reads."""
    from tests.damage.right import rights

    stored = next(x.files["plan.json"] for x in rights() if x.kind == "plan")
    tree = json.loads(stored)
    change(tree["plan"])
    return _check(folder, [json.dumps(tree).encode()])


def _check(folder: Path, chunks: Iterable[bytes]) -> tuple[str, ...]:
    path = folder / "plan.json"
    with path.open("wb") as file:
        file.writelines(chunks)
    return ("check", str(path))


# ---------------------------------------------------------------------- what is no file


def _fifo(folder: Path, name: str) -> Path:
    os.mkfifo(folder / name)
    return folder / name


def _in_tables(folder: Path, name: str, make: Callable[[Path, str], object]) -> tuple[str, ...]:
    target = _tables(folder)
    (target / name).unlink(missing_ok=True)
    make(target, name)
    return _solve(folder, target)


def _loop(folder: Path, name: str) -> Path:
    (folder / name).symlink_to(folder / name)
    return folder / name


def _directory(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def _own_folder(folder: Path, make: Callable[[Path, str], object]) -> tuple[str, ...]:
    target = _tables(folder)
    (target / "curricula").mkdir()
    make(target / "curricula", "own.yaml")
    return _solve(folder, target)


def _workbook_of_nines(folder: Path) -> tuple[str, ...]:
    """Write an archive of archives: small outside, and nothing that any reader should unpack."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(100 * MB))
    with zipfile.ZipFile(folder / "centre.xlsx", "w", zipfile.ZIP_STORED) as archive:
        for number in range(50):
            archive.writestr(f"{number}.zip", inner.getvalue())
    return _solve(folder, folder / "centre.xlsx")


def _set(*path: str | int, to: object) -> Callable[[dict], object]:
    def change(plan: dict) -> None:
        item: object = plan
        for key in path[:-1]:
            item = item[key]  # type: ignore[index]
        item[path[-1]] = to  # type: ignore[index]

    return change


LONG = "x" * 300
GROUP = "{};fae-112;MANS;{};{};6;8"
MODULE = ("instance", "curricula", 0, "blocks", 0, "modules", 0, "hours")

INPUTS: tuple[Hostile, ...] = (
    Hostile("workbook: merged range of a billion rows", _merged("A3:B1000000000"), 0, "planning"),
    Hostile("workbook: merged range of all cells below", _merged("A3:XFD1048576"), 0, "planning"),
    Hostile(
        "workbook: 8,000,000 merged ranges", lambda x: _workbook(x, _site_sheet(_many_merged())), 2, "sites"
    ),
    Hostile(
        "workbook: 500 MB of spaces between the rows of a sheet",
        lambda x: _workbook(x, _site_sheet(_often(b" ", 500 * MB, HEAD, TAIL))),
        2,
        "sites",
    ),
    Hostile(
        "workbook: 500 MB of spaces in a cell",
        lambda x: _workbook(
            x,
            _site_sheet(
                _often(b" ", 500 * MB, HEAD + b'<row><c t="inlineStr"><is><t>', b"</t></is></c></row>" + TAIL)
            ),
        ),
        2,
        "sites",
    ),
    Hostile(
        "workbook: 250 MB of spaces in a cell",
        lambda x: _workbook(
            x,
            _site_sheet(
                _often(b" ", 250 * MB, HEAD + b'<row><c t="inlineStr"><is><t>', b"</t></is></c></row>" + TAIL)
            ),
        ),
        2,
        "sites",
    ),
    Hostile(
        "workbook: 500 MB of spaces in the shared strings",
        lambda x: _workbook(
            x, {"xl/sharedStrings.xml": _often(b" ", 500 * MB, STRINGS + b"<si><t>", b"</t></si></sst>")}
        ),
        2,
        "sharedStrings",
    ),
    Hostile(
        "workbook: 30 MB of shared strings of two letters",
        lambda x: _workbook(
            x, {"xl/sharedStrings.xml": _often(b"<si><t>ab</t></si>", 1_700_000, STRINGS, b"</sst>")}
        ),
        2,
        "sharedStrings",
    ),
    Hostile(
        "workbook: a million empty rows of ten styled cells",
        lambda x: _workbook(x, _site_sheet(_empty_rows())),
        2,
        "sites",
    ),
    Hostile(
        "workbook: two million filled cells",
        lambda x: _workbook(x, _site_sheet(_often(b"<row><c><v>1</v></c></row>", 2_000_000, HEAD, TAIL))),
        2,
        "sites!",
    ),
    Hostile(
        "workbook: nine hundred sheets that are one part of 200 MB",
        lambda x: _workbook(
            x,
            {"xl/worksheets/extra.xml": _often(b" ", 200 * MB, HEAD, TAIL)},
            (*TABLES, *(f"x{i}" for i in range(900))),
        ),
        2,
        "x",
    ),
    Hostile("workbook: an archive of archives", _workbook_of_nines, 2, "centre.xlsx"),
    Hostile("plan.json: 1e10 hours of a module", lambda x: _plan(x, _set(*MODULE, to=1e10)), 2, "hours"),
    Hostile(
        "plan.json: 1e10 hours of a lesson",
        lambda x: _plan(x, _set("lessons", 0, "hours", to=1e10)),
        2,
        "lessons[0].hours",
    ),
    Hostile(
        "plan.json: a deadline of 99,999 months",
        lambda x: _plan(x, _set("instance", "curricula", 0, "regimes", 0, "finish_within_months", to=99_999)),
        2,
        "finish_within_months",
    ),
    Hostile(
        "plan.json: a start window until 2072",
        lambda x: _plan(x, _set("instance", "cohorts", 0, "start_to", to="2072-01-01")),
        2,
        "start_to",
    ),
    Hostile(
        "plan.json: weights of 1e30",
        lambda x: _plan(x, _set("settings", "weights", "preferred", to=10**30)),
        2,
        "plan.json",
    ),
    Hostile(
        "plan.json: 500 MB of blanks", lambda x: _check(x, _often(b" ", 500 * MB, b"{", b"}")), 2, "plan.json"
    ),
    Hostile(
        "plan.json: 23 MB of empty lists",
        lambda x: _check(x, _often(b"[],", 8_000_000, b"[", b"[]]")),
        2,
        "plan.json",
    ),
    Hostile(
        "plan.json: 23 MB of empty objects in a plan",
        lambda x: _check(
            x, _often(b"{},", 8_000_000, b'{"format":"scheduler-plan","version":2,"plan":[', b"{}]}")
        ),
        2,
        "plan.json",
    ),
    Hostile("plan.json: a million nested lists", lambda x: _check(x, [b"[" * 1_000_000]), 2, "plan.json"),
    Hostile(
        "plan.json: a plan nested 900 deep",
        lambda x: _check(
            x, [b'{"format":"scheduler-plan","version":2,"plan":', b'{"a":' * 900, b"1", b"}" * 901]
        ),
        2,
        "plan",
    ),
    Hostile(
        "curriculum: 1e10 hours",
        lambda x: _curriculum(x, lambda text: _first_hours(text, "1e10")),
        2,
        "fae-112.yaml:",
    ),
    Hostile(
        "curriculum: finish_within_months 99999",
        lambda x: _curriculum(
            x,
            lambda text: (
                text + "\nregimes:\n  - {finish_within_months: 99999}\n"
                if "\nregimes:" not in text
                else text.replace("\nregimes:\n", "\nregimes:\n  - {finish_within_months: 99999}\n", 1)
            ),
        ),
        2,
        "fae-112.yaml:",
    ),
    Hostile("curriculum: 10,000 modules", lambda x: _curriculum(x, _many_modules), 2, "fae-112.yaml"),
    Hostile(
        "curriculum: 4,000 modules",
        lambda x: _curriculum(x, lambda text: _many_modules(text, 4_000)),
        2,
        "fae-112.yaml",
    ),
    Hostile(
        "curriculum: a title of 300 characters",
        lambda x: _curriculum(x, lambda text: text.replace("title: ", f"title: {LONG}", 2)),
        2,
        "fae-112.yaml:",
    ),
    Hostile("curriculum: 199 files of 250 kB", _many_curricula, 2, "curricula"),
    Hostile(
        "curriculum: 200 kB of brackets",
        lambda x: _curriculum(x, lambda text: text + "x: " + "[" * 200_000),
        2,
        "fae-112.yaml",
    ),
    Hostile(
        "settings: a weight of 1e30",
        lambda x: _settings(x, "weights:\n  preferred: 1e30\n"),
        2,
        "settings.yaml:2",
    ),
    Hostile(
        "settings: a weight of thirty digits",
        lambda x: _settings(x, f"weights:\n  preferred: {10**30}\n"),
        2,
        "settings.yaml:2",
    ),
    Hostile(
        "tables: an absence until 9999",
        lambda x: _csv(x, absences=["Formateur;Du;Au", "F1;2027-01-01;9999-12-31"]),
        2,
        "absences.csv:2",
    ),
    Hostile(
        "tables: an absence until 2100",
        lambda x: _csv(x, absences=["Formateur;Du;Au", "F1;2028-01-01;2100-12-31"]),
        0,
        "planning",
    ),
    Hostile(
        "tables: a start window until 2072",
        lambda x: _csv(x, groupes=[TABLES["groupes"][0], GROUP.format("G1", "2027-01-04", "2072-01-08")]),
        2,
        "groupes.csv:2",
    ),
    Hostile(
        "tables: 100,000 learners",
        lambda x: _csv(
            x, apprenants=_more("apprenants", (f"B{i};G1;infirmière;2026-09-01" for i in range(100_000)))
        ),
        2,
        "apprenants.csv:",
    ),
    Hostile(
        "tables: 6,000 learners, each with a warning",
        lambda x: _csv(
            x,
            apprenants=_more(
                "apprenants", (f"B{i};G1;infirmière;2001-09-{1 + i % 28:02}" for i in range(5_999))
            ),
        ),
        1,
        "G1",
    ),
    Hostile(
        "tables: a group's identifier of 300 characters",
        lambda x: _csv(x, groupes=[TABLES["groupes"][0], GROUP.format(LONG, "2027-01-04", "2027-01-08")]),
        2,
        "groupes.csv:2",
    ),
    Hostile(
        "tables: a trainer's name of 300 characters",
        lambda x: _csv(
            x, formateurs=[TABLES["formateurs"][0], TABLES["formateurs"][1].replace("Anne", LONG)]
        ),
        2,
        "formateurs.csv:2",
    ),
    Hostile(
        "tables: a CSV file of 1 GB",
        lambda x: _in_tables(
            x,
            "apprenants.csv",
            lambda folder, name: _write(folder / name, _often(b"A;G1;infirmier;\n", 64 * MB)),
        ),
        2,
        "apprenants.csv",
    ),
    Hostile(
        "tables: a line of 100 MB",
        lambda x: _in_tables(
            x, "apprenants.csv", lambda folder, name: _write(folder / name, _often(b"A", 100 * MB))
        ),
        2,
        "apprenants.csv",
    ),
    Hostile(
        "tables: a line of 15 MB",
        lambda x: _in_tables(
            x, "apprenants.csv", lambda folder, name: _write(folder / name, _often(b"A", 15 * MB))
        ),
        2,
        "apprenants.csv: ",
    ),
    Hostile(
        "tables: seven million lines of a letter",
        lambda x: _in_tables(
            x, "apprenants.csv", lambda folder, name: _write(folder / name, _often(b"A\n", 7_000_000))
        ),
        2,
        "apprenants.csv:",
    ),
    Hostile(
        "tables: 15 million empty lines",
        lambda x: _in_tables(
            x, "apprenants.csv", lambda folder, name: _write(folder / name, _often(b"\n", 15_000_000))
        ),
        2,
        "apprenants.csv",
    ),
    Hostile(
        "tables: 100 files of 3 MB",
        lambda x: _many_files(x),
        2,
        "centre",
    ),
    Hostile(
        "tables: 1,000 groups",
        lambda x: _csv(
            x,
            groupes=_more(
                "groupes", (GROUP.format(f"H{i}", "2027-01-04", "2027-01-08") for i in range(1_000))
            ),
        ),
        2,
        "groupes.csv:",
    ),
    Hostile(
        "tables: 5,000 trainers",
        lambda x: _csv(x, formateurs=_more("formateurs", (f"T{i};T{i};vocabulaire" for i in range(5_000)))),
        2,
        "formateurs.csv:",
    ),
    Hostile(
        "tables: 299 groups of one trainer",
        lambda x: _csv(
            x,
            groupes=_more("groupes", (GROUP.format(f"H{i}", "2027-01-04", "2027-01-08") for i in range(298))),
        ),
        1,
        "planning",
    ),
    Hostile(
        "tables: 1,000 trainers of everything, window of two years",
        lambda x: _csv(
            x,
            formateurs=_more(
                "formateurs", (f"T{i};T{i};{TABLES['formateurs'][1].split(';')[2]}" for i in range(999))
            ),
            groupes=[TABLES["groupes"][0], GROUP.format("G1", "2027-01-04", "2029-01-03")],
            apprenants=["Identifiant;Groupe;Profil", "A1;G1;infirmière"],
        ),
        0,
        "planning",
    ),
    Hostile("no file: a pipe as workbook", lambda x: _solve(x, _fifo(x, "centre.xlsx")), 2, "centre.xlsx"),
    Hostile("no file: a pipe as plan", lambda x: ("check", str(_fifo(x, "plan.json"))), 2, "plan.json"),
    Hostile(
        "no file: a pipe among the tables", lambda x: _in_tables(x, "salles.csv", _fifo), 2, "salles.csv"
    ),
    Hostile(
        "no file: a pipe as settings",
        lambda x: _solve(x, _tables(x), "--settings", str(_fifo(x, "s.yaml"))),
        2,
        "s.yaml",
    ),
    Hostile("no file: a pipe among the curricula", lambda x: _own_folder(x, _fifo), 2, "own.yaml"),
    Hostile("no file: the device of zeros as input", lambda x: _solve(x, "/dev/zero"), 2, "/dev/zero"),
    Hostile("no file: the device of zeros as plan", lambda x: ("check", "/dev/zero"), 2, "/dev/zero"),
    Hostile(
        "no file: a folder as workbook", lambda x: _solve(x, _directory(x, "centre.xlsx")), 2, "centre.xlsx"
    ),
    Hostile(
        "no file: a folder as plan", lambda x: ("check", str(_directory(x, "plan.json"))), 2, "plan.json"
    ),
    Hostile(
        "no file: a link to itself as input", lambda x: _solve(x, _loop(x, "centre.xlsx")), 2, "centre.xlsx"
    ),
    Hostile(
        "no file: a link to itself among the tables",
        lambda x: _in_tables(x, "salles.csv", _loop),
        2,
        "salles.csv",
    ),
    Hostile(
        "no file: a link to itself as plan", lambda x: ("check", str(_loop(x, "plan.json"))), 2, "plan.json"
    ),
    Hostile(
        "no file: a link to itself as output",
        lambda x: ("solve", str(_tables(x)), "-o", str(_loop(x, "out")), *SOLVE),
        2,
        "out",
    ),
    Hostile(
        "output: a folder's name of 300 characters",
        lambda x: ("solve", str(_tables(x)), "-o", str(x / LONG), *SOLVE),
        2,
        "xxx",
    ),
    Hostile("batch: a pipe beside a centre", lambda x: _batch(x, lambda y: _fifo(y, "b.xlsx")), 1, "b"),
    Hostile(
        "batch: a pipe among the tables",
        lambda x: _batch(x, lambda y: _fifo(y / "centre", "notes.csv")),
        2,
        "notes.csv",
    ),
    Hostile("batch: a pipe as an earlier result", lambda x: _earlier(x, _fifo), 0, "1 au total"),
    Hostile(
        "batch: a million nested lists as an earlier result", lambda x: _earlier(x, _nested), 0, "1 au total"
    ),
    Hostile(
        "batch: a link to itself beside a centre", lambda x: _batch(x, lambda y: _loop(y, "b.xlsx")), 1, "b"
    ),
)


def _earlier(folder: Path, make: Callable[[Path, str], object]) -> tuple[str, ...]:
    (folder / "out" / "centre").mkdir(parents=True)
    make(folder / "out" / "centre", "result.json")
    return _batch(folder, lambda centres: None)


def _nested(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"[" * 1_000_000)


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(chunks)


def _many_files(folder: Path) -> tuple[str, ...]:
    target = _tables(folder)
    _write(target / "notes.csv", _often(b"a;b;c;d;e;f;g;h\n", MB * 3 // 16))
    for number in range(99):
        (target / f"notes{number}.csv").hardlink_to(target / "notes.csv")
    return _solve(folder, target)


def _batch(folder: Path, make: Callable[[Path], object]) -> tuple[str, ...]:
    centres = folder / "centres"
    centres.mkdir()
    _tables(centres)
    make(centres)
    return ("batch", str(centres), "-o", str(folder / "out"), *SOLVE)
