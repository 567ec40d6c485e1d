"""Studies of the community: the list of a service point, one study to write and to read (COM-01)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from access.doors import FormDoor, ListDoor, ObjectDoor
from archives import layout
from archives.views import SheetEdit
from community import actions, policy
from community.sheets import CommunityStudy
from core import clock
from people import roles


class Studies(ListDoor, TemplateView):
    """/events/studies/: the studies of one's service points, newest first."""

    model = CommunityStudy
    template_name = "community/studies.html"

    def door_allows(self, user):
        return policy.works_with_events(user)

    def get_queryset(self):
        return CommunityStudy.objects.select_related("point", "filled_by", "reviewed_by")

    def get_filters(self):
        return None

    def get_context_data(self, **kwargs):
        page = self.get_page()
        may = policy.may_begin(self.request.user)
        return super().get_context_data(page=page, rows=page.rows, may_begin=may, **kwargs)


class WriteStudy(FormDoor, SheetEdit):
    """/events/studies/new/: F-E01."""

    model = CommunityStudy

    def door_allows(self, user):
        return policy.may_begin(user)

    def get_sheet(self):
        if not policy.may_begin(self.request.user):
            raise PermissionDenied
        return CommunityStudy(point=roles.post_of(self.request.user).point)

    def prepare(self, form):
        if "point" in form.fields:
            form.fields["point"].queryset = type(self.sheet.point).objects.filter(pk=self.sheet.point_id)

    def submit(self, filled):
        study = actions.file_study(filled=filled, by=self.request.user)
        messages.success(self.request, _("《%(form)s》 is in the file.") % {"form": study.TITLE})
        return study.get_absolute_url()

    def page(self):
        return {
            "crumbs": [
                (_("Community events"), reverse("community:list")),
                (_("Studies"), reverse("community:studies")),
            ],
            "here": self.model.TITLE,
            "verb": _("Keep in the file"),
        }


class Study(ObjectDoor, TemplateView):
    """/events/studies/<uuid>/: read a study; its supervisor says that it was read."""

    model = CommunityStudy
    template_name = "sheets/read.html"

    def get_queryset(self):
        return CommunityStudy.objects.visible_to(self.request.user).select_related("point", "filled_by", "reviewed_by")

    def get_context_data(self, **kwargs):
        study = self.object
        reads = roles.supervised_ids(self.request.user).filter(person=study.filled_by_id).exists()
        return super().get_context_data(
            sheet=study, sections=layout.sections(study), title=study.TITLE, here=study.TITLE, at=clock.now(),
            crumbs=[(_("Community events"), reverse("community:list")), (_("Studies"), reverse("community:studies"))],
            aside="community/_study_aside.html", reads=reads and study.reviewed_at is None, **kwargs,
        )  # fmt: skip


class ReadStudy(ObjectDoor, View):
    """POST /events/studies/<uuid>/read/"""

    model = CommunityStudy
    http_method_names = ["post"]

    def get_queryset(self):
        return CommunityStudy.objects.visible_to(self.request.user)

    def post(self, request, *args, **kwargs):
        study = get_object_or_404(self.get_queryset(), uuid=kwargs["uuid"])
        actions.read_study(study=study, by=request.user)
        messages.success(request, _("Marked as read."))
        return HttpResponseRedirect(study.get_absolute_url())
