"""Who may read and change the rulebook (roles.md 4.2, "Settings, policies, calendar")."""

from people import roles
from people.models import Role


def may_read(user):
    """Rules are no secret: everybody who works here may know the number that binds them."""
    return user.is_authenticated


def may_change(user, setting):
    """HR keeps the HR part, the system administrator the technical part."""
    if setting.part == "technical":
        return roles.has_any(user, Role.SYSTEM_ADMIN)
    return roles.is_hr(user)


def may_approve(user):
    return roles.is_ddg(user) or roles.is_dg(user)


def may_edit_calendar(user):
    return roles.is_hr(user)
