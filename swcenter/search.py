"""Search over what the reader may see: file numbers, clients, groups, events, colleagues, forms (ui/ia.md 4.18).

Client names, phones and ID numbers match exactly on keyed hashes; every search of clients and files is in the read log.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.actions import record
from archives.sheets import Sheet
from cases.models import Case
from clients.actions import look_up
from community.models import Event
from core import subjects
from groups.models import Programme
from people.models import Appointment, User
from swcenter.links import url_of

MOST = 20  # results of one kind
SHORTEST_NUMBER = 3


@dataclass(frozen=True)
class Hit:
    """One result; without `url` it is only told."""

    title: str
    url: str = ""
    text: str = ""
    icon: str = "file-text"


@dataclass(frozen=True)
class Kind:
    """Results of one kind; `note` says where they are not all."""

    key: str
    label: str
    hits: list
    note: str = ""


def search(user, text):
    """[Kind] of everything found, kinds without results left out."""
    text = " ".join(text.split())
    if not text:
        return []
    kinds = [files(user, text), clients(user, text), groups(user, text), events(user, text)]
    kinds += [colleagues(text), forms(text)]
    return [kind for kind in kinds if kind.hits or kind.note]


def files(user, text):
    """Cases by file number; the last three digits suffice."""
    if not is_number(text):
        return Kind("files", pgettext_lazy("search", "Files"), [])
    record(user, "search", "", detail={"what": "number"})
    numbered = Q(file_no__iendswith=text) | Q(temp_no__iendswith=text)
    found = Case.objects.visible_to(user).filter(numbered)
    return Kind("files", pgettext_lazy("search", "Files"), described(user, found, "folders"))


def clients(user, text):
    """Cases of the clients whose name, phone or ID number it is; `look_up` writes the read log."""
    try:
        found, complete = look_up(by=user, text=text)
    except ValidationError as refused:
        return Kind("clients", _("Clients"), [], note=" ".join(refused.messages))
    cases = Case.objects.findable_by_name(user).filter(client__in=[client.pk for client in found])
    note = "" if complete else _("There are more clients than this search looks through: type the whole name.")
    return Kind("clients", _("Clients"), described(user, cases, "folders"), note)


def groups(user, text):
    """Groups by a part of the name or by file number. Who their members are is found in the groups only."""
    found = Programme.objects.visible_to(user).filter(named(text, "name"))
    return Kind("groups", _("Groups"), described(user, found, "users-group"))


def events(user, text):
    found = Event.objects.visible_to(user).filter(named(text, "title"))
    return Kind("events", _("Community events"), described(user, found, "calendar-event"))


def is_number(text):
    return len(text) >= SHORTEST_NUMBER and any(letter.isdigit() for letter in text)


def named(text, field):
    matches = Q(**{f"{field}__icontains": text})
    return matches | Q(file_no__iendswith=text) if is_number(text) else matches


def described(user, rows, icon):
    """The newest of `rows`, as their own room describes them to `user`."""
    refs = [row.ref for row in rows.order_by("-created_at")[:MOST]]
    known = subjects.describe_many(user, refs)
    return [Hit(known[ref].title, known[ref].url, known[ref].why, icon) for ref in refs if ref in known]


def colleagues(text):
    """Staff by name, staff number, pinyin or its initials."""
    typed = text.lower().replace(" ", "")
    matches = Q(name__contains=text) | Q(name_en__icontains=text) | Q(staff_no__iexact=text)
    if typed.isascii():
        matches |= Q(initials__startswith=typed) | Q(pinyin__startswith=typed)
    found = User.objects.filter(matches, is_active=True, is_system=False).select_related("department")[:MOST]
    held = {}
    for post in Appointment.objects.current().filter(person__in=[person.pk for person in found]):
        held.setdefault(post.person_id, []).append(str(post.get_role_display()))
    hits = [
        Hit(str(person), text=" · ".join(held.get(person.pk, [str(person.department or "")])), icon="user")
        for person in found
    ]
    return Kind("staff", _("Staff"), hits)


def forms(text):
    """Paper forms by title or code; they are filled in inside their file."""
    wanted = text.lower()
    found = [
        sheet
        for sheet in sheets()
        if wanted in str(sheet.TITLE).lower() or wanted in sheet.CODE.lower() or wanted in str(sheet.NAME).lower()
    ]
    return Kind(
        "forms", _("Forms"), [Hit(str(sheet.TITLE), url_of(where(sheet)), sheet.CODE) for sheet in found[:MOST]]
    )


def sheets(base=Sheet):
    for sheet in base.__subclasses__():
        if sheet._meta.abstract:
            yield from sheets(sheet)
        elif sheet.CODE:
            yield sheet


def where(sheet):
    """The page from which a form is filled in."""
    return {"cases": "cases:list", "leave": "leave:list", "attendance": "attendance:mine"}.get(
        sheet._meta.app_label, ""
    )
