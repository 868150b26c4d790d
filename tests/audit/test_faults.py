"""What is wrong with a planning is said with its place; what was not understood is not counted."""

from datetime import date

import pytest

from tests.audit.conftest import sheet_of
from tests.audit.training import whole_days

HEAD = ["Date", "Module"]


def year() -> list[list[object]]:
    return [HEAD, *([day, module] for day, module, _pm in whole_days())]


def broken(told) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in told["violations"]:
        found.setdefault(one["code"], []).append(one["where"])
    return found


def test_a_right_year_has_no_fault(judged, tmp_path):
    told = judged(sheet_of(tmp_path / "p.xlsx", year()), code=0)
    assert (told["violations"], told["unread"]) == ([], [])


def test_a_session_on_the_first_of_may(judged, tmp_path):
    rows = year()
    rows[15:17] = [[date(2027, 4, 30), rows[15][1]], [date(2027, 5, 1), rows[16][1]]]
    told = judged(sheet_of(tmp_path / "p.xlsx", rows), code=1)

    # 1 May 2027 is a Saturday as well.
    assert broken(told) == {"CA-01": ["Planning!B17", "Planning!B17"]}
    assert any("Fête du Travail" in x["message"] for x in told["violations"])


def test_a_territory_has_its_own_holidays(judged, tmp_path):
    rows = year()
    rows[15:17] = [[date(2027, 4, 26), rows[15][1]], [date(2027, 4, 27), rows[16][1]]]
    planning = sheet_of(tmp_path / "p.xlsx", rows)

    assert broken(judged(planning)) == {}
    assert broken(judged(planning, "--territory", "Mayotte")) == {"CA-01": ["Planning!B17"]}


def test_missing_hours_and_hours_too_many(judged, tmp_path):
    rows = year()
    assert rows[1][1] == rows[2][1] == "VOCAB"
    rows[2][1] = "DOSSIER"
    told = judged(sheet_of(tmp_path / "p.xlsx", rows), code=1)

    assert told["modules"]["VOCAB"] == {"due": 14, "found": 7}
    assert told["modules"]["DOSSIER"] == {"due": 28, "found": 35}
    assert told["blocks"]["B2"] == {"due": 98, "found": 98}
    assert len(broken(told)["CU-01"]) == 2


def test_a_wrong_order_and_an_assessment_that_is_not_last(judged, tmp_path):
    rows = year()
    modules = [row[1] for row in rows]
    care = [number for number, module in enumerate(modules) if module == "SOINS"]
    for one, other in zip(care, (1, 2), strict=True):
        rows[one][1], rows[other][1] = rows[other][1], rows[one][1]
    rows[40], rows[38] = [rows[40][0], rows[38][1]], [rows[38][0], rows[40][1]]
    told = judged(sheet_of(tmp_path / "p.xlsx", rows), code=1)

    assert {"CU-02", "CU-03", "CU-04"} <= set(broken(told))
    assert "Planning!B2" in broken(told)["CU-02"]


def test_a_word_that_nobody_knows_is_not_counted(judged, tmp_path):
    rows = year()
    rows[1][1] = "Anat"
    planning = sheet_of(tmp_path / "p.xlsx", rows)
    told = judged(planning, code=1)

    assert [(x["where"], x["text"]) for x in told["unread"]] == [("Planning!B2", "Anat")]
    assert told["modules"]["VOCAB"]["found"] == 7
    told = judged(planning, "--word", "Anat=VOCAB", code=0)
    assert (told["unread"], told["modules"]["VOCAB"]["found"]) == ([], 14)


def test_a_word_that_may_mean_several_modules_says_which(judged, tmp_path):
    rows = year()
    rows[1][1] = "Santé"
    told = judged(sheet_of(tmp_path / "p.xlsx", rows), code=1)
    assert [x["modules"] for x in told["unread"]] == [["PARCOURS", "SANTE-PUB"]]


def test_a_weekday_copied_from_last_year_is_doubted(judged, tmp_path):
    rows = [HEAD, *([f"{day:%d/%m/%Y}", module] for day, module, _pm in whole_days())]
    rows[3][0] = "mardi 25/01/2027"
    told = judged(sheet_of(tmp_path / "p.xlsx", rows), code=0)
    assert [x["where"] for x in told["doubts"]] == ["Planning!B4"]


def test_a_lesson_without_a_date_is_told(judged, tmp_path):
    rows = year()
    rows[5][0] = "32/01/2027"
    told = judged(sheet_of(tmp_path / "p.xlsx", rows), code=1)
    assert [x["where"] for x in told["unread"]] == ["Planning!B6"]
    assert told["modules"]["DOSSIER"]["found"] == 21


def test_a_deadline_needs_the_date_of_hire(judged, tmp_path):
    planning = sheet_of(tmp_path / "p.xlsx", year())

    assert "LE-01" not in judged(planning)["judged"]
    told = judged(planning, "--start-learners", "2026-09-01", code=0)
    assert "LE-01" in told["judged"]
    assert broken(judged(planning, "--start-learners", "01/10/2025", code=1)) == {"LE-01": ["Planning!B41"]}


def test_two_sessions_in_a_week_a_long_gap_and_too_short_a_year(judged, tmp_path):
    rows = year()
    rows[1][0], rows[2][0] = date(2027, 1, 28), date(2027, 1, 29)
    rows[39][0], rows[40][0] = date(2027, 11, 3), date(2027, 11, 4)
    rows[21:23] = [[date(2027, 7, 8), rows[21][1]], [date(2027, 7, 9), rows[22][1]]]
    told = judged(sheet_of(tmp_path / "p.xlsx", rows), code=1)
    assert {"SE-02", "CA-05"} <= set(broken(told))


def test_hours_that_are_told_go_before_the_length_of_a_half_day(judged, tmp_path):
    rows: list[list[object]] = [["Date", "Matin", "Après-midi"]]
    rows += [[day, f"{module} (4h)", f"{module} (3h)"] for day, module, _pm in whole_days()]
    told = judged(sheet_of(tmp_path / "p.xlsx", rows), code=1)

    assert told["modules"]["VOCAB"] == {"due": 14, "found": 14}
    # Nothing is made shorter that the planning tells.
    assert told["modules"]["EVAL"] == {"due": 13, "found": 14}
    assert set(broken(told)) == {"CU-01", "SE-05"}


@pytest.mark.parametrize("title", ["Groupe A", "Promo 1"])
def test_several_groups_are_told_apart(judged, tmp_path, title):
    other = title[:-1] + "Z"
    rows: list[list[object]] = [["", title, None, other, None], ["Date", "matin", "après-midi"] * 2]
    rows[1] = ["Date", "matin", "après-midi", "matin", "après-midi"]
    for day, module, _pm in whole_days():
        rows.append([day, module, module, module, module])
    told = judged(sheet_of(tmp_path / "p.xlsx", rows), code=0)

    assert list(told["groups"]) == [title, other]
    assert told["modules"]["VOCAB"] == {"due": 28, "found": 28}
    alone = judged(tmp_path / "p.xlsx", "--group", other.upper(), code=0)
    assert alone["modules"]["VOCAB"] == {"due": 14, "found": 14}


def test_parallel_groups_of_two_trainers_are_counted_once(judged, tmp_path):
    rows: list[list[object]] = [["Date", "Module", "Intervenant"]]
    for day, module, _pm in whole_days():
        rows.append([day, module, "Mme Roy"])
        if module == "AFGSU":
            rows.append([day, module, "M. Bo"])
    told = judged(sheet_of(tmp_path / "p.xlsx", rows), code=0)
    assert told["modules"]["AFGSU"] == {"due": 14, "found": 14}


def test_the_header_of_a_column_stands_far_above_its_first_words(judged, tmp_path):
    # Names of joint lessons, which a table of half-days has in a few rows alone.
    rows: list[list[object]] = [["Date", "Module", "joint"]]
    rows += [
        [day, module, "AFGSU-NANTES-1" if module == "AFGSU" else None] for day, module, _pm in whole_days()
    ]
    told = judged(sheet_of(tmp_path / "p.xlsx", rows), code=0)
    assert told["modules"]["AFGSU"] == {"due": 14, "found": 14}


def test_the_same_lesson_written_twice_is_too_much(judged, tmp_path):
    rows = year()
    rows.insert(2, rows[1])
    told = judged(sheet_of(tmp_path / "p.xlsx", rows), code=1)
    assert {"SE-05", "CU-01"} <= set(broken(told))
