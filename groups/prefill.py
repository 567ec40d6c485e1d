"""A plan that begins with what is known: the days of its sessions, or the version before it."""

from django.http import QueryDict  # noqa: TID251 - a draft keeps what a browser would have sent

from archives.actions import save_draft
from archives.drafting import number
from archives.forms import posted
from archives.models import Draft
from archives.sheets import boxes, column, row_model
from clients.policy import parse_day
from groups.sheets import GroupPlan
from rulebook.dates import DAY


def begin_plan(programme, by, *, sessions, apart, starts, ends, place):
    """The draft of a new plan, with one line a session."""
    data = QueryDict(mutable=True)
    data["name"], data["group_type"] = programme.name, programme.group_type
    data["first_session"], data["place"] = programme.first_day.isoformat(), place
    lines = [
        {
            "day": (programme.first_day + DAY * apart * n).isoformat(), "starts": f"{starts:%H:%M}",
            "ends": f"{ends:%H:%M}",
        }
        for n in range(sessions)
    ]  # fmt: skip
    _rows(data, "session_plans", lines)
    for box, least in (("process_goals", 1), ("staff", 1), ("budget", 0)):
        _rows(data, box, [{} for _ in range(least)])
    _keep(programme, by, data)


def copy_plan(programme, by, plan):
    """The draft of a new version from the one before (the money was refused)."""
    data = QueryDict(mutable=True)
    for _heading, names in GroupPlan.SECTIONS:
        for name in names:
            field = column(GroupPlan, name)
            if field is not None and field.editable:
                data[name] = _plain(field.value_from_object(plan))
    for box in boxes(GroupPlan):
        lines = row_model(GroupPlan, box)
        if lines is None:
            continue
        columns = lines.COLUMNS
        kept = getattr(plan, box).filter(removed=False)
        _rows(data, box, [{name: _plain(getattr(row, name)) for name in columns} for row in kept])
    _keep(programme, by, data)


def _rows(data, box, lines):
    data[f"{box}-TOTAL_FORMS"], data[f"{box}-INITIAL_FORMS"] = str(len(lines)), "0"
    data[f"{box}-MIN_NUM_FORMS"], data[f"{box}-MAX_NUM_FORMS"] = "0", "200"
    for n, line in enumerate(lines):
        for name, given in line.items():
            data[f"{box}-{n}-{name}"] = given


def _plain(value):
    if value in (None, False):
        return ""
    if value is True:
        return "on"
    return f"{value:%H:%M}" if hasattr(value, "hour") and not hasattr(value, "year") else str(value)


def _keep(programme, by, data):
    draft = Draft.objects.filter(owner=by, form=GroupPlan.NAME, about=programme.ref).first()
    version = draft.version if draft else 0
    save_draft(by=by, form=GroupPlan.NAME, about=programme.ref, text=posted(data), version=version)


def moved(data, old, new):
    """The posted plan with its first session on `new` and every session as many days later or earlier."""
    data = data.copy()
    data["first_session"] = new.isoformat()
    for n in range(number(data.get("session_plans-TOTAL_FORMS"))):
        name = f"session_plans-{n}-day"
        if day := parse_day(data.get(name)):
            data[name] = (day + (new - old)).isoformat()
    return data


def days_of(data):
    """(first, last) day of a posted or half-typed plan; None where it says nothing yet."""
    typed = [data.get(name) for name in data if name.endswith("-day")]
    days = [day for day in (parse_day(one) for one in typed) if day]
    first = parse_day(data.get("first_session") or data.get("first_day"))
    return first, max(days, default=None)
