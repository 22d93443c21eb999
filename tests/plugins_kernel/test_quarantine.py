"""A plugin that cannot be installed is left out, with its reason, and the site starts without it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from himmeli.plugins import boot, preflight
from himmeli.plugins.discovery import Found, look_at
from himmeli.plugins.facts import read_facts
from himmeli.plugins.preflight import blame, leave_out_circles, leave_out_dependants

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = """
import himmeli.plugins

class Plugin(himmeli.plugins.Plugin):
    name = "shaky.{label}"
    verbose_name = "{label}"
    requires = {requires!r}
    url_prefix = "{label}"
"""


def found(label, *requires):
    return Found(label, f"plugins.{label}", Path(f"/plugins/{label}"), {"requires": requires})


def test_manifest_is_read_without_running_it(tmp_path):
    manifest = tmp_path / "plugin.py"
    manifest.write_text(
        "raise SystemExit\n"
        "class Plugin(Base):\n"
        "    name: str = 'plugins.x'\n"
        "    verbose_name = _('A title')\n"
        "    url_prefix = pgettext_lazy('address', 'events')\n"
        "    requires = ('commerce',)\n"
        "    version = str(open('/etc/passwd'))\n"
    )

    facts, problem = read_facts(manifest, "plugins.x")

    assert problem == ""
    assert facts == {
        "name": "plugins.x",
        "verbose_name": "A title",
        "url_prefix": "events",
        "requires": ("commerce",),
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("class Plugin(:", "plugin.py, line 1: invalid syntax"),
        ("x = 1", "plugin.py has no class named Plugin"),
        ("class Plugin:\n    name = 'plugins.y'", "name in plugin.py must be 'plugins.x'"),
        ("class Plugin:\n    name = 'plugins.x'\n    label = 'auth'", "label in plugin.py must be 'x', as its folder"),
        (
            "class Plugin:\n    name = 'plugins.x'\n    requires = 'blog'",
            "requires in plugin.py must be a tuple of plugin names",
        ),
        (
            "class Plugin:\n    name = 'plugins.x'\n    requires = ({},)",
            "requires in plugin.py must be a tuple of plugin names",
        ),
        (
            "class Plugin:\n    name = 'plugins.x'\n    requires = tuple(x for x in y)",
            "requires in plugin.py must be written out, not computed",
        ),
    ],
)
def test_manifest_that_cannot_be_used_says_why(tmp_path, text, problem):
    manifest = tmp_path / "plugin.py"
    manifest.write_text(text)

    assert read_facts(manifest, "plugins.x")[1] == problem


def test_folder_must_have_a_python_name(tmp_path):
    assert look_at("my-plugin", "plugins.my-plugin", tmp_path).problem.startswith("the folder's name must be")


def test_circle_of_requirements_is_left_out_and_ends():
    plugins = {"a": found("a", "b"), "b": found("b", "c"), "c": found("c", "a"), "d": found("d", "a"), "e": found("e")}
    left_out = {}

    leave_out_circles(plugins, left_out)
    leave_out_dependants(plugins, left_out)

    assert sorted(left_out) == ["a", "b", "c", "d"]
    assert left_out["a"][0] == "requires itself, through the plugins it requires"
    assert left_out["d"][0] == "requires what is missing: a"


def test_circle_of_requirements_does_not_hang_the_site(settings):
    from himmeli.plugins.activation import requirements_of

    plan = settings.PLUGIN_PLAN
    settings.PLUGIN_PLAN = boot.Plan({}, {}, {**plan.found, "a": found("a", "b"), "b": found("b", "a")})

    assert requirements_of("a") == ["b"]


def test_blame_falls_on_the_plugin_named_last():
    plugins = {"blog": found("blog"), "blog2": found("blog2")}

    assert blame('File "/plugins/blog/a.py"\nFile "/plugins/blog2/a.py"\nFile "/lib/x.py"', plugins, {}) == "blog2"
    assert blame("No module named 'plugins.blog2.api'", plugins, {}) == "blog2"
    assert blame("Application labels aren't unique, duplicates: blog", plugins, {}) == "blog"
    assert blame("ZeroDivisionError", plugins, {}) is None


def test_answer_is_kept_until_a_file_changes(tmp_path, monkeypatch):
    tried = []
    monkeypatch.setattr(boot, "preflight", lambda found: tried.append(1) or {})
    folder = tmp_path / "plugin"
    folder.mkdir()
    (folder / "plugin.py").write_text("x")
    plugins = {"x": Found("x", "plugins.x", folder)}

    boot._remembered(plugins, tmp_path)
    boot._remembered(plugins, tmp_path)
    assert len(tried) == 1

    (folder / "models.py").write_text("x")
    boot._remembered(plugins, tmp_path)
    assert len(tried) == 2

    monkeypatch.setenv("HIMMELI_LANGUAGES", "fi")
    boot._remembered(plugins, tmp_path)
    assert len(tried) == 3

    monkeypatch.delenv("HIMMELI_LANGUAGES")
    boot._remembered(plugins, tmp_path)
    assert len(tried) == 3


@pytest.mark.parametrize("text", ["", "{", "[]", "[1]", '{"x": 1}'])
def test_spoilt_memory_is_made_anew(tmp_path, monkeypatch, text):
    monkeypatch.setattr(boot, "preflight", lambda found: {})
    (tmp_path / "boot.json").write_text(text)

    assert boot._remembered({}, tmp_path) == {}
    assert {} in json.loads((tmp_path / "boot.json").read_text()).values()


def test_folder_that_cannot_be_written_does_not_stop_the_site(tmp_path, monkeypatch):
    monkeypatch.setattr(boot, "preflight", lambda found: {"x": ("broken", "")})
    (tmp_path / "file").write_text("")

    assert boot._remembered({}, tmp_path / "file")["x"].line == "broken"


# With real folders, in processes of their own

FILES = {
    "sound": {},
    "syntax": {"plugin.py": "class Plugin(:"},
    "raising_import": {"models.py": "import nothing_of_this_name"},
    "raising_manifest": {"plugin.py": MANIFEST.format(label="raising_manifest", requires=()) + "    version = 1 / 0\n"},
    "raising_ready": {"subscribers.py": "raise ValueError('not ready')"},
    "ending": {"services.py": "import os; os._exit(3)"},
    "leaving": {"models.py": "import sys; sys.exit()"},
    "wrong_model": {
        "models.py": (
            "from django.db import models\nclass Thing(models.Model):\n"
            "    other = models.ForeignKey('nowhere.Thing', on_delete=models.CASCADE)\n"
        )
    },
    "same_table": {
        "models.py": (
            "from django.db import models\nclass Thing(models.Model):\n"
            "    class Meta:\n        db_table = 'accounts_user'\n"
        )
    },
    "same_tags": {"templatetags/__init__.py": "", "templatetags/i18n.py": "from django import template\n"},
    "same_command": {
        "management/__init__.py": "",
        "management/commands/__init__.py": "",
        "management/commands/serve.py": "",
    },
    "takes_sound": {
        "plugin.py": MANIFEST.format(label="takes_sound", requires=()).replace(
            'url_prefix = "takes_sound"', 'url_prefix = "sound"'
        )
    },
    "raising_urls": {"urls.py": "urlpatterns = 1"},
    "raising_tags": {"templatetags/__init__.py": "", "templatetags/raising_tags.py": "1 / 0"},
    "raising_migration": {"migrations/__init__.py": "", "migrations/0001_initial.py": "1 / 0", "models.py": ""},
    "without_migration": {
        "models.py": "from django.db import models\nclass Thing(models.Model):\n    pass\n",
        "slots.py": (
            "from himmeli.plugins.slots import fill\nfrom .models import Thing\n"
            "@fill('page.after_content')\ndef things(context):\n    return str(Thing.objects.count())\n"
        ),
    },
    "pages": {},
    "same_block": {
        "blocks.py": (
            "from himmeli.blocks.registry import offer_block\nfrom wagtail import blocks\n"
            "class B(blocks.StructBlock):\n    pass\noffer_block('hero', B())\n"
        )
    },
    "needs_nothing_there": {"requires": ("nowhere",)},
    "circle_a": {"requires": ("circle_b",)},
    "circle_b": {"requires": ("circle_a",)},
    "needs_raising": {"requires": ("raising_ready",)},
}
LOOK = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
from himmeli.plugins.models import PluginState
PluginState.objects.bulk_create([PluginState(label=label, is_active=True) for label in settings.PLUGIN_PLAN.found])
client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
reasons = {label: reason.line for label, reason in settings.PLUGIN_PLAN.quarantined.items()}
print("answer:" + json.dumps([client.get("/fi/", follow=True).status_code, reasons]))
"""


@pytest.fixture
def shaky(tmp_path):
    folder = tmp_path / "shaky"
    for label, files in FILES.items():
        requires = files.get("requires", ())
        texts = {"plugin.py": MANIFEST.format(label=label, requires=requires), "__init__.py": "", **files}
        texts.pop("requires", None)
        for name, text in texts.items():
            path = folder / label / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    return folder


def database_url():
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    # The host may be a folder, with the server's socket in it.
    host = f"{quote(values['HOST'], safe='')}:{values['PORT']}".rstrip(":")
    return f"postgres://{quote(values['USER'])}:{quote(values['PASSWORD'])}@{host}/{values['NAME']}"


def run(shaky, *arguments):
    environment = {
        **os.environ,
        "HIMMELI_PLUGIN_DIRS": str(shaky),
        "HIMMELI_VAR": str(shaky.parent / "var"),
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "himmeli.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        "DEBUG": "1",
    }
    return subprocess.run([sys.executable, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_site_starts_without_what_is_broken_and_names_it(shaky, site_root):
    looked = run(shaky, "-c", LOOK)
    assert "answer:" in looked.stdout, looked.stderr[-3000:]
    status, reasons = json.loads(looked.stdout.rpartition("answer:")[2])

    assert status == 200
    assert sorted(reasons) == sorted(set(FILES) - {"sound", "without_migration"})
    assert "invalid syntax" in reasons["syntax"]
    assert "nothing_of_this_name" in reasons["raising_import"]
    assert "division by zero" in reasons["raising_manifest"]
    assert reasons["raising_ready"] == "ValueError: not ready"
    assert "duplicates: pages" in reasons["pages"]
    assert reasons["leaving"] == "SystemExit"
    assert "nowhere" in reasons["wrong_model"]
    assert "db_table 'accounts_user' is used by multiple models" in reasons["same_table"]
    assert "'i18n', is taken by Django" in reasons["same_tags"]
    assert "'serve', is taken by" in reasons["same_command"]
    assert reasons["takes_sound"] == "its address 'sound' is taken by sound"
    assert "'hero' is taken by the core" in reasons["same_block"]
    assert reasons["needs_nothing_there"] == "requires what is missing: nowhere"
    assert reasons["needs_raising"] == "requires what is missing: raising_ready"
    for label in reasons:
        assert f"plugin {label} is left out" in looked.stderr

    listed = run(shaky, "manage.py", "plugins")
    assert all(label in listed.stdout for label in FILES)
    assert "not ready" in listed.stdout


@pytest.mark.processes
def test_plugin_that_hangs_is_stopped_and_named(tmp_path, monkeypatch):
    folder = tmp_path / "shaky" / "stuck"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "plugin.py").write_text(MANIFEST.format(label="stuck", requires=()))
    (folder / "tasks.py").write_text("while True:\n    pass\n")
    monkeypatch.setenv("HIMMELI_START_SECONDS", "30")
    monkeypatch.setenv("HIMMELI_PLUGIN_DIRS", str(folder.parent))
    monkeypatch.syspath_prepend(str(tmp_path))

    error = preflight.try_setup([])

    assert error.strip().endswith("it did not end within 30 seconds")
    assert blame(error, {"stuck": Found("stuck", "shaky.stuck", folder)}, {}) == "stuck"
