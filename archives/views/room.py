"""The archive room: the shelf of months, one month's list, one volume and what may be done with it."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from access.doors import ListDoor, ObjectDoor
from archives import actions, policy, shelf
from archives.forms import SealForm
from archives.models import Check, Register, Volume
from archives.sheets import AccessRequest
from core import clock, formats
from notifications.badges import badge
from people import roles
from people.models import SupervisionGroup
from people.sign_in import step_up
from rulebook import deadlines


class Room(ListDoor, View):
    """/archive/ and /archive/<yyyy-mm>/<group>/: what of a month is complete, verified, sealed (F-A05)."""

    model = Volume

    @cached_property
    def group(self):
        code = self.kwargs.get("group") or self.request.GET.get("group", "")
        if code in ("", "all"):
            return self.own_group() if not self.kwargs else None
        found = SupervisionGroup.objects.filter(code=code).first()
        if found is None:
            raise Http404
        return found

    def own_group(self):
        """A supervision assistant's room is that of the own group."""
        held = [one for one in roles.appointments_of(self.request.user) if one.role == "supervision_assistant"]
        return held[0].group if held else None

    @cached_property
    def month(self):
        text = self.kwargs.get("month")
        if not text:
            return shelf.open_month(self.request.user, self.group)
        try:
            return dt.date.fromisoformat(f"{text}-01")
        except ValueError:
            raise Http404 from None

    @cached_property
    def show(self):
        shown = self.request.GET.get("show", "")
        return shown if shown in shelf.SHOWS else ""

    def get_queryset(self):
        return Volume.objects.select_related("worker", "group")

    def get_filters(self):
        wanted = Q(month=self.month) & shelf.SHOWS[self.show][1]
        return wanted & Q(group=self.group) if self.group else wanted

    def get(self, request, *args, **kwargs):
        user, page = request.user, self.get_page()
        spines = shelf.shelf(user, self.month.year, self.month, self.group)
        current = next(spine for spine in spines if spine.current)
        due = deadlines.due("archive.month", self.month)
        context = {
            "page": page,
            "lines": shelf.lines(user, page),
            "group": self.group,
            "month": self.month,
            "spines": spines,
            "current": current,
            "year_total": sum(spine.total for spine in spines),
            "year_sealed": sum(spine.sealed for spine in spines),
            "older_year": self.year_url(-1),
            "newer_year": self.year_url(1) if self.month.year < clock.today().year else "",
            "badge": None if current.is_sealed or not current.total else badge(due.at),
            "stages": shelf.month_stages(current),
            "chips": self.chips(),
            "checks": self.checks(),
            "requests": self.requests(),
            "registers": list(Register.objects.order_by("-month", "-part")[:3]) if policy.sees_all(user) else [],
            "may_ask": policy.may_ask(user) is None,
            "may_close": policy.may_close_month(user) is None,
            "sees_registers": policy.sees_all(user),
        }
        return render(request, "archives/room.html", context)

    def year_url(self, step):
        return shelf.month_url(dt.date(self.month.year + step, 12 if step < 0 else 1, 1), self.group)

    def chips(self):
        base = shelf.month_url(self.month, self.group)
        return [
            {"label": label, "url": f"{base}?show={key}" if key else base, "on": key == self.show, "count": None}
            for key, (label, rows) in shelf.SHOWS.items()
        ]

    def checks(self):
        """The sample of this month that the reader may see."""
        if not policy.inspects(self.request.user):
            return []
        rows = Check.objects.filter(kind=Check.Kind.INSPECTION, volume__month=self.month)
        return list(rows.select_related("volume__worker", "by")[:10])

    def requests(self):
        rows = AccessRequest.objects.visible_page(self.request.user, size=3)
        found = AccessRequest.objects.filter(pk__in=[row.pk for row in rows])
        return list(found.select_related("volume", "filled_by", "approval").order_by("-created_at"))


class VolumePage(ObjectDoor, View):
    """One volume: its catalogue, its way, its history; what the reader may do with it."""

    model = Volume

    def get_queryset(self):
        return super().get_queryset().select_related("worker", "point", "group", "verified_by", "sealed_by")

    def get(self, request, *args, **kwargs):
        user, volume = request.user, self.object
        can = {
            "submit": policy.may_submit(user, volume) is None,
            "waive": volume.missing and policy.may_waive(user, volume) is None,
            "verify": policy.may_verify(user, volume) is None,
            "return": policy.may_return(user, volume) is None,
            "seal": policy.may_seal(user, volume) is None,
            "reopen": policy.may_reopen(user, volume) is None,
            "suspend": volume.state != Volume.State.SUSPENDED and policy.may_suspend(user, volume) is None,
            "resume": volume.state == Volume.State.SUSPENDED and roles.is_ddg(user),
            "correct": volume.is_closed and roles.is_ddg(user),
            "know_why": policy.sees_suspension(user),
            "read": bool(policy.capacity_to_read(user, volume)),
            "ask": volume.is_closed and policy.may_ask(user) is None and not policy.live_grant(user, volume),
        }
        words = policy.sees_words(user, volume)
        gaps = "、".join(f"《{entry.title}》" for entry in shelf.catalogue(volume) if entry.missing)
        due = deadlines.due("archive.month", volume.finished_on)
        context = {
            "volume": volume,
            "can": can,
            "gaps": gaps,
            "badge": None if volume.is_closed or volume.submitted_at else badge(due.at),
            "catalogue": shelf.catalogue(volume),
            "words": words,
            "stages": shelf.volume_stages(volume),
            "events": shelf.history(volume, words=words),
            "month_url": shelf.month_url(volume.month, volume.group),
            "month_name": formats.month(volume.month),
            "check": self.open_check(user, volume),
        }
        return render(request, "archives/volume.html", context)

    def open_check(self, user, volume):
        if not policy.inspects(user):
            return None
        return volume.checks.filter(kind=Check.Kind.INSPECTION, done_at=None).first()


class VolumeAct(ObjectDoor, View):
    """One act on a volume: POST, then back to its page."""

    model = Volume
    http_method_names = ["post"]
    said = ""
    again = False  # does the act ask for the password once more?

    def act(self, data):
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        if self.again:
            step_up(request)
        try:
            self.act(request.POST)
        except ValidationError as error:
            for text in error.messages:
                messages.error(request, text)
        else:
            messages.success(request, self.said)
        return redirect(self.after())

    def after(self):
        return reverse("archives:volume", args=[self.object.uuid])


class Count(VolumeAct):
    said = gettext_lazy("Counted again.")

    def act(self, data):
        actions.count(self.object, by=self.request.user)


class Submit(VolumeAct):
    said = gettext_lazy("Handed in for verification.")

    def act(self, data):
        actions.submit(volume=self.object, by=self.request.user)


class Waive(VolumeAct):
    said = gettext_lazy("Waived. The deputy director-general is told.")

    def act(self, data):
        actions.waive(
            volume=self.object, code=data.get("code", ""), reason=data.get("reason", ""), by=self.request.user
        )


class Verify(VolumeAct):
    said = gettext_lazy("Verified. It can be sealed now.")

    def act(self, data):
        actions.verify(volume=self.object, by=self.request.user, findings=data.get("findings", ""))

    def after(self):
        back = self.request.POST.get("back") == "month"
        return shelf.month_url(self.object.month, self.object.group) if back else super().after()


class Return(VolumeAct):
    said = gettext_lazy("Returned to the worker.")

    def act(self, data):
        actions.return_(volume=self.object, by=self.request.user, reason=data.get("reason", ""))


class Remind(VolumeAct):
    said = gettext_lazy("The worker was reminded.")

    def act(self, data):
        actions.remind_worker(volume=self.object, by=self.request.user)

    def after(self):
        return shelf.month_url(self.object.month, self.object.group)


class Reopen(VolumeAct):
    again = True
    said = gettext_lazy("Reopened. What was sealed stays as it was; the correction becomes a new edition.")

    def act(self, data):
        actions.reopen(volume=self.object, by=self.request.user, reason=data.get("reason", ""))


class Suspend(VolumeAct):
    said = gettext_lazy("Reading is suspended.")

    def act(self, data):
        actions.suspend(volume=self.object, by=self.request.user, reason=data.get("reason", ""))


class Resume(VolumeAct):
    said = gettext_lazy("Reading is possible again for those who hold a grant.")

    def act(self, data):
        actions.resume(volume=self.object, by=self.request.user)


class Seal(ObjectDoor, View):
    """The dialog before sealing: names the volume and the effect, asks for envelope, place and password."""

    model = Volume

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        if policy.may_seal(request.user, self.object):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.show(SealForm(by=request.user))

    def post(self, request, *args, **kwargs):
        form = SealForm(request.POST, by=request.user)
        if not form.is_valid():
            return self.show(form)
        try:
            actions.seal(volume=self.object, by=request.user, **form.place())
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form)
        messages.success(request, _("Being sealed: in a minute the volume is closed for good."))
        return redirect("archives:volume", uuid=self.object.uuid)

    def show(self, form):
        return render(self.request, "archives/seal.html", {"form": form, "volume": self.object})
