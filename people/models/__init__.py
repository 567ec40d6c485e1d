"""Who is who, where, holds what, and stands in for whom."""

from people.models.choices import FRONT_LINE, POINT_LEADERS, Field, Role, ServiceType, StandInKind
from people.models.links import SetupAsk
from people.models.posts import Appointment, Dated, DatedQuerySet, StandIn, StandInQuerySet, no_kinds
from people.models.structure import Department, HostUnit, Named, ServicePoint, SupervisionGroup
from people.models.user import User, UserManager

__all__ = [
    "FRONT_LINE",
    "POINT_LEADERS",
    "Appointment",
    "Dated",
    "DatedQuerySet",
    "Department",
    "Field",
    "HostUnit",
    "Named",
    "Role",
    "ServicePoint",
    "ServiceType",
    "SetupAsk",
    "StandIn",
    "StandInKind",
    "StandInQuerySet",
    "SupervisionGroup",
    "User",
    "UserManager",
    "no_kinds",
]
