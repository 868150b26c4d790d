"""Parameters of CP-SAT, as data: what every model is given, and what each strategy adds.

Why each is here, and what it did to these models, is in ``docs/model.md``, "Parameters of the solver". Time,
seed and number of workers come from the limits of a search.
"""

from collections.abc import Mapping

Parameters = Mapping[str, int | bool | tuple[str, ...]]
"""Values by the name of the parameter; a tuple is added to a list."""

EVERY: Parameters = {"catch_sigint_signal": False, "cp_model_probing_level": 0, "symmetry_level": 0}
"""Of every model."""

PORTFOLIO: Parameters = {"ignore_subsolvers": ("default_lp",)}
"""Several workers: one proves by cores, the others find and improve plans."""

CORES: Parameters = {"num_workers": 1, "optimize_with_core": True, "linearization_level": 0}
"""One worker, which proves by cores: it finds the best plans too, always the same."""

LINEAR: Parameters = {"num_workers": 1, "linearization_level": 2}
"""One worker, for models whose linear relaxation says more than their clauses."""

CLAUSES: Parameters = {"num_workers": 1, "linearization_level": 0}
"""One worker, for models with nothing to minimize."""

PLAIN: Parameters = {**CORES, "cp_model_presolve": False, "core_minimization_level": 0}
"""One worker, for models that are solved sooner than simplified: one cohort beside others on given dates, or
a few units of cost among very many that could be."""
