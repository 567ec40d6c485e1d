"""The only way to the bytes of a file: through the door of its document, and through the read log."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views import View

from access import reading
from access.doors import ConfidentialObjectDoor
from access.models import Verb
from files import store
from files.models import Attachment


class Download(ConfidentialObjectDoor, View):
    """A file, offered for saving and never shown in our own pages' name.

    What the document may say about its files: `read_log_ref` (whose readers want to know), `reading_reason(user)`
    ("" = none needed, a code = preset, None = must be picked), `may_download(user)`.
    """

    http_method_names = ["get", "head"]
    model = Attachment
    verb = Verb.DOWNLOAD

    def get_object(self, queryset=None):
        if "_behind_the_door" not in self.__dict__:
            row = get_object_or_404(Attachment.objects.ready(), uuid=self.kwargs["uuid"])
            documents = row.content_type.model_class().objects.visible_to(self.request.user)
            self.document = documents.filter(pk=row.object_id).first()
            if self.document is None or not getattr(self.document, "may_download", _everybody)(self.request.user):
                raise Http404
            self._behind_the_door = row
        return self._behind_the_door

    def log_about(self):
        return getattr(self.document, "read_log_ref", self.document.ref)

    def needs_reason(self, user, obj):
        return getattr(self.document, "reading_reason", _none_needed)(user) is None

    def preset_reason(self, user, obj):
        return getattr(self.document, "reading_reason", _none_needed)(user) or ""

    def get(self, request, *args, **kwargs):
        try:
            source = store.path(self.object.sha256).open("rb")
        except OSError:
            return reading.unavailable(request)
        response = FileResponse(source, as_attachment=True, filename=self.object.name, content_type=self.object.mime)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cache-Control"] = "no-store"
        return response


def _everybody(user):
    return True


def _none_needed(user):
    return ""
