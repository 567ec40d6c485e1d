"""The words of people: roles, service types, fields."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """roles.md section 2; the value is the code name of the glossary."""

    BOARD_CHAIR = "board_chair", _("board chair")
    BOARD_MEMBER = "board_member", _("board member")
    SUPERVISORY_BOARD_MEMBER = "supervisory_board_member", _("supervisory board member")
    DIRECTOR_GENERAL = "director_general", _("director-general")
    DEPUTY_DIRECTOR_GENERAL = "deputy_director_general", _("deputy director-general")
    DEPARTMENT_DIRECTOR = "department_director", _("department director")
    SUPERVISOR = "supervisor", _("supervisor")
    SUPERVISION_ASSISTANT = "supervision_assistant", _("supervision assistant")
    TEAM_LEADER = "team_leader", _("team leader")
    CENTRE_DIRECTOR = "centre_director", _("centre director")
    PROJECT_DIRECTOR = "project_director", _("project director")
    SOCIAL_WORKER = "social_worker", _("social worker")
    SOCIAL_WORK_ASSISTANT = "social_work_assistant", _("social work assistant")
    NURSE = "nurse", _("nursing staff")
    HR_OFFICER = "hr_officer", _("HR officer")
    ACCOUNTANT = "accountant", _("accountant")
    CASHIER = "cashier", _("cashier")
    POINT_FINANCE = "point_finance", _("service-point finance colleague")
    ARCHIVIST = "archivist", _("archivist")
    PUBLICITY_OFFICER = "publicity_officer", _("publicity officer")
    OFFICE_CLERK = "office_clerk", _("office clerk")
    EVALUATION_MEMBER = "evaluation_member", _("evaluation committee member")
    UNION_CHAIR = "union_chair", _("union chair")
    SYSTEM_ADMIN = "system_admin", _("system administrator")
    AUDITOR = "auditor", _("auditor")


# Who works at the front line: holds cases, belongs to a supervision group, is posted at a service point.
FRONT_LINE = (Role.SOCIAL_WORKER, Role.SOCIAL_WORK_ASSISTANT, Role.NURSE)
# Who leads a service point (roles.md: team leader, centre director, project director).
POINT_LEADERS = (Role.TEAM_LEADER, Role.CENTRE_DIRECTOR, Role.PROJECT_DIRECTOR)


class ServiceType(models.TextChoices):
    POST = "post", _("post")
    CENTRE = "centre", _("comprehensive community service centre")
    PROJECT = "project", _("project")


class Field(models.TextChoices):
    """Service fields (forms.md FIELD); the value is the two-digit code of file numbers (ARCH-09)."""

    REHAB = "01", _("rehabilitation")
    MEDICAL = "02", _("medical")
    COMMUNITY = "03", _("community")
    JUDICIAL = "04", _("judicial and correction")
    ELDERLY = "05", _("elderly")
    YOUTH = "06", _("youth")
    WOMEN_FAMILY = "07", _("women and family")
    SCHOOL = "08", _("school")
    MIGRANT = "09", _("migrants")
    PETITION = "10", _("petitions")
    ENTERPRISE = "11", _("enterprise and union")
    DRUG = "12", _("drug rehabilitation")
    PARTY_LEAGUE = "13", _("party and league affairs")
    OTHER = "99", _("other field")


class StandInKind(models.TextChoices):
    """What a stand-in may do for the absent person (roles.md section 5)."""

    APPROVALS = "approvals", _("decide and sign")
    SERVICE = "service", _("look after cases and files")
    ATTENDANCE = "attendance", _("keep attendance")
