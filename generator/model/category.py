"""Categories of products and sellers: slug, label, and the words that offices write for them.

The defaults follow the words met in office files; a site may replace them with `kategori:` in `site.yaml`.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.model import rules
from generator.model.problem import Remark, Remarks, Unreadable, did_you_mean


class Category(NamedTuple):
    """A category: `slug` for addresses, `name` for readers, `words` that are read as this category."""

    slug: str
    name: str
    words: tuple[str, ...] = ()
    english: str = ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


DEFAULT = (
    Category("kuliner", "Makanan dan minuman", _words(
        "makanan, minuman, mamin, makanan ringan, snack, camilan, kue, roti, olahan ikan, aneka olahan ikan, "
        "aneka olahan kerupuk, makanan kering, pangan, food, f&b, kulier, kulener"), "Food and drink"),
    Category("fesyen", "Wastra dan fesyen", _words(
        "fashion, fasion, pakaian, busana, sandang, konveksi, batik, tenun, songket, hijab, bordir"), "Textiles and fashion"),
    Category("kriya", "Kriya dan kerajinan", _words(
        "kerajinan, craft, handicraft, souvenir, anyaman, ukiran, aneka & kerajinan"), "Crafts"),
    Category("kecantikan", "Kecantikan dan herbal", _words("kosmetik, jamu, herbal, obat tradisional, sabun"), "Beauty and herbal"),
    Category("pertanian", "Pertanian dan perkebunan", _words(
        "perkebunan, kopi biji, agribisnis, agrobisnis, buah, sayur, tanaman hias"), "Farm and plantation"),
    Category("perikanan", "Perikanan dan peternakan", _words("peternakan, budi daya, tambak"), "Fishery and livestock"),
    Category("rumah", "Perabot dan rumah tangga", _words("furnitur, furniture, mebel, meubel, perabot, dekorasi"), "Home and furniture"),
    Category("jasa", "Jasa", _words("service, servis, percetakan, laundry"), "Services"),
    Category("lainnya", "Lainnya", _words("perdagangan, toko kelontong, industri"), "Other"),
)  # fmt: skip


class Categories(NamedTuple):
    """The categories of a site, in the order they are shown."""

    items: tuple[Category, ...] = DEFAULT

    def get(self, slug: str) -> Category | None:
        """The category with this slug."""
        return next((item for item in self.items if item.slug == slug), None)

    def read(self, text: str, remarks: Remarks) -> str | None:
        """The slug meant by `text`: a slug or label exactly, or one of the known words (then with a remark)."""
        folded = " ".join(text.casefold().split())
        for item in self.items:
            if folded in (item.slug, item.name.casefold()):
                return item.slug
        for item in self.items:
            if folded in item.words:
                remarks.append(Remark(rules.GUESSED_CATEGORY, f'Kategori "{text}" dibaca sebagai "{item.slug}".',
                                      f"Tulis kategori: {item.slug} bila benar; ganti bila keliru."))  # fmt: skip
                return item.slug
        known = [item.slug for item in self.items]
        hint = did_you_mean(text, known) or "Pilih salah satu: " + ", ".join(known) + "."
        raise Unreadable(rules.UNKNOWN_CATEGORY, f'Kategori "{text}" tidak dikenal.', hint)
