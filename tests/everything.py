"""All checks and suites of bin/test, in the environment that bin/setup made; says how long each took."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree

from tests import services

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"

PRODUCTION = {
    "SECRET_KEY": "for-the-production-check-only-" + "q7Zp" * 12,
    "IDENTITY_KEYS": "check:" + "2b" * 32,
    "LOOKUP_KEY": "3c" * 32,
    "AUDIT_KEY": "4d" * 32,
    "ALLOWED_HOSTS": "antou.example.org",
    "DEBUG": "0",
    "SECURE": "1",
    "DEMO": "0",
}
PACKAGES = {  # program -> Debian package
    "chromium": "chromium",
    "xgettext": "gettext",
    "pdftotext": "poppler-utils",
}
failed = []


def say(text):
    print(text, flush=True)


def python(*args):
    return [str(BIN / "python"), *args]


def tool(name, *args):
    return [str(BIN / name), *args]


def prepare_machine():
    """Programs of the distribution where we may install them; where not, say what is missing and stop."""
    missing = [package for program, package in PACKAGES.items() if not shutil.which(program)]
    if missing and os.getuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {' '.join(missing)} ...")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
            subprocess.run(["apt-get", "-qq", *command], check=True, env=environment, stdout=subprocess.DEVNULL)
    elif missing:
        sys.exit(f"Missing on this machine. Run: sudo apt-get install {' '.join(missing)}")
    if services.find_postgres() is None or services.find_redis() is None:
        say("Taking PostgreSQL and Redis from wheels ...")
        locked = ["--require-hashes", "-r", "requirements-services.txt"]
        if uv := shutil.which("uv"):
            command = [uv, "pip", "install", "-q", "--python", str(BIN / "python"), *locked]
        else:
            command = python("-m", "pip", "install", "-q", "--disable-pip-version-check", *locked)
        subprocess.run(command, check=True, cwd=ROOT)


def step(name, command, **environment):
    """Run one check; its output is shown when it fails."""
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    report(name, done.returncode == 0, time.monotonic() - started, done.stdout)


def report(name, well, seconds, output="", note=""):
    say(f"{'ok  ' if well else 'FAIL'} {name:<34} {seconds:6.1f} s  {note}")
    if not well:
        failed.append(name)
        say(output.rstrip()[-20000:])


class Suite:
    """One run of pytest, in the background, with its output kept in a file."""

    def __init__(self, name, folder, *arguments, **environment):
        self.name, self.started = name, time.monotonic()
        self.log, self.xml = folder / f"{name}.log", folder / f"{name}.xml"
        command = python("-m", "pytest", f"--junitxml={self.xml}", "--durations=5", *arguments)
        self.process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=self.log.open("w"), stderr=subprocess.STDOUT
        )

    def finish(self):
        """Green means: pytest says so, and at least one test was not skipped."""
        code = self.process.wait()
        ran, skipped = self.counts()
        note = f"{ran} tests" + (f", {skipped} skipped" if skipped else "")
        report(self.name, code == 0 and ran > 0, time.monotonic() - self.started, self.log.read_text(), note)

    def counts(self):
        if not self.xml.exists():
            return 0, 0
        suite = ElementTree.parse(self.xml).getroot().find("testsuite")
        skipped = int(suite.get("skipped"))
        return int(suite.get("tests")) - skipped, skipped


def finish_all(suites):
    for suite in suites:
        suite.finish()


def static_checks(folder):
    debug = {"DEBUG": "1", "DATA_DIR": str(folder / "data")}
    step("format", tool("ruff", "format", "--check", "."))
    step("lint", tool("ruff", "check", "."))
    step("templates", tool("djlint", "templates", "--lint", "--quiet"))
    step("import contracts", tool("lint-imports"))
    step("migrations", python("manage.py", "makemigrations", "--check", "--dry-run"), **debug)
    step("translations", python("manage.py", "check_translations"), **debug)
    step("compiled translations", python("manage.py", "compile_catalogue"), **debug)
    production = {**PRODUCTION, "DATA_DIR": str(folder / "data")}
    step("production settings", python("manage.py", "check", "--deploy", "--fail-level", "WARNING"), **production)


def main():
    began = time.monotonic()
    prepare_machine()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="antou-check-")))
        for name in ("DATABASE_URL", "REDIS_URL", "DATA_DIR", "TEST_DATA_DIR"):
            os.environ.pop(name, None)
        static_checks(folder)
        servers = {
            "DATABASE_URL": stack.enter_context(services.postgres()),
            "REDIS_URL": stack.enter_context(services.redis()),
        }
        # The whole access matrix runs on SQLite, its sample on PostgreSQL; the two suites share the two cores.
        both = [
            Suite("sqlite", folder, "-m", "not browser"),
            Suite("postgresql-redis-worker", folder, "-m", "not browser and not matrix", **servers),
        ]
        finish_all(both)
        walks = sorted(str(path) for path in (ROOT / "tests" / "browser").glob("test_*.py"))
        finish_all([Suite(f"browsers-{half + 1}", folder, "-m", "browser", *walks[half::2]) for half in (0, 1)])
    verdict = f"FAILED: {', '.join(failed)}" if failed else "All green"
    say(f"{verdict} after {(time.monotonic() - began) / 60:.1f} minutes")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
