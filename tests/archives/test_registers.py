"""The month's register and what finds tampering: J2, J3, J6, ARCH-05."""

import base64
import datetime as dt
import json
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, connections

from archives import actions, keys, vault
from archives.models import Check, Register, Seal
from archives.verifying import verify
from core import clock, immutable
from tests.archives.conftest import make_sealed
from tests.kind.models import Matter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]
APRIL = dt.date(2026, 4, 1)


@pytest.fixture
def closed(open_volume, cast):
    """Two volumes under seal and the first part of April's register over them."""
    for number in ("017SG03-2026C001", "017SG03-2026C002"):
        make_sealed(open_volume(file_no=number), cast)
    return actions.close_month(month=APRIL, by=cast.archivist)


@pytest.fixture
def root(closed):
    return vault.month_folder(APRIL)


def changed(path, content):
    path.chmod(0o600)
    path.write_bytes(content)
    path.chmod(0o400)


def flipped(content, at):
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_a_closed_month_verifies(closed):
    assert (closed.seals_count, str(closed)) == (2, "2026-04-1")
    assert verify() == []
    assert verify(register="2026-04-1") == []


def test_only_the_archivist_closes_a_month(open_volume, cast):
    make_sealed(open_volume(), cast)
    for person in (cast.worker, cast.sa, cast.ddg, cast.dg, cast.admin, cast.hr):
        with pytest.raises(PermissionDenied):
            actions.close_month(month=APRIL, by=person)


def test_a_running_month_is_closed_in_parts_and_the_parts_are_chained(closed, open_volume, cast):
    with pytest.raises(ValidationError):
        actions.close_month(month=APRIL, by=cast.archivist)
    make_sealed(open_volume(file_no="017SG03-2026C003"), cast)
    second = actions.close_month(month=APRIL, by=cast.archivist)
    assert (str(second), second.previous_sha256) == ("2026-04-2", closed.sha256)
    assert verify() == []


def test_months_are_closed_in_order_and_an_empty_one_leaves_no_gap(closed, open_volume, cast):
    with clock.standing_at(dt.date(2026, 6, 1)):
        make_sealed(open_volume(file_no="017SG03-2026C004"), cast)
        empty = actions.close_month(month=dt.date(2026, 5, 1), by=cast.archivist)
        assert (empty.seals_count, empty.previous_sha256) == (0, closed.sha256)
        with pytest.raises(ValidationError):
            actions.close_month(month=APRIL, by=cast.archivist)
    with clock.standing_at(dt.date(2026, 7, 1)):
        with pytest.raises(ValidationError):
            actions.close_month(month=dt.date(2026, 7, 1), by=cast.archivist)
        june = actions.close_month(month=dt.date(2026, 6, 1), by=cast.archivist)
        assert june.previous_sha256 == empty.sha256
        assert verify() == []


def test_work_half_done_is_not_closed_over(verified, cast):
    actions.seal(volume=verified, by=cast.archivist, envelope_no="D-1", location="A1")
    with pytest.raises(ValidationError):
        actions.close_month(month=APRIL, by=cast.archivist)


def test_a_register_cut_off_before_its_row_was_stored_is_simply_made_again(open_volume, cast, monkeypatch):
    make_sealed(open_volume(), cast)
    with monkeypatch.context() as patched:
        patched.setattr("archives.actions.registers.draw_sample", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.close_month(month=APRIL, by=cast.archivist)
    assert Register.objects.count() == 0
    actions.close_month(month=APRIL, by=cast.archivist)
    assert verify() == []


@pytest.mark.rule("ARCH-05")
def test_the_sample_is_drawn_by_the_registers_own_hash(closed):
    check = Check.objects.get(kind="inspection")
    assert check.drawn_from == closed.sha256
    first = Check.objects.get(kind="inspection").volume_id
    Check.objects.filter(kind="inspection")._raw_delete("default")
    actions.registers.draw_sample(closed, list(Seal.objects.select_related("volume").order_by("-pk")))
    assert Check.objects.get(kind="inspection").volume_id == first


def kinds_and_places(faults):
    return {(fault.kind, fault.where) for fault in faults}


def test_one_flipped_bit_in_any_file_is_found_and_the_file_is_named(root, closed):
    files = [path for path in root.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"manifest.json", "manifest.sig", "PUBLIC-KEY.pem", "HOW-TO-VERIFY.txt"}
    assert len(files) == 4 + 2 + 3  # two consents with the same words are one file
    for path in files:
        whole = path.read_bytes()
        for at in sorted({0, len(whole) // 2, len(whole) - 1}):
            changed(path, flipped(whole, at))
            name = f"2026-04/{path.relative_to(root)}"
            assert name in {fault.where for fault in verify()}, (name, at)
        changed(path, whole)
    assert verify() == []


def test_every_bit_of_manifest_and_signature_counts(root):
    base = root / "register-1"
    manifest, signature = (base / "manifest.json").read_bytes(), (base / "manifest.sig").read_bytes()
    for at in range(0, len(manifest), 7):
        assert not keys.signed(flipped(manifest, at), signature)
    for at in range(len(signature)):
        assert not keys.signed(manifest, flipped(signature, at))
    assert keys.signed(manifest, signature)


def test_missing_and_extra_and_swapped_files_are_named(root):
    first, second = sorted((root / "objects").iterdir())[:2]
    one, two = first.read_bytes(), second.read_bytes()
    changed(first, two)
    changed(second, one)
    assert {fault.kind for fault in verify()} == {"changed"}
    assert len(verify()) == 2
    changed(first, one)
    changed(second, two)
    first.rename(root / "objects" / "renamed.pdf")
    found = kinds_and_places(verify())
    assert ("missing", f"2026-04/objects/{first.name}") in found
    assert ("extra", "2026-04/objects/renamed.pdf") in found


def test_a_register_signed_again_with_another_key_is_refused(root, closed, settings):
    stranger = Ed25519PrivateKey.generate()
    base = root / "register-1"
    manifest = json.loads((base / "manifest.json").read_bytes())
    manifest["counts"]["seals"] = 1
    text = vault.canonical(manifest)
    changed(base / "manifest.json", text)
    changed(base / "manifest.sig", stranger.sign(text))
    found = kinds_and_places(verify())
    assert ("changed", "2026-04/register-1/manifest.json") in found
    assert ("signature", "2026-04/register-1/manifest.sig") in found


def test_a_replaced_signing_key_is_noticed(root, closed, settings):
    path = settings.DATA_DIR / "keys" / keys.NAME
    path.write_bytes(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert {"key", "signature"} <= {fault.kind for fault in verify()}


def sql(statement, *values):
    with immutable.lifted(connection), connection.cursor() as cursor:
        cursor.execute(statement, values)


ROWS = [
    ("UPDATE archives_seal SET file_no='X' WHERE kind='volume'", "sealing"),
    ("UPDATE archives_seal SET location='elsewhere'", "sealing"),
    ("UPDATE archives_seal SET sealed_at='2026-01-01 00:00:00+00:00'", "sealing"),
    ("UPDATE archives_seal SET sha256='%s'" % ("0" * 64), "sealing"),
    ("UPDATE archives_sealeditem SET title='另一份' WHERE code='test_note'", "sealing"),
    ("UPDATE archives_sealeditem SET reason='x' WHERE code='test_consent'", "sealing"),
    ("UPDATE archives_sealeditem SET row_sha256='' WHERE code='test_note'", "sealing"),
    ("UPDATE archives_sealeditem SET state='waived' WHERE code='test_note'", "sealing"),
    ("UPDATE archives_register SET seals_count=1", "register 2026-04-1"),
    ("UPDATE archives_register SET signature='00'", "register 2026-04-1"),
    ("UPDATE archives_register SET previous_sha256='11'", "register 2026-04-1"),
    ("UPDATE archives_register SET closed_at='2026-01-01 00:00:00+00:00'", "register 2026-04-1"),
    ("UPDATE archives_register SET public_key='22'", "register 2026-04-1"),
    ("DELETE FROM archives_registerentry WHERE id=(SELECT MIN(id) FROM archives_registerentry)", "register 2026-04-1"),
    ("DELETE FROM archives_sealeditem WHERE code='test_consent'", "sealing"),
    ("UPDATE archives_volume SET location='elsewhere'", "volume"),
    ("UPDATE archives_volume SET file_no='X'", "volume"),
    ("UPDATE archives_volume SET finished_on='2026-01-01'", "volume"),
    ("UPDATE archives_volume SET verified_by_id=NULL", "volume"),
    ("UPDATE kind_note SET summary='她睡得很差。'", "volume"),
    ("UPDATE kind_note SET filled_on='2026-01-01'", "volume"),
    ("UPDATE kind_notegoal SET goal='别的'", "volume"),
    ("UPDATE kind_consent SET scope='x'", "volume"),
    ("DELETE FROM kind_consent", "volume"),
]


@pytest.mark.parametrize(("statement", "named"), ROWS)
def test_a_row_changed_behind_our_back_is_found_and_named(closed, statement, named):
    sql(statement)
    found = verify()
    assert found, statement
    assert any(fault.where.startswith(named) for fault in found), [str(fault) for fault in found]


def test_a_sealing_or_register_whose_row_is_gone_is_named(closed):
    uuid = Seal.objects.first().uuid
    with connection.constraint_checks_disabled():
        sql("DELETE FROM archives_registerentry")
        sql("DELETE FROM archives_register")
        assert ("row", "register 2026-04-1") in kinds_and_places(verify())
        sql("DELETE FROM archives_sealeditem")
        sql("DELETE FROM archives_seal")
        assert ("row", f"sealing {uuid}") in kinds_and_places(verify())


def test_the_command_names_the_fault_and_fails(closed, root, capsys):
    call_command("verify_archive")
    assert "In order" in capsys.readouterr().out
    first = sorted((root / "objects").iterdir())[0]
    changed(first, first.read_bytes() + b"x")
    with pytest.raises(CommandError):
        call_command("verify_archive", "--register", "2026-04-1")
    assert first.name in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("verify_archive", "--register", "1999-01-1")


def test_the_written_description_is_enough_for_a_stranger(closed, root):
    """The Python lines of HOW-TO-VERIFY.txt, run as they stand, by an interpreter that knows nothing of us."""
    text = (root / "register-1" / "HOW-TO-VERIFY.txt").read_text()
    script = text.split("<<'END'\n")[1].split("     END")[0]
    script = "\n".join(line[5:] for line in script.splitlines())
    run = [sys.executable, "-I", "-c", script, "register-1/manifest.json"]
    said = subprocess.run(run, cwd=root, capture_output=True, text=True, check=True).stdout
    assert "CHANGED" not in said
    assert said.count("ok") == closed.files_count
    pem = base64.b64decode("".join((root / "register-1" / "PUBLIC-KEY.pem").read_text().splitlines()[1:-1]))
    assert pem[-32:].hex() == closed.public_key


def test_inspection_needs_scores_and_somebody_who_had_no_part_in_it(closed, cast):
    check = Check.objects.get(kind="inspection")
    scores = {"completeness": 5, "standard": 4, "professional": 4, "accuracy": 5}
    for person in (cast.sa, cast.worker, cast.archivist, cast.supervisor):
        with pytest.raises(PermissionDenied):
            actions.inspect(check=check, by=person, ok=True, scores=scores)
    with pytest.raises(ValidationError):
        actions.inspect(check=check, by=cast.service, ok=True, scores={})
    actions.inspect(check=Check.objects.get(pk=check.pk), by=cast.service, ok=True, scores=scores)
    check.refresh_from_db()
    assert check.volume.state == "inspected"
    assert Matter.objects.count() == 2
    assert connections["default"].in_atomic_block
    assert verify() == []
