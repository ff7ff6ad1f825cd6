"""Every rule that a problem can point to: a stable code, a stable name, the severity it has unless `site.yaml` says otherwise.

Codes are never reused: a retired rule keeps its line. The first letter tells the severity a rule was born with
(E: GALAT, P: PERINGATAN, C: CATATAN); `aturan:` in `site.yaml` changes the severity, not the code.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Severity(Enum):
    """How much a problem matters. The value is the word shown to editors."""

    ERROR = "GALAT"
    WARNING = "PERINGATAN"
    NOTE = "CATATAN"

    @property
    def rank(self) -> int:
        """Its place among all, for sorting: 0 is the worst."""
        return tuple(Severity).index(self)


class Rule(NamedTuple):
    """One thing that can be wrong: `code` for machines, `name` for `aturan:` in `site.yaml`."""

    code: str
    name: str
    severity: Severity
    fixed: bool = False  # True: the build cannot go on without it, so `aturan:` may not soften it


_E, _P, _C = Severity.ERROR, Severity.WARNING, Severity.NOTE

# --- files and front matter -------------------------------------------------------------------------------------
UNREADABLE_FILE = Rule("E001", "berkas-tak-terbaca", _E, fixed=True)
NOT_UTF8 = Rule("P002", "bukan-utf8", _P)
NO_FRONT_MATTER = Rule("E003", "tanpa-kepala", _E, fixed=True)
BAD_YAML = Rule("E004", "yaml-rusak", _E, fixed=True)
DUPLICATE_KEY = Rule("E005", "kunci-ganda", _E)
UNKNOWN_KEY = Rule("E006", "kunci-tak-dikenal", _E)
YAML_TRICK = Rule("E007", "yaml-terlarang", _E, fixed=True)
FORBIDDEN_KEY = Rule("E008", "data-pribadi", _E, fixed=True)
PRIVATE_NUMBER = Rule("E009", "angka-pribadi", _E)
TOO_LARGE = Rule("E010", "terlalu-besar", _E, fixed=True)
LINK_IN_CONTENT = Rule("E011", "pintasan-berkas", _E, fixed=True)
BAD_SLUG = Rule("E012", "slug-salah", _E, fixed=True)
DUPLICATE_SLUG = Rule("E013", "slug-ganda", _E, fixed=True)
RESERVED_SLUG = Rule("E014", "slug-terpakai", _E, fixed=True)
STRAY_FILE = Rule("P015", "berkas-asing", _P)
EMPTY_FILE = Rule("E016", "berkas-kosong", _E, fixed=True)
SMART_QUOTE = Rule("P017", "kutip-miring", _P)
LONELY_TRANSLATION = Rule("E018", "terjemahan-sendiri", _E)
UNQUOTED = Rule("E019", "tanpa-kutip", _E)

# --- values -----------------------------------------------------------------------------------------------------
REQUIRED = Rule("E020", "wajib-diisi", _E, fixed=True)
NOT_A_NUMBER = Rule("E021", "angka", _E)
AMBIGUOUS_NUMBER = Rule("P022", "angka-rancu", _P)
NOT_A_DATE = Rule("E023", "tanggal", _E)
WRONG_TYPE = Rule("E024", "jenis-isian", _E)
UNKNOWN_CHOICE = Rule("E025", "pilihan", _E)
TOO_LONG = Rule("E026", "terlalu-panjang", _E)
OUT_OF_RANGE = Rule("E027", "di-luar-batas", _E)
LOW_PRICE = Rule("P028", "harga-kecil", _P)
BAD_PHONE = Rule("E029", "telepon", _E)
DAMAGED_NUMBER = Rule("E030", "angka-rusak", _E)
BAD_LINK = Rule("E031", "tautan", _E)
WRONG_HOST = Rule("P032", "situs-toko", _P)
CLOSED_PLATFORM = Rule("P033", "toko-tutup", _P)
BAD_EMAIL = Rule("E034", "surel", _E)
BAD_HANDLE = Rule("E035", "akun", _E)
BAD_LICENCE = Rule("E036", "nomor-izin", _E)
OLD_LICENCE = Rule("P037", "izin-format-lama", _P)
EXPIRED = Rule("P038", "izin-berakhir", _P)
FOOD_WITHOUT_HALAL = Rule("C039", "halal-belum-ada", _C)
BAD_POINT = Rule("E040", "titik", _E)
HALF_READ = Rule("P041", "sebagian-dibaca", _P)
PLAIN_HTTP = Rule("P042", "tautan-http", _P)
IMPORTED_PRODUCT = Rule("P043", "produk-impor", _P)
DATES_REVERSED = Rule("E044", "tanggal-terbalik", _E)
BAD_HOURS = Rule("E045", "jam", _E)
PERSONAL_PROFILE = Rule("C046", "profil-pribadi", _C)
UNUSUAL_NUMBER = Rule("P047", "nomor-tak-lazim", _P)
UNDATED_TKDN = Rule("P048", "tkdn-tanpa-akhir", _P)

# --- regions and relations --------------------------------------------------------------------------------------
UNKNOWN_REGION = Rule("E050", "wilayah", _E)
AMBIGUOUS_REGION = Rule("E051", "wilayah-rancu", _E)
FOREIGN_REGION = Rule("E052", "wilayah-luar", _E)
UNKNOWN_DISTRICT = Rule("P053", "kecamatan", _P)
UNKNOWN_CATEGORY = Rule("E054", "kategori", _E)
GUESSED_CATEGORY = Rule("P055", "kategori-ditebak", _P)
UNKNOWN_RECORD = Rule("E056", "rujukan", _E)
HIDDEN_SELLER = Rule("P057", "penjual-tersembunyi", _P)
NOT_A_COOPERATIVE = Rule("E058", "bukan-koperasi", _E)
NO_CONSENT = Rule("P059", "belum-setuju", _P)
POINT_OUTSIDE = Rule("P060", "titik-di-luar", _P)

# --- body, links, photos ----------------------------------------------------------------------------------------
BODY_TOO_HARD = Rule("E070", "isi-terlalu-rumit", _E, fixed=True)
RAW_HTML = Rule("P071", "html-di-isi", _P)
IMAGE_IN_BODY = Rule("P072", "gambar-di-isi", _P)
DEAD_LINK = Rule("E073", "tautan-mati", _E)
LINK_TO_HIDDEN = Rule("P074", "tautan-tersembunyi", _P)
UNSAFE_LINK = Rule("E075", "tautan-bahaya", _E)
MISSING_PHOTO = Rule("E076", "foto-tidak-ada", _E)
BAD_PHOTO = Rule("E077", "foto-rusak", _E)
SMALL_PHOTO = Rule("P078", "foto-kecil", _P)
DEAD_ANCHOR = Rule("P079", "jangkar-mati", _P)
ALIAS_TAKEN = Rule("E080", "alias-terpakai", _E)
PATH_CLASH = Rule("E081", "alamat-bentrok", _E, fixed=True)
UNPORTABLE_NAME = Rule("P086", "nama-bukan-windows", _P)
BAD_FILE_TYPE = Rule("E082", "jenis-berkas", _E)
SPELLED_KEY = Rule("P083", "ejaan-kunci", _P)
TWIN_PRODUCT = Rule("P084", "produk-kembar", _P)
UNSAFE_FILE = Rule("E087", "berkas-berbahaya", _E, fixed=True)
UNSHOWN_TRANSLATION = Rule("P088", "terjemahan-tak-tampil", _P)
FUTURE_FACT = Rule("P089", "tanggal-mendatang", _P)

# --- settings and theme -----------------------------------------------------------------------------------------
BAD_SETTINGS = Rule("E090", "pengaturan", _E, fixed=True)
NOT_YET = Rule("E091", "belum-tersedia", _E, fixed=True)
THEME_FAULT = Rule("E092", "tema", _E, fixed=True)
TEMPLATE_FAULT = Rule("E093", "templat", _E, fixed=True)
MENDED_CSS = Rule("P099", "gaya-ditambal", _P)
FOREIGN_OUTPUT = Rule("P094", "keluaran-asing", _P)
HOST_LIMIT = Rule("P095", "batas-hosting", _P)
OTHER_HOST_LIMIT = Rule("C098", "batas-hosting-lain", _C)
PLACEHOLDER_ADDRESS = Rule("P097", "alamat-contoh", _P)
OLD_COMPONENT = Rule("P085", "komponen-lama", _P)
WORKER_DIED = Rule("E096", "pembuat-mati", _E, fixed=True)

# --- workbooks and photos on their way in --------------------------------------------------------------------------
UNKNOWN_COLUMN = Rule("P100", "kolom-tak-dikenal", _P)
PRIVATE_COLUMN = Rule("P101", "kolom-pribadi", _P)
LEFT_OUT = Rule("E102", "baris-ditinggalkan", _E, fixed=True)
DUPLICATE_ROW = Rule("E103", "baris-ganda", _E, fixed=True)
SEVERAL_PRODUCTS = Rule("P104", "beberapa-produk", _P)
SKIPPED_ROW = Rule("C105", "baris-dilewati", _C)
SKIPPED_SHEET = Rule("P106", "lembar-dilewati", _P)
UNREADABLE_TABLE = Rule("E107", "lembar-kerja-tak-terbaca", _E, fixed=True)
MISSING_COLUMN = Rule("E108", "kolom-wajib", _E, fixed=True)
RETAKE_PHOTO = Rule("P109", "foto-diulang", _P)
UNUSED_PHOTO = Rule("C110", "foto-tak-terpakai", _C)
REWRITTEN = Rule("C111", "ditulis-ulang", _C)
CONFLICTING_ROWS = Rule("P112", "baris-berbeda", _P)
ASSUMED = Rule("P113", "dianggap", _P)
OTHER_COLUMN = Rule("P114", "kolom-sama", _P)
CELL_ERROR = Rule("P115", "sel-galat", _P)
LONG_LICENCE = Rule("P116", "izin-terlalu-lama", _P)
CHOICE_OF_COLUMN = Rule("P117", "pilihan-kolom", _P)
BAD_SYNONYM = Rule("P118", "sinonim", _P)

# --- tables of the office: rules as dated rows, sourced figures -------------------------------------------------------
MISSING_TABLE_COLUMN = Rule("E120", "kolom-tabel", _E)
BAD_TABLE_CELL = Rule("E121", "sel-tabel", _E)
OWN_RULE = Rule("C119", "aturan-sendiri", _C)
NO_SOURCE = Rule("E122", "tanpa-sumber", _E)
UNCHECKED_RULE = Rule("P123", "aturan-belum-diperiksa", _P)
OVERLAPPING_ROWS = Rule("E124", "baris-bertumpuk", _E)
NO_VALID_ROW = Rule("P125", "aturan-tidak-ada", _P)
CONTRADICTION = Rule("P135", "berlawanan", _P)


def all_rules() -> dict[str, Rule]:
    """Every rule by name, for `aturan:` and the documentation."""
    return {value.name: value for value in globals().values() if isinstance(value, Rule)}
