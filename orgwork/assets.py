"""Front-end files of the locked npm packages: those listed here, under `vendor/` and their path in node_modules."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import Error
from django.core.files.storage import FileSystemStorage

PREFIX = "vendor/"
FILES = (
    "@tabler/core/dist/css/tabler.min.css",
    "@tabler/core/dist/css/tabler.min.css.map",
    "@tabler/icons-webfont/dist/tabler-icons.min.css",
    "@tabler/icons-webfont/dist/fonts/tabler-icons.ttf",
    "@tabler/icons-webfont/dist/fonts/tabler-icons.woff",
    "@tabler/icons-webfont/dist/fonts/tabler-icons.woff2",
    "echarts/dist/echarts.min.js",
)


class NpmFinder(BaseFinder):
    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=Path(settings.BASE_DIR) / "node_modules")
        self.storage.prefix = PREFIX.rstrip("/")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        missing = [name for name in FILES if not self.storage.exists(name)]
        if not missing:
            return []
        return [Error(f"node_modules lacks {missing[0]}: run `make setup`.", id="orgwork.assets.E001")]

    def find(self, path, find_all=False, **kwargs):
        name = path.removeprefix(PREFIX)
        if name == path or name not in FILES or not self.storage.exists(name):
            return []
        found = self.storage.path(name)
        return [found] if find_all else found

    def list(self, ignore_patterns):
        for name in FILES:
            if not matches_patterns(name, ignore_patterns):
                yield name, self.storage
