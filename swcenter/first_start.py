"""What `serve` does before it serves: translations, database, static files, demo or first administrator."""

import hashlib
import secrets
import shutil

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError

from access import verify
from core import formats
from people.models import User
from rulebook import calendars
from rulebook.actions import load_year
from swcenter import keyring

DEMO, EMPTY, BUILDING = "demo", "empty", "building"
KEPT = {"keys", "static", "celery", "profile", "demo_password"}  # of a first start that was cut short
SIGN_INS = (
    "director deputy service hr finance archivist supervisor1 sa1 worker1 ... worker5 supervisor2 sa2 worker6 ... "
    "leader1 auditor admin"
)


def prepare(*, empty, say):
    """Make everything ready to serve; returns the profile of this DATA_DIR, "demo" or "empty"."""
    profile = read_profile()
    if empty and profile in (DEMO, BUILDING):
        raise CommandError(f"{settings.DATA_DIR} holds the demo. For a real organization choose another DATA_DIR.")
    if profile == BUILDING:
        discard_half_built()
    settings.STORE_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("compile_catalogue", verbosity=0)
    call_command("migrate", verbosity=0, interactive=False)
    refuse_wrong_keys()
    refuse_clock_set_back()
    load_calendars()
    collect_static()
    if profile in (None, BUILDING):
        profile = EMPTY if empty or User.objects.exists() else build_demo(say)
        write_profile(profile)
    if profile == EMPTY and not someone_can_sign_in():
        call_command("first_admin")
    return profile


def refuse_wrong_keys():
    """`bin/keys` sees a lost database file; on a server database only what is in there tells."""
    if names := keyring.misfits():
        folder = settings.DATA_DIR / "keys"
        raise CommandError(f"{', '.join(names)} in {folder} did not write this database: put the stored copy back.")


def refuse_clock_set_back():
    """Nothing is dated before what it followed: the clock is put right before anybody works (T30)."""
    if newest := verify.clock_behind():
        written = formats.stamp(newest)
        raise CommandError(f"The clock of this machine is wrong: the read log was last written at {written}.")


def load_calendars():
    """The national calendars that come with this version, each once (DATE-01)."""
    for year in sorted(set(calendars.shipped_years()) - calendars.calendar().years):
        load_year(year)


def greet(profile, *, say):
    """What the person at the terminal needs to know."""
    if profile == DEMO:
        say(f"Sign in as: {SIGN_INS}")
        say(f"Demo password: {demo_password()}")
    if not keys_marker().exists() and (settings.DATA_DIR / "keys").is_dir():
        say(
            f"Keys: {settings.DATA_DIR / 'keys'} opens the client identities; without it no backup can be read. "
            "Store a copy elsewhere, then run: manage.py doctor --keys-stored"
        )
    say("Stop with Ctrl-C.")


def profile_file():
    return settings.DATA_DIR / "profile"


def read_profile():
    return profile_file().read_text().strip() if profile_file().exists() else None


def write_profile(profile):
    profile_file().write_text(profile)


def keys_marker():
    return settings.DATA_DIR / "keys" / "stored_elsewhere"


def someone_can_sign_in():
    able = User.objects.filter(is_active=True).exclude(password="")
    return able.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists()


def demo_password():
    """The one password of all demo sign-ins, made on the first start of this DATA_DIR."""
    file = settings.DATA_DIR / "demo_password"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text("-".join(secrets.choice(WORDS.split()) for _ in range(3)) + f"-{secrets.randbelow(90) + 10}")
    return file.read_text().strip()


WORDS = "amber birch cedar coral delta ember fern harbor iris jade lotus maple olive pearl river sage"


def build_demo(say):
    """The demo organization, in one go; a start that was cut short begins again."""
    say("Building the demo organization (once; some minutes for its six months of work) ...")
    write_profile(BUILDING)
    call_command("seed_demo", password=demo_password())
    return DEMO


def discard_half_built():
    """A first start was interrupted while it built the demo: nothing in there is anybody's work."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        raise CommandError(
            "The demo was cut short while it was built. Empty the database, remove DATA_DIR and start again."
        )
    for place in settings.DATA_DIR.iterdir():
        if place.name in KEPT:
            continue
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink()


def collect_static():
    """collectstatic, where a file changed since the last time."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = storage.path(path)
            digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)} {file}\n".encode())
    stamp = settings.STATIC_ROOT / ".stamp"
    if not stamp.exists() or stamp.read_text() != digest.hexdigest():
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(digest.hexdigest())
