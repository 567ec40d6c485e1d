"""Who may read and change the rulebook (roles.md 4.2, "Settings, policies, calendar")."""

from people import roles
from people.models import Role


def may_read(user):
    """Whoever keeps or approves a part of it."""
    return user.is_authenticated and (roles.is_hr(user) or may_approve(user) or roles.has_any(user, Role.SYSTEM_ADMIN))


def may_change(user, setting):
    """HR keeps the HR part, the system administrator the technical part."""
    if setting.part == "technical":
        return roles.has_any(user, Role.SYSTEM_ADMIN)
    return roles.is_hr(user)


def may_approve(user):
    return roles.is_ddg(user) or roles.is_dg(user)


def may_edit_calendar(user):
    """HR keeps the calendar, the system administrator loads it (roles.md sections 2 and 4.2; DATE-01)."""
    return roles.is_hr(user) or roles.has_any(user, Role.SYSTEM_ADMIN)
