"""The making itself: in a thread of its own, once, all or nothing."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from himmeli.firstrun import work
from himmeli.firstrun.exceptions import AlreadySetUp, BeingMade, ClaimLost
from himmeli.firstrun.models import SetUp
from himmeli.firstrun.progress import begin as begin_work
from himmeli.firstrun.progress import lines_so_far
from himmeli.firstrun.services import set_up_site
from himmeli.firstrun.steps import choices_of
from himmeli.firstrun.views import CLAIM
from himmeli.pages.models import HomePage

User = get_user_model()
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def wait_for_threads():
    for thread in threading.enumerate():
        if thread.name == "setup":
            thread.join(timeout=120)


def test_button_makes_the_site_and_the_page_follows_it_to_the_end(answer_all):
    browser = answer_all(kit="juurakko")

    assert browser.post("/fi/setup/check/")["Location"] == "/fi/setup/progress/"
    looked = browser.get("/fi/setup/progress/")
    wait_for_threads()

    assert looked.status_code == 302 or looked["Refresh"] == "3"
    assert browser.get("/fi/setup/progress/", follow=True).redirect_chain == [("/fi/setup/ready/", 302)]
    assert User.objects.get().email == "liisa@satokori.fi"
    assert lines_so_far()[-1] != ""
    assert browser.get("/fi/").status_code == 200


def test_only_one_makes_the_site(answer_all):
    browser = answer_all()
    choices, claim = choices_of(SetUp.objects.get().answers), browser.session[CLAIM]
    other = begin_work()

    with pytest.raises(BeingMade):
        work.start_making(choices, claim=claim, language="fi")
    other.close()
    with pytest.raises(ClaimLost):
        work.start_making(choices, claim="another", language="fi")
    assert SetUp.objects.get().state == "choosing"
    assert not User.objects.exists()


def test_of_two_who_finish_at_once_one_becomes_administrator(answer_all):
    answer_all()
    choices, ended = choices_of(SetUp.objects.get().answers), []
    start = threading.Barrier(2)

    def finish():
        start.wait()
        try:
            set_up_site(choices)
            ended.append("made")
        except AlreadySetUp:
            ended.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=finish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(ended) == ["made", "refused"]
    assert User.objects.count() == 1


def test_what_fails_leaves_nothing_and_says_why(answer_all, settings, tmp_path):
    folder = tmp_path / "kits" / "broken"
    (folder / "pages" / "fi").mkdir(parents=True)
    (folder / "kit.toml").write_text('languages = ["fi"]\n[site]\nname = "Rikki"\n[title]\nen = "Broken"\n')
    (folder / "pages" / "fi" / "home.json").write_text("{not json")
    settings.HIMMELI_KIT_DIRS = [tmp_path / "kits"]
    browser = answer_all(kit="broken")

    browser.post("/fi/setup/check/")
    wait_for_threads()

    assert browser.get("/fi/setup/progress/")["Location"] == "/fi/setup/check/"
    page = browser.get("/fi/setup/check/").content.decode()
    assert "JSONDecodeError" in page
    assert "Satokori" in page
    assert not User.objects.exists()
    assert not HomePage.objects.exists()


def test_a_making_that_was_cut_off_can_be_begun_again(answer_all):
    browser = answer_all()
    SetUp.objects.update(state="working")

    assert browser.get("/fi/setup/progress/")["Location"] == "/fi/setup/check/"

    assert SetUp.objects.get().state == "choosing"
    assert SetUp.objects.get().error != ""


def test_a_making_under_way_is_not_taken_for_cut_off(answer_all):
    browser = answer_all()
    SetUp.objects.update(state="working")
    working = begin_work()

    working("Pages")
    answer = browser.get("/fi/setup/progress/")
    working.close()

    assert answer.status_code == 200
    assert SetUp.objects.get().state == "working"
