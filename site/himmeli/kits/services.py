"""Set up a site from a kit: a folder that holds plugins, theme, pages, menus and sample content of a cooperative."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Locale, Page, Site

from himmeli.accounts.roles import MEMBER, grant_role
from himmeli.identity.models import SiteIdentity
from himmeli.navigation.models import Menu
from himmeli.office.roles import COORDINATOR, ensure_roles
from himmeli.pages.models import HomePage, Pattern
from himmeli.pages.services import load_patterns
from himmeli.plugins.activation import switch_on
from himmeli.stamps.services import bump
from himmeli.themes.current import STAMP as APPEARANCE_STAMP
from himmeli.themes.models import Appearance

from .files import load_documents, load_images
from .loading import Loading
from .pages import load_pages, load_sections
from .registry import kit_parts
from .teams import load_teams


@dataclass(frozen=True)
class OwnSite:
    """What a cooperative says of its own site, where a kit tells of an invented one.

    `email` gets what visitors send by forms; it is shown to nobody. `theme` is a theme's name.
    """

    name: str
    language: str
    email: str = ""
    plugins: tuple[str, ...] = ()
    theme: str = ""


def prepare_site(*, title: str, languages: list[str], slug: str = "") -> HomePage:
    """Languages, roles, an empty front page in the first language, and the site's root. Asking again changes nothing.

    Returns the front page in the first language.
    """
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in languages]
    ensure_roles()
    home = HomePage.objects.filter(locale=locales[0], depth=2).first()
    if home is None:
        root = Page.get_first_root_node()
        for welcome in root.get_children():
            if welcome.specific_class is Page:
                welcome.delete()
        root = Page.get_first_root_node()
        home = root.add_child(instance=HomePage(title=title, slug=slug or f"home-{languages[0]}", locale=locales[0]))
    host = settings.SITE_URL.split("://")[1].partition(":")
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.root_page_id != home.pk:
        site.hostname, site.port = host[0], int(host[2] or (443 if settings.IS_HTTPS else 80))
        site.site_name, site.root_page = title, home
        site.save()
        # Whatever was remembered of the site before, it is another one now.
        bump("content")
    return home


def load_kit(
    name: str,
    *,
    with_accounts: bool = False,
    own: OwnSite | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> Loading:
    """Set up what the kit holds and the site lacks. Loading it again adds only what is new in the kit.

    `with_accounts` makes the kit's people able to sign in, which is for demo sites only. `own` makes it a site of
    one's own: under its name, begun in its language, with its plugins and theme, and without the kit's addresses.
    Raises KitError when the kit can't be read, UnknownReference when it names what it does not hold; nothing is
    changed then.
    """
    loading = Loading(name, say)
    if own is not None:
        _make_own(loading, own)
    with transaction.atomic():
        _load(loading, with_accounts)
    return loading


def make_empty_site(own: OwnSite, *, say: Callable[[str], None] = lambda line: None) -> HomePage:
    """A site of one's own to fill from nothing: an empty front page, plugins, theme and patterns. Returns the page."""
    with transaction.atomic():
        say("Languages and roles")
        others = [code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES if code != own.language]
        home = prepare_site(title=own.name, languages=[own.language, *others])
        _switch_on(own.plugins, say)
        _set_theme(own.theme)
        _write_identity({"name": own.name}, [own.language, *others])
        _load_patterns(say)
    return home


def _make_own(loading, own):
    data = loading.data
    kept = {"tagline": data["site"].get("tagline", {})}
    if own.theme != data.get("theme"):
        data["variation"] = ""
    data.update(site={"name": own.name, **kept}, plugins=list(own.plugins), theme=own.theme, accounts=[])
    loading.begin_with(own.language)
    loading.answers_to = own.email
    loading.is_own = True


def _load(loading, with_accounts):
    data, say = loading.data, loading.say
    say("Languages and roles")
    home = prepare_site(title=data["site"]["name"], languages=_languages(loading))
    loading.remember(f"page:{data.get('home', 'home')}", home, loading.languages[0])
    _switch_on(data.get("plugins", ()), say)
    _set_theme(data.get("theme", ""), data.get("variation", ""))
    _write_identity(data["site"], _languages(loading), preferred=loading.languages[0])
    if with_accounts:
        say("People")
        _load_accounts(loading)
    say("Pictures")
    load_images(loading)
    load_documents(loading)
    if with_accounts:
        _give_portraits(loading)
        load_teams(loading)
    _load_patterns(say)
    say("Pages")
    load_pages(loading, before_bodies=lambda: _call_parts(loading))
    say("Menus")
    _load_menus(loading)


def _switch_on(plugins, say):
    for plugin in plugins:
        say(f"Plugin {plugin}")
        switch_on(plugin, with_requirements=True)


def _load_patterns(say):
    if not Pattern.objects.exists():
        say("Patterns to start from")
        load_patterns(settings.HIMMELI_PATTERN_DIR)


def _languages(loading):
    """The kit's languages first, then the site's others: each can be translated into."""
    others = [code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES if code not in loading.languages]
    return [*loading.languages, *others]


def _call_parts(loading):
    load_sections(loading, bodies=False)
    for entry in kit_parts.active():
        if entry.plugin in loading.data.get("plugins", ()):
            loading.say(f"Content of {entry.plugin}")
            entry.value(loading)


def _set_theme(theme, variation=""):
    Appearance.objects.get_or_create(
        kind=Appearance.Kind.LIVE,
        defaults={"theme": theme or settings.HIMMELI_DEFAULT_THEME, "variation": variation},
    )
    bump(APPEARANCE_STAMP)


def _write_identity(site, languages, preferred=""):
    first = None
    for code in languages:
        locale = Locale.objects.get(language_code=code)
        known = SiteIdentity.objects.filter(locale=locale).first()
        if known is None:
            taglines = site.get("tagline", {})
            known = SiteIdentity(
                locale=locale,
                name=site["name"],
                tagline=taglines.get(code) or taglines.get(preferred, ""),
                email=site.get("email", ""),
                phone=site.get("phone", ""),
                address=site.get("address", ""),
            )
            if first is not None:
                known.translation_key = first.translation_key
            known.save()
        first = first or known


def _load_accounts(loading):
    for account in loading.data.get("accounts", ()):
        user, created = get_user_model().objects.get_or_create(
            email=account["email"],
            defaults={
                "display_name": account["display_name"],
                "language": account.get("language", "fi"),
                "introduction": account.get("introduction", ""),
            },
        )
        if created:
            user.set_password(settings.HIMMELI_DEMO_PASSWORD)
            user.save()
            grant_role(user, MEMBER)
            if account["role"] == "coordinator":
                user.groups.add(Group.objects.get(name=COORDINATOR))
        loading.users[account["key"]] = user


def _give_portraits(loading):
    for account in loading.data.get("accounts", ()):
        user, picture = loading.users[account["key"]], loading.find(f"image:{account.get('image')}")
        if picture and not user.portrait_id:
            user.portrait = picture
            user.save(update_fields=["portrait"])


def _load_menus(loading):
    for place, entries in loading.data.get("menus", {}).items():
        first = None
        for code in loading.languages:
            locale = Locale.objects.get(language_code=code)
            menu = Menu.objects.filter(place=place, locale=locale).first()
            if menu is None:
                menu = Menu(place=place, locale=locale)
                if first is not None:
                    menu.translation_key = first.translation_key
                items = [_menu_entry(loading, entry, code) for entry in entries]
                menu.items = [{"type": "entry", "value": item} for item in items if item]
                menu.save()
            first = first or menu


def _menu_entry(loading, entry, code):
    page = loading.find(f"page:{entry.get('page')}", code)
    children = [_menu_entry(loading, child, code) for child in entry.get("children", ())]
    children = [child for child in children if child]
    if page is None and not entry.get("url") and not children:
        return None
    return {
        "label": entry.get("label", {}).get(code, ""),
        "page": page.pk if page else None,
        "icon": entry.get("icon", ""),
        "url": entry.get("url", ""),
        "target": "",
        "children": children,
    }
