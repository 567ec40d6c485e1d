"""How cases show themselves where the cellar lists them: My day, the inbox, a decision (core.subjects).

Lists show the number and the masked name; what a decision needs to know is shown to who may read the file.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from cases import policy
from cases.models import Case, Contact, FollowUp, Reopening, State
from cases.pages import fill_url
from cases.sheets import FORMS
from core import formats
from core.subjects import Described, register
from core.workload import Work
from core.workload import register as register_work

SENTENCES = {
    "intake_info": gettext_noop("Opening of the case %(number)s"),
    "case_service_plan": gettext_noop("Service plan, case %(number)s"),
    "case_stage_development": gettext_noop("Stage development, case %(number)s"),
    "case_closing": gettext_noop("Closing of the case %(number)s"),
}
# What a decider reads first, box by box.
FACTS = {
    "intake_info": ("case_kind", "source", "main_problem", "client_wish", "risk", "open_mode", "provisional_reason"),
    "case_service_plan": ("main_problems", "client_goal", "model", "period_from", "period_to", "evaluation"),
    "case_stage_development": ("period_from", "period_to", "contacts", "changes", "new_needs", "decision"),
    "case_closing": ("opened_on", "closed_on", "contacts", "ground", "ground_note", "linkage", "follow_up_plan"),
}


def name_of(case):
    """Number and masked name; of a case of level high, the number only."""
    if case.conf_level == policy.HIGH or case.client is None:
        return case.number
    return f"{case.number} {case.client}".strip()


def _cases(user, uuids):
    rows = Case.objects.visible_to(user).filter(uuid__in=uuids).with_people()
    return {str(case.uuid): _case(case) for case in rows}


def _case(case):
    title = name_of(case) or _("Inquiry of %(day)s") % {"day": formats.day(case.inquired_on)}
    return Described(title, case.get_absolute_url(), why=str(State(case.state).label), icon="folders")


def _alerts(user, uuids):
    """The round of alerts is its supervisor's own."""
    mine = {str(user.uuid)} & set(uuids)
    return {uuid: Described(_("of your workers"), reverse("cases:alerts"), icon="bell") for uuid in mine}


def _contacts(user, uuids):
    rows = Contact.objects.visible_to(user).filter(uuid__in=uuids).select_related("case__client")
    return {
        str(row.uuid): Described(
            _("Record of contact %(n)s, %(case)s") % {"n": row.number, "case": name_of(row.case)},
            fill_url(row.case, "case_record_process"),
            verb=pgettext("button", "Write"),
            icon="pencil",
        )
        for row in rows
    }


def _follow_ups(user, uuids):
    rows = FollowUp.objects.filter(case__in=Case.objects.visible_to(user), uuid__in=uuids).select_related(
        "case__client"
    )
    return {
        str(row.uuid): Described(
            _("Follow-up %(n)s, %(case)s") % {"n": row.number, "case": name_of(row.case)},
            fill_url(row.case, "case_follow_up_review"),
            verb=_("Follow up"),
            icon="phone-check",
        )
        for row in rows
    }


def _sheets(form):
    def describe(user, uuids):
        rows = (
            FORMS[form]
            .objects.visible_to(user)
            .filter(uuid__in=uuids)
            .select_related("case__client", "case__worker", "filled_by")
        )
        return {str(sheet.uuid): _sheet(sheet) for sheet in rows}

    return describe


def _sheet(sheet):
    case = sheet.case
    words = SENTENCES.get(sheet.NAME)
    title = (
        _(words) % {"number": case.number or name_of(case) or _("not numbered yet")}
        if words
        else f"{sheet.TITLE} {name_of(case)}"
    )
    facts = [(_("Client"), str(case.client or "—")), (_("Worker"), str(case.worker))]
    facts += [(str(sheet.label_of(box)), _shown(sheet, box)) for box in FACTS.get(sheet.NAME, ())]
    return Described(
        title.strip(),
        sheet.get_absolute_url(),
        why=str(sheet.filled_by),
        verb=pgettext("button", "Read"),
        icon="file-text",
        facts=tuple((label, value) for label, value in facts if value),
    )


def _shown(sheet, box):
    from archives.layout import text_of

    return text_of(sheet, sheet._meta.get_field(box))


def _reopenings(user, uuids):
    rows = Reopening.objects.visible_to(user).filter(uuid__in=uuids).select_related("case__client", "asked_by")
    return {
        str(row.uuid): Described(
            _("Reopening of the case %(number)s") % {"number": row.case.number},
            reverse("cases:detail", args=[row.case.uuid]),
            why=str(row.asked_by),
            icon="folders",
            facts=((_("New need"), row.reason),),
        )
        for row in rows
    }


def open_work(person, first, last):
    """Cases a stretch of days leaves without their worker: appointments in it, and what is served (LEAVE-07)."""
    rows = Case.objects.served().filter(worker=person).select_related("client")
    return [Work("case", name_of(case), case.ref, _day_within(case, first, last)) for case in rows]


def _day_within(case, first, last):
    day = formats.as_day(case.next_contact_at) if case.next_contact_at else None
    return day if day and first <= day <= last else None


register("cases.case", _cases)
register("cases.alerts", _alerts)
register("cases.contact", _contacts)
register("cases.followup", _follow_ups)
register("cases.reopening", _reopenings)
for name, model in FORMS.items():
    register(model._meta.label_lower, _sheets(name))
register_work(open_work)
