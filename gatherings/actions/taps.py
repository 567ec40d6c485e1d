"""Taking taps: each at most once, however often and in whatever order phones send them."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from gatherings.models import Tap
from gatherings.standing import COUNTS, HIGHEST, highest, marks

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Refused:
    """A tap that was not taken, with the reason in words; the phone drops it and shows why."""

    key: str
    why: str


def record_taps(*, roll, taps, by):
    """Store what is new of `taps` ([{key, who, mark, seq, seen, device, at}]); returns those refused (GRP-10, COM-13).

    Sending the same again changes nothing. One bad tap does not keep the others out.
    """
    if len(taps) > MOST_AT_ONCE:
        raise ValidationError(_("Too many taps at once."))
    known = set(
        Tap.objects.filter(key__in=[key for tap in taps if (key := _uuid(tap, "key"))]).values_list("key", flat=True)
    )
    refused = []
    for sent in taps:
        key = _uuid(sent, "key")
        if key in known:
            continue
        if why := _why_not(roll, sent, key):
            refused.append(Refused(str(sent.get("key", ""))[:40] if isinstance(sent, dict) else "", why))
        else:
            _store(roll, sent, key, by)
            known.add(key)
    return refused


def tap_form(*, roll, chosen, seen, once, by):
    """The same without JavaScript: {who: mark} as a form sent it; `once` is the key of the form."""
    now = clock.now().isoformat()
    seq = highest(Tap.objects.on(roll.about)) + 1
    taps = [
        {"key": str(uuid5(once, f"{who}{mark}")), "who": str(who), "mark": mark, "seq": seq, "seen": seen,
         "device": f"form:{by.pk}", "at": now}
        for who, mark in chosen.items()
    ]  # fmt: skip
    if refused := record_taps(roll=roll, taps=taps, by=by):
        raise ValidationError([one.why for one in refused])


def tap_the_rest(*, roll, by, once):
    """ "All the rest": everybody nobody has tapped yet gets the mark of the list's `rest`."""
    taps = list(Tap.objects.on(roll.about))
    known = marks(roll, taps)
    rest = {name.uuid: roll.rest for name in roll.tappable if name.uuid not in known}
    tap_form(roll=roll, chosen=rest, seen=highest(taps), once=once, by=by)


def _uuid(sent, field):
    try:
        return UUID(sent[field])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _why_not(roll, sent, key):
    """Why a tap is not taken, or ""."""
    who = _uuid(sent, "who")
    if key is None or who is None or not _plausible(sent):
        return _("This tap cannot be read.")
    if roll.shut:
        return roll.shut
    if sent["mark"] in COUNTS:
        known = any(counter.uuid == who for counter in roll.counters)
        return "" if known else _("This is no counter of the list.")
    name = next((one for one in roll.names if one.uuid == who), None)
    if name is None:
        return _("This person is not on the list.")
    if sent["mark"] not in roll.codes:
        return _("This tap cannot be read.")
    return name.gone


def _plausible(sent):
    seq, seen, device = sent.get("seq"), sent.get("seen", 0), sent.get("device")
    numbers = all(isinstance(one, int) and not isinstance(one, bool) and 0 <= one <= HIGHEST for one in (seq, seen))
    return numbers and isinstance(sent.get("mark"), str) and isinstance(device, str) and 0 < len(device) <= 32


def _store(roll, sent, key, by):
    label, _colon, uuid = roll.about.partition(":")
    tap = Tap(
        key=key, about_label=label, about_uuid=uuid, who=_uuid(sent, "who"), mark=sent["mark"], seq=sent["seq"],
        seen=min(sent.get("seen", 0), sent["seq"]), device=sent["device"], by=by, tapped_at=_moment(sent.get("at")),
    )  # fmt: skip
    tap.clean_fields()
    try:
        with transaction.atomic():
            tap.save(force_insert=True)
    except IntegrityError:  # the same tap came in by another request at this moment
        if not Tap.objects.filter(key=key).exists():
            raise


def _moment(text):
    """When the phone says it was; never later than now, since phones' clocks go wrong."""
    now = clock.now()
    try:
        said = dt.datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return now
    return min(said, now) if said.tzinfo else now
