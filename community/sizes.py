"""How large an event was, from who signed in and what the settings say; never typed in (COM-19, TH-04..06; EX-41)."""

from community.choices import Kind, Size
from rulebook.values import value_for

# Kinds that count whatever their size; a lecture has thresholds of its own.
WITHOUT_SIZE_RULE = (Kind.PUBLICITY, Kind.FAMILY, Kind.VOLUNTEER)


def size_of(people, *, point=None, on=None):
    """The size class of so many people, as a `Size`."""
    value = value_for(point, on=on)
    if people >= value("event.large_min"):
        return Size.LARGE
    return Size.MEDIUM if people >= value("event.medium_min") else Size.NONE


def why_not(kind, people, minutes, *, point=None, on=None):
    """Why an event held and signed does not count as one: a key of statistics.WHY_NOT, or ""."""
    value = value_for(point, on=on)
    if kind == Kind.LECTURE:
        if people < value("lecture.min_people"):
            return "few_people"
        return "short" if minutes < value("lecture.min_minutes") else ""
    if kind in WITHOUT_SIZE_RULE or size_of(people, point=point, on=on):
        return ""
    return "small"
