"""Registering people, correcting what identifies them, telling duplicates, changing keys (CONF-01..03, 10, 12)."""

import hashlib

from django.apps import apps
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from access.actions import record
from clients import policy
from clients.models import Client, ClientToken, Household
from core import clock, crypto
from core.encrypted import Ciphertext, Encrypted

NOTICE = "2026-01"  # the notice in force: purpose, confidentiality and its limits, rights, free of charge, complaints
IDENTITY_FIELDS = ("name", "id_number", "birth_date", "phones", "addresses", "emergency_contact", "guardians")
CHECKS_PER_HOUR = 60  # duplicate checks and look-ups of one person; a limit against fishing, not a rule of the work
BATCH = 200


@transaction.atomic
def register(*, by, alias="", sex="u", birth_year=None, group="other", notice_version="", **identity):
    """A new client. Sensitive data need the notice first (CONF-02); only the name is expected (CONF-03)."""
    client = Client(registered_by=by, alias=alias, sex=sex, birth_year=birth_year, group=group)
    _give_notice(client, notice_version)
    return _store(client, identity, by)


@transaction.atomic
def change_identity(*, client, by, notice_version="", **changes):
    """Correct or complete what identifies the client; columns beside it (`sex`, `group`, `alias`) as well."""
    if not Client.objects.open_to(by).filter(pk=client.pk).exists():
        raise PermissionDenied
    for column in ("alias", "sex", "group", "birth_year"):
        if column in changes:
            setattr(client, column, changes.pop(column))
    _give_notice(client, notice_version)
    return _store(client, {**client.identity, **changes}, by)


def _give_notice(client, version):
    if version and version != client.notice_version:
        client.notice_version, client.notice_given_on = version, clock.today()


def _store(client, identity, by):
    unknown = set(identity) - set(IDENTITY_FIELDS)
    if unknown:
        raise TypeError(f"no such identity field: {', '.join(sorted(unknown))}")
    for field, value in identity.items():
        if value and (why_not := policy.may_be_collected(field, notice_version=client.notice_version)):
            raise ValidationError({"notice": why_not})
    client.identity = {field: value for field, value in identity.items() if value not in (None, "", [])}
    if birth := client.birth_date:
        if birth > clock.today():
            raise ValidationError({"birth_date": _("The birth date lies in the future.")})
        client.birth_year = birth.year
    client.alias = client.alias or str(client.masked_name)
    client._history_user = by
    client.full_clean()
    client.save()
    _store_tokens(client)
    return client


def _values(client):
    """[(kind, value)] that may be looked up exactly."""
    found = [(ClientToken.Kind.NAME, client.name), (ClientToken.Kind.ID_NUMBER, client.identity.get("id_number", ""))]
    return found + [(ClientToken.Kind.PHONE, phone) for phone in client.identity.get("phones", [])]


def tokens_of(client):
    """{(kind, token)} by which this client is found exactly."""
    return {(kind, token) for kind, value in _values(client) if (token := crypto.lookup_token(kind, value))}


def _store_tokens(client):
    wanted = tokens_of(client)
    held = set(client.tokens.values_list("kind", "token"))
    for kind, token in held - wanted:
        client.tokens.filter(kind=kind, token=token).delete()
    ClientToken.objects.bulk_create(
        ClientToken(client=client, kind=kind, token=token) for kind, token in sorted(wanted - held)
    )


@transaction.atomic
def live_together(*, client, other, by):
    """The two share a household from now on; the household of `other`, or else of `client`, takes both in."""
    for one in (client, other):
        if not Client.objects.open_to(by).filter(pk=one.pk).exists():
            raise PermissionDenied
    household = other.household or client.household or Household()
    if household.pk is None:
        household.full_clean()
        household.save()
    for one in (client, other):
        one.household, one._history_user = household, by
        one.full_clean()
        one.save()
    return household


def _count_check(by):
    """Refuse the fishing expedition: so many questions an hour and no more."""
    key = f"clients.checks:{by.pk}:{clock.now():%Y%m%d%H}"
    cache.add(key, 0, timeout=3600)
    if cache.incr(key) > CHECKS_PER_HOUR:
        raise ValidationError(_("Too many look-ups in one hour. Ask your supervisor."), code="too_many")


def _record_search(by, what, text):
    """The read log keeps that somebody asked, and a fingerprint of what for; never the text."""
    secret = crypto.lookup_token("search", text) if text else ""
    record(by, "search", "", detail={"what": what, "asked": hashlib.sha256(secret.encode()).hexdigest()[:16]})


@transaction.atomic
def possible_duplicate(*, by, name="", phone="", id_number="", other_than=None):
    """Might there be a file of this person already? True or False and nothing else, counted and logged.

    Same ID number, or same name with same phone (lifecycles.md 1). The answer is the same for a file the reader may
    open and for one the reader may not.
    """
    if not (id_number or (name and phone)):
        return False
    _count_check(by)
    _record_search(by, "duplicate", "|".join((name, phone, id_number)))
    rows = Client.objects.exclude(pk=other_than.pk) if other_than else Client.objects.all()
    same_id = id_number and _with_token(rows, ClientToken.Kind.ID_NUMBER, id_number).exists()
    by_name = _with_token(rows, ClientToken.Kind.NAME, name) if name and phone else None
    return bool(same_id or (by_name is not None and _with_token(by_name, ClientToken.Kind.PHONE, phone).exists()))


def known_to(*, by, name, phone):
    """The client with just this name and phone whom `by` reads in full already, or None: nobody is registered twice."""
    if not (name and phone):
        return None
    rows = _with_token(Client.objects.open_to(by), ClientToken.Kind.NAME, name)
    return _with_token(rows, ClientToken.Kind.PHONE, phone).order_by("pk").first()


@transaction.atomic
def look_up(*, by, text):
    """Clients `by` may see whose name, phone or ID number is exactly `text`, and whose name holds `text`.

    Returns (clients, complete): the partial search decrypts only what `by` may read in full, up to a limit, and says
    when it stopped (`complete` is False).
    """
    if not crypto.normalise(text):
        return [], True
    _count_check(by)
    _record_search(by, "client", text)
    visible = Client.objects.visible_to(by)
    exact = models.Q()
    for kind in ClientToken.Kind:
        exact |= models.Q(pk__in=_with_token(visible, kind, text).values("pk"))
    found = list(visible.filter(exact))
    partial, complete = _partial(by, text)
    return found + [client for client in partial if client not in found], complete


PARTIAL_LIMIT = 500


def _partial(by, text):
    wanted = crypto.normalise(text)
    rows = list(Client.objects.open_to(by).order_by("-pk")[: PARTIAL_LIMIT + 1])
    hits = [client for client in rows[:PARTIAL_LIMIT] if wanted in crypto.normalise(client.name)]
    return hits, len(rows) <= PARTIAL_LIMIT


def _with_token(rows, kind, value):
    token = crypto.lookup_token(kind, value)
    return (
        rows.filter(pk__in=ClientToken.objects.filter(kind=kind, token=token).values("client"))
        if token
        else rows.none()
    )


def encrypted_columns():
    """[(model, [field, ...])] of everything encrypted, histories included."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        fields = [field for field in model._meta.concrete_fields if isinstance(field, Encrypted)]
        if fields:
            found.append((model, fields))
    return found


def rotate_keys(*, batch=BATCH):
    """Write every ciphertext, also in the history, with the newest key; yields (model, rewritten). May run twice.

    The words stay the same, so this writes no history. Once it is through, the old key may leave the ring.
    """
    for model, fields in encrypted_columns():
        yield model, sum(_rotate(model, field, batch) for field in fields)


def _rotate(model, field, batch):
    rewritten, last = 0, None
    while True:
        rows = model._base_manager.order_by("pk").values_list("pk", "uuid", field.attname)
        rows = list((rows.filter(pk__gt=last) if last is not None else rows)[:batch])
        if not rows:
            return rewritten
        last = rows[-1][0]
        with transaction.atomic():
            for pk, uuid, old in rows:
                if old and not crypto.is_written_with_newest_key(str(old)):
                    rewritten += _rewrite(model, field, pk, uuid, old)


def _rewrite(model, field, pk, uuid, old):
    """One value with the newest key, unless somebody saved the row meanwhile."""
    bound_to = f"{field.binding or field.name}|{uuid}"
    new = crypto.encrypt(crypto.decrypt(str(old), bound_to=bound_to), bound_to=bound_to)
    column = models.F(field.attname)
    untouched = models.QuerySet(model).annotate(_raw=models.functions.Cast(column, models.TextField()))
    return models.QuerySet.update(untouched.filter(pk=pk, _raw=str(old)), **{field.attname: Ciphertext(new)})
