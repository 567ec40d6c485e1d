from django.apps import AppConfig


class KindConfig(AppConfig):
    """A tiny room of the tests: matters with two forms, archived like cases are."""

    name = "tests.kind"
    label = "kind"
