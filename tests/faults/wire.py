"""HTTP as a browser speaks it, over asyncio and by hand: any number of people are under way at once in one thread."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.utils import timezone

HOST = "127.0.0.1"
TOKEN = "t" * 32
PATIENCE = 120


@dataclass(frozen=True)
class Answer:
    """`sent` and `came` are moments of this machine's clock, which is the server's too."""

    status: int
    headers: list
    body: bytes
    sent: datetime
    came: datetime

    @property
    def text(self):
        return self.body.decode()

    def json(self):
        return json.loads(self.body)

    def header(self, name):
        return next((value for key, value in self.headers if key == name), "")


class Person:
    """Somebody who is logged in, in a browser of his own."""

    def __init__(self, port, session):
        self.port, self.cookies = port, {"sessionid": session, "csrftoken": TOKEN}

    async def get(self, path):
        return await self._asked(self._request("GET", path))

    async def post(self, path, **fields):
        return await self._asked(self._request("POST", path, urlencode(fields).encode()))

    async def post_and_leave(self, path, **fields):
        """The connection is lost before the answer comes."""
        _reader, writer = await asyncio.open_connection(HOST, self.port)
        writer.write(self._request("POST", path, urlencode(fields).encode()))
        await writer.drain()
        writer.close()

    def _request(self, method, path, body=b""):
        heads = {
            "Host": f"{HOST}:{self.port}", "Connection": "close", "X-CSRFToken": TOKEN, "Content-Length": len(body),
            "Content-Type": "application/x-www-form-urlencoded", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }  # fmt: skip
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in heads.items()), "", ""]
        return "\r\n".join(lines).encode() + body

    async def _asked(self, request):
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(HOST, self.port)
            sent = timezone.now()
            writer.write(request)
            found = await reader.read()
            came = timezone.now()
            writer.close()
        status, headers, body = _parsed(found)
        self._keep(headers)
        return Answer(status, headers, body, sent, came)

    def _keep(self, headers):
        for name, value in headers:
            if name == "set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}


def _parsed(found):
    head, _gap, body = found.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = [(name.strip().lower(), value.strip()) for name, _colon, value in (line.partition(":") for line in lines)]
    if ("transfer-encoding", "chunked") in headers:
        body = _joined(body)
    return int(first.split()[1]), headers, body


def _joined(chunks):
    found = b""
    while chunks:
        size, _gap, rest = chunks.partition(b"\r\n")
        length = int(size, 16)
        if not length:
            break
        found, chunks = found + rest[:length], rest[length + 2 :]
    return found


def at_once(errands):
    """What the coroutines return, all under way together; in a thread of its own, since this one may run another loop already."""

    async def together():
        return await asyncio.gather(*errands)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, together()).result()
