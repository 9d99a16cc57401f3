from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from interviewprep.memory.day import date_of, day_of, day_start_ms, elapsed_days, moment, study_day, weekday

BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # clocks change by half an hour
ST_JOHNS = ZoneInfo("America/St_Johns")  # behind UTC by three and a half hours

times = st.integers(0, 4_102_444_800_000)
offsets = st.integers(-12 * 60, 14 * 60)
hours = st.integers(0, 23)


def at(zone, *local):
    there = datetime(*local, tzinfo=zone)
    offset = there.utcoffset()
    return round(there.timestamp() * 1000), int(offset.total_seconds() // 60)


def day_at(zone, *local, rollover_hour=4):
    at_ms, offset_min = at(zone, *local)
    return date_of(study_day(at_ms, offset_min, rollover_hour))


def test_the_small_hours_belong_to_the_day_before():
    assert day_at(BERLIN, 2024, 5, 2, 3, 59, 59) == date(2024, 5, 1)
    assert day_at(BERLIN, 2024, 5, 2, 4, 0, 0) == date(2024, 5, 2)


def test_the_day_is_the_local_one_west_of_greenwich():
    assert day_at(ST_JOHNS, 2024, 1, 31, 23, 30) == date(2024, 1, 31)
    assert day_at(ST_JOHNS, 2024, 2, 1, 3, 30) == date(2024, 1, 31)


def test_a_change_of_clocks_neither_drops_nor_doubles_a_day():
    for zone in (BERLIN, LORD_HOWE, ST_JOHNS):
        noons = [datetime(2024, 1, 1, 12, tzinfo=zone) + timedelta(days=n) for n in range(366)]
        days = [day_at(zone, noon.year, noon.month, noon.day, 12) for noon in noons]
        assert days == [noon.date() for noon in noons]


def test_an_evening_in_the_night_of_the_change_stays_one_day_after_the_evening_before():
    before = at(BERLIN, 2024, 3, 30, 22)
    after = at(BERLIN, 2024, 3, 31, 22)
    assert after[0] - before[0] == 23 * 3_600_000
    assert elapsed_days(study_day(*before, 4), study_day(*after, 4)) == 1


def test_days_are_counted_from_1970():
    assert moment(0, 0, 0).day == 0
    assert moment(0, 0, 4).day == -1
    assert day_of(date(2024, 2, 29)) == 19_782
    assert date_of(19_782) == date(2024, 2, 29)


def test_a_clock_that_was_set_back_counts_as_the_same_day():
    assert elapsed_days(20_000, 19_990) == 0
    assert elapsed_days(20_000, 20_003) == 3


@given(day=st.integers(0, 50_000))
def test_weekdays_are_those_of_the_calendar(day):
    assert weekday(day) == date_of(day).weekday()
    assert day_of(date_of(day)) == day


@given(at_ms=times, offset_min=offsets, rollover_hour=hours)
def test_a_moment_lies_between_the_start_of_its_day_and_of_the_next(at_ms, offset_min, rollover_hour):
    day = moment(at_ms, offset_min, rollover_hour).day
    assert day_start_ms(day, offset_min, rollover_hour) <= at_ms < day_start_ms(day + 1, offset_min, rollover_hour)


@given(at_ms=times, offset_min=offsets, rollover_hour=hours)
def test_the_day_is_the_date_on_a_clock_that_runs_late_by_the_rollover_hour(at_ms, offset_min, rollover_hour):
    shown = datetime.fromtimestamp(at_ms / 1000, UTC) + timedelta(minutes=offset_min, hours=-rollover_hour)
    assert date_of(study_day(at_ms, offset_min, rollover_hour)) == shown.date()
