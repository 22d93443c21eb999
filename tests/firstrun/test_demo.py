import pytest

from himmeli.firstrun.demo import WrongPlace, check_place
from himmeli.firstrun.models import SetUp
from himmeli.kits.services import load_kit


@pytest.fixture
def demo(db, settings):
    settings.HIMMELI_DEMO = True
    return settings


def test_a_demo_on_ones_own_machine_starts(demo, make_user):
    check_place()
    make_user("Marketta", email="marketta@example.org")
    make_user("Somebody", email="somebody@kylanvaki.fi")

    check_place()


@pytest.mark.parametrize("address", ["https://kylanvaki.fi", "http://kylanvaki.fi", "https://127.0.0.1"])
def test_a_demo_does_not_start_at_a_real_sites_address(demo, address):
    demo.SITE_URL, demo.IS_HTTPS = address, address.startswith("https")

    with pytest.raises(WrongPlace, match="real site"):
        check_place()


def test_a_demo_does_not_start_among_real_people(demo, make_user):
    make_user("Liisa", email="liisa@satokori.fi")

    with pytest.raises(WrongPlace, match="real people"):
        check_place()


def test_a_demo_does_not_start_on_a_site_that_was_set_up(demo, make_user):
    make_user("Marketta", email="marketta@example.org")
    SetUp.objects.create(state="done")

    with pytest.raises(WrongPlace, match="real people"):
        check_place()


def test_a_real_site_does_not_start_with_the_demos_passwords(db, settings, make_user):
    person = make_user("Marketta", email="marketta@example.org")
    check_place()
    person.set_password(settings.HIMMELI_DEMO_PASSWORD)
    person.save()

    with pytest.raises(WrongPlace, match="marketta@example.org"):
        check_place()


def test_every_page_of_a_demo_says_so(demo, settings, tmp_path, client):
    settings.MEDIA_ROOT = tmp_path
    load_kit("juurakko", with_accounts=True)

    for address in ("/fi/", "/fi/tuottajat/", "/fi/accounts/login/", "/fi/nothing-here/"):
        assert 'class="site-notice"' in client.get(address).content.decode()
