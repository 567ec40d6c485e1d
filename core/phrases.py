"""Sentences of Django's own under a field, named here so that our catalogue says them in the house's words."""

from django.utils.translation import gettext_noop

SAID_UNDER_FIELDS = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a valid time."),
    gettext_noop("Enter a valid date/time."),
    gettext_noop("Enter a number."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
)
