"""The zipped parts of an Office file, unpacked in memory and never beyond a size that is counted while unpacking."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from giaoban.documents.reading.outcome import UnreadableFile

MAX_ENTRIES = 2000
# Text packs some 5 to 20 times. The floor lets a small file hold much repetition; the ceiling bounds the work.
RATIO, FLOOR_BYTES, CEILING_BYTES = 100, 8 * 1024 * 1024, 64 * 1024 * 1024
CHUNK = 1 << 16
LOCAL_HEADER = 30


class Package:
    """An opened package. Headers are believed in nothing: names, places and sizes are checked against each other."""

    def __init__(self, data: bytes) -> None:
        # Counted before the directory is read: each entry of a million would become an object.
        if data.count(b"PK\x01\x02") > 2 * MAX_ENTRIES:
            raise UnreadableFile("zip_bomb", "too many entries")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as problem:
            raise UnreadableFile("damaged", str(problem)) from problem
        self._room = min(CEILING_BYTES, max(FLOOR_BYTES, RATIO * len(data)))
        self._check_entries(self._zip.infolist())
        self.names = frozenset(self._zip.namelist())

    def _check_entries(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > MAX_ENTRIES:
            raise UnreadableFile("zip_bomb", f"{len(entries)} entries")
        if len({entry.filename for entry in entries}) < len(entries):
            raise UnreadableFile("hostile", "two entries of one name")
        end = 0
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            if entry.header_offset < end:
                raise UnreadableFile("zip_bomb", f"entries overlap at {entry.filename!r}")
            end = entry.header_offset + LOCAL_HEADER + len(entry.orig_filename) + entry.compress_size
            if entry.flag_bits & 1:
                raise UnreadableFile("encrypted", entry.filename)
            if entry.filename.startswith(("/", "\\")) or ".." in entry.filename.replace("\\", "/").split("/"):
                raise UnreadableFile("hostile", f"an entry outside the package: {entry.filename!r}")
            if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise UnreadableFile("damaged", f"compression {entry.compress_type}")

    def chunks(self, name: str) -> Iterator[bytes]:
        """One part, piece by piece; nothing when there is no such part."""
        if name not in self.names:
            return
        try:
            with self._zip.open(name) as part:
                while piece := part.read(CHUNK):
                    self._room -= len(piece)
                    if self._room < 0:
                        raise UnreadableFile("zip_bomb", f"unpacks beyond all measure at {name!r}")
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as problem:
            raise UnreadableFile("damaged", f"{name}: {problem}") from problem
