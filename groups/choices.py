"""The choice lists of group work (forms.md, shared lists and those of one form)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Life cycle 2."""

    DRAFT = "draft", _("draft")
    PLAN_SUBMITTED = "plan_submitted", _("plan with the supervisor")
    SUPERVISOR_APPROVED = "supervisor_approved", _("supervisor has agreed")
    ORG_REVIEW = "org_review", _("with the organization")
    APPROVED = "approved", _("approved, not begun")
    RUNNING = "running", _("running")
    ENDED = "ended", _("ended, report due")
    REPORT_SUBMITTED = "report_submitted", _("report to be signed")
    COMPLETED = "completed", _("completed")
    ARCHIVED = "archived", _("archived")
    REJECTED = "rejected", _("not approved")
    CANCELLED = "cancelled", _("cancelled")


PLANNING = (State.DRAFT, State.PLAN_SUBMITTED, State.SUPERVISOR_APPROVED, State.ORG_REVIEW)
GOING = (State.APPROVED, State.RUNNING)
FINISHED = (State.COMPLETED, State.ARCHIVED)
OVER = (*FINISHED, State.REJECTED, State.CANCELLED)


class GroupType(models.TextChoices):
    """GROUP_TYPE (GRP-20)."""

    EDUCATION = "education", _("education group")
    GROWTH = "growth", _("growth group")
    SUPPORT = "support", _("support group")
    THERAPY = "therapy", _("therapy group")
    MUTUAL_HELP = "mutual_help", _("mutual-help group")
    RECREATION = "recreation", _("recreation group")
    OTHER = "other", _("other group")


class GroupModel(models.TextChoices):
    """GROUP_MODEL (GRP-20)."""

    SOCIAL_GOAL = "social_goal", _("social-goal model")
    INTERACTION = "interaction", _("interaction model")
    DEVELOPMENT = "development", _("development model")
    THERAPEUTIC = "therapeutic", _("therapeutic model")


class Composition(models.TextChoices):
    HOMOGENEOUS = "homogeneous", _("homogeneous")
    HETEROGENEOUS = "heterogeneous", _("heterogeneous")


class Openness(models.TextChoices):
    OPEN = "open", pgettext_lazy("group", "open")
    CLOSED = "closed", pgettext_lazy("group", "closed")


class Phase(models.TextChoices):
    """Stage of a group a goal belongs to."""

    EARLY = "early", _("early stage")
    MIDDLE = "middle", _("middle stage")
    LATE = "late", _("late stage")
    ENDING = "ending", _("ending")


class Way(models.TextChoices):
    """How somebody registered (GRP-09)."""

    FORM = "form", _("filled in the form")
    PHONE = "phone", _("by phone, written down by the worker")
    INVITED = "invited", _("invited")


class Result(models.TextChoices):
    """Selection, and what became of it (GRP-08, GRP-09; EXIT-09)."""

    REGISTERED = "registered", _("registered")
    EXCEPTION = "exception", _("exception asked of the supervisor")
    WAITING = "waiting", _("on the waiting list")
    REFUSED = "refused", pgettext_lazy("registration", "refused")
    CONFIRMED = "confirmed", pgettext_lazy("registration", "confirmed")
    WITHDRAWN = "withdrawn", pgettext_lazy("registration", "withdrew")


class Mark(models.TextChoices):
    """ATTEND_MARK of the roll call."""

    PRESENT = "present", pgettext_lazy("roll call", "present")
    LATE = "late", pgettext_lazy("roll call", "late")
    LEFT_EARLY = "left_early", pgettext_lazy("roll call", "left early")
    LEAVE = "leave", pgettext_lazy("roll call", "excused")
    ABSENT = "absent", pgettext_lazy("roll call", "absent")


ATTENDED = (Mark.PRESENT, Mark.LATE, Mark.LEFT_EARLY)


class Kept(models.TextChoices):
    """What an attachment of a group is (F-G11; F-G12; the volunteers' form of GRP-18)."""

    PHOTO = "photo", _("photo")
    VIDEO = "video", _("film")
    LETTER = "letter", _("letter")
    PRODUCT = "product", _("members' work")
    HOST_UNIT_PLAN = "host_unit_plan", _("routine plan given to the host unit")
    VOLUNTEER_FORM = "volunteer_form", _("volunteers' registration and sign-in")
    OTHER = "other", _("other document")


SHOWS_PEOPLE = (Kept.PHOTO, Kept.VIDEO)


class Attained(models.TextChoices):
    """RESULT of a goal."""

    REACHED = "reached", pgettext_lazy("goal", "reached")
    PARTLY = "partly", pgettext_lazy("goal", "partly reached")
    NOT = "not", pgettext_lazy("goal", "not reached")
