from functools import cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """Hashes the names in imports too, or browsers would keep old modules."""

    support_js_module_import_aggregation = True

    # A page has about twenty addresses of files, and they change only with a release.
    @cache  # noqa: B019  (a process has one storage)
    def url(self, name, force=False):
        return super().url(name, force)
