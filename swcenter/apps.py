from django.apps import AppConfig


class SwcenterConfig(AppConfig):
    """The porch: knows every room, is known by none."""

    name = "swcenter"
