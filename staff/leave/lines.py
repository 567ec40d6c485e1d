"""In which line somebody stands, for leave (LEAVE-12, LEAVE-14; roles.md section 3). Reads only."""

from people import roles
from people.models import POINT_LEADERS, Role
from rulebook.values import value

MANAGERS = (Role.SUPERVISION_ASSISTANT, Role.DEPARTMENT_DIRECTOR)


def line_of(person):
    """ "dg", "ddg", "manager", or "staff": whose leave goes to whom."""
    if roles.is_dg(person):
        return "dg"
    if roles.is_ddg(person):
        return "ddg"
    return "manager" if roles.has_any(person, *MANAGERS) else "staff"


def point_of(person):
    """The service point of a front-line worker or of whoever leads one; None elsewhere."""
    if post := roles.post_of(person):
        return post.point
    led = [held.point for held in roles.appointments_of(person) if held.role in POINT_LEADERS]
    return led[0] if led else None


def leads_a_point(person):
    return roles.has_any(person, *POINT_LEADERS)


def answers_to_service(person):
    """Whose superior is the Service director, of whatever department they are: point leaders, supervisors."""
    return roles.has_any(person, *POINT_LEADERS, Role.SUPERVISOR)


def template_of(person):
    """ "tiers" or "community": which chain decides (LEAVE-12); managers above the points always go by tiers."""
    point = point_of(person)
    if point is None or line_of(person) != "staff":
        return "tiers"
    return value("leave.chain_template", point=point)


def consent_needed(person):
    """Does the host unit consent first (LEAVE-01)? Only for workers posted at a host unit, where the setting asks."""
    post = roles.post_of(person)
    if post is None or post.point.host_unit_id is None:
        return False
    return value("service_point.consent_required", point=post.point)


def decider_of(line, tier):
    """Who decides: "superior", "ddg", "dg" or "board" (LEAVE-02 to LEAVE-04, LEAVE-14)."""
    if line == "dg":
        return "board"
    if line == "ddg" or tier == "dg":
        return "dg"
    if line == "manager" or tier == "ddg":
        return "ddg"
    return "superior"


def chain_of(template):
    """The key of the declared chain of a template (LEAVE-12)."""
    return "leave.community" if template == "community" else "leave.tiers"
