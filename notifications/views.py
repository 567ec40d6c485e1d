"""My day and the notices. Everybody sees their own; nothing here is another person's."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from access.doors import ListDoor, ObjectDoor, RoleOnly, anyone_signed_in
from core import clock
from core.subjects import describe_many
from notifications import actions, agenda, names, panels, texts, times
from notifications.forms import PreferenceForm
from notifications.models import Deadline, Notification, Preference


class Today(RoleOnly, TemplateView):
    """My day: what to do, why, by when (ui/ia.md: today). `?all=1` opens the fold."""

    allowed = staticmethod(anyone_signed_in)
    template_name = "notifications/today.html"

    def get_context_data(self, **kwargs):
        user, today = self.request.user, clock.today()
        everything = self.request.GET.get("all") == "1"
        mine = agenda.agenda(user, limit=None if everything else agenda.VISIBLE)
        entries = agenda.schedule(user, today, today)
        shown = panels.panels_for(user)
        return super().get_context_data(
            agenda=mine,
            name=names.first_name(user),
            today=today,
            entries=entries,
            next_entry=next((entry for entry in entries if entry.kind == "next"), None),
            panels=shown,
            beside=sum(panel.work for panel in shown),
            offers=panels.offers_for(user),
            **kwargs,
        )


class Week(RoleOnly, TemplateView):
    """The engagements of this week, day by day."""

    allowed = staticmethod(anyone_signed_in)
    template_name = "notifications/week.html"

    def get_context_data(self, **kwargs):
        today = clock.today()
        monday = today - dt.timedelta(days=today.weekday())
        entries = agenda.schedule(self.request.user, monday, monday + dt.timedelta(days=6))
        days = [monday + dt.timedelta(days=n) for n in range(7)]
        week = [(day, [entry for entry in entries if entry.day == day]) for day in days]
        return super().get_context_data(week=week, today=today, **kwargs)


class TaskList(ListDoor, TemplateView):
    """A page of one's deadlines, worded as on My day."""

    model = Deadline

    def get_queryset(self):
        return Deadline.objects.select_related("point")

    def get_context_data(self, **kwargs):
        page = self.get_page()
        tasks = agenda.tasks(self.request.user, page.rows)
        return super().get_context_data(page=page, tasks=tasks, **kwargs)


class Later(TaskList):
    """Due after this week."""

    template_name = "notifications/later.html"
    order = "due_at"

    def get_filters(self):
        return agenda.later_filter()


class Done(TaskList):
    """Recently done, in time or late (DATE-08)."""

    template_name = "notifications/done.html"
    order = "-met_at"

    def get_filters(self):
        return {"met_at__isnull": False}


class Notices(ListDoor, TemplateView):
    """What was said to me; like things together."""

    model = Notification
    template_name = "notifications/notices.html"

    def get_queryset(self):
        return Notification.objects.on_page()

    def get_filters(self):
        return {"read_at__isnull": True} if self.request.GET.get("unread") == "1" else None

    def get_context_data(self, **kwargs):
        page = self.get_page()
        visible = describe_many(self.request.user, {row.about for row in page.rows if row.about})
        bundles = {}
        for row in page.rows:
            row.text, row.shown = texts.text_of(row), visible.get(row.about)
            bundles.setdefault((row.text, clock.day_of(row.created_at)), []).append(row)
        unread = Notification.objects.unread().visible_to(self.request.user).count()
        return super().get_context_data(
            page=page, bundles=list(bundles.values()), unread=unread, only_unread=bool(self.get_filters()), **kwargs
        )


class ReadAll(RoleOnly, View):
    allowed = staticmethod(anyone_signed_in)
    http_method_names = ["post"]

    def post(self, request):
        actions.read(by=request.user)
        return redirect("notifications:list")


class Go(ObjectDoor, View):
    """From a notice or a mail to what it is about. Only the button (POST) marks it as read."""

    model = Notification
    http_method_names = ["get", "post"]

    def get(self, request, uuid):
        about = self.object.about
        described = describe_many(request.user, [about]).get(about) if about else None
        return redirect(described.url if described else reverse("notifications:today"))

    def post(self, request, uuid):
        actions.read(by=request.user, notification=self.object)
        return self.get(request, uuid)


class Settings(RoleOnly, FormView):
    """How I want to be told."""

    allowed = staticmethod(anyone_signed_in)
    form_class = PreferenceForm
    template_name = "notifications/settings.html"
    extra_context = {"mail_hours": times.mail_hours}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "instance": Preference.objects.filter(user=self.request.user).first() or Preference()
        }

    def form_valid(self, form):
        actions.prefer(by=self.request.user, **form.cleaned_data)
        messages.info(self.request, _("Saved. It holds for everything said from now on."))
        return redirect("notifications:settings")
