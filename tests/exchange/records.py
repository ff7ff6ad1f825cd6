"""Records out of thin air: values for every type of field, chosen to be awkward where texts may be."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from generator.exchange.existing_records import canonical, waived_in
from generator.exchange.merge import node_from
from generator.model.category import Categories
from generator.model.clean_text import clean_body
from generator.model.field_types import Choice, Group, Many, Slug, Text, YesNo
from generator.model.fields import FieldType, Reader, fields_of, read_fields
from generator.model.node import Mapping, Scalar
from generator.model.place_types import CategorySlug, Point, RegionCode, Shops
from generator.model.problem import Log
from generator.model.records import all_kinds
from generator.model.region import Atlas
from generator.model.rules import Severity

ATLAS, CATEGORIES = Atlas.of("16"), Categories()
AWKWARD = ["-", "=1+1", "+62", "@nama", "'kutip", "a; b, c", "a | b", "\\", "\\;", "_x0041_", "null", "~", "ya", "n/a", "1e5", "007",
           "16.10", "a: b # c", "[x]", "{y}", "kata “miring” ini", "\t tab", "ü é", "2026-01-01", "- butir", "*tebal*", "no", "#tagar"]  # fmt: skip
SAMPLES = {
    "tanggal": ["2026-01-02", "2030-12-31"],
    "harga": ["15000", "4000–60000", "mulai 1500/pcs", "25000/kg"],
    "telepon": ["081234567890", "0711353535"],
    "whatsapp": ["081234567890"],
    "surel": ["halo@contoh.example"],
    "tautan": ["https://contoh.example/a?b=c,d;e"],
    "akun instagram": ["contoh.usaha"],
    "akun facebook": ["contoh.usaha", "https://www.facebook.com/profile.php?id=12345678"],
    "akun tiktok": ["contoh_usaha"],
    "video": ["https://youtu.be/contoh-1234"],
    "akun youtube": ["@contohusaha", "channel/UCabcdefghijklmnopqrstuv"],
    "nib": ["0000000000012"],
    "merek": ["IDM000000012"],
    "jam": ["Senin–Jumat 08.00–16.00"],
    "nomor": ["000000000012"],
    "angka": ["0", "38", "1250"],
    "tahun": ["2014"],
    "halal": ["ID00000000000000012"],
    "pirt": ["2000000000012-30"],
    "bpom": ["MD 000000000012"],
    "sni": ["SNI 2973:2022"],
    "persen": ["62,35", "0", "7,5", "15"],
    "kbli": ["10794"],
    "hs": ["0901.21", "090121"],
    "negara": ["MY", "JP", "NO"],
}
TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30),
)


def values_of(kind: FieldType[Any]) -> st.SearchStrategy[Any]:
    """Canonical values, or texts that read as some."""
    if isinstance(kind, Many):
        return st.lists(values_of(kind.item), min_size=1, max_size=3)
    if isinstance(kind, Group):
        return st.fixed_dictionaries(
            {spec.key: values_of(spec.type) for spec in fields_of(kind.record_type) if spec.required},
            optional={spec.key: values_of(spec.type) for spec in fields_of(kind.record_type) if not spec.required},
        )
    if isinstance(kind, Shops):
        return st.dictionaries(st.just("shopee"), st.just("https://shopee.co.id/contoh;a,b"), min_size=1)
    if isinstance(kind, Choice):
        return st.sampled_from(sorted(kind.options))
    if isinstance(kind, YesNo):
        return st.sampled_from(["ya", "tidak"])
    if isinstance(kind, Slug):
        return st.sampled_from(["dapur-a", "dapur-b"])
    if isinstance(kind, RegionCode):
        return st.sampled_from(["16.71", "16.10"])
    if isinstance(kind, CategorySlug):
        return st.sampled_from(["kuliner", "kriya"])
    if isinstance(kind, Point):
        return st.tuples(st.floats(-11, 6), st.floats(95, 141)).map(lambda point: [str(point[0]), str(point[1])])
    if isinstance(kind, Text):
        return TEXTS.map(lambda text: text[: kind.limit])
    return st.sampled_from(SAMPLES[kind.kind])  # type: ignore[attr-defined]


def record_of(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """The canonical values of a record of `kind` without errors."""
    specs = fields_of(all_kinds()[kind])
    wild = st.fixed_dictionaries(
        {spec.key: values_of(spec.type) for spec in specs if spec.required},
        optional={spec.key: values_of(spec.type) for spec in specs if not spec.required},
    )
    return wild.map(lambda values: settled(kind, values)).filter(bool)


def settled(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """The canonical form, or nothing when the schema has errors to tell."""
    node = Mapping(tuple((Scalar(key), node_from(value)) for key, value in values.items()))
    log = Log("x")
    read, _ = read_fields(all_kinds()[kind], node, Reader(log, ATLAS, CATEGORIES, waived_in(node)))
    wrong = any(problem.severity is Severity.ERROR for problem in log.problems)
    values = canonical(kind, read)
    whole = all(spec.key in values for spec in fields_of(all_kinds()[kind]) if spec.required)
    return values if whole and not wrong else {}


BODIES = st.one_of(st.just(""), st.sampled_from([*AWKWARD, "Satu.\n\nDua; tiga.", "---\nbukan kepala"]),
                   st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=60)).map(
                       lambda text: clean_body(text).strip("\n").rstrip())  # fmt: skip
