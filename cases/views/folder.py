"""The file and its tabs: catalogue, records, goals and plan, attachments, approvals, family, access log."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from cases import actions, checklist, pages, policy
from cases.forms import AttachmentForm
from cases.models import Case
from cases.views.doors import FileDoor
from files.models import Attachment


class Tab(FileDoor, View):
    """One tab of the file."""

    template_name = ""

    def get(self, request, *args, **kwargs):
        return render(request, self.template_name, self.folder(**self.content()))

    def content(self):
        return {}


class Catalogue(Tab):
    """/cases/<uuid>/: what the file needs and has. Whoever may see the case but not its content gets the card."""

    tab, template_name = "detail", "cases/catalogue.html"

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            cases = Case.objects.visible_to(request.user).with_people()
            return self.card(get_object_or_404(cases, uuid=kwargs["uuid"]))

    def card(self, case):
        """Number, state and dates, no content (EX-76; the catalogue line of a sealed file)."""
        context = {"case": case, "state": pages.state_of(case), "supervisors": pages.supervisors(case)}
        return render(self.request, "cases/card.html", context)

    def content(self):
        pages.facts.read_once(self.object, checklist.Papers(self.object))
        rows, totals = pages.catalogue(self.object, self.request.user)
        stages, label = pages.stages(self.object)
        runs = pages.runs(self.object)
        return {
            "rows": rows,
            "totals": totals,
            "stages": stages,
            "stage_label": label,
            "events": pages.timeline(self.object)[:12],
            "run": runs[0] if runs else None,
            "may_set_level": policy.may_set_level(self.request.user, self.object) is None,
        }


class Records(Tab):
    """/cases/<uuid>/records/"""

    tab, template_name = "records", "cases/records.html"

    def content(self):
        return {"contacts": pages.records(self.object)}


class Plan(Tab):
    """/cases/<uuid>/plan/"""

    tab, template_name = "plan", "cases/plan.html"

    def content(self):
        writes = policy.may_work(self.request.user, self.object) is None and self.object.is_served
        return {
            "plans": pages.plans(self.object),
            "scales": list(pages.facts.sheets(self.object, "problem_rating_scale").order_by("rated_on")),
            "fill_plan": pages.fill_url(self.object, "case_service_plan") if writes else "",
            "fill_scale": pages.fill_url(self.object, "problem_rating_scale") if writes else "",
        }


class Attachments(Tab):
    """/cases/<uuid>/attachments/: what is kept beside the forms; upload needs consent for recordings (CASE-37)."""

    tab, template_name = "attachments", "cases/attachments.html"

    def content(self, form=None):
        kept = list(self.object.attachments.select_related("added_by"))
        for one in kept:
            one.files = list(Attachment.objects.about(one))
        writes = policy.may_work(self.request.user, self.object) is None
        return {"kept": kept, "form": (form or AttachmentForm()) if writes else None}

    def post(self, request, *args, **kwargs):
        form = AttachmentForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                actions.add_attachment(case=self.object, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error("upload", error.messages)
            else:
                messages.success(request, _("The file is kept with the case."))
                return HttpResponseRedirect(reverse("cases:attachments", args=[self.object.uuid]))
        return render(request, self.template_name, self.folder(**self.content(form)))


class Approvals(Tab):
    """/cases/<uuid>/approvals/"""

    tab, template_name = "approvals", "cases/approvals.html"

    def content(self):
        return {"runs": pages.runs(self.object)}


class Family(Tab):
    """/cases/<uuid>/family/"""

    tab, template_name = "family", "cases/family.html"

    def content(self):
        return {"family": pages.family(self.object)}


class Readers(Tab):
    """/cases/<uuid>/access/: who opened this file; the drawer takes its part from here."""

    tab, template_name = "access", "cases/readers.html"

    def content(self):
        return {"readers": pages.readers(self.object, limit=200)}
