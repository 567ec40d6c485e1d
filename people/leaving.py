"""What ends when somebody leaves, in the rooms above that `people` does not know.

A room registers a function in its AppConfig.ready(); `people.actions.deactivate` calls each inside its transaction.
"""

_hooks = []


def register(end):
    """`end(person, by)` ends what `person` holds in the room: grants, links, permissions to act."""
    if end not in _hooks:
        _hooks.append(end)


def end_everything(person, by):
    for end in _hooks:
        end(person, by)
