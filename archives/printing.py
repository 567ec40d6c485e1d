"""Printed forms: the official table, signature cells from the approval, the check code at the foot of the page."""

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import select_template

from approvals import chains
from approvals.models import Approval, Step
from archives import layout
from files.pdf import render

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs, none that reads like another
SEAL_SIGNS = 5


@dataclass(frozen=True)
class Signature:
    """One signature cell: in what capacity, who (and for whom), when, in which words."""

    label: str
    name: str
    day: object = None
    for_whom: str = ""
    words: str = ""


def _in_signs(number, least):
    signs = ""
    while number or len(signs) < least:
        number, rest = divmod(number, len(ALPHABET))
        signs = ALPHABET[rest] + signs
    return signs


def _seal(seq):
    digest = hmac.new(settings.LOOKUP_KEY.encode(), f"print:{seq}".encode(), hashlib.sha256).digest()
    return _in_signs(int.from_bytes(digest[:8]) % len(ALPHABET) ** SEAL_SIGNS, SEAL_SIGNS)


def check_code(event):
    """The code (查验码) on a page printed under this entry of the read log, "7K2M-Q9XD"."""
    signs = _seal(event.seq) + _in_signs(event.seq, 3)
    return f"{signs[:4]}-{signs[4:]}"


def seq_of(code):
    """The number of the log entry a code belongs to, or None where the code is not ours."""
    signs = code.upper().replace("-", "").replace(" ", "")
    seal, rest = signs[:SEAL_SIGNS], signs[SEAL_SIGNS:]
    if not 3 <= len(rest) <= 12 or set(signs) - set(ALPHABET):
        return None
    seq = 0
    for sign in rest:
        seq = seq * len(ALPHABET) + ALPHABET.index(sign)
    return seq if hmac.compare_digest(seal, _seal(seq)) else None


def is_draft(sheet):
    """Is this form not yet approved, though it needs it? It prints with 草稿."""
    return sheet.pk is None or (sheet.approval is not None and sheet.approval.state != Approval.State.APPROVED)


def signatures(sheet):
    """Signature cells: each closed step of its approval (both names when delegated), or of that of the form it is
    signed together with (`signed_with`)."""
    found = []
    if approval := sheet.approval or getattr(sheet, "signed_with", None):
        chain = chains.get(approval.chain)
        steps = approval.steps.filter(state=Step.State.CLOSED).select_related("by", "on_behalf_of")
        for step in steps:
            declared = chain.step(step.key)
            label, whom = str(declared.label or declared.act), str(step.on_behalf_of or "")
            found.append(Signature(label, str(step.by or ""), step.decided_at, whom, step.comment))
    return found


def context(sheet, *, event=None):
    """Everything the print templates need; `event` is the log entry of this printing, None for the sealed copy."""
    return {
        "sheet": sheet,
        "title": sheet.TITLE,
        "code": sheet.CODE,
        "organization": settings.ORGANIZATION or settings.SITE_NAME,
        "sections": [(heading, layout.print_lines(boxes)) for heading, boxes in layout.sections(sheet)],
        "signatures": signatures(sheet),
        "draft": is_draft(sheet),
        "event": event,
        "check_code": check_code(event) if event else "",
        **sheet.for_print(),
    }


def template_of(sheet, kind):
    """The template of `kind` ("print" or "pdf") for this form: its own where it must look like the paper."""
    return select_template([f"sheets/{sheet.NAME}/{kind}.html", f"sheets/{kind}.html"]).template.name


def pdf(sheet, values):
    """The PDF of a form; `values` as of `context`."""
    return render(template_of(sheet, "pdf"), values, draft=values["draft"])
