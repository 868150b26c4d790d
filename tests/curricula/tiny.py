"""A curriculum of two modules and an exam, small enough to be spoilt line by line."""

TINY = """\
id: tiny
title: Tiny
leads_to: Nothing
sources: [made up]
min_months: 1
max_months: 2
max_gap_weeks: 4
profiles: [other]
regimes:
  - {source: made up, finish_within_months: 24}
blocks:
  - id: B1
    title: Only block
    hours: 21
    modules:
      - {id: A, title: First, hours: 14, skill: a}
      - {id: B, title: Second, hours: 7, skill: b, after: [A]}
assessment:
  id: EXAM
  title: Exam
  hours: 13
  teaching: false
  last: true
"""


def spoilt(*edits: tuple[str, str]) -> str:
    """Return the text of the tiny curriculum with each edit's first text replaced by its second."""
    text = TINY
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} must stand once in the text"
        text = text.replace(old, new)
    return text
