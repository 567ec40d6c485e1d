"""Is the archive what it was when it was sealed? Files, signatures, chain and database rows; every fault is named."""

import json
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist

from access.models import AuditEvent, Verb
from archives import fingerprint, keys, kinds, lending, vault
from archives.models import Register, Seal


@dataclass(frozen=True)
class Fault:
    """`kind`: missing, changed, extra, signature, key, chain, order, row, form or grant; `where` names file or row."""

    kind: str
    where: str
    text: str = ""

    def __str__(self):
        return f"{self.kind:9} {self.where}" + (f"  {self.text}" if self.text else "")


def verify(*, register=None, against_db=True):
    """[Fault, ...]; empty where everything is as it was sealed. `register` ("2026-10-1") limits the files looked at."""
    registers = list(Register.objects.prefetch_related("entries__seal"))
    faults = chain_faults(registers)
    for row in registers:
        if register in (None, str(row)):
            faults += register_faults(row)
    if register is None:
        faults += open_faults()
        faults += extra_faults(registers)
    if against_db:
        faults += row_faults(register)
        faults += [Fault("grant", f"grant {grant.uuid}", wrong) for grant, wrong in lending.wrong_grants()]
    return faults


def chain_faults(registers):
    found, before = [], ""
    for row in registers:
        if row.previous_sha256 != before:
            found.append(Fault("chain", f"register {row}", "does not continue the register before it"))
        before = row.sha256
    return found


def register_faults(row):
    """Manifest, signature and key of one register, then every file it lists."""
    folder = vault.month_folder(row.month)
    base = folder / vault.register_name(row.part)
    name = f"{row.month:%Y-%m}/{vault.register_name(row.part)}"
    text, signature = _bytes(base / "manifest.json"), _bytes(base / "manifest.sig")
    if text is None:
        return [Fault("missing", f"{name}/manifest.json")]
    found = []
    if vault.digest(text) != row.sha256:
        found.append(Fault("changed", f"{name}/manifest.json"))
    if signature is None:
        found.append(Fault("missing", f"{name}/manifest.sig"))
    elif not keys.signed(text, signature):
        found.append(Fault("signature", f"{name}/manifest.sig", "the manifest was not signed by this archive's key"))
    try:
        manifest = json.loads(text)
    except ValueError:
        return found
    if vault.digest(text) == row.sha256:
        found += _manifest_rows(row, manifest, signature)
    for one in manifest["files"]:
        found += file_faults(folder, one["path"], one["sha256"])
    return found


def _manifest_rows(row, manifest, signature):
    """Columns of the register's database row against its manifest."""
    pairs = {
        "month": (f"{row.month:%Y-%m}", manifest["month"]),
        "part": (row.part, manifest["part"]),
        "closed_by": (row.closed_by.staff_no, manifest["closed_by"]["staff_no"]),
        "seals_count": (row.seals_count, manifest["counts"]["seals"]),
        "files_count": (row.files_count, manifest["counts"]["files"]),
        "previous_sha256": (row.previous_sha256, (manifest["previous"] or {"sha256": ""})["sha256"]),
        "public_key": (row.public_key, manifest["public_key"]),
        "signature": (row.signature, (signature or b"").hex()),
        "closed_at": (vault.stamp(row.closed_at), manifest["closed_at"]),
    }
    found = [Fault("row", f"register {row}", column) for column, (had, sealed) in pairs.items() if had != sealed]
    if row.public_key != keys.public_hex():
        found.append(Fault("key", f"register {row}", "signed with a key that is not this archive's"))
    listed = {one["seal"] for one in manifest["seals"]}
    entered = {str(entry.seal.uuid) for entry in row.entries.all()}
    found += [Fault("row", f"register {row}", f"entry of sealing {uuid} is missing") for uuid in listed - entered]
    found += [Fault("row", f"register {row}", f"entry of sealing {uuid} was added") for uuid in entered - listed]
    return found


def file_faults(folder, path, sha256):
    content = _bytes(folder / path)
    where = f"{folder.name}/{path}"
    if content is None:
        return [Fault("missing", where)]
    return [] if vault.digest(content) == sha256 else [Fault("changed", where)]


def open_faults():
    """What is sealed but in no register yet: its list by the database's hash, its files by the list."""
    found = []
    for seal in Seal.objects.filter(entry=None).prefetch_related("items"):
        folder = vault.month_folder(seal.month)
        found += file_faults(folder, vault.seal_name(seal.uuid), seal.sha256)
        for item in seal.items.all():
            if item.sha256:
                found += file_faults(folder, vault.object_name(item.sha256, item.mime), item.sha256)
    return found


def extra_faults(registers):
    """Files that nothing lists."""
    known = set()
    for seal in Seal.objects.prefetch_related("items"):
        month = f"{seal.month:%Y-%m}"
        known.add(f"{month}/{vault.seal_name(seal.uuid)}")
        known.update(f"{month}/{vault.object_name(one.sha256, one.mime)}" for one in seal.items.all() if one.sha256)
    for row in registers:
        base = f"{row.month:%Y-%m}/{vault.register_name(row.part)}"
        names = ("manifest.json", "manifest.sig", "PUBLIC-KEY.pem", "HOW-TO-VERIFY.txt")
        known.update(f"{base}/{name}" for name in names)
    root = vault.root()
    if not root.is_dir():
        return []
    here = {str(one.relative_to(root)) for one in root.rglob("*") if not one.is_dir() or one.is_symlink()}
    here = {name for name in here if not name.startswith(f"{vault.STAGING}/")}
    return [Fault("extra", name) for name in sorted(here - known)]


def row_faults(register=None):
    """Database rows under seal against the sealed lists: sealings, their lines, volumes, and the forms themselves."""
    found = []
    seals = Seal.objects.select_related("volume", "worker", "verified_by", "sealed_by").prefetch_related("items")
    if register:
        month, _, part = register.rpartition("-")
        seals = seals.filter(month=f"{month}-01", entry__register__part=part)
    newest = {}
    for seal in seals:
        if seal.kind == "volume":
            newest[seal.volume_id] = max(newest.get(seal.volume_id, 0), seal.edition)
    for seal in seals:
        text = _bytes(vault.month_folder(seal.month) / vault.seal_name(seal.uuid))
        if text is None or vault.digest(text) != seal.sha256:
            found += [] if text is None else [Fault("row", f"sealing {seal.uuid}", "sha256")]
            continue
        listing = json.loads(text)
        found += _seal_columns(seal, listing) + _item_columns(seal, listing)
        current = seal.volume.is_closed and seal.edition == newest.get(seal.volume_id, seal.edition)
        if current:
            found += _volume_columns(seal, listing) + form_faults(listing)
        if seal.kind == "volume" and seal.edition == newest[seal.volume_id]:
            found += _opened_behind_our_back(seal)
    listed = {path.stem for path in vault.root().glob("*/seals/*.json")} if register is None else set()
    rows = {str(uuid) for uuid in Seal.objects.values_list("uuid", flat=True)}
    found += [Fault("row", f"sealing {uuid}", "its row is missing") for uuid in sorted(listed - rows)]
    if register is None:
        found += _rows_without_register()
    return found


def _rows_without_register():
    folders = {f"{path.parent.name}-{path.name.rpartition('-')[2]}" for path in vault.root().glob("*/register-*")}
    rows = {str(row) for row in Register.objects.all()}
    return [Fault("row", f"register {name}", "its row is missing") for name in sorted(folders - rows)]


def _opened_behind_our_back(seal):
    """A sealed volume is opened by `reopen` only, which starts the next edition and is in the read log."""
    volume = seal.volume
    where = f"volume {volume.uuid}"
    if not volume.is_closed:
        opened = AuditEvent.objects.about(volume.ref).filter(verb=Verb.REOPEN)
        if volume.edition not in {event.detail.get("edition") for event in opened}:
            return [Fault("row", where, "state: it was opened without being reopened")]
    elif volume.edition == seal.edition and volume.state != "sealing":
        is_shut = kinds.get(volume.kind).is_shut
        if is_shut and not is_shut(kinds.subject_of(volume)):
            return [Fault("row", where, f"{volume.subject_ref} is open although its volume is sealed")]
    return []


def _seal_columns(seal, listing):
    pairs = {
        "kind": (seal.kind, listing["kind"]),
        "edition": (seal.edition, listing["edition"]),
        "file_no": (seal.file_no, listing["file_no"]),
        "worker": (seal.worker.staff_no, listing["worker"]["staff_no"]),
        "envelope_no": (seal.envelope_no, listing["envelope_no"]),
        "location": (seal.location, listing["location"]),
        "originals": (seal.originals, listing["originals"]),
        "verified_by": (_staff_no(seal.verified_by), (listing["verified_by"] or {"staff_no": ""})["staff_no"]),
        "sealed_by": (seal.sealed_by.staff_no, listing["sealed_by"]["staff_no"]),
        "sealed_at": (vault.stamp(seal.sealed_at), listing["sealed_at"]),
        "month": (seal.month.isoformat(), listing["month"]),
        "volume": (str(seal.volume.uuid), listing["volume"]),
    }
    return [Fault("row", f"sealing {seal.uuid}", column) for column, (had, was) in pairs.items() if had != was]


def _staff_no(user):
    return user.staff_no if user else ""


COLUMNS = (
    "position",
    "code",
    "title",
    "state",
    "reason",
    "ref",
    "name",
    "sha256",
    "row_sha256",
    "size",
    "mime",
    "pages",
)


def _item_columns(seal, listing):
    had = [_item_key(item, item.filled_on.isoformat() if item.filled_on else "") for item in seal.items.all()]
    was = [tuple(line[name] for name in (*COLUMNS, "filled_on")) for line in listing["items"]]
    found = []
    for line in sorted(set(had) ^ set(was), key=str):
        what = "was changed or added" if line in set(had) else "is missing or was changed"
        found.append(Fault("row", f"sealing {seal.uuid}, line {line[0]} {line[2]}", what))
    if not found and len(had) != len(was):
        found.append(Fault("row", f"sealing {seal.uuid}", "a line was added or taken out"))
    return found


def _item_key(item, filled_on):
    return (*(getattr(item, name) for name in COLUMNS), filled_on)


def _volume_columns(seal, listing):
    if seal.kind != "volume":
        return []
    volume = seal.volume
    pairs = {
        "file_no": (volume.file_no, listing["file_no"]),
        "file_class": (volume.file_class, listing["class"]),
        "finished_on": (volume.finished_on.isoformat(), listing["finished_on"]),
        "month": (volume.month.isoformat(), f"{listing['finished_on'][:7]}-01"),
        "edition": (volume.edition, listing["edition"]),
        "envelope_no": (volume.envelope_no, listing["envelope_no"]),
        "location": (volume.location, listing["location"]),
        "originals": (volume.originals, listing["originals"]),
        "worker": (volume.worker_id, seal.worker_id),
        "verified_by": (volume.verified_by_id, seal.verified_by_id),
        "verified_at": (vault.stamp(volume.verified_at), listing["verified_at"]),
        "sealed_by": (volume.sealed_by_id, seal.sealed_by_id),
        "sealed_at": (volume.sealed_at, seal.sealed_at),
    }
    return [Fault("row", f"volume {volume.uuid}", column) for column, (had, was) in pairs.items() if had != was]


def form_faults(listing):
    """The database rows of each sealed form against the hash taken when it was sealed."""
    found = []
    for line in listing["items"]:
        if not line["row_sha256"]:
            continue
        where = f"volume {listing['volume']}, {line['title']} {line['ref']}"
        try:
            sheet = kinds.row_of(line["ref"])
        except ObjectDoesNotExist:
            found.append(Fault("form", where, "its row is missing"))
            continue
        try:
            same = fingerprint.of(sheet) == line["row_sha256"]
        except Exception as error:
            found.append(Fault("form", where, f"cannot be read: {error}"))
            continue
        if not same:
            found.append(Fault("form", where, "the database row differs from what was sealed"))
    return found


def _bytes(path):
    try:
        return path.read_bytes()
    except OSError:
        return None
