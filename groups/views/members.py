"""Who takes part: registrations, what was decided about them, who left (GRP-08, GRP-09; EXIT-09)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import View

from archives.views.sheets import add_errors
from clients import actions as clients
from groups import actions, facts, forms, pages, policy
from groups.actions.members import OPEN
from groups.choices import GOING, Result, State
from groups.models import Member
from groups.views.doors import MembersDoor, Step


class Members(MembersDoor, View):
    """/groups/<uuid>/members/: who registered, what was decided, who left."""

    tab, template_name = "members", "groups/members.html"

    def get(self, request, *args, **kwargs):
        return render(request, self.template_name, self.folder(**self.content()))

    def content(self):
        user, programme = self.request.user, self.object
        works = policy.may_work(user, programme) is None
        reads = policy.may_review(user, programme) is None
        rows = list(facts.registered(programme))
        for row in rows:
            row.programme = row.registration.programme = programme
            row.deeds = _member_deeds(row, works, reads)
        open_ = programme.state in OPEN
        return {
            "rows": rows,
            "register": pages.address(programme, "register") if works and open_ else "",
            "confirmed": sum(row.state == Result.CONFIRMED for row in rows),
            "planned": programme.planned_members,
        }


def _member_deeds(member, works, reads):
    """[(deed, words)] of what may be decided about a registration now."""
    if member.programme.state == State.CANCELLED:
        return []
    found, undecided = [], member.state in (Result.REGISTERED, Result.WAITING, Result.EXCEPTION)
    if reads and member.state == Result.EXCEPTION:
        found += [("allow", _("Allow the exception")), ("refuse", _("Refuse"))]
    if works and undecided:
        if member.programme.state in GOING and not member.needs_exception:
            found.append(("confirm", _("Confirm the place")))
        if member.state == Result.REGISTERED:
            found.append(("wait", _("Waiting list")))
        found.append(("refuse", _("Refuse")))
    if works and member.state in (Result.CONFIRMED, Result.REGISTERED, Result.WAITING):
        found.append(("withdraw", _("Has withdrawn")))
    return list(dict.fromkeys(found))


class Register(MembersDoor, View):
    """/groups/<uuid>/members/new/: F-G03 by the worker, from paper, by phone, or invited (GRP-09)."""

    def get(self, request, *args, **kwargs):
        return self.show(forms.MemberForm())

    def post(self, request, *args, **kwargs):
        form = forms.MemberForm(request.POST)
        if form.is_valid():
            person, said = form.parts()
            try:
                member = actions.register(programme=self.object, by=request.user, person=person, **said)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self._tell(member, person)
                again = "_another" in request.POST
                where = "register" if again else "members"
                return HttpResponseRedirect(pages.address(self.object, where))
        return self.show(form)

    def _tell(self, member, person):
        messages.success(self.request, _("Registered."))
        if member.needs_exception:
            messages.warning(self.request, _("The conditions are not met: the supervisor is asked for an exception."))
        asked = {"name": person["name"], "phone": person["phone"], "other_than": member.client}
        if clients.possible_duplicate(by=self.request.user, **asked):
            messages.warning(self.request, _("There may be a file of this person already. Ask your supervisor first."))

    def show(self, form):
        if why_not := policy.may_work(self.request.user, self.object):
            raise PermissionDenied(why_not)
        context = {"programme": self.object, "form": form, "verb": pgettext("button", "Register")}
        return render(self.request, "groups/register.html", context)


class Told(MembersDoor, Step):
    """/groups/<uuid>/members/told/: who has heard that the group does not take place (life cycle 2)."""

    title, button = gettext_lazy("Tell everybody registered"), gettext_lazy("They were told")
    words = gettext_lazy("The group is cancelled. Tick whoever you have reached.")
    said = gettext_lazy("Noted.")

    def form(self, data=None):
        return forms.ToldForm(data, members=facts.not_told(self.object))

    def do(self, said):
        actions.told(programme=self.object, by=self.request.user, members=said["members"])

    def address_after(self):
        return pages.address(self.object, "members")


class Decide(MembersDoor, Step):
    """/groups/<uuid>/members/<member>/<deed>/: one decision about one registration."""

    DEEDS = {
        "allow": (gettext_lazy("Allow the exception"), None),
        "confirm": (gettext_lazy("Confirm the place"), None),
        "wait": (gettext_lazy("Put on the waiting list"), None),
        "refuse": (gettext_lazy("Refuse the registration"), forms.ReasonForm),
        "withdraw": (gettext_lazy("Has withdrawn"), forms.WithdrawForm),
    }

    deed = ""

    @property
    def member(self):
        if "_member" not in self.__dict__:
            rows = Member.objects.filter(programme=self.object).select_related("client")
            self._member = get_object_or_404(rows, uuid=self.kwargs["member"])
        return self._member

    @property
    def title(self):
        return self.DEEDS[self.deed][0]

    @property
    def button(self):
        return self.title

    def may(self, user, programme):
        if self.deed in ("allow", "refuse") and policy.may_review(user, programme) is None:
            return None
        return policy.may_work(user, programme)

    def form(self, data=None):
        made = self.DEEDS[self.deed][1]
        return made(data) if made else None

    def context(self):
        return {"words": self.member.name}

    def do(self, said):
        call = {
            "allow": actions.allow_exception, "confirm": actions.confirm, "wait": actions.put_on_waiting_list,
            "refuse": actions.turn_down, "withdraw": actions.withdraw,
        }[self.deed]  # fmt: skip
        call(member=self.member, by=self.request.user, **said)

    def address_after(self):
        return pages.address(self.object, "members")
