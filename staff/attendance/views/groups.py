"""The months of the groups, the grid of one, the days in it, and closing it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, TemplateView

from access.doors import RoleOnly
from core import clock, formats
from notifications import badges
from notifications.models import Deadline
from people import roles
from people.models import SupervisionGroup, User
from rulebook.calendars import calendar
from staff.attendance import actions, closing, counting, coverage, grid, letters, outside, policy, roster
from staff.attendance.forms import CloseForm
from staff.attendance.models import GroupMonth, Mark
from staff.attendance.sheets import Publication
from staff.attendance.views.common import GroupDoor, add_to, around, day_of, first_of

STATUS = {"open": "draft", "reported": "wait", "returned": "bad", "verified": "done", "archived": "done"}
VIEWS = ("exceptions", "people", "days", "outings")


class Groups(RoleOnly, TemplateView):
    """/attendance/groups/: the month of every group one may read; an SA with one group goes straight to it."""

    allowed = staticmethod(policy.sees_others)
    template_name = "attendance/groups.html"

    def get(self, request, *args, **kwargs):
        user, month = request.user, first_of(request.GET.get("month"))
        groups = SupervisionGroup.objects.filter(active=True)
        if not policy.reads_all(user):
            groups = groups.filter(pk__in=policy.kept_groups(user))
        groups = list(groups)
        if len(groups) == 1 and not policy.reads_all(user):
            return HttpResponseRedirect(reverse("attendance:grid", args=[groups[0].code, f"{month:%Y-%m}"]))
        if not groups and policy.heads_people(user):
            return HttpResponseRedirect(reverse("attendance:people", args=[f"{month:%Y-%m}"]))
        return self.render_to_response(self.get_context_data(groups=groups, month=month))

    def get_context_data(self, *, groups, month, **kwargs):
        earlier, later = around(month)
        return super().get_context_data(
            rows=rows_of(groups, month),
            month=month,
            earlier=earlier,
            later=later,
            direction=policy.reads_all(self.request.user),
            **kwargs,
        )


def rows_of(groups, month):
    """[{group, state, gaps, figures, checked}, ...] in a constant number of statements."""
    periods = {row.group_id: row for row in GroupMonth.objects.filter(month=month, group__in=groups)}
    about = {row.ref: row for row in periods.values()}
    owed = Deadline.objects.open().filter(rule="att.close", about__in=about)
    due, today = {row.about: badges.badge_of(row, calendar()) for row in owed}, clock.today()
    everybody = roster.members(month, roster.last_of(month), groups=[group.pk for group in groups])
    whole = closing.look(None, month, members=everybody)
    found = []
    for one in coverage.of_groups(groups, month):
        members = [member for member in everybody if any(spell[3] == one.group.pk for spell in member.spells)]
        part = closing.Month(one.group, month, members, whole.workdays, whole.rows)
        figures = counting.full_figures([row for member in members for row in part.of(member)])
        period = periods.get(one.group.pk)
        state = period.state if period else GroupMonth.State.OPEN
        found.append({
            "group": one.group, "state": (STATUS[state], GroupMonth.State(state).label), "people": len(members),
            "gaps": len(part.gaps([day for day in part.due_days if day < today])), "figures": figures,
            "checked": f"{len(one.checked)}/{len(one.people)}", "due": due.get(period.ref) if period else None,
        })  # fmt: skip
    return found


class Grid(GroupDoor, TemplateView):
    """/attendance/groups/<group>/<yyyy-mm>/: person by day, what stands out first (ATT-03)."""

    template_name = "attendance/grid.html"

    def get_context_data(self, **kwargs):
        user, month = self.request.user, first_of(self.kwargs["month"])
        period = GroupMonth.objects.filter(group=self.group, month=month).select_related("group").first()
        writes = self.keeps and not (period and period.is_closed)
        found = closing.look(self.group, month, user=user)
        heads = grid.heads(month, self.group if writes else None)
        earlier, later = around(month)
        link = self.link(period)
        notices, outings = grid.notices(found, link=link), grid.outings(found)
        shown = self.request.GET.get("view", "exceptions")
        gaps = found.gaps([day for day in found.due_days if day < clock.today()])
        lines = grid.lines(found, heads, link=link)
        context = dict(
            group=self.group, month=month, period=period, writes=writes, keeps=self.keeps, earlier=earlier, later=later,
            heads=heads, lines=lines, legend=letters.legend(), gaps=gaps, first_gap=gaps[0] if gaps else None,
            notices=notices, outings=outings, shown=shown if shown in VIEWS else "exceptions",
            due_days=found.due_days[::-1], workdays=len(found.workdays), keepers=coverage.keepers(self.group),
            makeups=[head.day for head in heads if head.css == "work"], often=self.often(found),
            state=(STATUS[period.state], period.get_state_display()) if period else None,
            is_over=month < clock.today().replace(day=1), sample=sampled(user, month, found),
            due=badge_of(period, user), record=record_of(period), today=clock.today(),
        )  # fmt: skip
        return super().get_context_data(**kwargs | context)

    def link(self, period):
        """Where a cell leads: to recording, in a reported month to its correction."""
        if period and period.is_closed:
            return "correct" if self.keeps or roles.is_hr(self.request.user) else ""
        return "cell" if self.keeps else ""

    def often(self, found):
        """Who was late or left early so often that HR hears of it (ATT-02)."""
        counts = [(row.member.person, row.figures.late + row.figures.early) for row in found.summaries()]
        return [(person, count) for person, count in counts if counting.is_late_often(count)]


def sampled(user, month, found):
    """Who of the group stands in the posted sample of the month."""
    posted = Publication.objects.visible_to(user).filter(month=month).first()
    ours = {member.person.pk for member in found.members}
    return [line.person for line in posted.sample.select_related("person") if line.person_id in ours] if posted else []


def badge_of(period, user):
    """By when the month is to be reported, while it is owed."""
    if period is None:
        return None
    owed = Deadline.objects.open().filter(rule="att.close", about=period.ref).first()
    return badges.badge_of(owed, calendar()) if owed else None


def record_of(period):
    return getattr(period, "record", None) if period and period.state != GroupMonth.State.OPEN else None


class Day(GroupDoor, TemplateView):
    """/attendance/groups/<group>/days/<day>/: everybody on one day; whoever was there is recorded with one button."""

    template_name = "attendance/day.html"
    keeping = True

    def get_context_data(self, **kwargs):
        day = day_of(self.kwargs["day"])
        month = day.replace(day=1)
        found = closing.look(self.group, month, user=self.request.user)
        people = [member.person.pk for member in found.members]
        out = outside.halves_out(people, day, day)
        rows = [self.row(member, found.rows.get((member.person.pk, day)), day, out) for member in found.members
                if member.here(day)]  # fmt: skip
        days = found.workdays
        context = dict(
            group=self.group,
            day=day,
            month=month,
            rows=rows,
            missing=sum(row["missing"] for row in rows),
            works=day in days and day <= clock.today(),
            before=max((one for one in days if one < day), default=None),
            after=min((one for one in days if day < one <= clock.today()), default=None),
        )  # fmt: skip
        return super().get_context_data(**kwargs | context)

    def row(self, member, row, day, out):
        marks = row.marks if row else (Mark.NONE, Mark.NONE)
        missing = Mark.NONE in marks
        gone = any(out.get((member.person.pk, day), (False, False)))
        return {
            "person": member.person, "point": member.point(day), "shown": letters.shown(*marks), "missing": missing,
            "text": grid.detail(row) if row and not missing else "", "out": gone and missing,
            "url": reverse("attendance:cell", args=[member.person.uuid, day.isoformat()]),
        }  # fmt: skip


class Fill(GroupDoor, View):
    """/attendance/groups/<group>/days/<day>/fill/: those who are ticked were there."""

    keeping = True
    http_method_names = ["post", "options"]

    def post(self, request, group, day):
        day = day_of(day)
        ticked = {int(pk) for pk in request.POST.getlist("there") if pk.isdigit()}
        try:
            count = actions.fill_present(by=request.user, group=self.group, days=[day], only=ticked)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("%(n)s recorded for %(day)s.") % {"n": count, "day": formats.day(day)})
        return HttpResponseRedirect(reverse("attendance:day", args=[group, day.isoformat()]))


class Close(GroupDoor, FormView):
    """/attendance/groups/<group>/<yyyy-mm>/close/: what will be reported, what is missing, and the button."""

    template_name = "attendance/close.html"
    form_class = CloseForm
    keeping = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.month = first_of(kwargs["month"])

    def form_valid(self, form):
        try:
            record = actions.report_month(by=self.request.user, group=self.group, month=self.month, **form.cleaned_data)
        except ValidationError as error:
            add_to(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Reported to HR. From now on changes are corrections."))
        return HttpResponseRedirect(record.get_absolute_url())

    def get_context_data(self, **kwargs):
        found = closing.look(self.group, self.month, user=self.request.user)
        period = GroupMonth.objects.filter(group=self.group, month=self.month).first()
        over = found.is_over
        gaps = found.gaps() if over else found.gaps([day for day in found.due_days if day < clock.today()])
        return super().get_context_data(
            group=self.group, month=self.month, summaries=found.summaries(), gaps=gaps[:30], gap_count=len(gaps),
            pending=[row for row in found.rows.values() if Mark.LEAVE_PENDING in row.marks],
            unchecked=coverage.unchecked(self.group, self.month), closed=period is not None and period.is_closed,
            workdays=len(found.workdays), from_day=None if over else found.workdays[-1], **kwargs,
        )  # fmt: skip


class People(RoleOnly, TemplateView):
    """/attendance/people/<yyyy-mm>/: the grid of those whom a director of a department, centre or project heads."""

    allowed = staticmethod(policy.heads_people)
    template_name = "attendance/people.html"

    def get_context_data(self, **kwargs):
        user, month = self.request.user, first_of(self.kwargs["month"])
        last = roster.last_of(month)
        ids = {row["person"] for row in policy.workers_of_directed_points(user)}
        ids |= {row["pk"] for row in policy.department_ids(user)}
        members = roster.members(month, last, people=ids - {user.pk})
        rest = ids - {user.pk} - {one.person.pk for one in members}
        members += roster.without_group(User.objects.filter(pk__in=rest, is_active=True), month, last)
        found = closing.look(None, month, user=user, members=members)
        heads, (earlier, later) = grid.heads(month), around(month)
        context = dict(
            month=month, earlier=earlier, later=later, heads=heads, legend=letters.legend(),
            lines=grid.lines(found, heads), notices=grid.notices(found),
        )  # fmt: skip
        return super().get_context_data(**kwargs | context)
