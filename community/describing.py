"""How events show themselves where the cellar lists them: My day, the inbox, a decision (core.subjects)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from archives.layout import text_of
from community.choices import Item
from community.models import AHEAD, Event, HostConsent, Preparation
from community.sheets import FORMS
from core import formats
from core.subjects import Described, register
from core.workload import Work
from core.workload import register as register_work

SENTENCES = {
    "event_plan": gettext_noop("Event plan “%(name)s”"),
    "event_report": gettext_noop("Report of the event “%(name)s”"),
}
# What a decider reads first, box by box.
FACTS = {
    "event_plan": (
        "kind", "day", "starts", "ends", "setting", "place", "target_group", "planned_people", "background", "goals",
        "fund_source", "late_reason",
    ),
    "event_report": (
        "held_on", "minutes", "participants", "volunteers", "size_class", "forms", "satisfaction", "goals",
    ),
}  # fmt: skip
FORM_OF = {
    Item.SITE_VISIT: "event_site_visit",
    Item.MATERIALS: "event_materials_checklist",
    Item.DEBRIEF: "event_debrief",
    Item.NEWS: "event_news_release",
    Item.REPORT: "event_report",
}


def _events(user, uuids):
    rows = Event.objects.visible_to(user).filter(uuid__in=uuids)
    return {
        str(row.uuid): Described(
            row.title, row.get_absolute_url(), why=f"{row.get_state_display()} · {formats.day(row.day)}",
            verb=pgettext("button", "Open"), icon="calendar-event",
        )
        for row in rows
    }  # fmt: skip


def _preparations(user, uuids):
    rows = Preparation.objects.visible_to(user).filter(uuid__in=uuids).select_related("event")
    return {str(row.uuid): _preparation(user, row) for row in rows}


def _preparation(user, row):
    event, verb = row.event, pgettext("button", "Open")
    url = reverse("community:prep", args=[event.uuid])
    if event.worker_id == user.pk and row.item in FORM_OF:
        url, verb = reverse("community:form", args=[event.uuid, FORM_OF[row.item]]), pgettext("button", "Write")
    elif event.worker_id == user.pk and row.item == Item.SIGN_IN:
        url, verb = reverse("community:sign_in", args=[event.uuid]), pgettext("event", "Sign in")
    elif event.worker_id == user.pk and row.item == Item.TELL_PEOPLE:
        url, verb = reverse("community:people", args=[event.uuid]), _("Tell them")
    title = _("%(what)s, “%(name)s”") % {"what": row.title, "name": event.title}
    return Described(title, url, why=formats.day(event.day), verb=verb, icon="checklist")


def _consents(user, uuids):
    rows = HostConsent.objects.visible_to(user).filter(uuid__in=uuids).select_related("event__worker")
    return {
        str(row.uuid): Described(
            _("Host unit's consent to “%(name)s”") % {"name": row.event.title}, row.event.get_absolute_url(),
            why=formats.day(row.day), verb=_("Record"), icon="building",
            facts=((_("Worker"), str(row.event.worker)), (_("Day"), formats.day(row.day)), (_("Place"), row.place)),
        )
        for row in rows
    }  # fmt: skip


def _sheets(form):
    def describe(user, uuids):
        rows = FORMS[form].objects.visible_to(user).filter(uuid__in=uuids).select_related("event__worker", "filled_by")
        return {str(sheet.uuid): _sheet(sheet) for sheet in rows}

    return describe


def _sheet(sheet):
    event, words = sheet.event, SENTENCES.get(sheet.NAME)
    title = _(words) % {"name": event.title} if words else f"{sheet.TITLE} {event.title}"
    facts = [(_("Worker"), str(event.worker))]
    for box in FACTS.get(sheet.NAME, ()):
        found = sheet._meta.get_field(box)
        label = found.related_model._meta.verbose_name_plural if found.one_to_many else found.verbose_name
        facts.append((str(label), text_of(sheet, found) if not found.one_to_many else _goals(sheet)))
    return Described(
        title, sheet.get_absolute_url(), why=str(sheet.filled_by), verb=pgettext("button", "Read"), icon="file-text",
        facts=tuple((label, value) for label, value in facts if value),
    )  # fmt: skip


def _goals(sheet):
    return "；".join(row.goal for row in sheet.goals.filter(removed=False))


def open_work(person, first, last):
    """Events in a stretch of days: what an absence leaves alone (LEAVE-07)."""
    for event in Event.objects.filter(worker=person, state__in=AHEAD, day__range=(first, last)):
        yield Work("event", event.title, event.ref, event.day)


register("community.event", _events)
register("community.preparation", _preparations)
register("community.hostconsent", _consents)
for name, model in FORMS.items():
    register(model._meta.label_lower, _sheets(name))
register_work(open_work)
