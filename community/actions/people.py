"""Who registers, withdraws and helps (COM-10); the names are clients', encrypted there."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archives.actions import file_sheet
from archives.sheets import Filled
from clients import actions as clients
from clients.policy import ADULT_YEARS
from community import policy
from community.actions.common import locked, require, require_state, require_work, store, words
from community.choices import Result
from community.models import State
from community.sheets import Registration
from core import clock
from notifications.actions import tell
from people import roles

EXCEPTION = gettext_noop("Somebody wants to join an event without meeting its conditions: decide about an exception.")
OPEN = (State.SUBMITTED, State.SUPERVISED, State.REVIEW, State.PREPARING, State.POSTPONED, State.HELD)


@transaction.atomic
def register(*, event, by, person, volunteer=False, way=Registration.Way.PHONE, **said):
    """Somebody takes part or helps. `person` {name, phone, sex, birth_year, guardian_name, ...} or a Client.

    Whoever the worker serves already under this name and phone is not registered as another person.
    """
    event = locked(event)
    require_work(by, event)
    text = _("Registrations are taken once the plan is with the supervisor, until the report is sent.")
    require_state(event, *OPEN, text=text)
    client = person if hasattr(person, "pk") else _client(by, person, said.get("guardian_agreed", False))
    kept = event.registrations.filter(client=client).first()
    if kept and kept.withdrawn_on is None:
        raise ValidationError(_("This person is registered for the event already."), code="twice")
    if kept:
        kept.withdrawn_on = None
        return store(kept, by)
    sheet = Registration(event=event, client=client, volunteer=volunteer, way=way, **said)
    if way == Registration.Way.INVITED:
        sheet.in_area = sheet.meets_conditions = True  # invited people are exempt from applying
    if sheet.needs_exception:
        sheet.result = Result.WAITING
    file_sheet(filled=Filled(sheet), by=by)
    if sheet.needs_exception:
        tell(roles.supervisors_of(event.worker), EXCEPTION, key=f"exception:{sheet.uuid}", about=event.ref)
    return sheet


def _client(by, person, guardian_agreed):
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
    if born and clock.today().year - born <= ADULT_YEARS and not (guardian.get("name") or guardian_agreed):
        text = _("Under 18 the guardian agrees: write name and phone.")
        raise ValidationError({"guardian_name": text}, code="guardian")
    if guardian:
        said["guardians"] = [guardian]
    if phone:
        said["phones"] = [phone]
    return clients.register(by=by, **said)


@transaction.atomic
def select(*, registration, by, result, reason=""):
    """Accepted, on the waiting list or refused with a reason; who misses the conditions only with the supervisor."""
    row = _locked(registration)
    event = row.event
    require(policy.may_select(by, event, exception=row.needs_exception))
    require_state(event, *OPEN, text=_("Registrations are decided until the report is sent."))
    if row.signed_in_at:
        raise ValidationError(_("This person signed in."), code="state")
    if row.needs_exception and result == Result.ACCEPTED:
        if policy.works_on(by, event):
            text = _("The conditions are not met: the supervisor decides about an exception first.")
            raise ValidationError(text, code="exception")
        row.exception_by, row.exception_on = by, clock.today()
    row.result, row.reason = result, words(reason) if result == Result.REFUSED else ""
    return store(row, by)


def _locked(registration):
    rows = Registration.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("event__worker", "event__point", "client").get(pk=registration.pk)


@transaction.atomic
def withdraw(*, registration, by):
    """Somebody does not come after all (EXIT-09). Whoever signed in stays."""
    row = _locked(registration)
    require_work(by, row.event)
    if row.signed_in_at:
        raise ValidationError(_("This person signed in."), code="state")
    row.withdrawn_on = row.withdrawn_on or clock.today()
    return store(row, by)
