"""The production settings with what tests need: fixed secrets, a throw-away DATA_DIR, a fast hasher, mail in memory.

DATABASE_URL and REDIS_URL choose other engines. The SQLite test database is a file, so that threads and a second
process see it as they would in earnest.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.update(DEBUG="0", SECURE="0", DEMO="0", SECOND_FACTOR_REQUIRED="0")
os.environ.update(
    SECRET_KEY="only-for-tests-" + "s" * 50,
    IDENTITY_KEYS="test:" + "1f" * 32,
    LOOKUP_KEY="only-for-tests-" + "l" * 50,
    AUDIT_KEY="only-for-tests-" + "a" * 50,
)
if "TEST_DATA_DIR" in os.environ:  # a worker process of the same run
    os.environ["DATA_DIR"] = os.environ["TEST_DATA_DIR"]
else:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="antou-test-", dir=memory)
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

from swcenter.settings import *  # noqa: F403
from swcenter.settings import DATA_DIR, DATABASES, INSTALLED_APPS, STATIC_ROOT, STORAGES

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
CELERY_TASK_ALWAYS_EAGER = False

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    DATABASES["default"]["TEST"] = {"NAME": str(Path(DATA_DIR) / "test.sqlite3")}
INSTALLED_APPS = [*INSTALLED_APPS, "tests.kind", "tests.approvals.paperwork"]
