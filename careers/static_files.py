"""Static files, each named by its content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """Names what a script imports by its content too, or browsers keep old modules."""

    support_js_module_import_aggregation = True
