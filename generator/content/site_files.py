"""Files of `content/berkas/`: which are copied to the site's root, and which of them would run there as if they were ours.

A drawing or XML file opened by its own address runs its scripts at the site's origin, whatever our pages forbid.
Knows nothing of outputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from generator.content.source_files import SourceFile
from generator.model import rules
from generator.model.collate import is_kept_by_windows
from generator.model.problem import WHOLE_FILE, Log, Problem, Spot

ALLOWED_FILES = frozenset(
    ".pdf .jpg .jpeg .png .webp .svg .ico .txt .csv .json .xml .webmanifest .ics .docx .xlsx .zip".split()
)
NAMED_FILES = frozenset({"CNAME"})
PROOF = re.compile(r"google[0-9a-f]{8,32}\.html")  # by which Google Search Console knows the owner of a site
_ACTIVE = frozenset("script foreignobject iframe object embed handler listener link meta base".split())
_OWN = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,]|$)", re.IGNORECASE)
_REACHING = re.compile(
    r"@import|javascript:|expression\s*\(|url\(\s*(?![\"']?\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,]))",
    re.IGNORECASE,
)


def is_copied(name: str) -> bool:
    """Whether a file of this name in `content/berkas/` belongs to the site."""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    return suffix in ALLOWED_FILES or name in NAMED_FILES or PROOF.fullmatch(name) is not None


def checked_copies(copies: Iterable[SourceFile], problems: list[Problem]) -> list[SourceFile]:
    """The files that are safe to copy; a problem for every other one. `path` is counted from `content/berkas/`."""
    safe = []
    for copy in copies:
        log = Log(f"content/berkas/{copy.path}")
        _check(copy, log)
        problems += log.problems
        if not log.problems:
            safe.append(copy)
    return safe


def _check(copy: SourceFile, log: Log) -> None:
    if not is_kept_by_windows(copy.path):
        log.add(
            rules.BAD_SLUG,
            WHOLE_FILE,
            "Nama berkas atau folder ini tidak dapat dipakai di Windows.",
            "Ganti namanya; pakai huruf a–z, angka, dan tanda hubung.",
        )
        return
    suffix = copy.path[-5:].lower()
    if not suffix.endswith((".svg", ".xml", ".html")):
        return
    try:
        data = Path(copy.file).read_bytes()
    except OSError:
        return  # the copying says so
    if suffix == ".html":
        if not re.fullmatch(
            rf"\s*google-site-verification:\s*{re.escape(copy.path)}\s*", data.decode("utf-8", "replace")
        ):
            log.add(
                rules.UNSAFE_FILE,
                WHOLE_FILE,
                "Isi berkas ini bukan bukti kepemilikan dari Google.",
                "Unduh lagi dari Search Console dan simpan apa adanya.",
            )
        return
    for fault in faults_of(data, is_drawing=suffix.endswith(".svg")):
        log.add(
            rules.UNSAFE_FILE,
            Spot(fault.line, fault.column),
            fault.message,
            "Simpan ulang gambar itu tanpa bagian ini (di Inkscape: Simpan sebagai SVG polos), atau pakai PNG."
            if suffix.endswith(".svg")
            else "Hapus bagian itu.",
        )


class XmlFault(NamedTuple):
    """What may not stand in a file, and where: line and column from 1."""

    line: int
    column: int
    message: str


def faults_of(data: bytes, *, is_drawing: bool) -> list[XmlFault]:
    """What would run, or reach elsewhere, in a file of XML; one fault a place, the first hundred at most."""
    scan = _Scan(is_drawing=is_drawing)
    try:
        scan.parser.Parse(data, True)
    except _EntityError:
        pass
    except expat.ExpatError as fault:
        message = "Berkas ini bukan XML yang utuh, jadi tidak dapat diperiksa."
        scan.faults.append(XmlFault(fault.lineno, fault.offset + 1, message))
    return scan.faults[:100]


class _Scan:
    """Looks at the parts of an XML file as they are read."""

    def __init__(self, *, is_drawing: bool) -> None:
        self.faults: list[XmlFault] = []
        self.parser = expat.ParserCreate()
        self._is_drawing, self._style = is_drawing, 0
        self.parser.StartElementHandler = self._element
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.EntityDeclHandler = self._entity

    def _fault(self, message: str) -> None:
        at = self.parser
        self.faults.append(XmlFault(at.CurrentLineNumber, at.CurrentColumnNumber + 1, message))

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if tag in _ACTIVE and (self._is_drawing or tag in ("script", "foreignobject", "iframe", "object", "embed")):
            self._fault(f"<{name}> dapat menjalankan sesuatu di situs ini.")
        self._style += tag == "style"
        for key, value in attributes.items():
            self._attribute(tag, _local(key), value)

    def _attribute(self, tag: str, key: str, value: str) -> None:
        if key.startswith("on") or re.match(
            r"\s*(?:java|vb)script\s*:|\s*data:(?!image/(?:png|jpeg|gif|webp))", re.sub(r"[\x00-\x20]", "", value), re.I
        ):
            self._fault(f"Atribut {key} menjalankan naskah.")
        elif not self._is_drawing:
            return
        elif key in ("href", "src") and not _OWN.match(value):
            self._fault(f"Atribut {key} menunjuk ke luar gambar ini.")
        elif _REACHING.search(value):
            self._fault(f"Atribut {key} mengambil sesuatu dari luar gambar ini.")
        elif (
            tag in ("set", "animate")
            and key == "attributename"
            and re.match(r"(?:xlink:)?href|on", value, re.IGNORECASE)
        ):
            self._fault("Animasi ini mengubah tautan atau naskah.")

    def _end(self, name: str) -> None:
        self._style -= _local(name) == "style"

    def _text(self, text: str) -> None:
        if self._style and _REACHING.search(text):
            self._fault("Gaya di sini mengambil sesuatu dari luar gambar ini.")

    def _instruction(self, target: str, data: str) -> None:
        if target.lower().startswith("xml-"):
            self._fault(f"<?{target}?> mengambil gaya atau naskah.")

    def _entity(self, name: str, *rest: object) -> None:
        self._fault(f'Entitas XML "{name}" tidak boleh.')
        raise _EntityError


class _EntityError(Exception):
    """A file that declares entities is read no further: they may grow without end."""


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
