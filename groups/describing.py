"""How groups show themselves where the cellar lists them: My day, the inbox, a decision (core.subjects)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from archives.layout import text_of
from core import clock, formats
from core.subjects import Described, register
from core.workload import Work
from core.workload import register as register_work
from groups.choices import GOING
from groups.models import Programme, Session
from groups.sheets import FORMS

SENTENCES = {
    "group_plan": gettext_noop("Group plan “%(name)s”"),
    "group_report": gettext_noop("Report of the group “%(name)s”"),
    "group_session_record": gettext_noop("Session record, group “%(name)s”"),
}
# What a decider reads first, box by box.
FACTS = {
    "group_plan": (
        "group_type", "target_group", "planned_members", "first_session", "last_session", "sessions_planned",
        "overall_goal", "contingency", "fund_source", "budget_total", "late_reason",
    ),
    "group_report": (
        "sessions_held", "members", "person_times", "attendance_rate", "counts", "opinions", "satisfaction", "goals",
    ),
}  # fmt: skip


def _programmes(user, uuids):
    rows = Programme.objects.visible_to(user).filter(uuid__in=uuids)
    return {
        str(row.uuid): Described(
            row.name, row.get_absolute_url(), why=row.get_state_display(), verb=pgettext("button", "Open"),
            icon="users-group",
        )
        for row in rows
    }  # fmt: skip


def _sessions(user, uuids):
    rows = Session.objects.visible_to(user).filter(uuid__in=uuids).select_related("programme")
    return {str(row.uuid): _session(user, row) for row in rows}


def _session(user, row):
    title = _("%(name)s, session %(n)s") % {"name": row.programme.name, "n": row.number}
    args = [row.programme.uuid, row.number]
    if row.held_on:
        return Described(
            title, reverse("groups:record", args=args), verb=pgettext("button", "Write"), icon="pencil",
            why=formats.day(row.day),
        )  # fmt: skip
    url = reverse("groups:session", args=args)
    if row.day <= clock.today():
        url = reverse("groups:roll", args=[row.uuid])
    return Described(title, url, why=formats.day(row.day), verb=_("Call the roll"), icon="checks")


def _sheets(form):
    def describe(user, uuids):
        rows = FORMS[form].objects.visible_to(user).filter(uuid__in=uuids)
        rows = rows.select_related("programme__worker", "filled_by")
        return {str(sheet.uuid): _sheet(sheet) for sheet in rows}

    return describe


def _sheet(sheet):
    group, words = sheet.programme, SENTENCES.get(sheet.NAME)
    title = _(words) % {"name": group.name} if words else f"{sheet.TITLE} {group.name}"
    if hasattr(sheet, "session_no"):
        title = _("%(title)s, session %(n)s") % {"title": title, "n": sheet.session_no}
    facts = [(_("Worker"), str(group.worker))]
    facts += [
        (str(sheet._meta.get_field(box).verbose_name), text_of(sheet, sheet._meta.get_field(box)))
        for box in FACTS.get(sheet.NAME, ())
    ]
    return Described(
        title, sheet.get_absolute_url(), why=str(sheet.filled_by), verb=pgettext("button", "Read"), icon="file-text",
        facts=tuple((label, value) for label, value in facts if value),
    )  # fmt: skip


def open_work(person, first, last):
    """Sessions in a stretch of days and groups that are going: what an absence leaves alone (LEAVE-07)."""
    rows = Session.objects.ahead().filter(
        programme__worker=person, programme__state__in=GOING, day__range=(first, last)
    )
    for row in rows.select_related("programme"):
        title = _("%(name)s, session %(n)s") % {"name": row.programme.name, "n": row.number}
        yield Work("group", title, row.programme.ref, row.day)
    dated = rows.values("programme")
    for group in Programme.objects.filter(worker=person, state__in=GOING).exclude(pk__in=dated):
        yield Work("group", group.name, group.ref)


register("groups.programme", _programmes)
register("groups.session", _sessions)
for name, model in FORMS.items():
    register(model._meta.label_lower, _sheets(name))
register_work(open_work)
