import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from himmeli.backup.archive import ArchiveWriter
from himmeli.backup.shelf import DAILY, Kept, archives, last_good, new_path, superfluous, tidy

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
CONTENT = {"format": 1, "himmeli": "0.1.0", "tables": {}, "missing": [], "migrations": []}


def daily(days_ago, hour=3):
    made_at = NOW.replace(hour=hour) - timedelta(days=days_ago)
    return Kept(Path(f"{days_ago}-{hour}"), made_at, DAILY)


def write(folder, days_ago, label="daily", *, good=True):
    path = folder / f"himmeli-{NOW - timedelta(days=days_ago):%Y%m%dT%H%M%SZ}{f'-{label}' if label else ''}.zip"
    if good:
        with ArchiveWriter(path) as writer:
            writer.finish(CONTENT)
    else:
        path.write_bytes(b"PK half")
    return path


@pytest.fixture
def keep(settings, tmp_path):
    settings.HIMMELI_BACKUP_DIR, settings.HIMMELI_BACKUP_DAILY, settings.HIMMELI_BACKUP_WEEKLY = tmp_path, 2, 2
    return tmp_path


def test_the_last_days_and_the_last_weeks_are_kept():
    kept = [daily(number) for number in range(40)]

    going = superfluous(kept, daily=3, weekly=3)

    # 25 November 2026 is a Wednesday: 22 and 15 November are the last days of the weeks before.
    assert [one.made_at.day for one in kept if one not in going] == [25, 24, 23, 22, 15]


def test_of_a_day_with_several_the_newest_is_kept():
    assert superfluous([daily(0, 9), daily(0, 3), daily(1)], daily=2, weekly=1) == [daily(0, 3)]


@given(st.lists(st.integers(0, 400), unique=True, min_size=1), st.integers(1, 10), st.integers(0, 10))
def test_the_newest_of_all_always_stays(ages, days, weeks):
    kept = [daily(age) for age in sorted(ages)]

    going = superfluous(kept, daily=days, weekly=weeks)

    assert kept[0] not in going
    assert len(kept) - len(going) <= days + weeks


def test_tidying_deletes_what_is_too_old_and_nothing_made_by_hand(keep):
    old, older = write(keep, 20), write(keep, 21)
    kept = [write(keep, 0), write(keep, 1), write(keep, 2, ""), write(keep, 300, "")]
    other = keep / "photos.zip"
    other.write_bytes(b"x")

    gone = tidy()

    assert set(gone) == {older}
    assert {path.name for path in keep.iterdir()} == {path.name for path in [*kept, old, other]}


def test_the_last_good_one_is_never_deleted(keep):
    good = write(keep, 100)
    spoilt = [write(keep, number, good=False) for number in (0, 1, 8, 15)]

    gone = tidy()

    assert good.exists()
    assert last_good().path == good
    assert not set(gone) & {good, *spoilt[:2]}


def test_of_those_made_before_a_restore_the_last_three_stay(keep):
    made = [write(keep, number, "before-restore") for number in range(5)]

    assert tidy() == made[3:]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path):
    assert archives(tmp_path / "nowhere") == []
    assert last_good(tmp_path / "nowhere") is None


def test_two_archives_of_one_second_have_two_names(tmp_path):
    first = new_path(tmp_path, "daily")
    first.touch()
    second = new_path(tmp_path, "daily")

    assert first != second
    second.touch()
    assert {one.path for one in archives(tmp_path)} == {first, second}


def test_what_a_writer_that_was_killed_left_is_cleaned_up(keep):
    part = keep / ".himmeli-20260101T000000Z.zip.part"
    part.write_bytes(b"x")
    young = keep / ".himmeli-20260102T000000Z.zip.part"
    young.write_bytes(b"x")
    long_ago = (NOW - timedelta(days=2000)).timestamp()
    os.utime(part, (long_ago, long_ago))

    tidy()

    assert (part.exists(), young.exists()) == (False, True)
