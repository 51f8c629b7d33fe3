from functools import cache
from pathlib import Path

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# The style sheets that collectstatic joins, in the order of their rules. A page links
# them with {% stylesheets "joined/site.css" %}. This folder is as deep as css/, so that
# addresses like ../fonts/ stay right.
JOINED_SHEETS = {
    "joined/site.css": [
        "css/fonts.css",
        "css/tokens.css",
        "css/base.css",
        "css/frame.css",
        "css/forms.css",
        "css/lists.css",
        "css/combobox.css",
    ],
    "joined/comparison.css": [
        "css/hues.css",
        "css/tools.css",
        "css/heads.css",
        "css/choose-role.css",
        "css/comparison.css",
        "css/comparison-stacked.css",
        "css/remarks.css",
        "css/pair-tables.css",
        "css/similar.css",
        "css/share.css",
        "css/notes.css",
        "css/notes-shown.css",
    ],
    "joined/directory.css": [
        "css/tray.css",
        "css/picker.css",
        "css/directory.css",
    ],
    "joined/picker.css": [
        "css/tray.css",
        "css/home.css",
        "css/picker.css",
        "css/sets.css",
    ],
}


class CollectedFilesStorage(CompressedManifestStaticFilesStorage):
    # Hashes the names in imports too, or browsers would keep old modules.
    support_js_module_import_aggregation = True

    # A page has about a dozen addresses of files, and they change only with a release.
    @cache  # noqa: B019  (a process has one storage)
    def url(self, name, force=False):
        return super().url(name, force)

    def post_process(self, paths, dry_run=False, **options):
        joined = {name: (self, name) for name in JOINED_SHEETS}
        if not dry_run:
            for name in joined:
                self._join(name)
        yield from super().post_process(paths | joined, dry_run=dry_run, **options)

    def compress_files(self, paths):
        for name, compressed in super().compress_files(paths):
            # Written without asking what static files may be read by.
            Path(self.path(compressed)).chmod(self.file_permissions_mode)
            yield name, compressed

    def _join(self, name):
        sheets = [Path(self.path(sheet)).read_bytes() for sheet in JOINED_SHEETS[name]]
        self.delete(name)  # the last release's: save() would choose another name
        self.save(name, ContentFile(b"\n".join(sheets)))
