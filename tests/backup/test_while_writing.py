"""A backup shows the site as it was at one moment, while it is being written to, and keeps nobody from writing."""

import subprocess
import time

import pytest

from himmeli.backup.archive import Archive

pytestmark = pytest.mark.processes

# Two tables that always say the same, each time in one transaction; the moment between the two is long.
WRITING = """
import time
from django.contrib.auth.models import Group
from django.db import transaction
from himmeli.stamps.models import Stamp
Stamp.objects.update_or_create(name="written", defaults={"version": 0})
Group.objects.get_or_create(pk=9001, defaults={"name": "written 0"})
number, longest = 0, 0
print("ready", flush=True)
while True:
    number += 1
    began = time.monotonic()
    with transaction.atomic():
        Group.objects.filter(pk=9001).update(name=f"written {number}")
        time.sleep(0.01)
        Stamp.objects.filter(name="written").update(version=number)
    longest = max(longest, time.monotonic() - began)
    print(number, longest, flush=True)
"""


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_an_archive_shows_one_moment(vendor, demo_archive, make_site, tmp_path):
    site = make_site(vendor)
    site.manage("restore", demo_archive)
    script = tmp_path / "writing.py"
    script.write_text(WRITING)
    command = site.command("shell", "--verbosity=0", "-c", f"exec(open({str(script)!r}).read())")
    with (tmp_path / "said").open("w") as said:
        writer = subprocess.Popen(command, env=site.environment, stdout=said, stderr=subprocess.STDOUT)
    try:
        while "ready" not in (tmp_path / "said").read_text():
            assert writer.poll() is None, (tmp_path / "said").read_text()
            time.sleep(0.1)
        archives = [site.back_up() for _ in range(3)]
    finally:
        writer.kill()
        writer.wait()

    numbers = []
    for path in archives:
        with Archive(path) as archive:
            groups = {row[0]: row[1] for row in archive.rows("auth_group")}
            stamps = dict(archive.rows("stamps_stamp"))
        assert groups[9001] == f"written {stamps['written']}"
        numbers.append(stamps["written"])
    assert numbers[0] < numbers[1] < numbers[2]
    last = (tmp_path / "said").read_text().splitlines()[-2].split()
    assert int(last[0]) > numbers[2]
    assert float(last[1]) < 5
