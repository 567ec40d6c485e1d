"""卷内目录: which forms a case's file needs, which are there, which are due, which do not apply and why (ARCH-03)."""

from dataclasses import dataclass, field

from django.db.models import CharField, Value
from django.utils.translation import gettext as _

from archives.kinds import Entry
from cases import facts
from cases.models import State
from cases.sheets import FORMS
from core import clock, formats

PRESENT, MISSING, LATER, NOT_APPLICABLE = "present", "missing", "later", "not_applicable"
RECORDS = ("case_record_brief", "case_record_process")
# Needed from the start; the second group before closing (archive sets of forms.md).
EARLY = (
    "inquiry_intake_visit_record",
    "intake_info",
    "case_basic_info",
    "case_service_consent",
    "case_service_plan",
)
AT_THE_END = ("problem_rating_scale", "case_closing_evaluation", "case_closing_report", "case_closing")
ONLY_TO_CLOSE = AT_THE_END[1:]
REDUCED = ("inquiry_intake_visit_record", "records", "case_closing")  # of a consultation (CASE-09)
OPTIONAL = ("visitor_inquiry_registration", "service_application", "interview_record", "service_agreement")
ORDER = (*EARLY, "records", "problem_rating_scale", "stage", *ONLY_TO_CLOSE, "recording_consent")


@dataclass
class Line:
    """One line: `state` is present, missing, later (not due yet) or not_applicable."""

    name: str  # code name of the form, or "records" for either kind of record
    title: str
    state: str
    sheets: list = field(default_factory=list)  # oldest first
    why: str = ""
    required: bool = True
    day: object = None  # of a stage form: its anniversary

    @property
    def newest(self):
        return self.sheets[-1] if self.sheets else None

    @property
    def form(self):
        """The form to fill in for this line."""
        return {"records": RECORDS[1], "stage": "case_stage_development"}.get(self.name.partition(":")[0], self.name)


class Papers:
    """All sheets and contacts of one case, read once: one query says which forms there are, then one a form."""

    def __init__(self, case):
        self.case = case
        self.contacts = facts.contacts(case)
        self.every = {name: [] for name in FORMS}  # of every round, oldest first
        for name in _forms_in(case):
            self.every[name] = list(FORMS[name].objects.of(case).select_related("approval"))
            for sheet in self.every[name]:
                sheet.case = case
        self.rows = {
            name: [sheet for sheet in sheets if name in facts.INTAKE_FORMS or sheet.round == case.rounds]
            for name, sheets in self.every.items()
        }

    def __getitem__(self, name):
        if name == "records":
            both = [sheet for record in RECORDS for sheet in self.rows[record]]
            return sorted(both, key=lambda sheet: sheet.contact_no)
        return self.rows[name]


def _forms_in(case):
    """The kinds of form that lie in the file."""
    first, *others = (
        model.objects.of(case).order_by().values_list(Value(name, CharField()), flat=True)
        for name, model in FORMS.items()
    )
    return set(first.union(*others))


def lines(case, *, papers=None, on=None):
    """The whole catalogue, in the order of the file."""
    papers, on = papers or Papers(case), on or clock.today()
    found = []
    for name in ORDER:
        if name == "stage":
            found.extend(_stage_lines(case, papers, on))
        elif case.is_consultation and name not in REDUCED and not papers[name]:
            why = _("A consultation needs a reduced set only.")
            found.append(Line(name, title_of(name), NOT_APPLICABLE, why=why, required=False))
        else:
            found.append(_line(case, papers, name))
    found.extend(_further(papers))
    return found


def title_of(name):
    """The title of a line by its name; a stage form's name carries its anniversary."""
    if name == "records":
        return _("Case record (process or brief)")
    return str(FORMS["case_stage_development" if name.startswith("stage") else name].TITLE)


def title_of_line(code):
    """The name of a line of the catalogue that is not the name of one form; "" for any other code."""
    return title_of(code) if code == "records" or code.partition(":")[0] == "stage" else ""


def _line(case, papers, name):
    sheets, title = papers[name], title_of(name)
    if name == "recording_consent":
        return _recording_line(case, sheets, title)
    if sheets and not _counts_as_present(name, sheets):
        return Line(name, title, MISSING, sheets, why=_not_yet(name))
    if sheets:
        return Line(name, title, PRESENT, sheets, why=_number(name, sheets))
    if name in AT_THE_END and case.state not in (State.CLOSED, State.CLOSING_SUBMITTED, State.ARCHIVED):
        return Line(name, title, LATER, why=_("Filled in before closing."))
    return Line(name, title, MISSING)


def _counts_as_present(name, sheets):
    """A consent counts once signed, a plan once approved."""
    if name == "case_service_consent":
        return any(sheet.signed_on and not sheet.withdrawn_on for sheet in sheets)
    if name == "case_service_plan":
        return any(sheet.approval and sheet.approval.state == "approved" for sheet in sheets)
    return True


def _not_yet(name):
    return _("The paper is not signed yet.") if name == "case_service_consent" else _("Not approved yet.")


def _number(name, sheets):
    return _("%(n)s in the file") % {"n": len(sheets)} if len(sheets) > 1 or name == "records" else ""


def _recording_line(case, sheets, title):
    recorded = case.attachments.filter(kind__in=facts.RECORDED).exists()
    if sheets:
        return Line("recording_consent", title, PRESENT, sheets, required=recorded)
    if recorded:
        return Line("recording_consent", title, MISSING)
    return Line("recording_consent", title, NOT_APPLICABLE, why=_("No recordings."), required=False)


def _stage_lines(case, papers, on):
    """One line an anniversary that has come, and the next one as not due yet (CASE-22)."""
    title = title_of("case_stage_development")
    filed = {sheet.anniversary: sheet for sheet in papers["case_stage_development"]}
    days = sorted({*facts.due_days(case, case.closed_on or on), *filed})
    for day in days:
        sheets = [filed[day]] if day in filed else []
        why = _("Due on %(day)s, when the case had been open for a year or more.") % {"day": formats.day_full(day)}
        there = any(not facts.came_back(sheet) for sheet in sheets)
        yield Line(f"stage:{day}", title, PRESENT if there else MISSING, sheets, why=why, day=day)
    if not days:
        why = _("Only for a case open for a year or more.")
        if case.is_served and not case.is_consultation and case.served_since:
            why = _("Only for a case open for a year or more: from %(day)s.") % {
                "day": formats.day_full(facts.next_due(case))
            }
        yield Line("stage", title, NOT_APPLICABLE, why=why, required=False)


def _further(papers):
    """What is in the file beside the required set, shown as it is."""
    for name in (*OPTIONAL, "needs_assessment", "case_follow_up_review"):
        if papers[name]:
            yield Line(name, title_of(name), PRESENT, papers[name], required=False)


def lacking(case, *, papers=None):
    """The required forms that are not in the file now, those of the end included (CASE-29)."""
    found = lines(case, papers=papers)
    return [line for line in found if line.required and line.state in (MISSING, LATER) and line.name != "case_closing"]


def entries(case):
    """The catalogue as the archives count it (ARCH-03; EX-59)."""
    reasons = _stated_reasons(case)
    found = []
    for line in lines(case):
        state = MISSING if line.state == LATER else line.state
        why = line.why or str(reasons.get(line.name, ""))
        found.append(Entry(line.name, line.title, state, line.sheets, why, line.required))
    return found


def _stated_reasons(case):
    """What the worker wrote at closing about forms that are missing."""
    closing = facts.newest(case, "case_closing")
    return closing.missing if closing else {}
