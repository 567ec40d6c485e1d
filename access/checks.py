"""Refuses to start with a URL whose view declares no door, or an admin that shows what it must not."""

from django.contrib import admin
from django.core import checks
from django.urls import URLPattern, URLResolver, get_resolver

from access.doors import DOORS

# Views that are not ours, by URL name; reviewed one by one. Everything else carries its own `.door`.
FOREIGN = {
    "account_login": "public",
    "mfa_authenticate": "public",
    "account_reauthenticate": "role",
    "account_change_password": "role",
    "mfa_index": "role",
    "mfa_reauthenticate": "role",
    "mfa_deactivate_totp": "role",
    "mfa_view_recovery_codes": "role",
    "mfa_generate_recovery_codes": "role",
    "mfa_download_recovery_codes": "role",
    "usersessions_list": "role",
    "set_language": "public",
}
# The Django admin may show these and nothing else (designs.md e).
ADMIN_MODELS = {
    "people.user",
    "people.department",
    "people.hostunit",
    "people.servicepoint",
    "people.supervisiongroup",
    "people.appointment",
    "people.standin",
    "rulebook.calendarday",
    "rulebook.rulevalue",
}


def patterns(resolver=None, namespace=""):
    """(full name or regex, URLPattern) of every pattern of the URLconf, namespaces included."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}", entry


def door_of(name, view):
    """The declared door of a view, or None."""
    door = getattr(view, "door", None) or getattr(getattr(view, "view_class", None), "door", None)
    if door:
        return door
    if name.startswith("admin:"):
        return "role"
    return FOREIGN.get(name)


@checks.register(checks.Tags.security)
def every_url_declares_its_door(app_configs, **kwargs):
    errors = []
    for name, entry in patterns():
        if door_of(name, entry.callback) not in DOORS:
            view = getattr(entry.callback, "__qualname__", entry.callback)
            errors.append(checks.Error(f"URL “{name}” ({view}) declares no door.", id="access.E001"))
    return errors


@checks.register(checks.Tags.security)
def admin_shows_only_its_list(app_configs, **kwargs):
    return [
        checks.Error(f"{model._meta.label} must not be registered in the Django admin.", id="access.E002")
        for model in admin.site._registry
        if model._meta.label_lower not in ADMIN_MODELS
    ]
