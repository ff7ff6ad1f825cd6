"""The types of settings that no content has: files and addresses of the site, severities, what is not there yet."""

from __future__ import annotations

import re

from generator.model import rules
from generator.model.collate import quoted
from generator.model.fields import FieldType, Reader
from generator.model.node import Mapping, Node, is_nothing
from generator.model.problem import Remarks, Unreadable, did_you_mean
from generator.model.region import read_province
from generator.model.rules import Severity
from generator.model.web_address import read_url

SEVERITY_WORDS = {"galat": Severity.ERROR, "peringatan": Severity.WARNING, "catatan": Severity.NOTE}


class NotYet(FieldType[None]):
    """A key that the contract names for a later stage: refused, so that nobody relies on nothing."""

    name = "belum tersedia"

    def read(self, node: Node, at: Reader, key: str) -> None:
        """Always a problem."""
        at.remark(key, node, rules.NOT_YET, f'"{key}" belum tersedia di versi ini.', "Hapus baris ini.")


class TextMap(FieldType[dict[str, str]]):
    """Names and texts, such as the options of a theme."""

    name = "nama dan isinya"

    def read(self, node: Node, at: Reader, key: str) -> dict[str, str] | None:
        """The pairs as written."""
        if not isinstance(node, Mapping):
            at.remark(key, node, rules.WRONG_TYPE, f"{key} berisi nama dan isinya.", f"Contoh: {key}: {{nama: isi}}")
            return None
        pairs = {}
        for name, value in node.pairs:
            scalar = None if is_nothing(value) else self.scalar(value, at, f"{key}.{name.text}")
            if scalar is not None:
                pairs[name.text] = scalar.text
        return pairs


class Severities(FieldType[dict[str, Severity]]):
    """Severity of rules by their names: `{izin-berakhir: catatan}`."""

    name = "aturan"

    def read(self, node: Node, at: Reader, key: str) -> dict[str, Severity] | None:
        """The severities asked for; rules without which no build is possible keep theirs."""
        pairs = TextMap().read(node, at, key)
        known, chosen = rules.all_rules(), {}
        for name, word in (pairs or {}).items():
            rule = known.get(name)
            if rule is None:
                at.remark(key, node, rules.UNKNOWN_KEY, f'Aturan "{name}" tidak dikenal.',
                          did_you_mean(name, known) or "Nama aturan tercantum di docs/aturan.md.")  # fmt: skip
            elif word.casefold() not in SEVERITY_WORDS:
                at.remark(
                    key,
                    node,
                    rules.UNKNOWN_CHOICE,
                    f'"{word}" bukan tingkat aturan.',
                    "Pilih galat, peringatan, atau catatan.",
                )
            elif rule.fixed:
                at.remark(key, node, rules.BAD_SETTINGS, f'Aturan "{name}" tidak bisa diubah: tanpa itu situs tidak dapat dibuat.',
                          "Hapus baris ini.")  # fmt: skip
            else:
                chosen[name] = SEVERITY_WORDS[word.casefold()]
        return chosen


class SitePath(FieldType[str]):
    """An address on this site, from its root: `/tentang/`."""

    name = "alamat di situs ini"

    def read(self, node: Node, at: Reader, key: str) -> str | None:
        """The path, or an `https` address."""
        scalar = self.scalar(node, at, key)
        if scalar is None:
            return None
        text = scalar.text.strip()
        if text.startswith("/") and not text.startswith("//") and "\\" not in text:
            return text
        remarks: Remarks = []
        try:
            return read_url(text, remarks)
        except Unreadable as fault:
            at.log.take(fault.remark, node.spot, field=key)
            return None


class ProvinceCode(FieldType[str]):
    """The province of the site, by code or name; kept as its official code."""

    name = "provinsi"

    def read(self, node: Node, at: Reader, key: str) -> str | None:
        """The official code, such as `16`."""
        scalar = self.scalar(node, at, key)
        if scalar is None:
            return None
        try:
            return read_province(scalar.text.strip()).code
        except Unreadable as fault:
            at.log.take(fault.remark, node.spot, field=key)
            return None


class SiteFile(FieldType[str]):
    """A file of the site, by its path from the folder of `site.yaml`. Whether it is there is asked where the folder is known."""

    name = "berkas"

    def read(self, node: Node, at: Reader, key: str) -> str | None:
        """The path, with slashes."""
        scalar = self.scalar(node, at, key)
        if scalar is None:
            return None
        path = scalar.text.strip().replace("\\", "/").removeprefix("./")
        if path.startswith(("/", "~")) or ":" in path or ".." in path.split("/"):
            at.remark(key, node, rules.BAD_SETTINGS, f"{key} menyebut berkas di luar folder situs: {quoted(path)}.",
                      "Tulis letaknya dari folder site.yaml, contoh: content/sinonim.yaml")  # fmt: skip
            return None
        return path


class ProofCode(FieldType[str]):
    """A code by which a search engine knows who owns a site: itself, or in the `<meta>` that the engine shows."""

    name = "kode"

    def read(self, node: Node, at: Reader, key: str) -> str | None:
        """The code."""
        scalar = self.scalar(node, at, key)
        if scalar is None:
            return None
        text = scalar.text.strip()
        tag = re.search(r"""\bcontent\s*=\s*["']?([^"'\s>]+)""", text) if text.startswith("<") else None
        code = (
            tag[1]
            if tag
            else text.removeprefix("google-site-verification=").removeprefix("google-site-verification:").strip()
        )
        if re.fullmatch(r"[A-Za-z0-9_=.+/-]{6,120}", code):
            return code
        at.remark(key, node, rules.BAD_SETTINGS, f"{quoted(text)} bukan kode verifikasi.",
                  "Salin isi content=\"…\" dari tag meta yang ditunjukkan mesin pencari.")  # fmt: skip
        return None
