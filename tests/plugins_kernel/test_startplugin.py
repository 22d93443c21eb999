import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from .test_quarantine import ROOT


def write(tmp_path, name="work_parties", title="Work parties"):
    call_command("startplugin", name, title=title, folder=tmp_path / "extra", tests=tmp_path / "extra_tests")
    return tmp_path / "extra" / name


def test_everything_bears_the_name(tmp_path, capsys):
    folder = write(tmp_path)

    texts = [path.read_text() for path in tmp_path.rglob("*.*") if path.is_file()]
    assert not any("[[" in text for text in texts)
    assert 'name = "extra.work_parties"' in (folder / "plugin.py").read_text()
    assert (folder / "templates/work_parties/notes.html").is_file()
    assert (tmp_path / "extra_tests/work_parties/test_contract.py").is_file()


@pytest.mark.parametrize("name", ["Work", "work-parties", "1work", "../work", ""])
def test_name_that_is_none_is_refused(tmp_path, name):
    with pytest.raises(CommandError):
        write(tmp_path, name=name)

    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_overwritten(tmp_path, capsys):
    folder = write(tmp_path)
    (folder / "plugin.py").write_text("mine")

    with pytest.raises(CommandError):
        write(tmp_path)

    assert (folder / "plugin.py").read_text() == "mine"


@pytest.mark.processes
def test_new_plugin_passes_its_own_tests(tmp_path, capsys):
    write(tmp_path)
    (tmp_path / "extra_tests" / "__init__.py").write_text("")
    (tmp_path / "extra_tests" / "conftest.py").write_text("from tests.conftest import *  # noqa\n")
    environment = {
        **os.environ,
        "HIMMELI_PLUGIN_DIRS": str(tmp_path / "extra"),
        "HIMMELI_VAR": str(tmp_path / "var"),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "himmeli.settings",
    }
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "--rootdir",
        str(tmp_path),
    ]
    command += ["-c", os.devnull, str(tmp_path / "extra_tests")]

    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
