from django import template

from himmeli.identity.details import site_details
from himmeli.outbox.look import mail_look as look_of_mail

register = template.Library()


@register.simple_tag
def mail_look():
    """The colours, fonts and logo for an e-mail: `{% mail_look as look %}`."""
    return look_of_mail()


@register.simple_tag
def mail_site():
    """The site's name and addresses in the language of the e-mail: `{% mail_site as site %}`."""
    return site_details()


@register.inclusion_tag("himmeli/emails/_button.html")
def mail_button(href, label):
    """The one thing to do in an e-mail, as a button that every program shows."""
    return {"href": href, "label": label, "look": look_of_mail()}


@register.inclusion_tag("himmeli/emails/_quote.html")
def mail_quote(text):
    """What somebody wrote, on a ground of its own."""
    return {"text": text, "look": look_of_mail()}
