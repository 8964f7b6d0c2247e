"""The product's settings in a folder of their own, with a password hash that costs nothing."""

import os
import tempfile

os.environ.setdefault("FREEHOLD_DATA_DIR", tempfile.mkdtemp(prefix="freehold-tests-"))

# Playwright keeps an event loop running in the thread of the tests, which Django would take for an async view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

from freehold.config.settings import *  # noqa: F403 - the folder must be named before the settings are read

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
