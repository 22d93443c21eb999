import threading

import pytest
from django.template import engines
from django.template.loader import render_to_string

from himmeli.stamps.services import bump
from himmeli.themes import loaders
from himmeli.themes.current import Look, showing
from himmeli.themes.models import ThemeFault
from himmeli.themes.theme import load_theme

pytestmark = pytest.mark.django_db

TAG = "himmeli/components/tag.html"
BASE = "himmeli/base.html"


def render(theme, name, context=None, version=0):
    with showing(Look(load_theme(theme), files_version=version)):
        return render_to_string(name, context or {})


def test_a_theme_shadows_the_core_and_its_parents_shadow_after_it(write_theme):
    write_theme("above", files={f"templates/{TAG}": "above", "templates/himmeli/components/price.html": "above"})
    write_theme("child", 'parent = "above"', files={f"templates/{TAG}": "child"})

    assert render("child", TAG) == "child"
    assert render("child", "himmeli/components/price.html") == "above"
    assert render("himmeli", TAG) not in ("child", "above")


def test_a_template_may_extend_the_one_it_shadows(write_theme):
    write_theme("above", files={"templates/403.html": "above {% block x %}a{% endblock %}"})
    write_theme(
        "child",
        'parent = "above"',
        files={"templates/403.html": '{% extends "403.html" %}{% block x %}child + {{ block.super }}{% endblock %}'},
    )

    assert render("child", "403.html") == "above child + a"


def test_a_theme_has_no_say_in_the_admin(write_theme):
    write_theme(
        "bold", files={"templates/wagtailadmin/home.html": "mine", "templates/himmeli_admin/appearance.html": "x"}
    )

    with showing(Look(load_theme("bold"))):
        for name in ("wagtailadmin/home.html", "himmeli_admin/appearance.html"):
            origin = engines["django"].engine.get_template(name).origin
            assert not isinstance(origin, loaders.ThemeOrigin)


@pytest.mark.parametrize(
    "source",
    [
        "{% if %}",
        "{% nonsense %}",
        "{% load no_such_library %}",
        "{% block a %}",
        "{{ a|no_such_filter }}",
        '{% include "no/such/template.html" %}',
        '{% extends "no/such/template.html" %}',
        '{% url "no-such-view" %}',
        '{% for a, b in "xyz" %}{{ a }}{% endfor %}{% url "no-such-view" %}',
    ],
)
def test_a_theme_template_that_raises_gives_way_to_the_one_below(write_theme, source):
    write_theme("above", files={f"templates/{TAG}": "above"})
    write_theme("broken", 'parent = "above"', files={f"templates/{TAG}": source})

    assert render("broken", TAG) == "above"

    fault = ThemeFault.objects.get()
    assert (fault.theme, fault.template) == ("broken", TAG)
    assert fault.reason


def test_a_file_that_is_not_text_gives_way_too(write_theme):
    folder = write_theme("broken", files={f"templates/{TAG}": ""})
    (folder / "templates" / TAG).write_bytes(b"\xff\xfe\x00broken")

    assert render("broken", TAG) == render("himmeli", TAG)


def test_a_broken_base_of_a_theme_leaves_the_page_whole(write_theme, settings):
    """The page is the parent's and extends the broken base: its blocks end up in the base below."""
    base = "<html>{% block a %}A{% endblock %}{% block b %}B{% endblock %}</html>"
    page = '{% extends "403.html" %}{% block a %}page+{{ block.super }}{% endblock %}'
    write_theme("above", files={"templates/403.html": base, "templates/404.html": page})
    write_theme(
        "broken",
        'parent = "above"',
        files={"templates/403.html": '{% block a %}broken{% endblock %}{% block b %}{% url "nowhere" %}{% endblock %}'},
    )

    assert render("broken", "404.html") == "<html>page+AB</html>"
    assert ThemeFault.objects.get().template == "403.html"


def test_a_broken_extension_of_the_base_leaves_the_page_whole(write_theme):
    base = "<html>{% block a %}A{% endblock %}{% block b %}B{% endblock %}</html>"
    page = '{% extends "403.html" %}{% block a %}page+{{ block.super }}{% endblock %}'
    write_theme("above", files={"templates/403.html": base, "templates/404.html": page})
    write_theme(
        "broken",
        'parent = "above"',
        files={"templates/403.html": '{% extends "403.html" %}{% block b %}{% url "nowhere" %}{% endblock %}'},
    )

    assert render("broken", "404.html") == "<html>page+AB</html>"


def test_what_is_not_the_themes_fault_is_raised_and_not_blamed_on_it(write_theme):
    def fail():
        raise RuntimeError("the core's own")

    write_theme("innocent", files={f"templates/{TAG}": "<b>{{ label }}</b>"})

    with pytest.raises(RuntimeError):
        render("innocent", TAG, {"label": fail})
    assert not ThemeFault.objects.exists()


def test_themes_rendered_at_once_in_threads_are_never_mixed(write_theme):
    names = [f"theme{number}" for number in range(6)]
    for name in names:
        write_theme(name, files={f"templates/{TAG}": name, "templates/403.html": f'{name}:{{% include "{TAG}" %}}'})
    looks = {name: Look(load_theme(name)) for name in names}
    wrong, start = [], threading.Barrier(len(names))

    def read(name):
        start.wait()
        for _ in range(60):
            with showing(looks[name]):
                shown = render_to_string("403.html")
            if shown != f"{name}:{name}":
                wrong.append((name, shown))

    threads = [threading.Thread(target=read, args=[name]) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_with_djangos_own_cache_they_would_be_mixed(write_theme, monkeypatch):
    """Proves that the test above can fail."""
    write_theme("one", files={f"templates/{TAG}": "one"})
    write_theme("two", files={f"templates/{TAG}": "two"})
    monkeypatch.setattr(loaders.ThemedCachedLoader, "cache_key", lambda self, name, skip=None: name)

    assert (render("one", TAG), render("two", TAG)) == ("one", "one")


def test_the_memory_of_compiled_templates_is_bounded(write_theme, monkeypatch):
    monkeypatch.setattr(loaders, "MAX_TEMPLATES", 5)
    loader = engines["django"].engine.template_loaders[0]

    for version in range(40):
        render("himmeli", TAG, version=version)

    assert len(loader.get_template_cache) <= 5


def test_a_changed_file_is_seen_at_once_while_debugging(write_theme, settings, client, site_root):
    from himmeli.themes.services import publish_look

    settings.DEBUG = True
    folder = write_theme("own", 'parent = "himmeli"', files={"templates/404.html": "before"})
    publish_look(values={"theme": "own"}, publisher=None)
    before = render_to_string("404.html")

    (folder / "templates" / "404.html").write_text("after")

    assert (before, render_to_string("404.html")) == ("before", "after")


def test_a_changed_file_is_seen_after_the_stamp_is_raised_otherwise(write_theme, site_root):
    from himmeli.themes.services import publish_look

    folder = write_theme("own", 'parent = "himmeli"', files={"templates/404.html": "before"})
    publish_look(values={"theme": "own"}, publisher=None)
    before = render_to_string("404.html")
    (folder / "templates" / "404.html").write_text("after")
    meanwhile = render_to_string("404.html")

    bump("theme")

    assert (before, meanwhile, render_to_string("404.html")) == ("before", "before", "after")
