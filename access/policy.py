"""Who reads the audit log (roles.md 4.2: own accesses; auditor, DDG, DG all; system administrator without content)."""

from django.db.models import Q

from people import roles
from people.models import Role


def reads_whole_log(user):
    """Auditor, deputy and director-general."""
    return roles.has_any(user, Role.AUDITOR, Role.DEPUTY_DIRECTOR_GENERAL, Role.DIRECTOR_GENERAL)


def reads_log_without_content(user):
    """SOD-08: the system administrator sees who and when, never about whom or why."""
    return roles.has_any(user, Role.SYSTEM_ADMIN) and not reads_whole_log(user)


def arms(user):
    """Named arms: own accesses; everything for the readers of the log."""
    shown = {"own": Q(actor=user)}
    if reads_whole_log(user) or reads_log_without_content(user):
        shown["log"] = Q(pk__isnull=False)
    return shown
