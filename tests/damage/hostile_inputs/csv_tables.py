"""Tables that take all time and memory."""

from pathlib import Path

from tests.damage.hostile_inputs.small import (
    GROUP,
    LONG,
    MB,
    TABLES,
    Hostile,
    centre,
    in_tables,
    more,
    often,
    solve,
    tables,
    write,
)


def _many_files(folder: Path) -> tuple[str, ...]:
    target = tables(folder)
    write(target / "notes.csv", often(b"a;b;c;d;e;f;g;h\n", MB * 3 // 16))
    for number in range(99):
        (target / f"notes{number}.csv").hardlink_to(target / "notes.csv")
    return solve(folder, target)


INPUTS: tuple[Hostile, ...] = (
    Hostile(
        "tables: an absence until 9999",
        lambda x: centre(x, absences=["Formateur;Du;Au", "F1;2027-01-01;9999-12-31"]),
        2,
        "absences.csv:2",
    ),
    Hostile(
        "tables: an absence until 2100",
        lambda x: centre(x, absences=["Formateur;Du;Au", "F1;2028-01-01;2100-12-31"]),
        0,
        "planning",
    ),
    Hostile(
        "tables: a start window until 2072",
        lambda x: centre(x, groupes=[TABLES["groupes"][0], GROUP.format("G1", "2027-01-04", "2072-01-08")]),
        2,
        "groupes.csv:2",
    ),
    Hostile(
        "tables: 100,000 learners",
        lambda x: centre(
            x, apprenants=more("apprenants", (f"B{i};G1;infirmière;2026-09-01" for i in range(100_000)))
        ),
        2,
        "apprenants.csv:",
    ),
    Hostile(
        "tables: 6,000 learners, each with a warning",
        lambda x: centre(
            x,
            apprenants=more(
                "apprenants", (f"B{i};G1;infirmière;2001-09-{1 + i % 28:02}" for i in range(5_999))
            ),
        ),
        1,
        "G1",
    ),
    Hostile(
        "tables: a group's identifier of 300 characters",
        lambda x: centre(x, groupes=[TABLES["groupes"][0], GROUP.format(LONG, "2027-01-04", "2027-01-08")]),
        2,
        "groupes.csv:2",
    ),
    Hostile(
        "tables: a trainer's name of 300 characters",
        lambda x: centre(
            x, formateurs=[TABLES["formateurs"][0], TABLES["formateurs"][1].replace("Anne", LONG)]
        ),
        2,
        "formateurs.csv:2",
    ),
    Hostile(
        "tables: a CSV file of 1 GB",
        lambda x: in_tables(
            x,
            "apprenants.csv",
            lambda folder, name: write(folder / name, often(b"A;G1;infirmier;\n", 64 * MB)),
        ),
        2,
        "apprenants.csv",
    ),
    Hostile(
        "tables: a line of 100 MB",
        lambda x: in_tables(
            x, "apprenants.csv", lambda folder, name: write(folder / name, often(b"A", 100 * MB))
        ),
        2,
        "apprenants.csv",
    ),
    Hostile(
        "tables: a line of 15 MB",
        lambda x: in_tables(
            x, "apprenants.csv", lambda folder, name: write(folder / name, often(b"A", 15 * MB))
        ),
        2,
        "apprenants.csv: ",
    ),
    Hostile(
        "tables: seven million lines of a letter",
        lambda x: in_tables(
            x, "apprenants.csv", lambda folder, name: write(folder / name, often(b"A\n", 7_000_000))
        ),
        2,
        "apprenants.csv:",
    ),
    Hostile(
        "tables: 15 million empty lines",
        lambda x: in_tables(
            x, "apprenants.csv", lambda folder, name: write(folder / name, often(b"\n", 15_000_000))
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
        lambda x: centre(
            x,
            groupes=more(
                "groupes", (GROUP.format(f"H{i}", "2027-01-04", "2027-01-08") for i in range(1_000))
            ),
        ),
        2,
        "groupes.csv:",
    ),
    Hostile(
        "tables: 5,000 trainers",
        lambda x: centre(x, formateurs=more("formateurs", (f"T{i};T{i};vocabulaire" for i in range(5_000)))),
        2,
        "formateurs.csv:",
    ),
    Hostile(
        "tables: 299 groups of one trainer",
        lambda x: centre(
            x,
            groupes=more("groupes", (GROUP.format(f"H{i}", "2027-01-04", "2027-01-08") for i in range(298))),
        ),
        1,
        "planning",
    ),
    Hostile(
        "tables: 1,000 trainers of everything, window of two years",
        lambda x: centre(
            x,
            formateurs=more(
                "formateurs", (f"T{i};T{i};{TABLES['formateurs'][1].split(';')[2]}" for i in range(999))
            ),
            groupes=[TABLES["groupes"][0], GROUP.format("G1", "2027-01-04", "2029-01-03")],
            apprenants=["Identifiant;Groupe;Profil", "A1;G1;infirmière"],
        ),
        0,
        "planning",
    ),
)
