"""Whatever file is given, the answer is a sentence that names it and what to try."""

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from scheduler.errors import InputError
from scheduler.exchange.output import read_plan
from scheduler.exchange.output.plan_json import VERSION, dump
from tests.exchange_output.samples import plan

GIVE = "Donnez le plan.json ou le calendar.xlsx écrit par « scheduler solve »."


def complaints(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_plan(path)
    return [str(problem) for problem in caught.value.problems]


def stored(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    assert complaints(path) == [f"{path}: ce fichier n'existe pas. {GIVE}"]


def test_folder(tmp_path: Path) -> None:
    assert complaints(tmp_path) == [
        f"{tmp_path}: C'est un dossier, pas un fichier. Donnez le fichier lui-même."
    ]


def test_the_folder_of_a_result_is_answered_with_its_plan(written: Path) -> None:
    assert complaints(written) == [
        f"{written}: C'est un dossier, pas un fichier. Donnez le fichier lui-même : {written / 'plan.json'}."
    ]


def test_the_table_of_half_days_is_not_the_whole_plan(written: Path) -> None:
    assert complaints(written / "half_days.csv") == [
        f"{written / 'half_days.csv'}: C'est le tableau des demi-journées, qui ne contient pas tout le "
        f"planning. {GIVE}"
    ]


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (b"%PDF-1.7\n", "C'est un PDF, pas un classeur."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "C'est un classeur à l'ancien format .xls."),
    ],
)
def test_other_kinds_of_files(tmp_path: Path, start: bytes, sentence: str) -> None:
    path = stored(tmp_path, "calendar.xlsx", start + bytes(100))
    assert complaints(path) == [f"{path}: {sentence} {GIVE}"]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"bonjour", b"[" * 100_000], ids=repr)
def test_no_json(tmp_path: Path, content: bytes) -> None:
    [said] = complaints(stored(tmp_path, "plan.json", content))
    assert said.endswith(
        f": ce n'est pas un planning, ou bien il est tronqué : le texte n'est pas du JSON valide. {GIVE}"
    )


def test_empty_file(tmp_path: Path) -> None:
    path = stored(tmp_path, "plan.json", b"")
    assert complaints(path) == [f"{path}: Le fichier est vide. {GIVE}"]


def test_truncated_json_names_the_line(tmp_path: Path) -> None:
    lines = dump(plan(1)).splitlines()[:120]
    [said] = complaints(stored(tmp_path, "plan.json", "\n".join(lines).encode()))
    assert said.startswith("plan.json:120: ce n'est pas un planning, ou bien il est tronqué")


def test_other_json(tmp_path: Path) -> None:
    path = stored(tmp_path, "plan.json", b'{"name": "x"}')
    assert complaints(path) == [
        f"plan.json: ce JSON n'est pas un planning : « format » n'est pas « scheduler-plan ». {GIVE}"
    ]


def test_later_version(tmp_path: Path) -> None:
    path = stored(tmp_path, "plan.json", b'{"format": "scheduler-plan", "version": 7}')
    assert complaints(path) == [
        "plan.json: ce fichier vient d'une version plus récente du programme : son format porte le numéro 7, "
        f"et cette version lit jusqu'au numéro {VERSION}. "
        "Installez la dernière version, ou relancez le calcul avec celle-ci."
    ]


@pytest.mark.parametrize("version", ["null", "0", "true", '"2"', "1.5"])
def test_no_version(tmp_path: Path, version: str) -> None:
    content = f'{{"format": "scheduler-plan", "version": {version}}}'
    [said] = complaints(stored(tmp_path, "plan.json", content.encode()))
    assert "n'est pas un numéro de version de ce genre de fichier." in said


WRONG = [
    (
        "lessons.3.day",
        "le 4 mars",
        "« plan.lessons[3].day » doit être une date, et non « le 4 mars ». "
        "Écrivez année-mois-jour, comme 2027-01-31.",
    ),
    ("lessons.3.half", "NUIT", "« plan.lessons[3].half » ne peut pas valoir « NUIT ». Écrivez AM ou PM."),
    (
        "lessons.3.session",
        "deux",
        "« plan.lessons[3].session » doit être un nombre entier, et non « deux ». "
        "Écrivez seulement des chiffres, comme 12.",
    ),
    (
        "lessons.3.hours",
        "sept",
        "« plan.lessons[3].hours » doit être un nombre, et non « sept ». "
        "Écrivez-le avec un point, comme 3.5.",
    ),
    (
        "instance.centre.morning_start",
        "tôt",
        "« plan.instance.centre.morning_start » doit être une heure, et non « tôt ». "
        "Écrivez heures:minutes, par exemple 09:00.",
    ),
    (
        "instance.rooms",
        3,
        "« plan.instance.rooms » doit être une liste, et non « 3 ». "
        "Écrivez-la entre crochets, comme [classroom, computer].",
    ),
    ("instance.centre", None, "« plan.instance.centre » manque. Ajoutez cette ligne."),
    ("instance.rooms.0.capacity", None, "« plan.instance.rooms[0].capacity » manque. Ajoutez cette ligne."),
    (
        "instance.rooms.0.colour",
        "red",
        "« plan.instance.rooms[0].colour » n'est pas une clé connue ici. "
        "Possibles : id, site, kind, capacity, name.",
    ),
    (
        "instance.centre.name",
        [],
        "« plan.instance.centre.name » doit être une seule valeur. Écrivez un mot, un nombre ou une phrase.",
    ),
]


@pytest.mark.parametrize(("path", "value", "sentence"), WRONG, ids=[path for path, *_ in WRONG])
def test_values_of_another_type(tmp_path: Path, path: str, value: object, sentence: str) -> None:
    assert changed(tmp_path, path, value) == [f"plan.json: {sentence}"]


SENSELESS = [
    (
        "lessons.3.room",
        "L-404",
        "plan.json plan.lessons: « L-404 » n'est pas une salle de ce planning. "
        "Possibles : L-101, L-INFO, L-TP, N-1, N-TP, N-INFO.",
    ),
    (
        "instance.rooms.1.id",
        "L-101",
        "plan.json: « L-101 » est l'identifiant de deux lignes d'une même table. "
        "Un identifiant ne sert qu'une fois dans sa table.",
    ),
    (
        "instance.sites.0.school_zone",
        "Z",
        "plan.json: « school_zone » vaut « Z » ; valeurs possibles : A, B, C.",
    ),
    ("lessons.3.hours", -1, "plan.json plan.lessons[3].hours: « -1.0 » n'est pas un nombre d'heures."),
    (
        "lessons.3.day",
        "9999-01-04",
        "plan.json plan.lessons[3].day: « 9999-01-04 » n'est pas une date de planning.",
    ),
]


@pytest.mark.parametrize(("path", "value", "sentence"), SENSELESS, ids=[path for path, *_ in SENSELESS])
def test_values_that_no_plan_can_hold(tmp_path: Path, path: str, value: object, sentence: str) -> None:
    assert changed(tmp_path, path, value)[0] == sentence


def changed(folder: Path, path: str, value: object) -> list[str]:
    """Return the complaints about a plan with one value changed, or taken out where it is None."""
    envelope = json.loads(dump(plan(1)))
    *inside, last = (int(part) if part.isdigit() else part for part in f"plan.{path}".split("."))
    target = envelope
    for part in inside:
        target = target[part]
    if value is None:
        del target[last]
    else:
        target[last] = value
    return complaints(stored(folder, "plan.json", json.dumps(envelope).encode()))


def test_archive_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "calendar.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.txt", "x")
    assert complaints(path) == [
        "calendar.xlsx: C'est une archive ou un document, pas un classeur. Donnez un classeur .xlsx."
    ]


def test_truncated_workbook(calendar: Path) -> None:
    content = calendar.read_bytes()
    for size in (4, len(content) // 3, len(content) - 30):
        calendar.write_bytes(content[:size])
        assert complaints(calendar)[0].startswith("calendar.xlsx: Le classeur est incomplet ou abîmé.")


def test_workbook_of_somebody_else(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "calendar.xlsx")
    assert complaints(tmp_path / "calendar.xlsx") == [
        "calendar.xlsx: la feuille masquée « scheduler-plan » manque. Donnez le calendar.xlsx d'origine, "
        "modifié ou non, ou bien plan.json : une copie de quelques feuilles ne suffit pas."
    ]


def test_workbook_without_sessions(calendar: Path) -> None:
    book = openpyxl.load_workbook(calendar)
    book["Séances"].title = "Copie"
    book.save(calendar)
    assert complaints(calendar) == [
        "calendar.xlsx: la feuille « Séances » manque. Rendez son nom à la feuille, ou relancez le calcul."
    ]


def test_hidden_sheet_cut(calendar: Path) -> None:
    book = openpyxl.load_workbook(calendar)
    book["scheduler-plan"]["A3"] = None
    book.save(calendar)
    assert complaints(calendar) == [
        "calendar.xlsx: la feuille masquée « scheduler-plan » a été tronquée ou modifiée. Relancez le "
        "calcul, ou repartez d'une copie intacte du calendrier."
    ]
