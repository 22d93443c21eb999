"""What is older than it is kept goes by itself."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.models import PageLogEntry

from himmeli.pages.models import ContentPage
from himmeli.plugins.jobs import jobs
from himmeli.plugins.personal_data import personal_data
from himmeli.privacy.jobs import erase_who_asked, forget_what_is_old


def test_what_is_old_goes_and_what_is_new_stays(site_root, coordinator):
    page = site_root.add_child(instance=ContentPage(title="Talkoot", slug="talkoot"))
    page.save_revision(user=coordinator, log_action=True)
    page.save_revision(user=coordinator, log_action=True)
    old = PageLogEntry.objects.filter(page=page.pk).earliest("pk")
    PageLogEntry.objects.filter(pk=old.pk).update(timestamp=timezone.now() - timedelta(days=731))
    number = PageLogEntry.objects.count()
    for days in (-1, 1):
        Session.objects.create(session_key=f"s{days}", expire_date=timezone.now() + timedelta(days=days))

    forget_what_is_old()

    assert PageLogEntry.objects.count() == number - 1
    assert not PageLogEntry.objects.filter(pk=old.pk).exists()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["s1"]


def test_one_that_fails_keeps_no_other_from_it(db):
    entry = personal_data.find("account.emailaddress")
    Session.objects.create(session_key="old", expire_date=timezone.now() - timedelta(days=1))

    def fail():
        raise RuntimeError("no")

    personal_data.remove(entry.name)
    personal_data.register(entry.name, type(entry.value)(**{**vars(entry.value), "retain": fail}))
    try:
        forget_what_is_old()
    finally:
        personal_data.remove(entry.name)
        personal_data.register(entry.name, entry.value)

    assert not Session.objects.exists()


def test_they_are_done_by_the_clock():
    known = {entry.value.function: entry.value.every for entry in jobs.entries()}

    assert (known[forget_what_is_old], known[erase_who_asked]) == ("day", "hour")
