from wagtail.models import Locale

from himmeli.pages.models import ContentPage, FormField, FormPage, HomePage, IndexPage, LinkPage, ReusableSection

from .references import resolve

TYPES = {"home": HomePage, "content": ContentPage, "index": IndexPage, "form": FormPage, "link": LinkPage}
FIELDS = ("seo_title", "search_description", "show_in_menus", "intro", "submit_label", "to_address", "subject")


def load_pages(loading, *, before_bodies):
    """The pages of every language. All are made before any is filled, so that they can link to each other."""
    made = []
    for code in loading.languages:
        data = {entry["key"]: entry for entry in loading.json_files("pages", code)}
        for key in _parents_first(data):
            page = _make(loading, data[key], code)
            if page is not None:
                made.append((page, data[key], code))
    before_bodies()
    for page, entry, code in made:
        _fill(loading, page, entry, code)
    load_sections(loading, bodies=True)


def _parents_first(data):
    ordered = []

    def visit(key):
        if key in ordered or key not in data:
            return
        visit(data[key].get("parent"))
        ordered.append(key)

    for key in data:
        visit(key)
    return ordered


def _make(loading, entry, code):
    """The page, new or the front page that is there already; None when the kit has made it before."""
    key = f"page:{entry['key']}"
    locale = Locale.objects.get(language_code=code)
    model = TYPES[entry["type"]]
    original = loading.find(key, loading.languages[0])
    if model is HomePage and code == loading.languages[0]:
        page = HomePage.objects.get(locale=locale, depth=2)
        if page.body:
            return None
        page.title, page.slug = entry["title"], entry["slug"]
        page.save()
        return loading.remember(key, page, code)
    if loading.was_made(key, code):
        return None
    page = model(title=entry["title"], slug=entry["slug"], locale=locale)
    if original is not None and code != loading.languages[0]:
        page.translation_key = original.translation_key
    parent = loading.find(f"page:{entry['parent']}", code) if entry.get("parent") else None
    if parent is None:
        parent = HomePage.objects.get(locale=Locale.objects.get(language_code=loading.languages[0]), depth=2)
        parent = parent.get_parent() if model is HomePage else loading.find("page:home", code) or parent
    parent.refresh_from_db()
    page.live = True
    parent.add_child(instance=page)
    return loading.remember(key, page, code)


def _fill(loading, page, entry, code):
    find = loading.finder(code)
    page = type(page).objects.get(pk=page.pk)
    # Titles for search engines name the invented cooperative.
    skipped = {"seo_title"} if loading.is_own else set()
    for name in FIELDS:
        if name not in skipped and entry.get(name) not in (None, "") and hasattr(page, name):
            setattr(page, name, entry[name])
    if loading.answers_to and hasattr(page, "to_address"):
        page.to_address = loading.answers_to
    for name in ("image", "share_image"):
        if entry.get(name) and hasattr(page, name):
            setattr(page, f"{name}_id", resolve(entry[name], find))
    if entry.get("thanks"):
        page.thanks = resolve(entry["thanks"], find)
    if entry.get("target_page"):
        page.target_page_id = resolve(entry["target_page"], find)
    if "body" in entry:
        page.body = resolve(entry["body"], find)
    if isinstance(page, FormPage):
        page.form_fields = [_form_field(field, order) for order, field in enumerate(entry.get("fields", ()))]
    page.save_revision(log_action=True).publish()


def _form_field(field, order):
    return FormField(
        sort_order=order,
        label=field["label"],
        field_type=field["type"],
        required=field.get("required", False),
        choices="\n".join(field.get("choices", ())),
        help_text=field.get("help", ""),
    )


def load_sections(loading, *, bodies):
    """Shared sections: first the empty ones, so that pages can name them, then what is in them."""
    for code in loading.languages:
        for entry in loading.json_files("sections", code):
            key = f"section:{entry['key']}"
            if not bodies and not loading.was_made(key, code):
                _make_section(loading, entry, key, code)
            elif bodies:
                section = loading.find(key, code)
                if section is not None and not section.body:
                    section.body = resolve(entry["body"], loading.finder(code))
                    section.save_revision(log_action=True).publish()


def _make_section(loading, entry, key, code):
    section = ReusableSection(name=entry["title"], locale=Locale.objects.get(language_code=code))
    original = loading.find(key, loading.languages[0])
    if original is not None:
        section.translation_key = original.translation_key
    section.save()
    loading.remember(key, section, code)
