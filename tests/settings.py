"""The one settings file, read with an environment made for tests; what a test may change, conftest.py sets."""

import os
import tempfile

os.environ.setdefault("DEBUG", "1")
os.environ.setdefault("SECURE", "0")
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("CELERY_EAGER", "1")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="antou-tests-"))

from swcenter import settings as production

globals().update({name: getattr(production, name) for name in dir(production) if name.isupper()})
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
