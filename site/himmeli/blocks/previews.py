"""What the block chooser shows of each block: sample words of a village cooperative, in the site's own language."""

from functools import partial

from django import forms
from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.images import get_image_model


def sample(name: str):
    """For a block's `Meta.preview_value`. A partial, because a plain function would become a method of Meta."""
    return partial(_make, name)


def _make(name):
    with override(settings.LANGUAGE_CODE):
        return SAMPLES[name]()


def sample_form() -> forms.Form:
    """What a form block shows while no form has been chosen."""
    with override(settings.LANGUAGE_CODE):
        fields = {
            "name": forms.CharField(label=_("Your name")),
            "email": forms.EmailField(label=_("E-mail")),
            "message": forms.CharField(label=_("Message"), widget=forms.Textarea(attrs={"rows": 4})),
        }
        return type("SampleForm", (forms.Form,), fields)(label_suffix="")


def _pictures(number):
    """The site's own newest pictures, so that a preview looks like the site. None where there are not enough."""
    newest = list(_photographs()[:number])
    return newest + [None] * (number - len(newest))


def _photographs():
    """Without logos and signs, which are wide and low and lose their ends in a gallery."""
    return get_image_model().objects.filter(width__lt=2 * F("height")).order_by("-pk")


def _signs(number):
    newest = list(get_image_model().objects.filter(width__gte=2 * F("height")).order_by("-pk")[:number])
    return newest if len(newest) == number else _pictures(number)


def _text(*paragraphs):
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def _link(label, style="primary"):
    return {"label": label, "url": "#", "style": style}


def _hero():
    return {
        "eyebrow": _("A cooperative of the village"),
        "title": _("Together we keep the village alive."),
        "text": _text(_("We bake, build and meet. There is room for one more.")),
        "layout": "ornament",
        "actions": [_link(_("Join us")), _link(_("What we do"), "secondary")],
    }


def _rich_text():
    heading = _("How it began")
    return {
        "text": f"<h2>{heading}</h2>"
        + _text(
            _("Seven neighbours sat in the village hall one evening in March. The shop had closed in the autumn."),
            _("By midsummer there were forty of us, and the bread oven was warm again."),
        )
    }


def _heading():
    return {"text": _("What we do"), "level": "h2", "lead": _("Three things that none of us would manage alone.")}


def _image():
    return {
        "image": _pictures(1)[0],
        "alt": _("The village hall"),
        "caption": _("The village hall in May"),
        "size": "normal",
    }


def _gallery():
    captions = [_("Work party"), _("The bread oven"), _("Market day")]
    pairs = zip(_pictures(3), captions, strict=True)
    return {
        "title": _("This summer"),
        "images": [{"image": image, "caption": caption} for image, caption in pairs],
        "layout": "grid",
    }


def _quote():
    return {
        "text": _("I came to ask for a loaf and left with the keys to the bakery."),
        "name": "Marketta Väisänen",
        "role": _("founding member"),
    }


def _buttons():
    return {"buttons": [_link(_("Join us")), _link(_("Ask more"), "secondary")], "align": "start"}


def _cards():
    cards = [
        (_("Membership"), _("A share costs 50 euros and is paid back when you leave.")),
        (_("Village hall"), _("Rent it for a birthday, a meeting or a concert.")),
        (_("Work parties"), _("On the first Saturday of the month. Soup is served.")),
    ]
    icons = ["hand-heart", "house", "hammer"]
    return {
        "title": _("Come along"),
        "columns": "3",
        "cards": [
            {"icon": icon, "title": title, "text": _text(text)}
            for icon, (title, text) in zip(icons, cards, strict=True)
        ],
    }


def _columns():
    left = {"text": _("Open"), "level": "h3", "lead": _("Tuesday and Thursday from 16 to 19.")}
    right = {"text": _("Find us"), "level": "h3", "lead": _("In the old school, beside the lake.")}
    columns = [{"content": [("heading", _whole(value))]} for value in (left, right)]
    return {"layout": "1-1", "columns": columns}


def _whole(value):
    from .registry import known_block

    return known_block("heading").normalize(value)


def _features():
    items = [
        ("vote", _("One member, one vote"), _("Everybody decides, whatever they have put in.")),
        ("coins", _("Open accounts"), _("Every member may see where the money goes.")),
        ("hand-helping", _("Help nearby"), _("Whoever needs a hand asks, and somebody comes.")),
    ]
    return {
        "title": _("How we work"),
        "items": [{"icon": icon, "title": title, "text": _text(text)} for icon, title, text in items],
    }


def _steps():
    items = [
        (_("Tell us you are coming"), _("Fill in the form or ring the bell.")),
        (_("Pay your share"), _("50 euros, once.")),
        (_("Come to the first work party"), _("You will be shown everything.")),
    ]
    return {
        "title": _("How to join"),
        "style": "steps",
        "items": [{"title": title, "text": _text(text)} for title, text in items],
    }


def _accordion():
    items = [
        (_("Do I have to live in the village?"), _("No. Every fourth member lives elsewhere.")),
        (_("Can I get my share back?"), _("Yes, within a year of leaving.")),
        (_("May I bring my dog?"), _("To everything but the bakery.")),
    ]
    return {
        "title": _("Often asked"),
        "items": [{"title": title, "text": _text(text)} for title, text in items],
    }


def _tabs():
    items = [
        (_("Summer"), _("Market on the shore every Saturday.")),
        (_("Winter"), _("Market in the village hall once a month.")),
    ]
    return {"title": _("Market"), "items": [{"title": title, "text": _text(text)} for title, text in items]}


def _table():
    days = [(_("Tuesday"), "16–19"), (_("Thursday"), "16–19"), (_("Saturday"), "10–14")]
    return {
        "caption": _("When the village shop is open"),
        "table": {
            "columns": [{"type": "text", "heading": _("Day")}, {"type": "text", "heading": _("Open")}],
            "rows": [{"values": list(day)} for day in days],
        },
    }


def _figures():
    items = [("143", "", _("members")), ("12", "", _("work parties a year")), ("40", "kg", _("bread a week"))]
    return {
        "title": _("The cooperative in figures"),
        "items": [{"number": number, "unit": unit, "label": label} for number, unit, label in items],
    }


def _people():
    people = [("Marketta Väisänen", _("coordinator")), ("Pentti Sampela", _("chair")), ("Aino Kemppi", _("baker"))]
    return {
        "title": _("Who we are"),
        "people": [{"image": None, "name": name, "role": role, "text": "", "phone": ""} for name, role in people],
    }


def _logos():
    names = [_("Municipality"), _("Library"), _("Youth association")]
    return {
        "title": _("With us"),
        "logos": [{"image": image, "name": name} for image, name in zip(_signs(3), names, strict=True)],
    }


def _downloads():
    document = get_document_model().objects.order_by("-pk").first()
    return {
        "title": _("Papers"),
        "files": [{"document": document, "title": _("Rules of the cooperative"), "text": _("Accepted in March.")}],
    }


def _video():
    return {"url": "/media/video.mp4", "title": _("How a himmeli is made"), "caption": _("Four minutes")}


def _map():
    return {
        "title": _("Find us"),
        "address": _("Old school\nSchool road 2"),
        "latitude": "62.2311",
        "longitude": "29.8734",
        "zoom": 13,
        "text": _text(_("The bus stops at the gate.")),
    }


def _contact_form():
    return {"title": _("Write to us"), "intro": _("We answer within three days."), "form": None}


def _notice():
    return {
        "kind": "info",
        "title": _("The hall is closed on Monday"),
        "text": _text(_("The floor is being painted. From Tuesday on all is as usual.")),
    }


def _divider():
    return {"style": "ornament"}


def _reusable():
    from django.apps import apps

    sections = apps.get_model("pages", "ReusableSection").objects
    return {"section": sections.filter(live=True).order_by("-pk").first()}


SAMPLES = {
    "hero": _hero,
    "rich_text": _rich_text,
    "heading": _heading,
    "image": _image,
    "gallery": _gallery,
    "quote": _quote,
    "buttons": _buttons,
    "cards": _cards,
    "columns": _columns,
    "features": _features,
    "steps": _steps,
    "accordion": _accordion,
    "tabs": _tabs,
    "table": _table,
    "figures": _figures,
    "people": _people,
    "logos": _logos,
    "downloads": _downloads,
    "video": _video,
    "map": _map,
    "contact_form": _contact_form,
    "notice": _notice,
    "divider": _divider,
    "reusable": _reusable,
}
