from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """Hashes the names in imports too, or browsers would keep old modules."""

    support_js_module_import_aggregation = True
