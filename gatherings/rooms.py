"""What groups and events hand down, so that opinions about both are gathered, counted and guarded in one place."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class About:
    """What somebody gives an opinion about, as participants may see it on a device in their hands."""

    title: str
    day: object = None  # a date, or None
    participants: int = 0  # of the last session or the event; what the response rate is held against (QM-02)
    worker: object = None
    url: str = ""  # the page of its opinions, for the worker who takes the device back


@dataclass(frozen=True)
class Room:
    """One kind of gathering; `label` is its model ("groups.programme")."""

    label: str
    visible: Callable  # user -> queryset of the rows whose opinions that user may read
    describe: Callable  # uuid -> About, or None where there is no such row


_rooms = {}


def register(label, *, visible, describe):
    _rooms[label.lower()] = Room(label.lower(), visible, describe)


def registered():
    return list(_rooms.values())


def describe(label, uuid):
    """The gathering behind an opinion, or None."""
    room = _rooms.get(label)
    return room.describe(uuid) if room else None
