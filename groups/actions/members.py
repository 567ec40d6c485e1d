"""Registration, selection, exceptions, withdrawal (GRP-08, GRP-09; EXIT-09)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archives.actions import file_sheet
from archives.sheets import Filled
from clients import actions as clients
from clients.policy import ADULT_YEARS
from core import clock
from groups import facts, policy
from groups.actions.common import locked, require, require_state, require_work, store
from groups.choices import GOING, Result, State, Way
from groups.counting import CHECKED_AT
from groups.models import Member
from groups.sheets import Registration
from notifications.actions import tell
from people import roles

# Recruitment may begin once the plan is with the supervisor (GRP-08).
OPEN = (State.PLAN_SUBMITTED, State.SUPERVISOR_APPROVED, State.ORG_REVIEW, *GOING)
EXCEPTION = gettext_noop("Somebody wants to join a group without meeting its conditions: an exception is asked of you.")


@transaction.atomic
def register(*, programme, by, person, way=Way.FORM, in_area=True, meets_conditions=True, **said):
    """Somebody wants to take part (GRP-09). `person` {name, phone, sex, birth_year, guardian_name, ...} or a Client.

    Whoever the worker serves already under this name and phone is not registered a second time. Returns the Member.
    """
    programme = locked(programme)
    require_work(by, programme)
    text = _("Registrations are taken once the plan is with the supervisor, until the group has ended.")
    require_state(programme, *OPEN, text=text)
    client = person if hasattr(person, "pk") else _client(by, person)
    if programme.members.filter(client=client).exists():
        raise ValidationError(_("This person is registered for the group already."), code="twice")
    member = Member(programme=programme, client=client, way=way, in_area=in_area, meets_conditions=meets_conditions)
    if way == Way.INVITED:
        member.in_area = member.meets_conditions = True  # invited people are exempt from applying
    if member.needs_exception:
        member.state = Result.EXCEPTION
    store(member, by)
    sheet = Registration(programme=programme, member=member, **said)
    file_sheet(filled=Filled(sheet), by=by)
    if member.needs_exception:
        tell(roles.supervisors_of(programme.worker), EXCEPTION, key=f"exception:{member.uuid}", about=programme.ref)
    return member


def _client(by, person):
    said = {name: given for name, given in person.items() if given not in (None, "")}
    name, phone = said.get("name", "").strip(), said.pop("phone", "").strip()
    if not name:
        raise ValidationError({"name": _("A registration needs a name.")})
    if known := clients.known_to(by=by, name=name, phone=phone):
        return known
    guardian = {
        part: said.pop(f"guardian_{part}") for part in ("name", "relation", "phone") if said.get(f"guardian_{part}")
    }
    born = said.get("birth_year")
    if born and clock.today().year - born <= ADULT_YEARS and not guardian.get("name"):
        text = _("Under 18 the guardian applies: write name and phone.")
        raise ValidationError({"guardian_name": text}, code="guardian")
    if guardian:
        said["guardians"] = [guardian]
    if phone:
        said["phones"] = [phone]
    return clients.register(by=by, **said)


@transaction.atomic
def allow_exception(*, member, by):
    """The supervisor lets somebody in who does not meet the conditions (GRP-09)."""
    member = _member(member)
    require(policy.may_review(by, member.programme))
    if not member.needs_exception:
        raise ValidationError(_("No exception is needed."), code="state")
    member.exception_by, member.exception_on = by, clock.today()
    if member.state == Result.EXCEPTION:
        member.state = Result.REGISTERED
    return store(member, by)


@transaction.atomic
def confirm(*, member, by):
    """Taken in; possible only once the group is approved (GRP-08). Until the second session it counts (GRP-16)."""
    member = _member(member)
    programme = locked(member.programme)
    require_work(by, programme)
    require_state(programme, *GOING, text=_("Places are confirmed only once the group is approved."))
    if member.state not in (Result.REGISTERED, Result.WAITING, Result.EXCEPTION):
        raise ValidationError(_("This registration was decided already."), code="state")
    if member.needs_exception:
        text = _("The conditions are not met: the supervisor decides about an exception first.")
        raise ValidationError(text, code="exception")
    member.state, member.confirmed_on = Result.CONFIRMED, clock.today()
    member.in_count = facts.session_before_last_call(programme, clock.today()) < CHECKED_AT
    return store(member, by)


@transaction.atomic
def put_on_waiting_list(*, member, by):
    member = _member(member)
    require_work(by, member.programme)
    _require_undecided(member)
    member.state = Result.WAITING
    return store(member, by)


@transaction.atomic
def turn_down(*, member, by, reason):
    """Not taken in; the reason is told to the person. The supervisor may refuse an exception this way."""
    member = _member(member)
    asked = member.state == Result.EXCEPTION and policy.may_review(by, member.programme) is None
    if not asked:
        require_work(by, member.programme)
    _require_undecided(member)
    member.state, member.reason, member.told_on = Result.REFUSED, _words(reason), clock.today()
    return store(member, by)


def _require_undecided(member):
    if member.state not in (Result.REGISTERED, Result.WAITING, Result.EXCEPTION):
        raise ValidationError(_("This registration was decided already."), code="state")


@transaction.atomic
def withdraw(*, member, by, reason, on=None):
    """Leaves midway with a reason; the attendance is still reckoned with everybody who had been taken in (EXIT-09).

    Whoever leaves before the first session was never there to be counted.
    """
    member = _member(member)
    require_work(by, member.programme)
    if member.state in (Result.REFUSED, Result.WITHDRAWN):
        raise ValidationError(_("This registration was decided already."), code="state")
    on = on or clock.today()
    if on > clock.today():
        raise ValidationError({"on": _("This day lies in the future.")})
    member.state, member.reason, member.left_on = Result.WITHDRAWN, _words(reason), on
    if not member.programme.sessions.filter(held_on__lte=on).exists():
        member.in_count = False
    return store(member, by)


def _words(reason):
    if len(reason.strip()) < 2:
        raise ValidationError({"reason": _("Write the reason.")}, code="words")
    return reason.strip()


def _member(member):
    rows = Member.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("programme__worker", "programme__point", "client").get(pk=member.pk)
