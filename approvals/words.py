"""How steps, capacities and outcomes are called. Only words; the queries are the caller's."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from approvals.models import Step
from people.models import Role

CAPACITIES = {
    "applicant": gettext_lazy("applicant"),
    "hr": gettext_lazy("HR & Administration"),
    "service_director": gettext_lazy("Service Department"),
    "point_leader": gettext_lazy("service point leader"),
}
WHY = {
    "vacant": gettext_lazy("not appointed"),
    "applicant": gettext_lazy("asks for this"),
    "decided": gettext_lazy("has decided in this run already"),
    "absent": pgettext_lazy("why", "absent"),
}
OUTCOMES = {
    ("decide", "ok"): pgettext_lazy("outcome", "Approved"),
    ("opinion", "ok"): pgettext_lazy("outcome", "Opinion given"),
    ("record", "ok"): pgettext_lazy("outcome", "Agreed"),
    ("file", "ok"): pgettext_lazy("outcome", "Noted"),
    ("do", "ok"): pgettext_lazy("outcome", "Done"),
    ("opinion", "passed"): pgettext_lazy("outcome", "Passed on by itself"),
    ("file", "passed"): pgettext_lazy("outcome", "Nobody to inform"),
}
WAYS = {
    "phone": gettext_lazy("by phone"),
    "paper": gettext_lazy("on paper"),
    "link": gettext_lazy("by one-time link"),
}


def capacity(code):
    """The role in which somebody acts, in words."""
    return str(CAPACITIES.get(code) or (Role(code).label if code in Role.values else ""))


def capacity_of(step):
    """As `capacity`, and for whom somebody acts where no supervisor is appointed (ORG-06)."""
    name = capacity(step.capacity)
    if step.acting_for:
        acting = _("acting %(role)s") % {"role": capacity(step.acting_for)}
        return acting if step.capacity == step.acting_for else f"{name} · {acting}"
    return name


def passed_over(step):
    """Who came first and could not act: "supervisor: not appointed"; what is only another way is not told."""
    told = [
        _("%(role)s %(why)s") % {"role": capacity(one["role"]), "why": WHY[one["why"]]}
        for one in step.passed_over
        if one["why"] in WHY and capacity(one["role"])
    ]
    return _(", ").join(told)


def outcome(step, declared=None):
    """What came of a closed step; `declared` where the chain may have words of its own for it."""
    if step.outcome == Step.Outcome.RETURNED:
        return pgettext("outcome", "Returned for revision")
    if step.outcome == Step.Outcome.REJECTED:
        return pgettext("outcome", "Refused")
    if declared is not None and declared.done and step.outcome == Step.Outcome.OK:
        return str(declared.done)
    return str(OUTCOMES.get((step.kind, step.outcome), ""))


def actor(step):
    """Who acted: both names where somebody stood in; the outside person where the answer came from outside."""
    if step.kind == Step.Kind.RECORD and step.evidence.get("name"):
        return step.evidence["name"]
    if step.by is None:
        return ""
    if step.on_behalf_of is not None:
        return _("%(cover)s for %(absent)s") % {"cover": step.by, "absent": step.on_behalf_of}
    return str(step.by)
