"""Drafts of paper forms, and filing a form once it is complete."""

import datetime as dt

from django.db import transaction

from archives.models import Draft
from core import clock
from core.querysets import create_with_history
from files.actions import attach

HELD = dt.timedelta(minutes=10)  # how long a browser window keeps a draft to itself after its last save


class Conflict(Exception):
    """The draft moved on since this window read it. `kind` is "version" or "window"; `draft` is what is stored."""

    def __init__(self, kind, draft):
        super().__init__(kind)
        self.kind, self.draft = kind, draft


def _locked(by, form, about):
    draft, _ = Draft.objects.get_or_create(owner=by, form=form, about=about)
    return Draft.objects.select_for_update().get(pk=draft.pk)


def held_elsewhere(draft, window):
    """Does another browser window write this draft right now?"""
    return bool(draft.window) and draft.window != window and clock.now() - draft.updated_at < HELD


@transaction.atomic
def save_draft(*, by, form, about, text, version, window="", progress=(0, 0), overtakes=False):
    """Keep what is being typed; `Conflict` where another window saved meanwhile or holds the draft.

    `overtakes`: the whole page was sent by its button. What the same window saved by itself on the way there (leaving
    the last field does) is the same text or an older one, not another window's.
    """
    draft = _locked(by, form, about)
    own = overtakes and window and draft.window == window
    if draft.version != version and not own:
        raise Conflict("version", draft)
    if held_elsewhere(draft, window):
        raise Conflict("window", draft)
    draft.put(text)
    draft.version += 1
    draft.window = window
    draft.filled, draft.wanted = progress
    draft.updated_at = clock.now()
    draft.full_clean()
    draft.save()
    return draft


@transaction.atomic
def take_over_draft(*, by, form, about, window):
    """Let this browser window write the draft from now on; the other becomes the one that is refused."""
    draft = _locked(by, form, about)
    draft.window = window
    draft.updated_at = clock.now()
    draft.save()
    return draft


@transaction.atomic
def submit_once(*, by, form, about, key, submit, version=None, window=""):
    """Run `submit()` -> address of the result, once per `key`; the draft is emptied in the same transaction.

    A form sent twice answers with the first result. With `version`, text that another window saved meanwhile is not
    thrown away: `Conflict`.
    """
    draft = _locked(by, form, about)
    if key and draft.last_key == key:
        return draft.last_url
    if version is not None and draft.data and draft.version != version and draft.window != window:
        raise Conflict("version", draft)
    url = submit()
    draft.put("")
    draft.version += 1
    draft.window, draft.filled, draft.wanted = "", 0, 0
    draft.last_key, draft.last_url, draft.updated_at = key, url, clock.now()
    draft.save()
    return url


def _file_rows(sheet, rows, by):
    """The lines of one sub-table: changed ones each, new ones together."""
    new = []
    for position, row in enumerate(rows, 1):
        row.sheet, row.position, row._history_user = sheet, position, by
        row.full_clean(exclude=["sheet"])
        if row.pk is None:
            new.append(row)
        else:
            row.save()
    if new:
        create_with_history(type(new[0]), new, by=by)


@transaction.atomic
def file_sheet(*, filled, by):
    """Store a form that was filled in: the sheet, its lines and its scans, all with their history.

    `filled` is an `archives.sheets.Filled`; the room sets foreign keys and due dates on `filled.sheet` before.
    """
    sheet = filled.sheet
    if sheet.pk is None:
        sheet.filled_by = by
        sheet.edition = sheet.EDITION
    sheet._history_user = by
    sheet.full_clean(exclude=["approval"])
    sheet.save()
    for rows in filled.rows.values():
        _file_rows(sheet, rows, by)
    for row in filled.removed:
        row.removed, row._history_user = True, by
        row.save()
    for kind, uploads in filled.files.items():
        for upload in uploads:
            attach(document=sheet, upload=upload, by=by, kind=kind)
    return sheet
