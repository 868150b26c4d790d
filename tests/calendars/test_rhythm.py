"""The even rhythm: open weeks and the place of each session among them.

Unless a test says otherwise the cohort starts on Monday 7 September 2026 and lasts one
to three months, so an even plan ends about 7 November: in the week of 2 November.
"""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.calendars import even_weeks, open_weeks, site_calendars, week_position
from scheduler.domain.centre import Closure, Policy
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.instance import Instance
from scheduler.domain.time import Weekday
from tests.calendars.world import COHORT, SITE, world


def weeks_of(instance: Instance) -> tuple[date, ...]:
    cohort = instance.cohorts[0]
    return open_weeks(instance, cohort, site_calendars(instance)[cohort.site])


def positions(instance: Instance, margin_weeks: int = 0) -> tuple[int, ...]:
    cohort = instance.cohorts[0]
    return even_weeks(instance, cohort, site_calendars(instance)[cohort.site], margin_weeks)


def on(*weekdays: Weekday) -> Cohort:
    return replace(COHORT, weekdays=weekdays)


class TestOpenWeeks:
    def test_they_run_from_the_first_start_to_the_longest_duration_after_the_last_start(self) -> None:
        # Three months after 7 September is Monday 7 December: that week has one day left, no pair.
        weeks = weeks_of(world())
        assert weeks[0] == date(2026, 9, 7)
        assert weeks[-1] == date(2026, 11, 30)
        assert len(weeks) == 13

    def test_a_later_last_start_lengthens_them(self) -> None:
        # Three months after Monday 14 September is Monday 14 December.
        later = replace(COHORT, start_to=date(2026, 9, 14))
        assert weeks_of(world(cohort=later))[-1] == date(2026, 12, 7)

    def test_days_before_the_first_start_do_not_open_a_week(self) -> None:
        # From Friday 11 September no two days are left in that week; from Thursday 10 there are.
        friday, thursday = date(2026, 9, 11), date(2026, 9, 10)
        assert weeks_of(world(cohort=replace(COHORT, start_from=friday)))[0] == date(2026, 9, 14)
        assert weeks_of(world(cohort=replace(COHORT, start_from=thursday)))[0] == date(2026, 9, 7)

    def test_a_closed_week_is_not_open(self) -> None:
        closed = Closure(date(2026, 9, 21), date(2026, 9, 25))
        assert date(2026, 9, 21) not in weeks_of(world(closures=(closed,)))

    def test_two_consecutive_days_are_enough_and_two_apart_are_not(self) -> None:
        # Closed on Wednesday, the week keeps Monday-Tuesday; closed on Tuesday and Thursday
        # too, it keeps Monday and Friday only.
        wednesday = Closure(date(2026, 9, 23), date(2026, 9, 23))
        tuesday, thursday = (Closure(day, day) for day in (date(2026, 9, 22), date(2026, 9, 24)))
        assert date(2026, 9, 21) in weeks_of(world(closures=(wednesday,)))
        assert date(2026, 9, 21) not in weeks_of(world(closures=(tuesday, wednesday, thursday)))

    def test_the_weekdays_of_the_cohort_make_the_pairs(self) -> None:
        # Wednesday 11 November is a holiday: that week holds Thursday-Friday, not Tuesday-Wednesday.
        assert date(2026, 11, 9) in weeks_of(world(cohort=on(Weekday.THU, Weekday.FRI)))
        assert date(2026, 11, 9) not in weeks_of(world(cohort=on(Weekday.TUE, Weekday.WED)))
        assert weeks_of(world(cohort=on(Weekday.MON, Weekday.WED))) == ()

    def test_friday_and_monday_are_no_pair(self) -> None:
        assert weeks_of(world(cohort=on(Weekday.FRI, Weekday.MON))) == ()

    def test_closed_school_holidays_close_weeks_and_avoided_ones_do_not(self) -> None:
        # All Saints' holidays: Saturday 17 October to Sunday 1 November 2026.
        closed = weeks_of(world(site=replace(SITE, school_holidays=Policy.CLOSED)))
        avoided = weeks_of(world(site=replace(SITE, school_holidays=Policy.AVOID)))
        assert set(avoided) - set(closed) == {date(2026, 10, 19), date(2026, 10, 26)}

    def test_a_closed_bridge_takes_the_pair_it_belongs_to(self) -> None:
        # Thursday 11 November 2027 is a holiday and Friday 12 the bridge; Tuesday 9 and
        # Wednesday 10 are left.
        autumn = replace(COHORT, start_from=date(2027, 9, 6), start_to=date(2027, 9, 6))
        bridges = replace(SITE, bridges=Policy.CLOSED)
        week = date(2027, 11, 8)
        assert week in weeks_of(world(site=bridges, cohort=autumn))
        end_of_week = replace(autumn, weekdays=(Weekday.WED, Weekday.THU, Weekday.FRI))
        assert week not in weeks_of(world(site=bridges, cohort=end_of_week))

    def test_a_year_of_53_weeks_and_both_clock_changes_lose_no_week(self) -> None:
        # 2026 has 53 ISO weeks: the 53rd, of 28 December, is followed by week 1 of 2027.
        # Only the week of 28 December has its Friday, 1 January, off.
        year = replace(COHORT, max_months=12)
        weeks = weeks_of(world(cohort=year))
        assert all(after - before == timedelta(weeks=1) for before, after in pairwise(weeks))
        assert [week.isocalendar()[:2] for week in weeks[15:18]] == [(2026, 52), (2026, 53), (2027, 1)]
        at_the_end = replace(year, weekdays=(Weekday.THU, Weekday.FRI))
        assert date(2026, 12, 28) not in weeks_of(world(cohort=at_the_end))


class TestEvenWeeks:
    def test_five_sessions_over_nine_weeks_lie_every_other_week(self) -> None:
        # The week of 2 November is the ninth open week: position 8.
        assert positions(world(sessions=5)) == (0, 2, 4, 6, 8)

    def test_positions_in_between_are_rounded(self) -> None:
        # Steps of 8/3: 2.67 is nearer 3, 5.33 nearer 5.
        assert positions(world(sessions=4)) == (0, 3, 5, 8)

    def test_halves_are_rounded_up(self) -> None:
        # Two weeks closed: the last position is 6, steps of 1.5, and 1.5 and 4.5 go up.
        closed = Closure(date(2026, 9, 21), date(2026, 10, 2))
        assert positions(world(sessions=5, closures=(closed,))) == (0, 2, 3, 5, 6)

    def test_a_target_in_a_closed_week_falls_back_to_the_open_week_before(self) -> None:
        closed = Closure(date(2026, 11, 2), date(2026, 11, 6))
        assert positions(world(sessions=5, closures=(closed,)))[-1] == 7

    def test_the_middle_of_the_durations_is_counted_in_whole_months(self) -> None:
        # One to four months: (1 + 4) // 2 is two months again.
        longer = replace(COHORT, max_months=4)
        assert positions(world(sessions=5, cohort=longer)) == (0, 2, 4, 6, 8)

    def test_a_deadline_less_the_margin_comes_before_the_middle(self) -> None:
        # Hired 25 October 2024: certified by Sunday 25 October 2026, in the seventh week.
        # Two weeks less is 11 October, in the fifth.
        hired = Learner(id="L", cohort="G", hire_date=date(2024, 10, 25))
        late = Learner(id="L2", cohort="G", hire_date=date(2026, 1, 1))
        instance = world(sessions=3, learners=(late, hired))
        assert positions(instance, margin_weeks=0) == (0, 3, 6)
        assert positions(instance, margin_weeks=2) == (0, 2, 4)

    def test_a_suspended_deadline_does_not_count(self) -> None:
        suspended = Learner(id="L", cohort="G", hire_date=date(2024, 10, 25), suspended=True)
        assert positions(world(sessions=3, learners=(suspended,))) == (0, 4, 8)

    def test_a_deadline_too_early_still_leaves_a_week_for_each_session(self) -> None:
        # Past before the start: the soonest an even plan can be is one session a week.
        hired = Learner(id="L", cohort="G", hire_date=date(2024, 9, 1))
        assert positions(world(sessions=5, learners=(hired,))) == (0, 1, 2, 3, 4)

    def test_more_sessions_than_weeks_to_the_target_run_beyond_it(self) -> None:
        assert positions(world(sessions=12)) == tuple(range(12))

    def test_more_sessions_than_open_weeks_are_squeezed_into_them(self) -> None:
        # Thirteen open weeks for twenty sessions: no plan exists, but an answer does.
        squeezed = positions(world(sessions=20))
        assert len(squeezed) == 20
        assert squeezed[0] == 0
        assert squeezed[-1] == 12
        assert list(squeezed) == sorted(squeezed)

    def test_without_any_open_week_all_positions_are_the_first(self) -> None:
        assert positions(world(sessions=3, cohort=on(Weekday.MON, Weekday.WED))) == (0, 0, 0)

    def test_a_single_session_is_in_the_first_week(self) -> None:
        assert positions(world(sessions=1)) == (0,)

    @given(sessions=st.integers(2, 60), months=st.integers(1, 24), margin=st.integers(0, 60))
    def test_positions_rise_from_the_first_week_where_weeks_suffice(
        self, sessions: int, months: int, margin: int
    ) -> None:
        hired = Learner(id="L", cohort="G", hire_date=date(2025, 6, 1))
        cohort = replace(COHORT, min_months=months, max_months=months)
        instance = world(sessions=sessions, cohort=cohort, learners=(hired,))
        even, count = positions(instance, margin), len(weeks_of(instance))
        assert even[0] == 0
        assert even[-1] <= count - 1
        if count >= sessions:
            assert all(before < after for before, after in pairwise(even))


class TestWeekPosition:
    WEEKS = (date(2026, 9, 7), date(2026, 9, 14), date(2026, 9, 28))

    @pytest.mark.parametrize(
        ("monday", "position"),
        [
            (date(2026, 9, 7), 0),
            (date(2026, 9, 28), 2),
            # Not open: the next open one.
            (date(2026, 9, 21), 2),
            (date(2026, 8, 31), 0),
            # After the last one: one more than the last position.
            (date(2026, 10, 5), 3),
        ],
    )
    def test_it_is_that_of_the_open_week_at_or_after(self, monday: date, position: int) -> None:
        assert week_position(self.WEEKS, monday) == position
