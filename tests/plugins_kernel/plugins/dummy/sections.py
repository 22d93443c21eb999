from himmeli.accounts.sections import Section, SectionRow, offer_section
from himmeli.accounts.settings_pages import offer_settings_page


def my_notes(request):
    return Section(rows=[SectionRow("A note of mine", "/fi/notes/")])


def settings_address(user):
    return "/fi/notes/settings/"


offer_section("dummy.notes", "My notes", my_notes)
offer_settings_page("dummy.notes", "Notes", "How notes look.", settings_address)
