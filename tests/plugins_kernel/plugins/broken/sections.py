from himmeli.accounts.sections import offer_section
from himmeli.accounts.settings_pages import offer_settings_page

from .boom import boom


def my_notes(request):
    boom()


def settings_address(user):
    boom()


offer_section("broken.notes", "My broken notes", my_notes)
offer_settings_page("broken.notes", "Broken notes", "How they break.", settings_address)
