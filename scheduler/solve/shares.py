"""Shares of the time that each step of the search for few cohorts may take, and what ends one before."""

PART_SHARE = 0.1
"""Largest share of the time for one part."""

BOUND_SHARE, CLOSER_SHARE = 0.5, 0.2
"""Shares of the time for dates and trainers together, and for a closer look."""

STAFF_SHARE, RUNS_SHARE, DATES_SHARE, NEAR_SHARE = 0.05, 0.05, 0.05, 0.1
"""Shares of the time for a plan with dates and trainers given, with dates alone in single runs and in any,
and near those dates."""

ALONE_ON_DATES, LEAST_ON_DATES = 0.15, 5.0
"""Share of the time for the plan of one cohort on given dates, and seconds at least: it seldom takes more
than three, and what it misses, nothing after it finds for certain."""

SLICES_SHARE, AGAIN_SHARE = 0.15, 0.06
"""Shares of the time for slices of the year, as long as they gain something: if no thread did so beside the
bound, and if one did."""

SETTLE = 0.1
"""Gap at which a plan on the best dates is good enough, once these cannot give the best plan."""

WHOLE_SHARE, SMALL = 0.08, 50
"""Share of the time for the whole model where the plan is far from the bound, and most sessions of all
cohorts for it: enough if it is small."""

FAR = 0.05
"""Gap after the plans on the best dates from which several cohorts are no longer one model's work."""

ANY_DATES_SHARE = 0.4
"""Largest share of the time for a plan on any dates with the best trainers."""

TRAINERS_SHARE, ALONE_SHARE = 0.25, 0.05
"""Largest shares of the time for other trainers, and for a plan with them; for what some cost one cohort."""

TRY_AFTER = 0.1
"""Share of the time before trainers are tried that a relaxation has come to and not proved best."""

PROPOSED_SHARE = 0.5
"""Largest share of the time for the first proposal of trainers, cohorts alone included."""

WHOLE_OF = 2
"""Most cohorts of which the whole model follows once the best plan with some trainers is known."""

NEAR = 1
"""Weeks by which sessions may leave the best dates before all dates are open again."""
