"""Addresses of pages that may not exist: a room that is not installed has no entry anywhere."""

from functools import cache

from django.urls import NoReverseMatch, reverse


@cache
def url_of(name, *args):
    """The address of a view without arguments of its own, or "" where there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
