"""The WSGI application, for granian and any other WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careers.settings")

application = get_wsgi_application()

# Nothing loaded so far is ever freed. A page makes many objects and few cycles; to look
# for cycles after every few thousand objects took a quarter of a large page's time.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
