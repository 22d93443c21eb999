import re
from html import unescape

import pytest
from django.urls import reverse
from wagtail.admin.icons import get_icons
from wagtail.admin.menu import admin_menu, help_menu, reports_menu, settings_menu

from himmeli.office.task_cards import offer_task, task_cards_for, tasks

FOR_ADMINISTRATORS = [
    "wagtailusers_users:index",
    "wagtailusers_groups:index",
    "wagtailsites:index",
    "wagtaillocales:index",
    "wagtailadmin_workflows:index",
    "wagtailadmin_workflows:task_index",
]


@pytest.fixture
def request_of(rf):
    def make(user):
        request = rf.get("/admin/")
        request.user = user
        return request

    return make


def names(menu, request):
    items = menu.menu_items_for_request(request)
    return [item.name for item in sorted(items, key=lambda item: item.order)]


def test_coordinator_sees_what_she_uses_in_her_order(coordinator, request_of):
    shown = names(admin_menu, request_of(coordinator))

    assert shown[0] == "explorer"
    assert shown.index("images") < shown.index("documents") < shown.index("menus") < shown.index("site-details")
    assert shown[-1] == "help"
    assert "snippets" not in shown


def test_submenus_hold_nothing_she_has_no_use_for(coordinator, request_of):
    request = request_of(coordinator)

    assert names(help_menu, request) == ["how-to"]
    assert set(names(reports_menu, request)) <= {
        "change-log",
        "emails",
        "translations",
        "site-history",
        "aging-pages",
        "locked-pages",
    }
    assert set(names(settings_menu, request)) <= {"health", "notice-texts", "plugins", "redirects", "collections"}


def test_every_entry_she_sees_opens_for_her(coordinator, request_of, client):
    client.force_login(coordinator)
    request = request_of(coordinator)
    menus = (admin_menu, help_menu, reports_menu, settings_menu)
    addresses = {item.url for menu in menus for item in menu.menu_items_for_request(request)} - {"#"}

    answers = {url: client.get(url, follow=True).status_code for url in addresses}

    assert answers == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("name", FOR_ADMINISTRATORS)
def test_what_is_for_administrators_is_refused_to_her(name, coordinator, client):
    client.force_login(coordinator)

    assert client.get(reverse(name)).status_code == 302


def test_first_page_greets_her_and_shows_every_card_as_a_link_that_opens(coordinator, client, site_root):
    client.force_login(coordinator)

    page = client.get("/admin/").content.decode()

    assert "Marketta" in page
    cards = task_cards_for(coordinator)
    assert len(cards) >= 4
    for card in cards:
        assert f'href="{card.url}"' in unescape(page)
        assert client.get(card.url, follow=True).status_code == 200


def test_first_page_of_an_empty_site_shows_the_first_steps(coordinator, client, site_root):
    client.force_login(coordinator)

    assert 'id="office-steps"' in client.get("/admin/").content.decode()


def test_first_page_has_nothing_of_wagtails_own(coordinator, client, site_root):
    client.force_login(coordinator)

    page = client.get("/admin/").content.decode()

    assert "Himmeli" in page
    assert not re.search(r"w-summary|upgrade-notification|Wagtail CMS", page)


def test_a_plugins_card_shows_only_while_it_is_active_and_one_that_fails_is_left_out(coordinator, site_root):
    def fails(user):
        raise RuntimeError("broken")

    try:
        offer_task("test.hidden", "Hidden", "", lambda user: "")
        tasks.register("test.broken", tasks.get("test.hidden").value.__class__("Broken", "", fails), plugin="blog")

        assert {"Hidden", "Broken"}.isdisjoint({str(card.title) for card in task_cards_for(coordinator)})
    finally:
        for name in ("test.hidden", "test.broken"):
            tasks._entries.pop(name, None)
        tasks._sorted = None


def test_there_is_one_sign_in(client, db):
    assert client.get("/admin/login/?next=/admin/pages/")["Location"].endswith(
        "/accounts/login/?next=%2Fadmin%2Fpages%2F"
    )
    assert client.get("/admin/login/?next=https://evil.example/")["Location"].endswith("?next=%2Fadmin%2F")
    assert client.get("/admin/password_reset/")["Location"].endswith("/accounts/password/reset/")


def test_her_language_is_the_admins_language(coordinator, client, site_root):
    client.force_login(coordinator)
    coordinator.language = "en"
    coordinator.save()
    assert '<html lang="en"' in client.get("/admin/").content.decode()

    form = {
        "person-display_name": "Marketta Väisänen",
        "person-portrait": "",
        "language-language": "fi",
        "language-time_zone": "Europe/Helsinki",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }
    assert client.post("/admin/account/", form).status_code == 302

    coordinator.refresh_from_db()
    assert coordinator.language == "fi"
    assert '<html lang="fi"' in client.get("/admin/").content.decode()


def test_a_pile_that_does_not_exist_is_not_found(coordinator, client):
    client.force_login(coordinator)

    assert client.get("/admin/desk/nothing/", follow=True).status_code == 404
    assert client.get("/admin/desk/drafts/").status_code == 200


def test_member_who_tries_the_admin_is_told_no_and_not_sent_round_in_circles(client, member, site_root):
    client.force_login(member)

    answer = client.get("/admin/pages/", follow=True)

    assert answer.status_code == 403
    assert [address for address, _ in answer.redirect_chain] == ["/admin/login/?next=/admin/pages/"]


def test_every_entry_she_sees_has_an_icon_that_exists(coordinator, request_of):
    request = request_of(coordinator)
    menus = (admin_menu, help_menu, reports_menu, settings_menu)
    named = {item.icon_name for menu in menus for item in menu.menu_items_for_request(request) if item.icon_name}

    assert named - set(re.findall(r'id="icon-([\w-]+)"', get_icons())) == set()


def test_visitor_is_led_from_the_admin_to_the_sign_in(client, site_root):
    answer = client.get("/admin/pages/", follow=True)

    assert answer.redirect_chain[-1][0].endswith("/accounts/login/?next=%2Fadmin%2Fpages%2F")
    assert answer.status_code == 200
