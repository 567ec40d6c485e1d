"""What is kept with the file beside the forms; recordings only with consent (CASE-37)."""

from django.db import transaction

from cases import facts
from cases.actions.common import locked, require_work
from cases.models import CaseAttachment
from core import clock
from files.actions import attach


@transaction.atomic
def add_attachment(*, case, by, kind, title, upload):
    """Keep a file with the case; a recording is refused without a consent that covers it. Returns the attachment.

    When the consent agreed on an end, the day of destruction is kept.
    """
    case = locked(case)
    require_work(by, case)
    kept = CaseAttachment(case=case, kind=kind, title=title.strip(), added_by=by)
    consent = facts.recording_allowed(case, kind, clock.today())
    if consent and kind in (CaseAttachment.Kind.AUDIO, CaseAttachment.Kind.VIDEO):
        kept.destroy_on = consent.keep_until
    kept._history_user = by
    kept.full_clean()
    kept.save()
    attach(document=kept, upload=upload, by=by, kind=kind)
    return kept
