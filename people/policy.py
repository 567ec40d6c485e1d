"""What an appointment's scope must be, by role (roles.md section 2)."""

from django.utils.translation import gettext_lazy as _

SCOPES = {
    "social_worker": ("point", "group"),
    "social_work_assistant": ("point", "group"),
    "nurse": ("point", "group"),
    "supervision_assistant": ("group",),
    "team_leader": ("point",),
    "centre_director": ("point",),
    "project_director": ("point",),
    "point_finance": ("point",),
    "department_director": ("department",),
}


def scope_error(appointment):
    """None, or {field: why} where the scope does not fit the role. A supervisor has a group or one worker."""
    if appointment.role == "supervisor":
        if bool(appointment.group_id) == bool(appointment.worker_id):
            return {"group": _("A supervisor is assigned to a supervision group or to one worker.")}
        return None
    for field in SCOPES.get(appointment.role, ()):
        if not getattr(appointment, f"{field}_id"):
            return {field: _("This role needs it.")}
    return None


# Roles that may not meet in one person at one time (SOD-02, SOD-08; designs: administrators have no case content).
CASE_ROLES = {
    "social_worker",
    "social_work_assistant",
    "nurse",
    "supervision_assistant",
    "supervisor",
    "team_leader",
    "centre_director",
    "project_director",
    "deputy_director_general",
    "director_general",
}
EXCLUSIVE = {
    "cashier": {"accountant"},
    "accountant": {"cashier"},
    "system_admin": CASE_ROLES | {"auditor"},
    "auditor": CASE_ROLES | {"system_admin"},
}


def combination_error(role, others):
    """None, or why `role` may not be held beside the roles `others`."""
    barred = EXCLUSIVE.get(role, set()) | {other for other in others if role in EXCLUSIVE.get(other, set())}
    if barred & set(others):
        return _("This role may not meet another role of the same person (separation of duties).")
    return None
