"""A correction to a sealed volume: written by the DDG, added under its own seal, pointing back."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from access.doors import ObjectDoor
from archives import actions
from archives.models import Volume
from archives.sheets import Correction
from archives.views.sheets import SheetEdit
from people import roles


class Correct(ObjectDoor, SheetEdit):
    model = Correction

    def get_object(self):
        if "_volume" not in self.__dict__:
            self._volume = Volume.objects.visible_to(self.request.user).filter(uuid=self.kwargs["uuid"]).first()
        if self._volume is None or not self._volume.is_closed or not roles.is_ddg(self.request.user):
            raise Http404
        return self._volume

    def get_sheet(self):
        return Correction(volume=self.get_object(), filled_by=self.request.user)

    def get_about(self):
        return self.get_object().ref

    def submit(self, filled):
        actions.correct(filled=filled, by=self.request.user)
        messages.success(self.request, _("The correction is added to the sealed volume."))
        return reverse("archives:volume", args=[self.get_object().uuid])

    def page(self):
        volume = self.get_object()
        return {
            "verb": _("Add under seal"),
            "sub": volume.file_no,
            "crumbs": [(volume.file_no, reverse("archives:volume", args=[volume.uuid]))],
            "here": _("Correction"),
        }
