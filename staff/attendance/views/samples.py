"""The posted sample with its seed, its list and how to repeat it; drawing it (ATT-05; F-H07)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from access.doors import RoleOnly, anyone_signed_in
from archives.views.sheets import SheetPrint
from core import clock
from rulebook.dates import add_months
from staff.attendance import actions, policy, roster, sample
from staff.attendance.forms import DrawForm
from staff.attendance.models import SampleSeed
from staff.attendance.sheets import Publication
from staff.attendance.views.common import first_of


class Samples(RoleOnly, TemplateView):
    """/attendance/sample/: what is posted now, the seeds committed for the months to come, HR's button to draw."""

    allowed = staticmethod(anyone_signed_in)
    template_name = "attendance/samples.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        posted = list(Publication.objects.visible_to(user).select_related("seed_row").order_by("-month")[:12])
        drawn = {row.month for row in posted}
        found = SampleSeed.objects.visible_to(user).select_related("publication").order_by("-month")[:12]
        seeds = [row for row in found if not hasattr(row, "publication")]
        month = clock.today().replace(day=1)
        for row in seeds:
            row.may_draw = row.month < month and row.month not in drawn
        return super().get_context_data(
            posted=posted, seeds=seeds, draws=policy.may_draw(user) is None, until=roster.last_of(month), **kwargs
        )


class Sample(RoleOnly, TemplateView):
    """/attendance/sample/<yyyy-mm>/: names and facts, the seed, the numbered list, the recipe."""

    allowed = staticmethod(anyone_signed_in)
    template_name = "attendance/sample.html"

    def get_context_data(self, **kwargs):
        found = Publication.objects.visible_to(self.request.user).select_related("seed_row", "filled_by")
        row = get_object_or_404(found, month=first_of(self.kwargs["month"]))
        lines = list(row.sample.filter(removed=False).select_related("person"))
        lots = sorted((sample.lot(row.seed, no), no) for no, _name in row.roster)
        chosen = {no: place for place, (_lot, no) in enumerate(lots[: len(lines)], 1)}
        by_no = {no: lot for lot, no in lots}
        listed = [
            {"n": n, "no": no, "name": name, "lot": by_no[no][:16], "place": chosen.get(no)}
            for n, (no, name) in enumerate(row.roster, 1)
        ]
        first = row.roster[0][0]
        return super().get_context_data(
            row=row, lines=lines, listed=listed, size=len(lines), people=len(row.roster), first=first,
            first_lot=by_no[first], seed_is_right=sample.commitment(row.seed) == row.seed_row.commitment,
            in_time=clock.day_of(row.seed_row.created_at) < add_months(row.month, 1), **kwargs,
        )  # fmt: skip


class Draw(RoleOnly, View):
    """/attendance/sample/<yyyy-mm>/draw/: HR&A draws and posts, once."""

    allowed = staticmethod(lambda user: policy.may_draw(user) is None)
    http_method_names = ["post", "options"]

    def post(self, request, month):
        form = DrawForm(request.POST)
        until = form.cleaned_data["posted_to"] if form.is_valid() else None
        try:
            row = actions.draw_sample(by=request.user, month=first_of(month), posted_to=until)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(reverse("attendance:sample"))
        messages.success(request, _("Drawn and posted. Everybody was told."))
        return HttpResponseRedirect(row.get_absolute_url())


class SamplePrint(SheetPrint):
    """/attendance/sample/<yyyy-mm>/print/ and .pdf: F-H07."""

    model = Publication

    def get_sheet(self):
        month = first_of(self.kwargs["month"])
        return get_object_or_404(Publication.objects.visible_to(self.request.user), month=month)

    def page(self):
        month = self.kwargs["month"]
        pdf, back = (reverse(f"attendance:{name}", args=[month]) for name in ("sample_pdf", "sample_month"))
        return {"pdf_url": pdf, "back_url": back}
