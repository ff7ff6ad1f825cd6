"""The settings of a site: what `site.yaml` says, declared with the same fields as content."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import normpath
from typing import Any

from generator.model import rules
from generator.model.category import Categories, Category
from generator.model.collate import is_slug
from generator.model.field_types import Choice, Group, Many, Text, YesNo
from generator.model.fields import FieldType, Reader, ValueType, declare
from generator.model.links import read_email, read_url
from generator.model.node import Mapping, Node, is_nothing
from generator.model.numbers import read_int
from generator.model.problem import Remarks, Unreadable, did_you_mean
from generator.model.records.common import WHATSAPP
from generator.model.region import read_province
from generator.model.rules import Severity

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
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


class SiteFile(FieldType[str]):
    """A file of the site, by its path from the site's folder."""

    name = "berkas di situs ini"
    wants = "alamat sebuah berkas"

    def read(self, node: Node, at: Reader, key: str) -> str | None:
        """The path without `.` and doubled slashes; a problem when it leads out of the site."""
        scalar = self.scalar(node, at, key)
        if scalar is None:
            return None
        path = normpath(scalar.text.strip().replace("\\", "/"))
        if path.startswith(("/", "../")) or path in (".", "..") or ":" in path:
            at.remark(
                key,
                node,
                rules.BAD_SETTINGS,
                f'{key}: "{scalar.text}" bukan berkas di dalam folder situs.',
                f"Tulis alamatnya dari folder situs, contoh: {key}: content/sinonim.yaml",
            )
            return None
        return path


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office that answers for the site."""

    name: str = declare("nama", Text(), "Nama", "Nama dinas.", example="Dinas Koperasi dan UKM (contoh)", required=True)
    address: str | None = declare("alamat", Text(240), "Alamat", "Alamat kantor.", example="Jalan Contoh 1, Palembang")
    whatsapp: Any = declare("whatsapp", WHATSAPP, "WhatsApp", "Nomor WhatsApp kantor.", example='"089000000001"')
    email: str | None = declare(
        "surel", ValueType[str]("surel", read_email), "Surel", "Surel kantor.", example="halo@contoh.example"
    )
    website: str | None = declare(
        "situs",
        ValueType[str]("tautan", read_url),
        "Situs",
        "Situs kantor.",
        example="https://contoh.example/",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """An entry of the menu."""

    title: str = declare("judul", Text(40), "Judul", "Tulisan di menu.", example="Tentang", required=True)
    english: str = declare("judul_en", Text(40), "Judul bahasa Inggris", "Tulisan di menu halaman bahasa Inggris.",
                           example="About", default="")  # fmt: skip
    to: str = declare("ke", SitePath(), "Ke", "Alamat dari akar situs.", example="/tentang/", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CategorySpec:
    """A category of the site's own."""

    slug: str = declare("slug", Text(60), "Slug", "Nama pendek untuk alamat.", example="kuliner", required=True)
    name: str = declare("nama", Text(60), "Nama", "Nama kategori.", example="Makanan dan minuman", required=True)
    words: tuple[str, ...] = declare("kata", Many(Text(60)), "Kata", "Kata yang dibaca sebagai kategori ini.",
                                     example="[camilan]", default=())  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CurationRule:
    """Whether publication needs the curators."""

    required: bool = declare(
        "wajib", YesNo(), "Wajib", "ya: hanya yang dikurasi yang tayang.", example="tidak", default=False
    )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `site.yaml` says."""

    version: int = declare(
        "versi", ValueType[int]("angka", read_int), "Versi", "Versi berkas ini.", example="1", default=1
    )
    title: str = declare("judul", Text(80), "Judul", "Nama etalase.", example="Bangga Buatan Sumsel", required=True)
    description: str = declare("deskripsi", Text(300), "Deskripsi", "Satu kalimat tentang etalase ini.",
                               example="Etalase produk UMKM dan koperasi.", default="")  # fmt: skip
    description_en: str = declare("deskripsi_en", Text(300), "Deskripsi bahasa Inggris", "Kalimat yang sama untuk halaman bahasa Inggris.",
                                  example="Products from small businesses and cooperatives.", default="")  # fmt: skip
    province: str = declare("provinsi", ProvinceCode(), "Provinsi", "Kode provinsi.", example='"16"', required=True)
    base_url: str = declare("base_url", ValueType[str]("tautan", read_url), "Alamat situs", "Alamat situs setelah terbit.",
                            example="https://contoh.github.io/etalase/", default="https://contoh.example/")  # fmt: skip
    languages: tuple[str, ...] = declare("bahasa", Many(Choice(LANGUAGES)), "Bahasa", "Bahasa situs; id yang utama.",
                                         example="[id, en]", default=("id",))  # fmt: skip
    theme: str = declare("tema", Text(60), "Tema", "Nama tema.", example="nusantara", default="nusantara")
    theme_options: dict[str, str] = declare(
        "opsi_tema", TextMap(), "Opsi tema", "Pilihan tema.", example="{warna: songket}", default=None
    )
    office: Office | None = declare(
        "dinas", Group(Office), "Dinas", "Kantor yang bertanggung jawab.", example="{nama: …}"
    )
    repository: str | None = declare("repositori", ValueType[str]("tautan", read_url), "Repositori", "Alamat repositori GitHub; bila situs ada di sebuah foldernya, alamat folder itu (…/tree/main/situs).",
                                     example="https://github.com/contoh/etalase")  # fmt: skip
    own_categories: tuple[CategorySpec, ...] = declare("kategori", Many(Group(CategorySpec)), "Kategori", "Kategori situs ini.",
                                                       example="[{slug: kuliner, nama: Makanan}]", default=())  # fmt: skip
    menu: tuple[MenuItem, ...] = declare("menu", Many(Group(MenuItem)), "Menu", "Isi menu tambahan.",
                                         example="[{judul: Tentang, ke: /tentang/}]", default=())  # fmt: skip
    per_page: int = declare("per_halaman", ValueType[int]("angka", read_int), "Per halaman", "Banyak produk per halaman daftar.",
                            example="24", default=24)  # fmt: skip
    curation: CurationRule = declare("kurasi", Group(CurationRule), "Kurasi", "Syarat tayang.", example="{wajib: tidak}",
                                     default=CurationRule())  # fmt: skip
    synonyms: str = declare(
        "sinonim",
        SiteFile(),
        "Sinonim",
        "Berkas sinonim pencarian.",
        example="content/sinonim.yaml",
        default="content/sinonim.yaml",
    )
    admin: bool = declare("admin", YesNo(), "Admin", "ya: sertakan formulir peramban.", example="tidak", default=False)
    admin_login: str | None = declare(
        "admin_masuk", ValueType[str]("tautan", read_url), "Layanan masuk",
        "Alamat layanan (OAuth) yang membuat formulir di situs terbit dapat masuk ke GitHub.", example="https://masuk.contoh.example/")  # fmt: skip
    data_licence: str | None = declare(
        "lisensi_data", Text(), "Lisensi data", "Lisensi data terbuka.", example="CC BY 4.0"
    )
    severities: dict[str, Severity] = declare("aturan", Severities(), "Aturan", "Tingkat aturan pemeriksaan.",
                                              example="{izin-berakhir: catatan}", default=None)  # fmt: skip
    targets: None = declare("target", NotYet(), "Target", "Belum tersedia.")
    sources: None = declare("sumber", NotYet(), "Sumber", "Belum tersedia.")
    kiosk: None = declare("kios", NotYet(), "Kios", "Belum tersedia.")

    @property
    def categories(self) -> Categories:
        """The site's categories: its own, else the defaults."""
        if not self.own_categories:
            return Categories()
        return Categories(
            tuple(
                Category(item.slug, item.name, tuple(w.casefold() for w in item.words)) for item in self.own_categories
            )
        )

    @property
    def english(self) -> bool:
        """True when the site also has English pages."""
        return "en" in self.languages


def review_settings(settings: Settings, at: Reader, spots: dict[str, Any]) -> None:
    """Note what is wrong between the settings."""

    def fault(key: str, message: str, hint: str) -> None:
        at.log.add(rules.BAD_SETTINGS, spots[key], message, hint, field=key)

    if settings.version != 1:
        fault(
            "versi",
            f"Versi {settings.version} belum dikenal oleh Etalase ini.",
            "Perbarui Etalase, atau tulis versi: 1.",
        )
    if not 1 <= settings.per_page <= 500:
        fault("per_halaman", "per_halaman harus antara 1 dan 500.", "Contoh: per_halaman: 24")
    if "id" not in settings.languages:
        fault("bahasa", "Bahasa Indonesia (id) harus ada.", "Contoh: bahasa: [id, en]")
    slugs = [item.slug for item in settings.own_categories]
    for slug in slugs:
        if not is_slug(slug) or slugs.count(slug) > 1:
            fault("kategori", f'Slug kategori "{slug}" ganda atau memuat huruf lain dari a–z, 0–9, dan tanda hubung.',
                  "Contoh: {slug: kuliner, nama: Makanan dan minuman}")  # fmt: skip
            break
