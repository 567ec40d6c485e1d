"""The handover sheet of a leave (F-H03): filling in, reading, printing."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from access.doors import ObjectDoor
from archives.views.sheets import SheetEdit, SheetPrint, SheetRead
from core import formats
from staff.leave import actions, choices, describing, offers, queries
from staff.leave.models import LeaveRequest
from staff.leave.sheets import HandoverItem, HandoverSheet


class HandoverEdit(ObjectDoor, SheetEdit):
    """/leave/<id>/handover/edit/: the applicant fills it in, prefilled with the work that is open."""

    model = HandoverSheet

    def get_queryset(self):
        return LeaveRequest.objects.visible_to(self.request.user)

    def get_sheet(self):
        if "handover" not in offers.offers_for(self.object, self.request.user):
            raise Http404
        return queries.handover_of(self.object) or HandoverSheet(request=self.object)

    def get_about(self):
        return self.object.ref

    def get_initial(self):
        return {"reason": HandoverSheet.Reason.LEAVE, "receiver": self.object.cover_id}

    def prepare(self, form):
        colleagues = choices.cover_candidates(self.object.applicant)
        form.fields["receiver"].queryset = colleagues
        lines = form.rows["items"]
        if not lines.is_bound and not self.sheet.pk:
            self._prefill(lines)
        for line in [*lines.forms, lines.empty_form]:
            line.fields["receiver"].queryset = colleagues

    def _prefill(self, lines):
        kinds = set(HandoverItem.Kind.values)
        found = [
            {
                "kind": work.kind if work.kind in kinds else HandoverItem.Kind.OTHER,
                "item": f"{formats.day(work.day)} {work.title}" if work.day else work.title,
                "receiver": self.object.cover_id,
            }
            for work in queries.work_of(self.object)[:40]
        ]
        if found:
            lines.initial_extra, lines.extra = found, len(found)

    def page(self):
        return {
            "sub": describing.span_text(self.object),
            "crumbs": [(_("Leave"), reverse("leave:list")), (_("This leave"), self.object.get_absolute_url())],
            "here": HandoverSheet.TITLE,
            "verb": _("Hand over"),
            "receiver": _("The receiver accepts, then your supervision assistant confirms, by %(day)s.")
            % {"day": formats.day(queries.before_first_day(self.object))},
        }

    def submit(self, filled):
        actions.file_handover(filled=filled, request=self.object, by=self.request.user)
        return reverse("leave:handover", args=[self.object.uuid])


class HandoverPage(SheetRead):
    """/leave/<id>/handover/: read it; the applicant is led to the form while there is none."""

    model = HandoverSheet
    confidential = False

    def get_sheet(self):
        rows = HandoverSheet.objects.visible_to(self.request.user)
        return get_object_or_404(rows, request__uuid=self.kwargs["uuid"])

    def get(self, request, *args, **kwargs):
        leave = LeaveRequest.objects.visible_to(request.user).filter(uuid=self.kwargs["uuid"]).first()
        if leave and queries.handover_of(leave) is None and "handover" in offers.offers_for(leave, request.user):
            return HttpResponseRedirect(reverse("leave:handover_edit", args=[leave.uuid]))
        return super().get(request, *args, **kwargs)

    def page(self):
        leave = self.sheet.request
        mine = leave.applicant_id == self.request.user.pk
        return {
            "sub": f"{leave.applicant} · {describing.span_text(leave)} · ",
            "print_url": reverse("leave:handover_print", args=[leave.uuid]),
            "edit_url": reverse("leave:handover_edit", args=[leave.uuid])
            if mine and "handover" in offers.offers_for(leave, self.request.user)
            else "",
        }


class HandoverPrint(SheetPrint):
    """/leave/<id>/handover/print/ and .pdf: F-H03."""

    model = HandoverSheet

    def get_sheet(self):
        rows = HandoverSheet.objects.visible_to(self.request.user)
        return get_object_or_404(rows, request__uuid=self.kwargs["uuid"])

    def page(self):
        uuid = self.kwargs["uuid"]
        return {
            "pdf_url": reverse("leave:handover_pdf", args=[uuid]), "back_url": reverse("leave:handover", args=[uuid])
        }  # fmt: skip
