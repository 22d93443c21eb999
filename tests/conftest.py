import os

import pytest
from django.core.cache import caches
from django.db import connections, transaction

from himmeli.plugins import activation
from himmeli.stamps import services as stamps


def pytest_collection_modifyitems(items):
    """A test that commits empties every table afterwards: what migrations wrote is put back before the next."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        commits = marker is not None and marker.kwargs.get("transaction")
        if commits or {"transactional_db", "live_server"} & set(item.fixturenames):
            item.fixturenames.insert(0, "django_db_serialized_rollback")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """SQLite in a file, as in a real site: a database in memory can't be used by a server and a test at once."""
    database = connections["default"]
    if database.vendor == "sqlite":
        database.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    else:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        database.settings_dict["TEST"]["NAME"] = f"test_himmeli_{worker}_{os.getpid()}"


@pytest.fixture(autouse=True)
def _fresh_memory():
    """What a process keeps in memory belongs to one test's database."""
    stamps.forget_remembered()
    activation.forget_active()
    for kept in caches.all():
        kept.clear()
    yield
    stamps.forget_remembered()
    activation.forget_active()


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def activate(db):
    """Switch plugins on: `activate("blog")`."""

    def switch(*labels):
        for label in labels:
            activation.switch_on(label, with_requirements=True)

    return switch


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """One transaction around a whole module, for what takes long to set up. Each test still undoes its own changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site_root(db):
    """A site with an empty Finnish front page."""
    from himmeli.kits.services import prepare_site

    return prepare_site(title="Kylän väki", languages=["fi", "en", "sv"])


@pytest.fixture
def make_user(django_user_model):
    def make(name="Pentti Sampela", groups=(), **fields):
        from django.contrib.auth.models import Group

        email = fields.pop("email", f"{name.split()[0].lower()}@example.org")
        user = django_user_model.objects.create_user(email, "himmeli-testi-1", display_name=name, **fields)
        user.groups.set(Group.objects.filter(name__in=groups))
        return user

    return make


@pytest.fixture
def administrator(make_user):
    return make_user("Anni Administrator", is_superuser=True, is_staff=True)


@pytest.fixture
def coordinator(make_user, site_root):
    """Not a superuser: what the role Coordinator may do, and no more."""
    from himmeli.office.roles import COORDINATOR, ensure_roles

    ensure_roles()
    return make_user("Marketta Väisänen", groups=[COORDINATOR])


@pytest.fixture
def member(make_user):
    return make_user("Pentti Sampela")
