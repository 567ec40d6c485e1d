"""Closing a month: the signed register over what was sealed in it, chained to the one before; samples to inspect."""

import hashlib
import math

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from access.models import AuditHead
from archives import instructions, keys, policy, vault
from archives.actions.volumes import require, store
from archives.models import Check, Register, RegisterEntry, Seal, Sealing, Volume
from core import clock
from notifications.actions import tell
from people import roles
from people.models import Role
from rulebook.values import value


@transaction.atomic
def close_month(*, month, by):
    """Sign the register over everything sealed in `month` that is in none yet; returns the Register.

    While the month is running a register covers what was sealed so far, and a further part follows. Registers are
    made in the order of their months, and never over work that is half done.
    """
    require(policy.may_close_month(by))
    month = month.replace(day=1)
    previous = Register.objects.select_for_update().order_by("-month", "-part").first()
    seals = list(Seal.objects.filter(month=month, entry=None).select_related("volume").order_by("sealed_at", "pk"))
    _may_be_closed(month, seals, previous)
    part = previous.part + 1 if previous and previous.month == month else 1
    now = clock.now()
    manifest = _manifest(month, part, seals, previous, by, now)
    text = vault.canonical(manifest)
    signature = keys.sign(text)
    _write(month, part, manifest, text, signature)
    register = Register.objects.create(
        month=month,
        part=part,
        closed_by=by,
        closed_at=now,
        seals_count=len(seals),
        files_count=manifest["counts"]["files"],
        previous_sha256=previous.sha256 if previous else "",
        sha256=vault.digest(text),
        signature=signature.hex(),
        public_key=keys.public_hex(),
    )
    RegisterEntry.objects.bulk_create([RegisterEntry(register=register, seal=seal) for seal in seals])
    draw_sample(register, seals)
    return register


def _may_be_closed(month, seals, previous):
    if previous and month < previous.month:
        raise ValidationError(_("A later month is already closed; its register cannot be put before it."))
    if Sealing.objects.filter(done_at=None).exists():
        raise ValidationError(_("Volumes are still being sealed. Try again in a minute."), code="busy")
    if Seal.objects.filter(month__lt=month, entry=None).exists():
        raise ValidationError(_("An earlier month has volumes in no register yet. Close that month first."))
    over = clock.today().replace(day=1) > month
    if not seals and (not over or (previous and previous.month == month)):
        raise ValidationError(_("Nothing was sealed since the last register of this month."))


def _manifest(month, part, seals, previous, by, now):
    head = AuditHead.objects.filter(pk=1).first()
    listed, files = [], {}
    for seal in seals:
        path = vault.seal_name(seal.uuid)
        listed.append(
            {
                "seal": str(seal.uuid),
                "volume": str(seal.volume.uuid),
                "kind": seal.kind,
                "edition": seal.edition,
                "file_no": seal.file_no,
                "path": path,
                "sha256": seal.sha256,
            }
        )
        files[path] = {"sha256": seal.sha256, "size": len((vault.month_folder(month) / path).read_bytes())}
        for item in seal.items.exclude(sha256=""):
            files[vault.object_name(item.sha256, item.mime)] = {"sha256": item.sha256, "size": item.size}
    for name, content in _companions(part).items():
        files[name] = {"sha256": vault.digest(content), "size": len(content)}
    return {
        "format": "antou-register-1",
        "organization": settings.ORGANIZATION or settings.SITE_NAME,
        "month": f"{month:%Y-%m}",
        "part": part,
        "closed_at": vault.stamp(now),
        "closed_by": {"staff_no": by.staff_no, "name": by.name},
        "previous": {"register": str(previous), "sha256": previous.sha256} if previous else None,
        "audit": {"seq": head.seq, "hash": head.hash} if head else None,
        "counts": {"seals": len(listed), "files": len(files), "bytes": sum(one["size"] for one in files.values())},
        "public_key": keys.public_hex(),
        "seals": listed,
        "files": [{"path": path, **facts} for path, facts in sorted(files.items())],
    }


def _companions(part):
    """The files beside the manifest, by which a stranger checks it alone."""
    folder = vault.register_name(part)
    return {
        f"{folder}/PUBLIC-KEY.pem": keys.public_pem(),
        f"{folder}/HOW-TO-VERIFY.txt": instructions.TEXT.encode(),
    }


def _write(month, part, manifest, text, signature):
    """The folder of the register; one left by an attempt that was cut off is written over."""
    folder = vault.month_folder(month)
    for name, content in _companions(part).items():
        vault.write(folder / name, content)
    vault.write(folder / vault.register_name(part) / "manifest.sig", signature)
    vault.write(folder / vault.register_name(part) / "manifest.json", text)


def draw_sample(register, seals):
    """Draw what the Service Department and the DDG inspect: by the register's own hash, so nobody chooses (ARCH-05)."""
    volumes = [seal for seal in seals if seal.kind == Sealing.Kind.VOLUME]
    if not volumes:
        return []
    wanted = max(1, math.ceil(len(volumes) * value("archive.sample_rate") / 100))

    def lot(seal):
        return hashlib.sha256(f"{register.sha256}|{seal.uuid}".encode()).hexdigest()

    drawn = sorted(volumes, key=lot)[:wanted]
    for seal in drawn:
        check = Check(volume=seal.volume, edition=seal.edition, kind=Check.Kind.INSPECTION, drawn_from=register.sha256)
        store(check, register.closed_by)
    tell(
        list(roles.holders(Role.DEPARTMENT_DIRECTOR, department__code="service")),
        gettext_noop("%(n)s sealed files were drawn for inspection"),
        key=f"drawn:{register.uuid}",
        params={"n": len(drawn)},
    )
    return drawn


@transaction.atomic
def inspect(*, check, by, ok, scores, findings=""):
    """The result of an inspection by sample: four scores of 1 to 5 and words; `ok` False asks for completion."""
    require(policy.may_inspect(by, check))
    if not ok and not findings.strip():
        raise ValidationError({"findings": _("Say what is to be completed.")})
    check.by, check.done_at, check.ok, check.findings = by, clock.now(), ok, findings.strip()
    for name in ("completeness", "standard", "professional", "accuracy"):
        if not scores.get(name):
            raise ValidationError({name: _("Give a score from 1 to 5.")})
        setattr(check, name, scores[name])
    store(check, by)
    volume = check.volume
    if volume.state == Volume.State.SEALED:
        volume.state = Volume.State.INSPECTED
        store(volume, by)
    if not ok:
        tell(
            volume.worker,
            gettext_noop("An inspection asks for completion of a sealed file"),
            key=f"inspected:{check.uuid}",
            about=volume.ref,
        )
    return check
