"""An upgrade that fails half-way leaves the site as it was."""

import pytest

from tests.sites import ROOT, Site

pytestmark = pytest.mark.processes

PLUGIN = """
from django.utils.translation import gettext_lazy as _

import himmeli.plugins


class Plugin(himmeli.plugins.Plugin):
    name = "newer.growing"
    verbose_name = _("Growing")
    summary = _("Grows.")
    version = "{version}"
"""
MODELS = "from django.db import models\n\n\nclass Thing(models.Model):\n    name = models.CharField(max_length=9)\n"
FIRST = """
from django.db import migrations, models

class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            "Thing", [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=9))]
        ),
    ]
"""
# Goes through, and changes what is there.
SECOND = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("growing", "0001_initial")]
    operations = [
        migrations.AddField("thing", "size", models.IntegerField(default=3)),
        migrations.RunSQL("UPDATE growing_thing SET name = 'changed'"),
    ]
"""
# Fails in the middle, after it has changed something.
THIRD = """
from django.db import migrations, models

def fail(apps, schema_editor):
    apps.get_model("growing", "Thing").objects.all().delete()
    raise ValueError("the old data does not fit")

class Migration(migrations.Migration):
    dependencies = [("growing", "0002_size")]
    operations = [
        migrations.AddField("thing", "colour", models.CharField(max_length=9, default="")),
        migrations.RunPython(fail),
    ]
"""
LOOK = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT * FROM growing_thing")
    print(cursor.fetchall(), [column[0] for column in cursor.description])
    cursor.execute("SELECT name FROM django_migrations WHERE app = 'growing' ORDER BY name")
    print(cursor.fetchall())
from himmeli.seo.maintenance import is_on
print(is_on())
"""


def write(folder, files):
    for name, text in files.items():
        path = folder / "growing" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request, make_site, tmp_path):
    made = make_site(request.param)
    plugins = tmp_path / "newer"
    files = {"plugin.py": PLUGIN.format(version="1.0"), "__init__.py": "", "models.py": MODELS, "README.md": ""}
    write(plugins, {**files, "migrations/__init__.py": "", "migrations/0001_initial.py": FIRST})
    made = Site(made.folder, made.url, str(plugins))
    made.manage("migrate", "--verbosity=0")
    fill = tmp_path / "fill.py"
    fill.write_text(
        "from newer.growing.models import Thing; Thing.objects.create(name='first')\n"
        "from django.contrib.auth import get_user_model\n"
        "get_user_model().objects.create_user('a@example.org', 'himmeli-testi-1', display_name='A')\n"
    )
    made.execute(fill)
    return made


def look(site, tmp_path):
    script = tmp_path / "look.py"
    script.write_text(LOOK)
    return site.execute(script)


def test_an_upgrade_that_fails_half_way_leaves_the_site_as_it_was(site, tmp_path):
    before = look(site, tmp_path)
    assert "(1, 'first')" in before
    newer = (
        MODELS + "    size = models.IntegerField(default=3)\n    colour = models.CharField(max_length=9, default='')\n"
    )
    write(
        tmp_path / "newer",
        {
            "plugin.py": PLUGIN.format(version="2.0"),
            "models.py": newer,
            "migrations/0002_size.py": SECOND,
            "migrations/0003_colour.py": THIRD,
        },
    )

    failed = site.run("upgrade")

    assert failed.returncode == 1
    assert "Changing the database (2 migrations)..." in failed.stdout
    assert "It failed: the old data does not fit" in failed.stdout
    assert "The database and the files are as they were before." in failed.stderr
    assert "Traceback" not in failed.stderr
    assert look(site, tmp_path) == before

    # The mistake is mended in the next version: the same site takes it into use.
    write(tmp_path / "newer", {"migrations/0003_colour.py": THIRD.replace("migrations.RunPython(fail),", "")})
    said = site.manage("upgrade")

    assert "growing.0003_colour" in said
    assert "(1, 'changed', 3, '')" in look(site, tmp_path)
    assert "False" in look(site, tmp_path)


def test_migrations_that_cannot_be_read_change_nothing(demo_site):
    broken = demo_site.folder / "newer"
    write(broken, {"plugin.py": PLUGIN.format(version="1.0"), "__init__.py": "", "models.py": MODELS, "README.md": ""})
    write(broken, {"migrations/__init__.py": "", "migrations/0001_initial.py": "import nothing_of_that_name\n"})
    site = Site(demo_site.folder, demo_site.url, f"{ROOT / 'plugins'}:{broken}")

    # Told to leave the check of plugins out, which would have left the plugin out.
    failed = site.run("upgrade", HIMMELI_PROBED_WITHOUT="")

    assert failed.returncode == 1
    assert "The new version's migrations can't be read: No module named 'nothing_of_that_name'" in failed.stderr
    assert "Nothing was changed." in failed.stderr
