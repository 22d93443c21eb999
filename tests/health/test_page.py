import pytest
from django.urls import reverse

from himmeli.health.checks import checks, offer_check
from himmeli.health.desk import health_needs_attention
from himmeli.health.findings import attention, broken, fine
from himmeli.health.models import Measurement, PageTime
from himmeli.health.times import PageTimesMiddleware, place_of, write_times
from himmeli.testing import assert_queries_do_not_grow

from .test_core_checks import mail_server


def test_coordinators_and_administrators_see_it_and_others_do_not(coordinator, administrator, member, client):
    answers = {}
    for person in (coordinator, administrator, member):
        client.force_login(person)
        answers[person] = client.get(reverse("health")).status_code

    assert answers == {coordinator: 200, administrator: 200, member: 302}


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_sends_letters_without_the_right_or_by_a_link(member, coordinator, client, mailoutbox, method):
    client.force_login(member)
    getattr(client, method)(reverse("health_letter"))
    client.force_login(coordinator)
    if method == "get":
        assert client.get(reverse("health_letter")).status_code == 405

    assert mailoutbox == []


def test_what_is_broken_comes_first_with_what_to_do(coordinator, client, well, offered):
    coordinator.language = "en"
    coordinator.save()
    offered += ["t.fine", "t.attention", "t.broken"]
    offer_check("t.fine", "Fine one", lambda: [fine("All well")], order=1)
    offer_check("t.attention", "Middling one", lambda: [attention("Hm", "Look here", url="/admin/", link="The desk")])
    offer_check("t.broken", "Broken one", lambda: [broken("Oh no", "Mend it <now>", details=("line a",))], order=3)
    client.force_login(coordinator)

    page = client.get(reverse("health")).content.decode()

    places = [page.index(words) for words in ("Broken one", "Mend it &lt;now&gt;", "Middling one", "Fine one")]
    assert places == sorted(places)
    assert "2 things need attention" in page
    assert '<a class="health-finding__link" href="/admin/">The desk</a>' in page
    assert "<li>line a</li>" in page


def test_a_site_that_is_well_says_so(coordinator, client, well):
    coordinator.language = "en"
    coordinator.save()
    client.force_login(coordinator)

    assert "Everything is fine." in client.get(reverse("health")).content.decode()


def test_desk_has_a_line_only_when_something_needs_somebody(coordinator, member, well, offered):
    assert health_needs_attention(coordinator)[0].count == 0
    Measurement.objects.all().delete()
    offered.append("t.broken")
    offer_check("t.broken", "Broken one", lambda: [broken("Oh no")])

    (line,) = health_needs_attention(coordinator)

    assert (line.count, line.url) == (1, "/admin/health/")
    assert health_needs_attention(member) == []


def test_page_waits_for_no_other_server(coordinator, client, settings, monkeypatch):
    """What asks others is measured by the clock; the page only tells."""
    measured = [entry for entry in checks.entries() if entry.value.measure is not None]
    assert {entry.name for entry in measured} >= {"certificate", "mail", "words"}
    client.force_login(coordinator)
    import socket

    def refuse(*args, **kwargs):
        raise AssertionError("the page asked another server")

    monkeypatch.setattr(socket, "create_connection", refuse)
    settings.SITE_URL, settings.IS_HTTPS = "https://kylanvaki.fi", True

    assert client.get(reverse("health")).status_code == 200


def test_queries_do_not_grow_with_what_is_found(coordinator, client):
    client.force_login(coordinator)

    def add():
        from django.utils import timezone

        from himmeli.plugins.models import JobRun, PluginFault

        for number in range(5):
            JobRun.objects.create(job=f"job{number}", period="1", error="no")
            PageTime.objects.create(place=f"/{number}/", day=timezone.localdate(), views=5, microseconds=9_000_000)
            PluginFault.objects.create(plugin="blog", piece=f"{number}", message="no", last_at=timezone.now())

    assert_queries_do_not_grow(look=lambda: client.get(reverse("health")), add=add)


def test_letter_that_leaves_is_said(coordinator, client, mailoutbox, settings):
    settings.HIMMELI_MAIL_TRANSPORT = "memory"
    client.force_login(coordinator)

    answer = client.post(reverse("health_letter"), follow=True)

    assert [letter.to for letter in mailoutbox] == [[coordinator.email]]
    assert coordinator.email in answer.content.decode()
    assert "messages" in answer.content.decode()


def test_letter_that_the_mail_server_refuses_is_said_in_its_words(coordinator, client, settings):
    settings.HIMMELI_MAIL_TRANSPORT = "smtp"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    client.force_login(coordinator)

    with mail_server("550 5.1.1 nobody here of that name") as settings.EMAIL_PORT:
        page = client.post(reverse("health_letter"), follow=True).content.decode()
    assert "nobody here of that name" in page

    page = client.post(reverse("health_letter"), follow=True).content.decode()
    assert "ConnectionRefusedError" in page


def test_letter_without_a_mail_server_is_not_said_to_have_left(coordinator, client, settings):
    settings.HIMMELI_MAIL_TRANSPORT = "console"
    client.force_login(coordinator)

    assert "EMAIL_HOST" in client.post(reverse("health_letter"), follow=True).content.decode()


def test_a_sample_of_page_views_is_timed_by_address(client, site_root, monkeypatch, settings):
    settings.PAGE_CACHE = False
    monkeypatch.setattr("himmeli.health.times.random.randrange", lambda number: 0)

    client.get("/fi/")
    client.get("/fi/?q=1")
    client.get("/fi/nothing/")
    client.get("/robots.txt")
    write_times()

    (row,) = PageTime.objects.all()
    assert (row.place, row.views) == ("/fi/", 2)
    assert 0 < row.slowest <= row.microseconds


def test_addresses_with_something_in_them_are_one_place(rf):
    from django.urls import resolve

    request = rf.get("/admin/pages/12/edit/")
    request.resolver_match = resolve(request.path)

    assert place_of(request) == "/admin/pages/<int:page_id>/edit/"


def test_page_views_that_are_not_in_the_sample_are_left_alone(rf, monkeypatch):
    monkeypatch.setattr("himmeli.health.times.random.randrange", lambda number: 1)

    assert PageTimesMiddleware(lambda request: "answer")(rf.get("/fi/")) == "answer"
