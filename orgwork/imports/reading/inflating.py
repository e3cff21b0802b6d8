"""The parts of a zip archive, inflated a piece at a time and counted: what the archive says about sizes is not
believed.
"""

import struct
import zipfile
import zlib

from .refused import Refused

PIECE = 1 << 20
LOCAL_HEADER = 30


class Archive:
    """An .xlsx whose parts are inflated within one budget."""

    def __init__(self, file, limits):
        self._file = file
        self._left = limits.inflated
        try:
            with zipfile.ZipFile(file) as archive:
                self.parts = {info.filename: info for info in archive.infolist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise Refused("file.damaged") from error
        if len(self.parts) > limits.entries:
            raise Refused("file.expands")

    def pieces(self, name):
        """The inflated bytes of a part, at most 1 MiB at a time. Raises Refused file.expands, .damaged, .encrypted."""
        info = self.parts[name]
        if info.flag_bits & 1:
            raise Refused("file.encrypted")
        source = self._compressed(info)
        if info.compress_type == zipfile.ZIP_STORED:
            inflated = source
        elif info.compress_type == zipfile.ZIP_DEFLATED:
            inflated = _inflated(source)
        else:
            raise Refused("file.damaged")
        for piece in inflated:
            self._left -= len(piece)
            if self._left < 0:
                raise Refused("file.expands")
            yield piece

    def whole(self, name, limit=16 * PIECE):
        """A small part at once; b'' where it is missing. Raises Refused file.expands beyond `limit`."""
        if name not in self.parts:
            return b""
        found = bytearray()
        for piece in self.pieces(name):
            found += piece
            if len(found) > limit:
                raise Refused("file.expands")
        return bytes(found)

    def _compressed(self, info):
        self._file.seek(info.header_offset)
        header = self._file.read(LOCAL_HEADER)
        if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
            raise Refused("file.damaged")
        name, extra = struct.unpack("<HH", header[26:30])
        at, left = info.header_offset + LOCAL_HEADER + name + extra, info.compress_size
        while left > 0:
            self._file.seek(at)
            piece = self._file.read(min(left, PIECE))
            if not piece:
                raise Refused("file.damaged")
            at, left = at + len(piece), left - len(piece)
            yield piece


def _inflated(source):
    inflate = zlib.decompressobj(-15)
    try:
        for piece in source:
            waiting = piece
            while waiting:
                out = inflate.decompress(waiting, PIECE)
                waiting = inflate.unconsumed_tail
                if out:
                    yield out
                elif not waiting:
                    break
        rest = inflate.flush(PIECE)
        if rest:
            yield rest
    except zlib.error as error:
        raise Refused("file.damaged") from error
