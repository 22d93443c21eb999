import gzip
import re

import brotli
import pytest

from himmeli.themes import stylesheet as kernel
from himmeli.themes.css import squeeze
from himmeli.themes.current import Look, live_look
from himmeli.themes.services import publish_look, try_look
from himmeli.themes.stylesheet import CORE_FOLDER, CORE_ORDER, LAYERS, digest, stylesheet
from himmeli.themes.theme import load_theme

pytestmark = pytest.mark.django_db


def css_of(theme, **values):
    return stylesheet(Look(load_theme(theme), **values)).css.decode()


def test_every_css_file_of_the_core_is_in_the_stylesheet():
    assert sorted(path.stem for path in CORE_FOLDER.glob("*.css")) == sorted(CORE_ORDER)


def test_the_layers_come_first_and_in_order():
    assert css_of("himmeli").startswith(
        "@layer reset, tokens, base, layout, components, blocks, plugins, theme, print;"
    )
    assert set(re.findall(r"@layer ([a-z]+) ?\{", css_of("kaamos"))) <= set(LAYERS.split(", "))


@pytest.mark.parametrize("theme", ["himmeli", "kaamos", "torppa"])
def test_what_is_sent_holds_together_and_fetches_nothing_from_elsewhere(theme):
    css = css_of(theme)

    assert squeeze(css)
    assert not re.search(r"url\(\"?(https?:)?//", css)


def test_a_childs_stylesheet_comes_after_its_parents(write_theme):
    write_theme("above", 'stylesheets = ["a.css"]', files={"static/a.css": "@layer theme { a { top: 1px } }"})
    head = 'parent = "above"\nstylesheets = ["b.css"]'
    write_theme("child", head, files={"static/b.css": "@layer theme { a { top: 2px } }"})

    css = css_of("child")

    assert 0 < css.index("top: 1px") < css.index("top: 2px")


def test_addresses_of_a_theme_become_addresses_of_the_site(write_theme):
    files = {"static/css/a.css": "a { background: url(../img/x.png) }", "static/img/x.png": "x"}
    write_theme("own", 'stylesheets = ["css/a.css"]', files=files)

    assert 'url("/static/themes/own/img/x.png")' in css_of("own")


def test_own_colours_reach_the_tokens_of_both_schemes():
    css = css_of("himmeli", colors=(("brand", "#0033aa"),))

    root = re.search(r":root\{color-scheme:light;([^}]*)\}", css)[1]
    dark = re.search(r"@media \(prefers-color-scheme:dark\)\{:root\{color-scheme:dark;([^}]*)\}", css)[1]
    assert "--color-brand:#0033aa;" in root
    assert "--color-brand:#0033aa;" not in dark


def test_a_fixed_scheme_leaves_the_visitors_device_out():
    assert "@media (prefers-color-scheme" not in tokens("himmeli", scheme="dark")
    assert tokens("himmeli", scheme="dark").count(":root{color-scheme:dark;") == 1
    assert "@media (prefers-color-scheme:dark)" in tokens("himmeli")


def tokens(theme, **values):
    return kernel.tokens(Look(load_theme(theme), **values))


def test_another_themes_font_can_be_chosen_and_one_that_is_gone_gives_way():
    chosen = css_of("himmeli", heading_font="Bricolage Grotesque")
    gone = css_of("himmeli", heading_font="Gone")

    assert '--font-heading:"Bricolage Grotesque"' in chosen
    assert "/static/themes/kaamos/fonts/bricolage-latin.woff2" in chosen
    assert '--font-heading:"Fraunces"' in gone


@pytest.mark.parametrize("value", ['x";}body{', "</style>", "a\\22 b"])
def test_what_a_coordinator_could_store_never_reaches_the_stylesheet(value):
    css = css_of("himmeli", heading_font=value, text_font=value, colors=(("brand", value), (value, "#112233")))

    assert css == css_of("himmeli")


def test_it_is_composed_once_however_often_it_is_asked_for(monkeypatch):
    look = Look(load_theme("torppa"), colors=(("accent", "#123456"),))
    first = digest(look)
    monkeypatch.setattr(kernel, "_core_parts", lambda: pytest.fail("composed again"))

    assert [digest(look) for _ in range(5)] == [first] * 5


def test_its_address_may_be_kept_for_ever(client, site_root):
    response = client.get(f"/theme/{digest(live_look())}.css")

    assert response.status_code == 200
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Accept-Encoding" in response["Vary"]
    assert response.content == stylesheet(live_look()).css


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip;q=0.8", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_it_is_sent_as_small_as_the_browser_can_read(client, site_root, accepted, encoding, unpack):
    response = client.get(f"/theme/{digest(live_look())}.css", headers={"Accept-Encoding": accepted})

    assert response.get("Content-Encoding") == encoding
    assert unpack(response.content) == stylesheet(live_look()).css


def test_it_is_not_sent_again_to_who_has_it(client, site_root):
    address = f"/theme/{digest(live_look())}.css"
    tag = client.get(address)["ETag"]

    response = client.get(address, headers={"If-None-Match": tag})

    assert (response.status_code, response.content) == (304, b"")


def test_a_page_kept_from_before_still_gets_usable_css_that_is_not_kept_for_long(client, site_root):
    response = client.get("/theme/0123456789abcdef.css")

    assert response.content == stylesheet(live_look()).css
    assert response["Cache-Control"] == "public, max-age=60"


def test_a_draft_is_not_served_to_who_knows_its_address(client, site_root, coordinator):
    draft = try_look(owner=coordinator, values={"colors": {"brand": "#0033aa"}})
    from himmeli.themes.current import make_look

    response = client.get(f"/theme/{digest(make_look(draft))}.css")

    assert b"#0033aa" not in response.content


def test_publishing_changes_the_address(site_root):
    before = digest(live_look())

    publish_look(values={"variation": "jarvi"}, publisher=None)

    assert digest(live_look()) != before


def test_a_page_names_stylesheet_fonts_and_colours_in_its_head(client, site_root):
    html = client.get("/fi/").content.decode()

    assert f'href="/theme/{digest(live_look())}.css"' in html
    assert html.count('rel="preload"') == 2
    assert '<meta name="color-scheme" content="light dark">' in html
    assert '<meta name="theme-color" content="#FBF9F3" media="(prefers-color-scheme: light)">' in html
    assert '<meta name="theme-color" content="#16211D" media="(prefers-color-scheme: dark)">' in html
