import os

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connections, transaction
from django.utils import translation

from himmeli.plugins import activation
from himmeli.stamps import services as stamps


def commits(item) -> bool:
    """Whether a test commits, and so every table is emptied after it."""
    marker = item.get_closest_marker("django_db")
    says_so = marker is not None and marker.kwargs.get("transaction")
    return bool(says_so or {"transactional_db", "live_server"} & set(item.fixturenames))


def pytest_collection_modifyitems(items):
    """What migrations wrote (the page tree's root, languages, roles) is put back before each test that commits."""
    for item in items:
        if commits(item):
            item.fixturenames.insert(0, "django_db_serialized_rollback")
            marker = item.get_closest_marker("django_db")
            if marker is not None:
                # Where there is a marker it alone is asked what to keep.
                kwargs = {**marker.kwargs, "serialized_rollback": True}
                item.add_marker(pytest.mark.django_db(*marker.args, **kwargs), append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """And after the last of them, for tests that follow and undo their own changes only."""
    result = yield
    if commits(item) and nextitem is not None and not commits(nextitem):
        with _blocker[0].unblock():
            connection = connections["default"]
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
    return result


_blocker = []


@pytest.fixture(scope="session", autouse=True)
def _keep_blocker(django_db_blocker):
    _blocker[:] = [django_db_blocker]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Every connection knows what to put back: the browser's driver runs an event loop, and in it Django gives out
    another connection than the one that made the database."""
    connection = connections["default"]
    # Absent in a run without tests that commit.
    if hasattr(connection, "_test_serialized_contents"):
        type(connection)._test_serialized_contents = connection._test_serialized_contents


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
    translation.activate(settings.LANGUAGE_CODE)
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
