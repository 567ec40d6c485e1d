"""For pages of rooms that show the route of their document."""

from django import template

from approvals import trails

register = template.Library()


@register.simple_tag
def approval_trail(approval):
    """{% approval_trail object.approval as lines %}: the lines of the stepper, every round."""
    return trails.trail(approval)
