"""Lower bounds on the cost of every plan: what lies outside windows, the parts, groups of cohorts."""
