"""Taking a file in, and finding what was never finished."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock, formats
from files import inspect, policy, store
from files.models import Attachment


def attach(*, document, upload, by, kind=""):
    """Take `upload` (a file object with name and size) in as a file of `document`; returns the Attachment.

    Raises ValidationError with the reason. `document.upload_refusal(kind=, is_recording=)`, where the document has
    it, may refuse (a recording without its consent form); `document.kept_beside()` names the documents of the same
    kind whose files count together with its own.
    """
    if refusal := inspect.too_large(upload.size) or _over_quota(document, upload.size):
        raise refusal
    row = _announce(document, upload, by, kind)
    try:
        found = inspect.examine(upload.name, upload.read())
        _ask_the_document(document, kind, found.is_recording)
    except ValidationError:
        _finish(row, by, state=Attachment.State.REFUSED)
        raise
    sha256 = store.put(found.content)
    facts = {"mime": found.mime, "size": len(found.content), "sha256": sha256, "is_recording": found.is_recording}
    return _finish(row, by, state=Attachment.State.READY, **facts)


def _over_quota(document, size):
    """The refusal of one file too many, or None."""
    beside = getattr(document, "kept_beside", None)
    held = Attachment.objects.held_by(beside() if beside else type(document)._base_manager.filter(pk=document.pk))
    if held["files"] < policy.QUOTA_FILES and (held["bytes"] or 0) + size <= policy.QUOTA_BYTES:
        return None
    words = _("There are %(files)s files with %(size)s already; the limit is %(most)s files and %(limit)s.")
    params = {"files": held["files"], "size": formats.size(held["bytes"] or 0), "most": policy.QUOTA_FILES}
    return inspect.Refused(words, params=params | {"limit": formats.size(policy.QUOTA_BYTES)})


def _ask_the_document(document, kind, is_recording):
    ask = getattr(document, "upload_refusal", None)
    if ask and (refusal := ask(kind=kind, is_recording=is_recording)):
        raise ValidationError(refusal)


@transaction.atomic
def _announce(document, upload, by, kind):
    row = Attachment(document=document, kind=kind, name=inspect.clean_name(upload.name), uploaded_by=by)
    row._history_user = by
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def _finish(row, by, **facts):
    for field, value in facts.items():
        setattr(row, field, value)
    row._history_user = by
    row.save()
    return row


@transaction.atomic
def sweep():
    """Name uploads that were cut off, and drop what they left; may run twice. Returns how many rows."""
    long_ago = clock.now() - dt.timedelta(seconds=policy.ABANDONED_AFTER_SECONDS)
    unfinished = Attachment.objects.filter(state=Attachment.State.UPLOADING, created_at__lt=long_ago)
    rows = list(unfinished)
    for row in rows:
        row.state = Attachment.State.ABANDONED
        row.save()
    store.sweep(policy.ABANDONED_AFTER_SECONDS)
    return len(rows)
