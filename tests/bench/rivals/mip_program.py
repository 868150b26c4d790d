"""A mixed integer program as columns, rows and a cost, and as HiGHS takes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import highspy
import numpy as np

Column = int
Terms = Mapping[Column, float]


@dataclass
class Program:
    """Columns from 0 up, rows between bounds, and a cost to minimise."""

    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    constant: float = 0.0
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[Column] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def column(self, whole: bool = True, upper: float = 1.0) -> Column:
        """Return a new column: 0 or 1 unless said otherwise."""
        self.upper.append(upper)
        self.whole.append(whole)
        self.cost.append(0.0)
        return len(self.upper) - 1

    def charge(self, terms: Terms, constant: float = 0.0) -> None:
        """Add to the cost."""
        for column, factor in terms.items():
            self.cost[column] += factor
        self.constant += constant

    def row(self, terms: Terms, low: float = -np.inf, high: float = np.inf) -> None:
        """Hold the sum of `terms` between `low` and `high`."""
        self.columns += terms.keys()
        self.factors += terms.values()
        self.starts.append(len(self.columns))
        self.low.append(low)
        self.high.append(high)

    def equal(self, terms: Terms, value: float = 0.0) -> None:
        """Hold the sum of `terms` at `value`."""
        self.row(terms, value, value)

    def model(self) -> highspy.HighsLp:
        """Return it as HiGHS takes it."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.upper), len(self.low)
        lp.col_cost_, lp.offset_ = np.array(self.cost), self.constant
        lp.col_lower_, lp.col_upper_ = np.zeros(len(self.upper)), np.array(self.upper)
        lp.row_lower_, lp.row_upper_ = np.array(self.low), np.array(self.high)
        kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
        lp.integrality_ = [kinds[whole] for whole in self.whole]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
        lp.a_matrix_.start_ = np.array(self.starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(self.columns, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(self.factors, dtype=np.float64)
        return lp


def total(columns: Iterable[Column], factor: float = 1.0) -> dict[Column, float]:
    """Return the sum of distinct columns, each times `factor`."""
    return dict.fromkeys(columns, factor)
