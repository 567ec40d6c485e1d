"""Template tags of the house. None of them queries."""

from django import template

register = template.Library()
