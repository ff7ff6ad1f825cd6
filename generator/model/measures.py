"""The measures of the statistics, each declared once: what it is called, what it counts of what, and who can see it.

Pages, tables for machines and the page of methods are written from this list.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.model.counted import bits

STEPS = (
    "kontak-tampil",
    "foto",
    "harga-bertanggal",
    "toko",
    "nontunai",
)  # the ladder to selling online, one point each


class Wording(NamedTuple):
    """A text in the site's two languages."""

    indonesian: str  # where a page is Indonesian
    english: str  # where it is English

    def within(self, language: str) -> str:
        """The text of a language."""
        return self.english if language == "en" else self.indonesian


class Measure(NamedTuple):
    """A share of businesses: those with any of `marks` among those with all of `among` (none: of all).

    `shown_marks`: what counts instead where only what visitors see may count. `code`: of the national reference, if there is one.
    """

    key: str
    title: Wording
    definition: Wording
    denominator: Wording
    marks: int
    among: int = 0
    shown_marks: int = 0
    code: str = ""
    is_visible: bool = True  # False: no page says it of anybody, so it is told of all together and rounded only

    def applies(self, marks: int) -> bool:
        """True for a business that counts in the denominator."""
        return marks & self.among == self.among

    def holds(self, marks: int, *, shown: bool) -> bool:
        """True for a business that counts in the numerator too."""
        return self.applies(marks) and bool(marks & (self.shown_marks if shown and self.shown_marks else self.marks))


ALL = Wording("semua pelaku usaha yang dihitung", "all businesses counted")
FOOD_OBLIGED = Wording(
    "pelaku usaha berproduk makanan atau minuman yang skalanya sudah wajib bersertifikat halal",
    "businesses with food or drink whose size is under the halal obligation",
)


def _measure(
    key: str,
    title: tuple[str, str],
    definition: tuple[str, str],
    *marks: str,
    among: tuple[str, ...] = (),
    shown: tuple[str, ...] = (),
    denominator: Wording = ALL,
    code: str = "",
    is_visible: bool = True,
) -> Measure:
    return Measure(
        key,
        Wording(*title),
        Wording(*definition),
        denominator,
        bits(marks or (key,)),
        bits(among),
        bits(shown),
        code,
        is_visible,
    )


MEASURES = (
    _measure(
        "nib", ("Ber-NIB", "With a business number (NIB)"), ("NIB tercatat.", "An NIB is recorded."), code="02.10.005"
    ),
    _measure(
        "toko",
        ("Bertoko daring", "Selling online"),
        (
            "Ada paling sedikit satu tautan toko daring yang berjalan, milik usahanya atau produknya. Tautan berarti tokonya ada, bukan bahwa tokonya laku.",
            "At least one running link to an online shop, of the business or a product. A link says that a shop exists, not that it sells.",
        ),
    ),
    _measure(
        "whatsapp",
        ("Ber-WhatsApp", "On WhatsApp"),
        (
            "Nomor WhatsApp tercatat; di antara yang tampil hanya yang disetujui untuk ditampilkan.",
            "A WhatsApp number is recorded; among those shown, only with consent to show it.",
        ),
        shown=("whatsapp-tampil",),
    ),
    _measure(
        "foto",
        ("Berfoto", "With photos"),
        (
            "Ada foto usahanya atau produknya. Gambar ilustrasi tidak dihitung.",
            "A photo of the business or a product. Drawings do not count.",
        ),
    ),
    _measure(
        "nontunai",
        ("Menerima nontunai", "Taking cashless payment"),
        ("Menerima QRIS, transfer bank, atau dompet digital.", "Takes QRIS, bank transfer or a digital wallet."),
    ),
    _measure("qris", ("Menerima QRIS", "Taking QRIS"), ("Menerima QRIS.", "Takes QRIS.")),
    _measure(
        "halal",
        ("Bersertifikat halal", "Halal certified"),
        (
            "Paling sedikit satu produknya bersertifikat halal, bernomor, dan masih berlaku.",
            "At least one product has a halal certificate with its number that has not ended.",
        ),
        among=("pangan", "wajib-halal"),
        denominator=FOOD_OBLIGED,
    ),
    _measure(
        "izin-pangan",
        ("Berizin pangan", "With a food licence"),
        (
            "Paling sedikit satu produknya punya P-IRT atau izin BPOM yang masih berlaku.",
            "At least one product has a P-IRT or BPOM licence that has not ended.",
        ),
        among=("pangan",),
        denominator=Wording("pelaku usaha berproduk makanan atau minuman", "businesses with food or drink"),
    ),
    _measure(
        "tkdn",
        ("Ber-TKDN", "With local content (TKDN)"),
        (
            "Paling sedikit satu produknya punya nilai TKDN yang masih berlaku.",
            "At least one product has a TKDN value that has not ended.",
        ),
    ),
    _measure(
        "siap",
        ("Siap pengadaan", "Ready for procurement"),
        (
            "Paling sedikit satu produknya memenuhi semua syarat siap pengadaan.",
            "At least one product meets every condition of readiness.",
        ),
    ),
    _measure(
        "ekspor",
        ("Menyebut tujuan ekspor", "Naming an export destination"),
        (
            "Ada negara tujuan ekspor, milik usahanya atau produknya.",
            "A destination is named by the business or a product.",
        ),
    ),
    _measure(
        "onboarding",
        ("Sudah onboarding", "Onboarded"),
        (
            "Sudah mencapai tahap onboarding atau sesudahnya. Tahap sebuah usaha tidak ditampilkan, jadi hanya bagiannya yang disebut, dibulatkan.",
            "Has reached the stage of onboarding or a later one. Nobody's stage is shown, so only the share is told, rounded.",
        ),
        is_visible=False,
    ),
)

BY_KEY = {measure.key: measure for measure in MEASURES}


def ladder(marks: int) -> int:
    """How many of the five steps a business has taken: contact shown, photo, dated price, online shop, cashless payment."""
    return sum(bool(marks & bits((step,))) for step in STEPS)
