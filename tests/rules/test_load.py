from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from interviewprep.memory.day import day_of, weekday
from interviewprep.memory.load import Load, chance, fuzz_range, lightest

MONDAY = 19_723  # 2024-01-01

intervals = st.floats(0.01, 50_000)
bounds = st.tuples(st.integers(1, 40_000), st.integers(1, 40_000)).map(sorted)
chances = st.floats(0, 1, exclude_max=True)


def draw(interval=30.0, first=27, last=33, today=MONDAY, chance=0.5, **more):
    return lightest(interval, first, last, today=today, chance=chance, **more)


def test_ranges_are_the_published_ones():
    published = {1: (1, 1), 2: (2, 2), 3: (2, 4), 7: (5, 9), 10: (8, 12), 20: (17, 23), 30: (27, 33), 100: (93, 107)}
    assert {interval: fuzz_range(interval, 1, 36_500) for interval in published} == published


@given(interval=intervals, limits=bounds)
def test_a_range_lies_within_its_limits(interval, limits):
    first, last = fuzz_range(interval, *limits)
    assert limits[0] <= first <= last <= limits[1]


@given(interval=st.floats(2.5, 36_500), longer=st.floats(1, 1.5))
def test_a_longer_interval_never_has_an_earlier_range(interval, longer):
    first, last = fuzz_range(interval, 1, 36_500)
    later_first, later_last = fuzz_range(interval * longer, 1, 36_500)
    assert first <= later_first
    assert last <= later_last


@given(
    interval=st.floats(1, 400), drawn=chances, due=st.dictionaries(st.integers(MONDAY, MONDAY + 450), st.floats(0, 90))
)
def test_the_day_chosen_lies_in_the_range_and_can_be_chosen_again(interval, drawn, due):
    first, last = fuzz_range(interval, 1, 36_500)
    load = Load(due)
    days = draw(interval, first, last, chance=drawn, load=load)
    assert first <= days <= last
    assert days == draw(interval, first, last, chance=drawn, load=load)


def test_without_any_load_the_nearest_day_is_taken():
    assert draw(30.0) == 30


def test_items_learned_together_come_apart_even_without_any_load():
    assert {draw(30.2, chance=drawn / 20) for drawn in range(20)} == {30, 31}


def test_the_least_loaded_day_is_taken():
    busy = {MONDAY + days: 20.0 for days in range(400)}
    assert draw(load=Load({**busy, MONDAY + 32: 10.0})) == 32


def test_a_slightly_lighter_day_is_not_worth_a_much_longer_way():
    busy = {MONDAY + days: 20.0 for days in range(400)}
    assert draw(8.0, 6, 10, load=Load({**busy, MONDAY + 10: 19.0})) == 8


def test_a_day_taken_by_a_sibling_is_left_to_it():
    busy = {MONDAY + days: 20.0 for days in range(400)}
    assert draw(load=Load({**busy, MONDAY + 30: 0.0}, siblings={MONDAY + 30})) != 30


def test_a_sibling_is_met_where_there_is_no_other_day():
    assert draw(1.0, 1, 1, load=Load(siblings={MONDAY + 1})) == 1
    assert draw(load=Load(siblings=range(MONDAY, MONDAY + 60))) == 30


def test_a_day_without_work_is_avoided_where_the_range_allows():
    no_sundays = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0)
    for today in range(MONDAY, MONDAY + 7):
        assert weekday(today + draw(today=today, light_days=no_sundays)) != 6
    assert weekday(MONDAY + 6) == 6
    assert draw(6.0, 6, 6, light_days=no_sundays) == 6


def test_a_light_day_gets_its_share():
    light_saturday = (1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 1.0)
    due = {}
    for item in range(4000):
        days = draw(30.0, 27, 33, chance=chance(item, 1), load=Load(due), light_days=light_saturday)
        due[MONDAY + days] = due.get(MONDAY + days, 0.0) + 1
    saturday = next(day for day in due if weekday(day) == 5)
    others = sum(due[day] for day in due if day != saturday) / 6
    assert 0.4 < due[saturday] / others < 0.6


@given(seed=st.integers(-(2**63), 2**63), reviews=st.integers(0, 10_000))
def test_chance_lies_between_0_and_1_and_is_the_same_again(seed, reviews):
    assert 0 <= chance(seed, reviews) < 1
    assert chance(seed, reviews) == chance(seed, reviews)


def test_chance_spreads_over_items_and_over_repetitions():
    for drawn in ([chance(item, 3) for item in range(1000)], [chance(77, reviews) for reviews in range(1000)]):
        in_tenths = [sum(int(one * 10) == tenth for one in drawn) for tenth in range(10)]
        assert min(in_tenths) > 60
        assert max(in_tenths) < 145


def test_chance_never_changes_between_releases():
    assert [round(chance(1, reviews), 6) for reviews in range(3)] == [0.955704, 0.381569, 0.365939]


def test_2024_began_on_a_monday():
    assert day_of(date(2024, 1, 1)) == MONDAY
    assert weekday(MONDAY) == 0
