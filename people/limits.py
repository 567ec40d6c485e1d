"""Numbers of the rulebook that people needs. The rulebook lies above and hands them down (law 6 of the house)."""

_given = {}


def hand_down(**functions):
    """Called by the rulebook as it starts: name -> function without arguments."""
    _given.update(functions)


def longest_stand_in():
    """How many days a stand-in lasts at most (ORG-09)."""
    return _given["longest_stand_in"]()
