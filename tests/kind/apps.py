from django.apps import AppConfig


class KindConfig(AppConfig):
    """A tiny room of the tests: matters with two forms, archived like cases are."""

    name = "tests.kind"
    label = "kind"

    def ready(self):
        from archives import kinds
        from tests.kind import collecting

        kinds.register(
            "matter",
            model="kind.Matter",
            collect=collecting.collect,
            label="matter",
            on_sealed=collecting.on_sealed,
            on_reopened=collecting.on_reopened,
        )
