"""The deadlines of the worked examples on other days: other holidays, make-up days, ends of months and of the year."""

import pytest

from rulebook import deadlines
from tests.rulebook.test_dates import day

pytestmark = pytest.mark.django_db

DUE = [  # worked out by hand from rules.md and the State Council's notices
    ("plan.weekly", "2026-01-01", "2025-12-29"),  # the week of New Year began in the old one
    ("plan.weekly", "2025-10-06", "2025-10-09"),
    ("plan.weekly", "2025-01-27", "2025-01-27"),  # a Monday before the holiday
    ("plan.weekly", "2025-02-03", "2025-02-05"),
    ("plan.weekly", "2024-02-12", "2024-02-18"),  # only the make-up Sunday is worked
    ("plan.monthly", "2025-05-20", "2025-05-06"),
    ("plan.monthly", "2025-02-20", "2025-02-05"),
    ("plan.monthly", "2026-02-20", "2026-02-02"),
    ("fund.final_accounts", "2024-03-01", "2025-01-06"),  # the 5th is a Sunday
    ("plan.yearly_plan", "2026-01-10", "2026-02-02"),  # the 31st is a Saturday
    ("case.retro_approval", "2026-09-30", "2026-10-10"),  # the third day is a make-up Saturday
    ("case.record", "2026-04-30", "2026-05-07"),
    ("case.record", "2026-02-13", "2026-02-24"),
    ("case.plan", "2026-02-09", "2026-02-28"),
    ("case.stage_review", "2025-02-28", "2026-02-28"),  # an anniversary keeps its day
    ("case.follow_up", "2026-12-31", "2027-06-30"),
    ("case.deposit", "2026-09-30", "2026-10-10"),
    ("case.deposit", "2026-12-15", "2027-01-11"),
    ("archive.month", "2026-09-20", "2026-10-08"),
    ("archive.month", "2025-12-20", "2026-01-05"),
    ("archive.access", "2026-09-28", "2026-10-05"),  # a grant ends on its day, holiday or not
    ("case.home_visit", "2026-09-30", "2026-10-08"),
    ("case.alerts", "2026-07-20", "2026-07-06"),
    ("group.plan", "2026-10-12", "2026-09-21"),
    ("group.dept_plan", "2026-10-12", "2026-09-29"),
    ("group.session_record", "2026-02-13", "2026-02-24"),
    ("group.report", "2026-02-12", "2026-02-24"),
    ("event.report", "2026-09-28", "2026-10-08"),
    ("approval.cc_unread", "2026-09-30", "2026-10-10"),
    ("leave.after_the_fact", "2026-09-30", "2026-10-08"),
    ("leave.return", "2026-02-14", "2026-02-24"),
    ("project.plan", "2026-09-02", "2026-10-08"),
    ("cmpl.external", "2026-09-20", "2026-10-16"),
    ("appraisal.publicity", "2026-09-24", "2026-10-09"),
    ("visit.sa", "2026-11-30", "2027-02-28"),
    ("eval.upload", "2026-04-30", "2026-05-06"),
]


def marked(key, *row):
    return pytest.param(key, *row, marks=[pytest.mark.rule(rule) for rule in deadlines.RULES[key].rules])


@pytest.mark.parametrize(("key", "since", "last"), [marked(*row) for row in DUE])
def test_due_days_beside_those_of_the_examples(key, since, last):
    assert deadlines.due(key, day(since)).day.isoformat() == last
