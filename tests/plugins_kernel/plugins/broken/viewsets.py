from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Note


class NoteViewSet(SnippetViewSet):
    model = Note
    icon = "edit"


class NoteChooserViewSet(ChooserViewSet):
    model = Note
    icon = "edit"


note_chooser = NoteChooserViewSet("broken_note_chooser")
