"""What is wrong between records: two on one slug, a seller that does not exist, a photo that is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from generator.model import rules
from generator.model.address import alias_path, record_path
from generator.model.cards import Photo, Row, mix_of
from generator.model.collate import letters_of
from generator.model.problem import WHOLE_FILE, Guesses, Log, Problem, Spot
from generator.model.publication import PUBLISHED
from generator.model.records.base import PHOTO, Reference
from generator.model.records.product import FOOD, HALAL_NOTE, SELF_DECLARED, Product, ProductBrief, halal_duty
from generator.model.records.seller import Seller, SellerBrief
from generator.model.rulebook import NO_RULES, DayRules

Records = Mapping[tuple[str, str], Row]
WORDS = {"penjual": "Penjual", "produk": "Produk"}


def check_relations(
    rows: list[Row], photos: Mapping[str, Photo], unread: frozenset[str], day_rules: DayRules = NO_RULES
) -> tuple[list[Row], list[Problem]]:
    """The rows that may be used together, and the problems between them.

    `unread` holds "kind/slug" of files that could not be read: nobody is blamed for naming them.
    """
    log = _Logs()
    rows = _without_twins(_named_alike(rows), log)
    records = {(row.kind, row.slug): row for row in rows if row.language == "id"}
    names = _Names(records, log.guesses, halal_duty(day_rules))
    for row in rows:
        for reference in map(Reference._make, row.references):
            if reference.kind == PHOTO:
                _check_photo(row, reference.slug, photos, log, reference.spot)
            elif f"{reference.kind}/{reference.slug}" not in unread:
                name = reference.kind if reference.kind in NOTES else reference.field
                check = _CHECKS.get(name, _check_reference)
                check(row, reference, records, names, log.at(row.path, reference.spot))
        if row.language != "id" and (row.kind, row.slug) not in records and f"{row.kind}/{row.slug}" not in unread:
            hint = f"Buat {row.path.removesuffix('.en.md')}.md, atau hapus berkas ini."
            log.at(row.path)(rules.LONELY_TRANSLATION, "Terjemahan ini tidak punya berkas bahasa Indonesia.", hint)
    _check_aliases(records, log)
    return rows, log.problems


def check_twins(rows: Iterable[Row]) -> list[Problem]:
    """Two products of one name, seller and price: probably a copy of a file that got a name of its own."""
    log = _Logs()
    first: dict[tuple[str, str, str], Row] = {}
    for row in sorted((row for row in rows if row.kind == "produk" and row.language == "id"), key=lambda row: row.slug):
        brief = ProductBrief._make(row.brief)
        other = first.setdefault((brief.seller, str(brief.price), letters_of(brief.name)), row)
        if brief.price is not None and other.slug != row.slug:
            log.at(row.path)(
                rules.TWIN_PRODUCT,
                f"Nama, penjual, dan harga produk ini sama dengan content/{other.path}.",
                "Bila salinan, hapus salah satu; bila memang dua produk, bedakan namanya.",
                "nama",
            )
    return log.problems


Report = Callable[..., None]


class _Names:
    """The slugs of every kind, and guesses among them; what the rule on halal says today, if there is one."""

    def __init__(self, records: Iterable[tuple[str, str]], guesses: Guesses, halal_duty: str) -> None:
        self.halal_duty = halal_duty
        self._slugs: dict[str, list[str]] = defaultdict(list)
        for kind, slug in records:
            self._slugs[kind].append(slug)
        self._guesses = guesses

    def guess(self, kind: str, slug: str) -> str:
        return self._guesses.guess(kind, slug, self._slugs.get(kind, ()))


class _Logs:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.guesses = Guesses()

    def at(self, path: str, spot: Spot = WHOLE_FILE) -> Report:
        def report(rule: rules.Rule, message: str, hint: str, field: str = "") -> None:
            log = Log("content/" + path)
            log.add(rule, spot, message, hint, field=field)
            self.problems += log.problems

        return report


def _named_alike(rows: list[Row]) -> list[Row]:
    """Translations under the slug of the file beside them, which may report another one than its name."""
    slugs = {row.path.removesuffix(".md"): row.slug for row in rows if row.language == "id"}

    def named(row: Row) -> Row:
        slug = row.slug if row.language == "id" else slugs.get(row.path.removesuffix(".en.md"), row.slug)
        return row if slug == row.slug else row._replace(slug=slug, mix=mix_of(slug))

    return [named(row) for row in rows]


def _without_twins(rows: list[Row], log: _Logs) -> list[Row]:
    first: dict[tuple[str, str, str], Row] = {}
    for row in sorted(rows, key=lambda row: row.path):
        key = (row.kind, row.slug, row.language)
        if key in first:
            message = f'Slug "{row.slug}" sudah dipakai content/{first[key].path}.'
            hint = "Ganti nama salah satu berkas; dua berkas di folder berbeda pun tidak boleh senama."
            log.at(row.path)(rules.DUPLICATE_SLUG, message, hint)
        else:
            first[key] = row
    return list(first.values())


def _check_reference(row: Row, wanted: Reference, records: Records, names: _Names, report: Report) -> None:
    field, kind, slug = wanted[:3]
    if (kind, slug) not in records:
        hint = names.guess(kind, slug) or f"Buat berkasnya dengan: etalase new {kind} NAMA"
        report(
            rules.UNKNOWN_RECORD,
            f'{WORDS.get(kind, kind)} "{slug}" tidak ada di content/{kind}.',
            hint,
            field,
        )


def _check_seller(row: Row, wanted: Reference, records: Records, names: _Names, report: Report) -> None:
    _check_reference(row, wanted, records, names, report)
    seller = records.get((wanted.kind, wanted.slug))
    if row.kind == Product.kind and seller and seller.status != PUBLISHED and row.status == PUBLISHED:
        report(
            rules.HIDDEN_SELLER,
            f'Penjual "{seller.slug}" tidak tayang ({seller.status}), jadi produk ini pun tidak tampil.',
            "Tayangkan penjualnya, atau beri produk ini draf: ya.",
            wanted.field,
        )


def _check_cooperative(row: Row, wanted: Reference, records: Records, names: _Names, report: Report) -> None:
    _check_reference(row, wanted, records, names, report)
    cooperative = records.get((wanted.kind, wanted.slug))
    form = SellerBrief._make(cooperative.brief).form if cooperative else COOPERATIVE
    if form != COOPERATIVE:
        report(
            rules.NOT_A_COOPERATIVE,
            f'"{wanted.slug}" bukan koperasi (jenis: {form}).',
            "Isi dengan nama berkas sebuah koperasi, atau ubah jenis usahanya.",
            wanted.field,
        )


def _check_halal(row: Row, wanted: Reference, records: Records, names: _Names, report: Report) -> None:
    """A product takes its category from its seller, so only here is it known to be food."""
    seller = records.get((Seller.kind, wanted.slug))
    if names.halal_duty and seller and SellerBrief._make(seller.brief).category == FOOD:
        report(
            rules.FOOD_WITHOUT_HALAL,
            names.halal_duty,
            "Periksa kembali; tanda halal tidak ditampilkan.",
            "halal",
        )


def _check_declaration(row: Row, wanted: Reference, records: Records, names: _Names, report: Report) -> None:
    """Only small industry may declare its local content itself (Permenperin 35/2025)."""
    seller = records.get((Seller.kind, wanted.slug))
    scale = SellerBrief._make(seller.brief).scale if seller else ""
    if scale and scale not in SMALL:
        report(
            rules.CONTRADICTION,
            f'TKDN dinyatakan sendiri, padahal skala penjualnya "{scale}"; pernyataan sendiri hanya untuk industri kecil.',
            "Periksa skala penjualnya, atau tulis tkdn_jenis: sertifikat dengan nomornya.",
            wanted.field,
        )


SMALL = frozenset({"mikro", "kecil"})
NOTES = (HALAL_NOTE, SELF_DECLARED)  # kinds of references that only ask something of a seller
COOPERATIVE = "koperasi"  # a form of seller, and the field that names one
_CHECKS = {
    "penjual": _check_seller,
    COOPERATIVE: _check_cooperative,
    HALAL_NOTE: _check_halal,
    SELF_DECLARED: _check_declaration,
}


def _check_photo(row: Row, name: str, photos: Mapping[str, Photo], log: _Logs, spot: Spot) -> None:
    if name not in photos:
        hint = log.guesses.guess("foto", name, photos) or "Simpan fotonya di content/foto dengan nama itu."
        log.at(row.path, spot)(
            rules.MISSING_PHOTO,
            f'Foto "{name}" tidak ada di content/foto, atau tidak dapat dibuka.',
            hint,
            "foto",
        )


def _check_aliases(records: Records, log: _Logs) -> None:
    pages = {record_path(kind, slug): row for (kind, slug), row in records.items()}
    taken: dict[str, Row] = {}
    for row in records.values():
        for alias in row.aliases:
            path = alias_path(alias) or ""
            if path in pages or path in taken:
                other = (pages.get(path) or taken[path]).path
                log.at(row.path)(
                    rules.ALIAS_TAKEN,
                    f'Alamat lama "{alias}" sudah dipakai content/{other}.',
                    "Hapus salah satunya.",
                    "alias",
                )
            else:
                taken[path] = row
