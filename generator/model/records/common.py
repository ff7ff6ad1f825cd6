"""Groups and types that more than one kind of content uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from generator.model import rules
from generator.model.countries import read_country
from generator.model.field_types import Choice, Many, Text
from generator.model.fields import Reader, ValueType, declare
from generator.model.phone import Phone, read_phone, read_whatsapp
from generator.model.problem import Remarks
from generator.model.records.base import PAST_DATE, Spots
from generator.model.video import read_video, video_url


def _phone(name: str, read: Callable[[str, Remarks], Phone | None]) -> ValueType[Phone]:
    return ValueType[Phone](
        name,
        read,
        show=lambda phone: phone.shown,
        write=lambda phone: phone.written,
        pack=list,
        unpack=lambda packed: Phone(*packed),
    )


PHONE = _phone("telepon", read_phone)
WHATSAPP = _phone("whatsapp", read_whatsapp)

VIDEO = ValueType[str]("video", read_video, show=video_url)

COUNTRIES = Many(ValueType[str]("negara", read_country), most=30)

CURATION_STATES = {
    "usulan": "Diusulkan",
    "tayang": "Tayang",
    "perbaikan": "Perlu perbaikan",
    "ditolak": "Ditolak",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """What the curators decided. Internal: of all this, only the effect of `status` is ever public."""

    status: str = declare(
        "status", Choice(CURATION_STATES), "Status", "Putusan kurasi.", example="tayang", required=True
    )
    decided: date | None = declare("tanggal", PAST_DATE, "Tanggal", "Tanggal putusan.", example="2026-10-01")
    by: str | None = declare("oleh", Text(120), "Oleh", "Tim yang memutuskan.", example="Tim kurasi dinas")
    fingerprint: str | None = declare(
        "sidik", Text(80), "Sidik", "Sidik isi yang dikurasi; diisi mesin.", example="3f2a"
    )


def review_place(
    region: str | None, district: str | None, point: tuple[float, float] | None, at: Reader, spots: Spots
) -> None:
    """Note an unknown district and a point that lies far from its region."""
    if region is None:
        return
    if district:
        remarks: Remarks = []
        at.atlas.read_district(district, at.atlas.by_code[region], remarks)
        for remark in remarks:
            at.log.take(remark, spots["kecamatan"], field="kecamatan")
    centre = at.atlas.centroid(region)
    # Two degrees (some 220 km) from the centroid is outside any kabupaten/kota but the widest of Papua.
    if point and max(abs(point[0] - centre[0]), abs(point[1] - centre[1])) > 2:
        name = at.atlas.by_code[region].full_name
        at.log.add(
            rules.POINT_OUTSIDE,
            spots["titik"],
            f"Titik ini jauh dari {name}.",
            "Periksa lintang dan bujurnya.",
            field="titik",
        )
