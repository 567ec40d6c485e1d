"""What is kept with the group beside its forms (F-G11, F-G12; GRP-17, GRP-18)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from archives.actions import file_sheet, recount
from archives.sheets import Filled
from groups.actions.common import locked, require_work
from groups.choices import SHOWS_PEOPLE, State
from groups.sheets import GroupAttachment


@transaction.atomic
def add_attachment(*, programme, by, kind, upload, caption="", consent_ok=False):
    """Keep a photo, letter or form with the group; whoever can be recognized has agreed."""
    programme = locked(programme)
    require_work(by, programme)
    if kind in SHOWS_PEOPLE and not consent_ok:
        text = _("Photos and films are kept only when whoever can be recognized has agreed.")
        raise ValidationError({"consent_ok": text}, code="consent")
    sheet = GroupAttachment(programme=programme, kind=kind, caption=caption.strip(), consent_ok=consent_ok)
    file_sheet(filled=Filled(sheet, files={"file": [upload]}), by=by)
    if programme.state == State.COMPLETED:
        recount(subject_ref=programme.ref, by=by)
    return sheet
