"""Creating a room's tables at once. The first start and every test run create about 150 of them."""

from django.db.migrations.operations.base import Operation


class CreateModels(Operation):
    """Several CreateModel operations, of which the last needs nothing the others do not have, as one.

    Django renders every related model anew after each single CreateModel; with a user model to which all point that
    is quadratic (27 s of CPU where this takes 6). Nothing else differs, and later migrations are ordinary ones.
    """

    serialization_expand_args = ("operations",)

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # rendered again, once, when somebody asks for it
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            model = to_state.apps.get_model(app_label, operation.name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            model = from_state.apps.get_model(app_label, operation.name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self):
        return f"Create models {', '.join(operation.name for operation in self.operations)}"
