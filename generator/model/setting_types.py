"""The types of fields that only `site.yaml` has."""

from __future__ import annotations

import re
from posixpath import normpath

from generator.model import rules
from generator.model.collate import quoted
from generator.model.fields import FieldType, Reader, ValueType
from generator.model.links import read_url
from generator.model.node import Mapping, Node, is_nothing
from generator.model.problem import Remarks, Unreadable, did_you_mean
from generator.model.region import read_province
from generator.model.rules import Severity

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
        all_rules, chosen = rules.all_rules(), {}
        for name, word in (pairs or {}).items():
            rule = all_rules.get(name)
            if rule is None:
                hint = did_you_mean(name, all_rules) or "Nama aturan tercantum di docs/aturan.md."
                at.remark(key, node, rules.UNKNOWN_KEY, f'Aturan "{name}" tidak dikenal.', hint)
            elif word.casefold() not in SEVERITY_WORDS:
                hint = "Pilih galat, peringatan, atau catatan."
                at.remark(key, node, rules.UNKNOWN_CHOICE, f'"{word}" bukan tingkat aturan.', hint)
            elif rule.fixed:
                message = f'Aturan "{name}" tidak bisa diubah: tanpa itu situs tidak dapat dibuat.'
                at.remark(key, node, rules.BAD_SETTINGS, message, "Hapus baris ini.")
            else:
                chosen[name] = SEVERITY_WORDS[word.casefold()]
        return chosen


def _read_site_path(text: str, remarks: Remarks) -> str | None:
    """A path from the site's root (`/tentang/`), or an `https` address. Raises Unreadable."""
    is_path = text.startswith("/") and not text.startswith("//") and "\\" not in text
    return text if is_path else read_url(text, remarks)


def _read_site_file(text: str, remarks: Remarks) -> str:
    """A file's path from the site's folder, without `.` and doubled slashes. Raises Unreadable when it leads out of it."""
    path = normpath(text.replace("\\", "/"))
    if path.startswith(("/", "../")) or path in (".", "..") or ":" in path:
        hint = "Tulis alamatnya dari folder situs, contoh: content/sinonim.yaml"
        raise Unreadable(rules.BAD_SETTINGS, f'"{text}" bukan berkas di dalam folder situs.', hint)
    return path


def _read_proof(text: str, remarks: Remarks) -> str:
    """The code by which a search engine knows who owns a site: from itself, or from the `<meta>` that the engine shows."""
    tag = re.search(r"""\bcontent\s*=\s*["']?([^"'\s>]+)""", text) if text.strip().startswith("<") else None
    code = tag[1] if tag else re.sub("^google-site-verification[=:]", "", text.strip()).strip()
    if re.fullmatch(r"[A-Za-z0-9_=.+/-]{6,120}", code):
        return code
    hint = 'Salin isi content="…" dari tag meta yang ditunjukkan mesin pencari.'
    raise Unreadable(rules.BAD_SETTINGS, f"{quoted(text)} bukan kode verifikasi.", hint)


SITE_PATH = ValueType[str]("alamat di situs ini", _read_site_path)
SITE_FILE = ValueType[str]("berkas di situs ini", _read_site_file)
PROOF = ValueType[str]("kode verifikasi", _read_proof)
PROVINCE = ValueType[str]("provinsi", lambda text, remarks: read_province(text).code)
