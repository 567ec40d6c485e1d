"""Rules that a model is asked for but that know more than it does, handed down by the files above it."""

_rules = {}


def provide(rule):
    """Decorator: make `rule` known by its name."""
    _rules[rule.__name__] = rule
    return rule


def ask(name, *args):
    return _rules[name](*args)
