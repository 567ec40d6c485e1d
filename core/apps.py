from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Small tools without tables: clock, querysets, crypto, lists, jobs, form renderer."""

    name = "core"
