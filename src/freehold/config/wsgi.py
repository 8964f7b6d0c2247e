"""The WSGI entry for waitress, gunicorn and granian."""

import os

from django.core.wsgi import get_wsgi_application

from freehold.config.warm import freeze_when_warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freehold.config.settings")
application = get_wsgi_application()
freezing = freeze_when_warm()
