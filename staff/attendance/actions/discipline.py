"""A note on working discipline; it records, nothing more (ATT-10)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import clock
from notifications.actions import tell
from staff.attendance import policy
from staff.attendance.actions.keeping import require, stored
from staff.attendance.models import DisciplineNote


@transaction.atomic
def note_discipline(*, by, person, day, category, facts, talk=""):
    """HR&A writes down what happened and what was said; the person reads it. No sanction follows by itself."""
    require(policy.may_note_discipline(by, person))
    if day > clock.today():
        raise ValidationError({"day": _("This day has not come yet.")})
    note = DisciplineNote(
        person=person, day=day, category=category, facts=facts.strip(), talk=talk.strip(), written_by=by
    )
    stored(note, by)
    text = gettext_noop("A note on working discipline about you was written. You may read it.")
    tell(person, text, key=f"discipline:{note.uuid}", about=note.ref)
    return note
