"""Forms on their way in: fields into memory, files straight to the disk, both bounded. Nothing of a form counts before its token."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO
from urllib.parse import parse_qs

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from generator.desk.jobs import machine_fault
from generator.desk.requests import Upload

MOST_FILE = 200_000_000  # bytes of one file
MOST_ALL = 2_000_000_000  # bytes of one form
MOST_FIELDS = 2_000_000  # bytes of all fields that are no files
MOST_FILES = 5_000
SPARE = 100_000_000  # bytes that stay free on the disk
FORM, URLENCODED = "multipart/form-data", "application/x-www-form-urlencoded"
TOKEN = "kunci"  # noqa: S105 - the name of the field


class BadFormError(Exception):
    """A form that cannot be taken. Carries the HTTP status; the text is Indonesian."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class FormReceiver:
    """Takes one form bit by bit. What it has put on the disk lies in `folder`, and goes with `close`."""

    def __init__(self, content_type: str, staging: Path, token: str) -> None:
        """Raises BadFormError, OSError."""
        kind, options = parse_options_header(content_type)
        self.token, self.fields, self.uploads = token, dict[str, list[str]](), list[Upload]()
        self.size, self.is_admitted, self.is_whole = 0, False, False
        self.parser: MultipartParser | None = None
        self.plain = bytearray()
        self._name, self._text, self._written, self._fault = "", bytearray(), 0, ""
        self._file_name: str | None = None
        self._out: BinaryIO | None = None
        self._header, self._value = bytearray(), bytearray()
        self.folder: Path | None = None
        self.staging = staging
        if kind == FORM.encode():
            boundary = options.get(b"boundary", b"")
            if not 1 <= len(boundary) <= 200:
                raise BadFormError(400, "Kiriman tidak terbaca.")
            self.parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin,
                    "on_header_field": self._on_header_field,
                    "on_header_value": self._on_header_value,
                    "on_header_end": self._on_header_end,
                    "on_headers_finished": self._on_headers,
                    "on_part_data": self._on_data,
                    "on_part_end": self._on_part_end,
                    "on_end": self._on_end,
                },
                max_header_count=16,
            )
        elif kind != URLENCODED.encode():
            raise BadFormError(415, "Kiriman tidak terbaca.")

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes. Raises BadFormError."""
        self.size += len(chunk)
        if self.parser is None:
            if self.size > MOST_FIELDS:
                raise BadFormError(413, "Kirimannya terlalu besar.")
            self.plain += chunk
            return
        if self.size > MOST_ALL:
            raise BadFormError(413, "Kirimannya lebih dari 2 GB. Kirim dalam beberapa bagian.")
        try:
            self.parser.write(chunk)
        except MultipartParseError:
            raise BadFormError(400, "Kiriman tidak terbaca.") from None

    def finish(self) -> None:
        """Check that the form came whole and with its token. Raises BadFormError."""
        if self.parser is None:
            try:
                self.fields = parse_qs(
                    self.plain.decode("ascii"), keep_blank_values=True, max_num_fields=20_000, errors="replace"
                )
            except ValueError:
                raise BadFormError(400, "Kiriman tidak terbaca.") from None
            self.is_admitted = self.fields.get(TOKEN) == [self.token]
        if not self.is_admitted:
            raise BadFormError(403, "Halaman ini sudah terlalu lama terbuka. Muat ulang halamannya, lalu ulangi.")
        if self.parser is not None and not self.is_whole:
            raise BadFormError(400, "Kiriman terputus di tengah jalan. Kirim lagi.")

    def close(self) -> None:
        """Remove what nobody took."""
        if self._out is not None:
            self._out.close()
            self._out = None
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _on_end(self) -> None:
        self.is_whole = True

    def _begin(self) -> None:
        self._name, self._file_name, self._text, self._written, self._fault = "", None, bytearray(), 0, ""
        self._header, self._value = bytearray(), bytearray()

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            _, options = parse_options_header(bytes(self._value))
            self._name = options.get(b"name", b"").decode("utf-8", "replace")
            if b"filename" in options:
                self._file_name = options[b"filename"].decode("utf-8", "replace")
        self._header, self._value = bytearray(), bytearray()

    def _on_headers(self) -> None:
        if self._file_name is None:
            return
        if not self.is_admitted:
            raise BadFormError(403, "Halaman ini sudah terlalu lama terbuka. Muat ulang halamannya, lalu ulangi.")
        if len(self.uploads) >= MOST_FILES:
            raise BadFormError(413, f"Kiriman ini berisi lebih dari {MOST_FILES} berkas. Kirim sebagai zip.")
        try:
            if self.folder is None:
                self.staging.mkdir(parents=True, exist_ok=True)
                self.folder = Path(tempfile.mkdtemp(prefix="unggah-", dir=self.staging))
            self._out = (self.folder / str(len(self.uploads))).open("wb")
        except OSError as fault:
            raise BadFormError(507, machine_fault(fault)) from None

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        if self._file_name is None:
            self._text += data[start:end]
            if len(self._text) > MOST_FIELDS:
                raise BadFormError(413, "Kirimannya terlalu besar.")
            return
        self._written += end - start
        if self._out is None or self._fault:
            return  # what is too large is read to its end, so that the browser waits for the answer, and let go
        if self._written > MOST_FILE:
            self._fault = f"lebih dari {MOST_FILE // 1_000_000} MB, jadi tidak dipakai. Pecah menjadi beberapa berkas."
            self._out.truncate(0)
            return
        try:
            self._out.write(data[start:end])
        except OSError as fault:
            raise BadFormError(507, machine_fault(fault)) from None

    def _on_part_end(self) -> None:
        if self._file_name is None:
            text = bytes(self._text).decode("utf-8", "replace")
            self.fields.setdefault(self._name, []).append(text)
            self.is_admitted |= self._name == TOKEN and text == self.token
            return
        assert self._out is not None
        place = Path(self._out.name)
        try:
            self._out.close()
        except OSError as fault:
            raise BadFormError(507, machine_fault(fault)) from None
        finally:
            self._out = None
        if self._file_name:  # a form without a file sends an empty one
            self.uploads.append(Upload(self._file_name, place, self._fault))


def lacks_space(folder: Path, size: int) -> bool:
    """True when the disk has no room for so many bytes more."""
    while not folder.exists():
        folder = folder.parent
    try:
        return size + SPARE > shutil.disk_usage(os.fspath(folder)).free
    except OSError:
        return False
