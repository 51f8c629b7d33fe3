"""The WSGI application, for granian and any other WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careers.settings")

application = get_wsgi_application()

# What is loaded by now stays. A page makes many objects and hardly any cycles: looking
# for some after every few thousand took a quarter of the time of a large page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
