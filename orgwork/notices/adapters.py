"""Ways out of the portal (docs/notices.md). Each is a switch among the settings, off until somebody turns it on.

An app that brings a gateway (企业微信、公众号、短信) puts its adapter into a module `adapters.py`, which is read when Django starts.
"""

import json
import logging
import os
from abc import ABC, abstractmethod
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from orgwork.kit import params

log = logging.getLogger(__name__)
SOURCE = "本系统：消息默认只在门户里，送出门户要先在这里打开"

_adapters = {}


class NotSent(Exception):
    """The adapter could not send, for a reason an administrator may read (Chinese)."""


class Adapter(ABC):
    """One way out. `send` is called once for a delivery; where its outcome was lost (a killed worker) it is called again
    with the same notice, so that a gateway should be given `notice.pk` as the number that tells messages apart.
    """

    key = ""
    label = ""

    @abstractmethod
    def send(self, notice):
        """Send `notice` to `notice.user`. Raises NotSent; it is tried again later, a bounded number of times."""


def register(adapter):
    """Make `adapter` known and declare its switch."""
    if adapter.key in _adapters:
        raise ValueError(f"two adapters with the key {adapter.key}")
    params.declare(switch_of(adapter.key), label=f"消息同时送到：{adapter.label}", default=0, source=SOURCE, switch=True)
    _adapters[adapter.key] = adapter


def switch_of(key):
    """The setting that turns the adapter `key` on."""
    return f"notices.{key}"


def get(key):
    """The adapter `key`. Raises KeyError."""
    return _adapters[key]


def known():
    """Every adapter, in the order of their registration."""
    return list(_adapters.values())


def switched_on(on=None):
    """Keys of the adapters that are on at the date `on` (today)."""
    day = on or timezone.localdate()
    return [key for key in _adapters if params.is_on(switch_of(key), day)]


class FileAdapter(Adapter):
    """A line of JSON a notice under MEDIA_ROOT/notices, a file a month, for a gateway that fetches files.

    Readable by the portal's own account alone.
    """

    key = "file"
    label = "文件（供其他程序读取）"

    def send(self, notice):
        told = timezone.localtime(notice.created_at)
        line = {
            "id": notice.pk, "at": told.isoformat(timespec="seconds"), "username": notice.user.username, "name": notice.user.name,
            "kind": notice.kind, "title": notice.title, "text": notice.text, "url": notice.url,
        }  # fmt: skip
        try:
            self._append(f"{told:%Y-%m}.jsonl", json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            log.exception("notice %s: file not written", notice.pk)
            raise NotSent("消息文件写不进去。请检查磁盘空间和文件夹权限。") from error

    def _append(self, name, line):
        folder = Path(settings.MEDIA_ROOT) / "notices"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as out:
            out.write(line)


class ConsoleAdapter(Adapter):
    """A line in the log of the worker, without the text: to see that notices leave at all."""

    key = "console"
    label = "运行日志"

    def send(self, notice):
        log.info("notice %s for user %s (%s): %s", notice.pk, notice.user_id, notice.kind, notice.title)


register(FileAdapter())
register(ConsoleAdapter())
