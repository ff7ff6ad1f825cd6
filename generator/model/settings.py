"""The settings of a site: what `site.yaml` says, declared with the same fields as content."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from generator.model import rules
from generator.model.category import Categories, Category
from generator.model.collate import is_slug, slugify
from generator.model.field_types import Choice, Group, Many, Text, YesNo
from generator.model.fields import Reader, ValueType, declare
from generator.model.links import read_email, read_url
from generator.model.numbers import read_int
from generator.model.phone import Phone
from generator.model.problem import WHOLE_FILE, Spot
from generator.model.protect import GREATEST_THRESHOLD, LEAST_THRESHOLD
from generator.model.records.common import WHATSAPP
from generator.model.region import provinces
from generator.model.rules import Severity
from generator.model.setting_types import PROOF, PROVINCE, SITE_FILE, SITE_PATH, NotYet, Severities, TextMap
from generator.model.web_address import path_below, read_base_url

PLACEHOLDER = "https://contoh.example/"  # no site is there; `init` adds the province
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office that answers for the site."""

    name: str = declare("nama", Text(), "Nama", "Nama dinas.", example="Dinas Koperasi dan UKM (contoh)", required=True)
    address: str | None = declare("alamat", Text(240), "Alamat", "Alamat kantor.", example="Jalan Contoh 1, Palembang")
    whatsapp: Phone | None = declare(
        "whatsapp", WHATSAPP, "WhatsApp", "Nomor WhatsApp kantor.", example='"089000000001"'
    )
    email: str | None = declare(
        "surel", ValueType[str]("surel", read_email), "Surel", "Surel kantor.", example="halo@contoh.example"
    )
    website: str | None = declare(
        "situs", ValueType[str]("tautan", read_url), "Situs", "Situs kantor.", example="https://contoh.example/"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """An entry of the menu."""

    title: str = declare("judul", Text(40), "Judul", "Tulisan di menu.", example="Tentang", required=True)
    english: str = declare(
        "judul_en",
        Text(40),
        "Judul bahasa Inggris",
        "Tulisan di menu halaman bahasa Inggris.",
        example="About",
        default="",
    )
    to: str = declare("ke", SITE_PATH, "Ke", "Alamat dari akar situs.", example="/tentang/", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CategorySpec:
    """A category of the site's own."""

    slug: str = declare("slug", Text(60), "Slug", "Nama pendek untuk alamat.", example="kuliner", required=True)
    name: str = declare("nama", Text(60), "Nama", "Nama kategori.", example="Makanan dan minuman", required=True)
    words: tuple[str, ...] = declare(
        "kata", Many(Text(60)), "Kata", "Kata yang dibaca sebagai kategori ini.", example="[camilan]"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CurationRule:
    """Whether publication needs the curators."""

    required: bool = declare(
        "wajib", YesNo(), "Wajib", "ya: hanya yang dikurasi yang tayang.", example="tidak", default=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsRule:
    """How the statistics protect those who are counted and not shown."""

    threshold: int = declare(
        "ambang",
        ValueType[int]("angka", partial(read_int, low=LEAST_THRESHOLD, high=GREATEST_THRESHOLD)),
        "Ambang",
        "Angka di bawah ini disembunyikan bila memuat usaha yang tidak ditampilkan; 5 sampai 20.",
        example="5",
        default=LEAST_THRESHOLD,
    )
    baseline: None = declare("dasar", NotYet(), "Dasar", "Belum tersedia.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What proves to search engines whose site this is."""

    google: str | None = declare(
        "google", PROOF, "Google", "Kode dari Google Search Console (cara: tag HTML).", example="abcDEF123-456_789"
    )
    bing: str | None = declare(
        "bing",
        PROOF,
        "Bing",
        "Kode dari Bing Webmaster Tools (cara: tag meta).",
        example="0123456789ABCDEF0123456789ABCDEF",
    )
    facebook: str | None = declare(
        "facebook", PROOF, "Facebook", "Kode verifikasi domain dari Meta.", example="abc123def456"
    )

    @property
    def tags(self) -> tuple[tuple[str, str], ...]:
        """(name, content) of the `<meta>` of each engine."""
        named = {
            "google-site-verification": self.google,
            "msvalidate.01": self.bing,
            "facebook-domain-verification": self.facebook,
        }
        return tuple((name, code) for name, code in named.items() if code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `site.yaml` says."""

    version: int = declare(
        "versi", ValueType[int]("angka", read_int), "Versi", "Versi berkas ini.", example="1", default=1
    )
    title: str = declare("judul", Text(80), "Judul", "Nama etalase.", example="Bangga Buatan Sumsel", required=True)
    description: str = declare(
        "deskripsi",
        Text(300),
        "Deskripsi",
        "Satu kalimat tentang etalase ini.",
        example="Etalase produk UMKM dan koperasi.",
        default="",
    )
    description_en: str = declare(
        "deskripsi_en",
        Text(300),
        "Deskripsi bahasa Inggris",
        "Kalimat yang sama untuk halaman bahasa Inggris.",
        example="Products from small businesses and cooperatives.",
        default="",
    )
    province: str = declare("provinsi", PROVINCE, "Provinsi", "Kode provinsi.", example='"16"', required=True)
    base_url: str = declare(
        "base_url",
        ValueType[str]("tautan", read_base_url),
        "Alamat situs",
        "Alamat situs setelah terbit.",
        example="https://contoh.github.io/etalase/",
        default=PLACEHOLDER,
    )
    languages: tuple[str, ...] = declare(
        "bahasa", Many(Choice(LANGUAGES)), "Bahasa", "Bahasa situs; id yang utama.", example="[id, en]", default=("id",)
    )
    theme: str = declare("tema", Text(60), "Tema", "Nama tema.", example="nusantara", default="nusantara")
    theme_options: dict[str, str] = declare(
        "opsi_tema", TextMap(), "Opsi tema", "Pilihan tema.", example="{warna: songket}", default=None
    )
    office: Office | None = declare(
        "dinas", Group(Office), "Dinas", "Kantor yang bertanggung jawab.", example="{nama: …}"
    )
    repository: str | None = declare(
        "repositori",
        ValueType[str]("tautan", read_url),
        "Repositori",
        "Alamat repositori GitHub; bila situs ada di sebuah foldernya, alamat folder itu (…/tree/main/situs).",
        example="https://github.com/contoh/etalase",
    )
    own_categories: tuple[CategorySpec, ...] = declare(
        "kategori",
        Many(Group(CategorySpec)),
        "Kategori",
        "Kategori situs ini.",
        example="[{slug: kuliner, nama: Makanan}]",
    )
    menu: tuple[MenuItem, ...] = declare(
        "menu", Many(Group(MenuItem)), "Menu", "Isi menu tambahan.", example="[{judul: Tentang, ke: /tentang/}]"
    )
    per_page: int = declare(
        "per_halaman",
        ValueType[int]("angka", read_int),
        "Per halaman",
        "Banyak produk per halaman daftar.",
        example="24",
        default=24,
    )
    curation: CurationRule = declare(
        "kurasi", Group(CurationRule), "Kurasi", "Syarat tayang.", example="{wajib: tidak}", default=CurationRule()
    )
    synonyms: str = declare(
        "sinonim",
        SITE_FILE,
        "Sinonim",
        "Berkas sinonim pencarian.",
        example="content/sinonim.yaml",
        default="content/sinonim.yaml",
    )
    admin: bool = declare("admin", YesNo(), "Admin", "ya: sertakan formulir peramban.", example="tidak", default=False)
    admin_login: str | None = declare(
        "admin_masuk",
        ValueType[str]("tautan", read_url),
        "Layanan masuk",
        "Alamat layanan (OAuth) yang membuat formulir di situs terbit dapat masuk ke GitHub.",
        example="https://masuk.contoh.example/",
    )
    data_licence: str | None = declare(
        "lisensi_data", Text(), "Lisensi data", "Lisensi data terbuka.", example="CC BY 4.0"
    )
    verification: Verification | None = declare(
        "verifikasi",
        Group(Verification),
        "Verifikasi",
        "Kode mesin pencari yang membuktikan bahwa situs ini milik kantor; ditulis di beranda.",
        example="{google: kode-dari-search-console}",
    )
    statistics: StatisticsRule = declare(
        "statistik",
        Group(StatisticsRule),
        "Statistik",
        "Perlindungan angka usaha yang tidak ditampilkan.",
        example="{ambang: 5}",
        default=StatisticsRule(),
    )
    severities: dict[str, Severity] = declare(
        "aturan",
        Severities(),
        "Aturan",
        "Tingkat aturan pemeriksaan.",
        example="{izin-berakhir: catatan}",
        default=None,
    )
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
    def is_placeholder(self) -> bool:
        """True when nobody has said yet where the site will stand."""
        return self.base_url in (PLACEHOLDER, *(f"{PLACEHOLDER}{slugify(province.name)}/" for province in provinces()))

    @property
    def english(self) -> bool:
        """True when the site also has English pages."""
        return "en" in self.languages


def review_settings(settings: Settings, at: Reader, spots: dict[str, Spot]) -> None:
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
    if settings.is_placeholder and all(problem.field != "base_url" for problem in at.log.problems):
        at.log.add(
            rules.PLACEHOLDER_ADDRESS,
            spots.get("base_url", WHOLE_FILE),
            f"Alamat situs masih contoh: {settings.base_url}",
            "Tulis alamat situs Anda, contoh: base_url: https://contoh.github.io/etalase/",
            field="base_url",
        )
    slugs = [item.slug for item in settings.own_categories]
    for slug in slugs:
        if not is_slug(slug) or slugs.count(slug) > 1:
            fault(
                "kategori",
                f'Slug kategori "{slug}" ganda atau memuat huruf lain dari a–z, 0–9, dan tanda hubung.',
                "Contoh: {slug: kuliner, nama: Makanan dan minuman}",
            )
            break


def with_own_paths(settings: Settings) -> Settings:
    """The settings with menu entries that name this site in full as the paths that they are."""
    menu = [
        replace(item, to=(path_below(settings.base_url, item.to) if ":" in item.to else None) or item.to)
        for item in settings.menu
    ]
    return replace(settings, menu=tuple(menu))
