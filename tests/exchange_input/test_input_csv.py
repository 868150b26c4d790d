"""CSV tables as different programs write them, and files that are none."""

import pytest

from scheduler.exchange.input import read_instance

SITES = "Identifiant{d}Nom\r\nMANS{d}Château-du-Loir\r\n"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_and_separators(folder, encoding, delimiter):
    path = folder()
    (path / "sites.csv").write_bytes(SITES.format(d=delimiter).encode(encoding))
    assert read_instance(path)[0].sites[0].name == "Château-du-Loir"


def test_excels_own_first_line_names_the_separator_and_counts_as_a_line(folder, refused):
    path = folder()
    (path / "sites.csv").write_text("sep=,\nIdentifiant,Nom\nMANS,\n", encoding="utf-8")
    assert refused(path) == [
        "sites.csv:3 [Nom]: « Nom » est vide. Remplissez la case, ou effacez toute la ligne."
    ]


def test_a_value_over_two_lines_does_not_shift_the_lines_that_follow(folder, refused):
    path = folder()
    (path / "sites.csv").write_text('Identifiant;Nom\nMANS;"Le\nMans"\nLAVAL;\n', encoding="utf-8")
    assert refused(path) == [
        "sites.csv:4 [Nom]: « Nom » est vide. Remplissez la case, ou effacez toute la ligne."
    ]


def test_identifiers_keep_their_zeros(folder):
    path = folder()
    (path / "salles.csv").write_text("Identifiant;Site;Type;Places\n01000;MANS;cours;12\n", encoding="utf-8")
    assert read_instance(path)[0].rooms[0].id == "01000"


def test_names_in_either_language_and_any_case(folder):
    path = folder(Salles=None)
    (path / "ROOMS.CSV").write_text("id,SITE,kind,Capacity\nS1,mans,Classroom,12\n", encoding="utf-8")
    room = read_instance(path)[0].rooms[0]
    # A reference is written as the identifier it leads to.
    assert (room.site, room.kind, room.capacity) == ("MANS", "classroom", 12)


def test_a_quotation_mark_left_open(folder, refused):
    path = folder()
    (path / "sites.csv").write_text('Identifiant;Nom\nMANS;"Le Mans\n', encoding="utf-8")
    assert refused(path) == [
        "sites.csv:2: Un guillemet n'est pas fermé, ou se trouve au milieu d'une valeur. "
        "Supprimez-le, ou doublez-le et mettez toute la valeur entre guillemets."
    ]


def test_a_binary_file_named_csv(folder, refused):
    path = folder()
    (path / "sites.csv").write_bytes(b"PK\x03\x04\x00\x00\x8d")
    assert refused(path) == [
        "sites.csv: Ce n'est pas une table CSV. Enregistrez-la de nouveau au format CSV, encodage UTF-8."
    ]


def test_an_empty_file(folder, refused):
    path = folder()
    (path / "salles.csv").write_bytes(b"")
    assert refused(path) == ["salles.csv: La feuille est vide. Remplissez au moins une ligne."]


def test_a_folder_without_tables(tmp_path, refused):
    assert refused(tmp_path) == [
        f"{tmp_path}: Le dossier ne contient aucune table CSV. "
        "Donnez un classeur, ou un dossier avec des fichiers comme sites.csv et groupes.csv."
    ]


def test_a_folder_with_a_workbook_only(workbook, refused):
    path = workbook()
    assert refused(path.parent) == [
        f"{path.parent}: Le dossier ne contient aucune table CSV. Donnez le classeur lui-même : {path}."
    ]


def test_one_table_of_the_folder(folder, refused):
    path = folder()
    assert refused(path / "sites.csv") == [
        f"{path / 'sites.csv'}: Ce n'est qu'une table ; il les faut toutes. Donnez le dossier : {path}."
    ]


def test_nothing_there(tmp_path, refused):
    path = tmp_path / "absent.xlsx"
    assert refused(path) == [
        f"{path}: Ce fichier ou ce dossier n'existe pas. "
        "Donnez un classeur .xlsx, ou un dossier de tables CSV."
    ]


def test_a_table_that_may_not_be_read(folder, refused, without_privilege):
    path = folder()
    (path / "sites.csv").chmod(0)
    assert refused(path) == [
        f"{path / 'sites.csv'}: Ouverture impossible (accès refusé). "
        "Fermez-le dans les autres programmes et vérifiez vos droits d'accès."
    ]
