"""Words for the state of an application, for pages of other rooms. No query."""

from django import template

from projects.funds import queries

register = template.Library()


@register.simple_tag
def fund_state(money):
    """{% fund_state money as state %}{% status state.0 state.1 %}"""
    return queries.state_of(money)
