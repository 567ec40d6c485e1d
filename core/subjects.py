"""How the cellar shows things it does not know: a room registers, for its model, how its rows are described.

Deadlines, approvals, engagements and volumes keep only an opaque reference ("<app>.<model>:<uuid>"). Pages that
list them ask here, once per model and page, never once per row.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Described:
    """One row, as one reader may see it."""

    title: str  # shown inside pages only, never in mails, URLs or logs
    url: str
    why: str = ""  # the rule or circumstance in words
    verb: str = ""  # the button: "Fill in", "Decide", ...
    icon: str = "file-text"
    facts: tuple[tuple[str, str], ...] = field(default=())  # (label, value) pairs for a decision page


_describers = {}


def register(label, describe):
    """`describe(user, uuids) -> {uuid: Described}` for the model `label` ("cases.case"), of the rows `user` sees."""
    _describers[label.lower()] = describe


def describe_many(user, refs):
    """{ref: Described} for those of the opaque `refs` that `user` may see; constant queries per model."""
    wanted = {}
    for ref in refs:
        label, _, uuid = ref.partition(":")
        wanted.setdefault(label, set()).add(uuid)
    found = {}
    for label, uuids in wanted.items():
        if describe := _describers.get(label):
            found.update({f"{label}:{uuid}": shown for uuid, shown in describe(user, uuids).items()})
    return found
