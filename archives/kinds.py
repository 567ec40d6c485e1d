"""Kinds of volumes: a room registers how its finished files are collected and what follows from sealing."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.apps import apps

from core import formats


@dataclass(frozen=True)
class Entry:
    """One line of a volume's catalogue as the room counts it: `state` is present, missing or not_applicable."""

    code: str
    title: str
    state: str
    sheets: list = field(default_factory=list)  # the Sheet rows behind it, oldest first
    reason: str = ""
    required: bool = True


@dataclass(frozen=True)
class Kind:
    """`collect(subject)` -> [Entry, ...] in catalogue order; the callbacks run in the transaction of the change."""

    name: str
    model: str
    collect: Callable
    label: str = ""
    on_submitted: Callable | None = None  # (subject, by): the worker handed the volume in
    on_sealed: Callable | None = None
    on_reopened: Callable | None = None
    title_of: Callable | None = None  # (code) -> the name of a catalogue line that is no form, "" where it is not ours
    is_shut: Callable | None = None  # (subject) -> bool: does the room itself hold the file for sealed?
    restricted: Callable | None = None  # (subject) -> bool: content that only the direction and the supervisor read
    keepers: Callable | None = None  # (user) -> bool: who keeps and verifies volumes of this kind in the SA's place
    keeper_people: Callable | None = None  # () -> the same as people

    @property
    def model_class(self):
        return apps.get_model(self.model)


_kinds = {}


def register(name, *, model, collect, label="", **callbacks):
    """Make a kind of volume known; called in the room's AppConfig.ready()."""
    _kinds[name] = Kind(name, model, collect, label, **callbacks)


def kept_by(user):
    """The kinds of volumes `user` keeps: management papers of the own department (roles.md 4.2, archive volume)."""
    return [kind.name for kind in _kinds.values() if kind.keepers and kind.keepers(user)]


def get(name):
    return _kinds[name]


def title_of(code):
    """The name of a catalogue line in the reader's language, where a room knows it; else ""."""
    return next((str(said) for kind in _kinds.values() if kind.title_of and (said := kind.title_of(code))), "")


def named(volume):
    """A volume whose subject may not be seen: management papers by kind and month, files by their number."""
    kind = get(volume.kind)
    if not (kind.keepers and kind.label):
        return volume.file_no
    name = (" " if formats.english() else "").join((formats.month(volume.month), str(kind.label)))
    return f"{name} · {volume.group}" if volume.group_id else name


def subject_of(volume):
    """The file a volume is made of, whoever may see it: for actions, never for pages."""
    return get(volume.kind).model_class._base_manager.get(uuid=volume.subject_ref.partition(":")[2])


def is_restricted(volume):
    """Is the content of level high (CONF-08): shown to the direction, but to no verifier or inspector below it?"""
    kind = get(volume.kind)
    return bool(kind.restricted and kind.restricted(subject_of(volume)))


def row_of(ref):
    """The row behind an opaque reference, whoever may see it: for sealing and verifying, never for pages."""
    label, _, uuid = ref.partition(":")
    return apps.get_model(label)._base_manager.get(uuid=uuid)
