"""Plannings saved by a real spreadsheet program, whose cells, styles and merged ranges are its own."""

from tests.audit.shapes import SHAPES
from tests.audit.training import HOURS

SAVED = ("list of days", "months with letters", "weeks down", "merged dates")


def test_saved_by_libreoffice_they_say_the_same(judged, soffice, tmp_path):
    sources, results = tmp_path / "sources", tmp_path / "results"
    sources.mkdir()
    for name in SAVED:
        SHAPES[name][0](sources / f"{name}.xlsx")
    soffice("xlsx", sources, results)

    for name in SAVED:
        told = judged(results / f"{name}.xlsx")
        assert told["modules"] == {module: {"due": due, "found": due} for module, due in HOURS.items()}, name
        assert told["unread"] == []
