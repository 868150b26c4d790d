"""The logo and the colour of a centre: taken from its sheet, or refused at the cell."""

from pathlib import Path

import pytest

from scheduler.exchange.input import read_instance
from scheduler.exchange.picture import at_address
from tests.papers.pictures import SVG, png


def look(logo: object = None, colour: object = None) -> list[list[object]]:
    return [["Nom", "Logo", "Couleur"], ["Centre de la Sarthe", logo, colour]]


@pytest.mark.parametrize(("name", "content"), [("logo.png", png()), ("images/Logo d'été.svg", SVG)])
def test_a_logo_beside_the_tables_is_taken_into_the_plan(folder, name: str, content: bytes) -> None:
    tables = folder(Centre=look(name, "#0f766e"))
    path = tables / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    centre = read_instance(tables)[0].centre
    assert at_address(centre.logo).content == content
    assert centre.colour == "#0F766E"


def test_beside_a_workbook_too(workbook, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(SVG)
    assert at_address(read_instance(workbook(Centre=look("logo.svg")))[0].centre.logo).kind == "svg"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.png", None, "il n'y a pas de fichier de ce nom à côté des tables."),
        ("../logo.png", png(), "il n'est pas à côté des tables."),
        ("logo.png", b"GIF89a", "ce n'est pas une image PNG, JPEG ou SVG."),
        ("logo.png", SVG + b" " * 262_144, "C'est trop volumineux : 0.25 Mo au plus sont lus."),
        ("curricula", "folder", "C'est un dossier, pas un fichier."),
    ],
)
def test_a_logo_that_cannot_be_shown_is_refused_at_its_cell(
    workbook, refused, tmp_path: Path, name: str, content: object, said: str
) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    path = workbook(Centre=look(name)).rename(inner / "centre.xlsx")
    if content == "folder":
        (inner / name).mkdir()
    elif isinstance(content, bytes):
        (inner / name).write_bytes(content)
    (problem,) = refused(path)
    assert problem == (
        f"Centre!B2: « {name} » ne peut pas être affiché : {said} "
        "Placez une image .png, .jpg ou .svg à côté des tables, ou laissez la cellule vide."
    )


@pytest.mark.parametrize("colour", ["bleu", "#12345", "#12345G", "rgb(1,2,3)", 12345678])
def test_what_is_no_colour_is_refused_at_its_cell(workbook, refused, colour: object) -> None:
    (problem,) = refused(workbook(Centre=look(colour=colour)))
    assert problem.startswith(f"Centre!C2: « {colour} » n'est pas une couleur. Écrivez # et six chiffres")


@pytest.mark.parametrize(("colour", "read"), [("1f3a5f", "#1F3A5F"), (3366, "#003366"), (123456, "#123456")])
def test_a_colour_may_lack_its_sign_or_be_a_number(workbook, colour: object, read: str) -> None:
    assert read_instance(workbook(Centre=look(colour=colour)))[0].centre.colour == read
