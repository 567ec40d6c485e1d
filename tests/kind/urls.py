"""Pages of the tests' own room, beside the house's."""

from django.http import Http404
from django.urls import path

from archives.actions import file_sheet
from archives.views import SheetEdit, SheetPrint, SheetRead
from swcenter.urls import urlpatterns as house
from tests.kind.models import Matter, Note


def matter_of(view):
    found = Matter.objects.visible_to(view.request.user).filter(uuid=view.kwargs["uuid"]).first()
    if found is None:
        raise Http404
    return found


class NoteEdit(SheetEdit):
    model = Note

    def get_sheet(self):
        self.matter = matter_of(self)
        return Note(matter=self.matter, filled_by=self.request.user)

    def get_about(self):
        return self.matter.ref

    def submit(self, filled):
        filled.sheet.due_at = None
        note = file_sheet(filled=filled, by=self.request.user)
        return f"/kind/{self.matter.uuid}/{note.pk}/"


class NoteOf:
    def get_sheet(self):
        note = matter_of(self).notes.filter(pk=self.kwargs["pk"]).first()
        if note is None:
            raise Http404
        return note


class NoteRead(NoteOf, SheetRead):
    pass


class NotePrint(NoteOf, SheetPrint):
    pass


urlpatterns = [
    *house,
    path("kind/<uuid:uuid>/new/", NoteEdit.as_view(), name="kind-new"),
    path("kind/<uuid:uuid>/<int:pk>/", NoteRead.as_view(), name="kind-read"),
    path("kind/<uuid:uuid>/<int:pk>/print/", NotePrint.as_view(), name="kind-print"),
    path("kind/<uuid:uuid>/<int:pk>/print.pdf", NotePrint.as_view(pdf=True), name="kind-pdf"),
]
