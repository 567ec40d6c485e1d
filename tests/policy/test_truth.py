"""The policies agree with the truth table, and every way of asking a policy gives the same answer."""

import pytest

from approvals.models import Step
from archives import policy as archive_policy
from archives.models import Volume
from archives.sheets import AccessRequest
from cases.models import Case
from clients.models import Client
from community.models import Event
from community.sheets import FORMS as EVENT_FORMS
from community.sheets import CommunityStudy
from gatherings.sheets import Opinion
from groups.models import Member, Programme, Session
from groups.sheets import FORMS
from projects.contracts.models import Target
from projects.funds import policy as funds
from projects.funds.models import FundRequest
from projects.funds.sheets import Advance
from reports import policy as reports
from reports.models import MonthlyReport
from staff.attendance.models import AttendanceDay, DisciplineNote, Outing
from staff.attendance.sheets import AttendanceCheck
from staff.leave.models import LeaveDates, LeaveRequest, MedicalProof
from staff.leave.weekly import WeeklyLeaveReport
from staff.plans.models import WorkReport
from tests.policy import truth


def among(queryset, row):
    return queryset.filter(pk=row.pk).exists()


def _case(user, rows):
    return {
        "content": among(Case.objects.content_open_to(user), rows["case"]),
        "line": among(Case.objects.visible_to(user), rows["case"]),
    }


def _client(user, rows):
    return {
        "full": among(Client.objects.open_to(user), rows["client"]),
        "contact": among(Client.objects.open_to(user, "full", "contact"), rows["client"]),
        "masked": among(Client.objects.visible_to(user), rows["client"]),
    }


def _volume(user, rows):
    return {
        "content": bool(archive_policy.capacity_to_read(user, rows["volume"])),
        "line": among(Volume.objects.visible_to(user), rows["volume"]),
    }


def _leave(user, rows):
    return {
        "content": among(LeaveRequest.objects.visible_to(user), rows["leave"]),
        "dates": among(LeaveDates.objects.visible_to(user), rows["dates"]),
    }


def _fund(user, rows):
    """The application and its cash have one audience."""
    seen = {among(FundRequest.objects.visible_to(user), rows["request"])}
    seen.add(among(Advance.objects.visible_to(user), rows["advance"]))
    assert len(seen) == 1, user
    return {"content": seen.pop()}


ASK = {
    "case": _case,
    "case_high": _case,
    "case_sealed": _case,
    "client": _client,
    "client_high": _client,
    "volume": _volume,
    "leave": _leave,
    "leave_centre": _leave,
    "step": lambda user, rows: {"content": among(Step.objects.visible_to(user), rows["step"])},
    "access_request": lambda user, rows: {"content": among(AccessRequest.objects.visible_to(user), rows["request"])},
    "asked_number": lambda user, rows: {"line": AccessRequest.objects.visible_to(user).exists()},
    "proof": lambda user, rows: {"content": among(MedicalProof.objects.visible_to(user), rows["proof"])},
    "attendance": lambda user, rows: {"content": among(AttendanceDay.objects.visible_to(user), rows["day"])},
    "attendance_check": lambda user, rows: {"content": among(AttendanceCheck.objects.visible_to(user), rows["check"])},
    "discipline": lambda user, rows: {"content": among(DisciplineNote.objects.visible_to(user), rows["note"])},
    "outing": lambda user, rows: {"content": among(Outing.objects.visible_to(user), rows["outing"])},
    "fund": _fund,
    "ledger": lambda user, rows: {"content": funds.sees_ledger(user)},
    "group": lambda user, rows: {"content": among(Programme.objects.content_open_to(user), rows["group"])},
    "group_members": lambda user, rows: {"content": among(Programme.objects.members_open_to(user), rows["group"])},
    "group_money": lambda user, rows: {"content": among(Programme.objects.money_open_to(user), rows["group"])},
    "group_opinions": lambda user, rows: {"content": among(Opinion.objects.visible_to(user), rows["opinion"])},
    "event_opinions": lambda user, rows: {"content": among(Opinion.objects.visible_to(user), rows["opinion"])},
    "group_sealed": lambda user, rows: {
        "content": among(Programme.objects.content_open_to(user), rows["group"]),
        "line": among(Programme.objects.visible_to(user), rows["group"]),
    },
    "event": lambda user, rows: {"content": among(Event.objects.content_open_to(user), rows["event"])},
    "event_people": lambda user, rows: {"content": among(Event.objects.names_open_to(user), rows["event"])},
    "event_money": lambda user, rows: {"content": among(Event.objects.money_open_to(user), rows["event"])},
    "event_sealed": lambda user, rows: {
        "content": among(Event.objects.content_open_to(user), rows["event"]),
        "line": among(Event.objects.visible_to(user), rows["event"]),
    },
    "study": lambda user, rows: {"content": among(CommunityStudy.objects.visible_to(user), rows["study"])},
    "work_report": lambda user, rows: {
        "content": among(WorkReport.objects.visible_to(user), rows["report"]),
    },
    "leave_week": lambda user, rows: {"content": among(WeeklyLeaveReport.objects.visible_to(user), rows["week"])},
    "report_point": lambda user, rows: {
        "content": among(MonthlyReport.objects.visible_to(user), rows["report"])
        and reports.reads_whole(user, rows["report"]),
        "own": among(MonthlyReport.objects.visible_to(user), rows["report"]),
    },
    "report_whole": lambda user, rows: {
        "content": reports.sees_all(user),
        "staff": among(MonthlyReport.objects.visible_to(user), rows["report"]),
    },
    "target": lambda user, rows: {"content": among(Target.objects.visible_to(user), rows["target"])},
}


def test_every_object_of_the_table_is_asked_about():
    assert set(ASK) == set(truth.OBJECTS) == set(truth.TABLE["worker"]) - {"who", "relation"}


@pytest.mark.rule("SOD-08")
@pytest.mark.rule("CONF-01")
@pytest.mark.rule("CONF-08")
def test_policies_agree_with_the_truth_table(cast, planted):
    wrong = []
    for who in truth.WHO:
        for thing, ask in ASK.items():
            for asked, seen in ask(getattr(cast, who), planted[thing].rows).items():
                if seen is not truth.may(who, thing, asked):
                    wrong.append(f"{who} {'sees' if seen else 'does not see'} {thing} at level {asked}")
    assert not wrong, "\n".join(wrong)


PAGED = [AccessRequest, Case, Client, Volume, LeaveRequest, LeaveDates, MedicalProof, AttendanceDay, Outing]
PAGED += [FundRequest, Advance, MonthlyReport, Target, Programme, Member, Session, *FORMS.values()]
PAGED += [Event, CommunityStudy, *EVENT_FORMS.values(), WorkReport, WeeklyLeaveReport]


@pytest.mark.parametrize("model", PAGED, ids=lambda model: model._meta.label)
def test_a_page_shows_exactly_what_is_visible(cast, planted, model):
    for who in truth.WHO:
        user = getattr(cast, who)
        paged = {row.pk for row in model.objects.visible_page(user, size=100)}
        assert paged == set(model.objects.visible_to(user).values_list("pk", flat=True)), who
