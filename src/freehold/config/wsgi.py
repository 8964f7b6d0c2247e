"""The WSGI entry for waitress, gunicorn and granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freehold.config.settings")
application = get_wsgi_application()
