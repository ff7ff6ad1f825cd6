"""Old addresses of pages (`alias`): which can be led on from this site, told where each is written."""

from __future__ import annotations

from generator.model import rules
from generator.model.address import alias_path, reserved_part
from generator.model.collate import quoted
from generator.model.node import Listing, Mapping, Scalar, is_nothing
from generator.model.problem import Log


def check_aliases(head: Mapping, log: Log) -> None:
    """A problem for every old address that no page can lie at, or where Etalase puts something itself."""
    for key, value in head.pairs:
        if key.text == "alias":
            for item in value.items if isinstance(value, Listing) else (value,):
                if isinstance(item, Scalar) and not is_nothing(item):
                    _check(item, log)


def _check(item: Scalar, log: Log) -> None:
    path = alias_path(item.text)
    if path is None:
        hint = "Pakai huruf kecil, angka, dan tanda hubung, bukan nama yang dilarang Windows; contoh: alias: [produk/nama-lama]"
        message = f"Alamat lama {quoted(item.text)} bukan alamat yang dapat dibuat di situs ini."
        log.add(rules.BAD_LINK, item.spot, message, hint, field="alias")
    elif part := reserved_part(path):
        message = f'Alamat lama {quoted(item.text)} sudah dipakai Etalase sendiri ("/{part}").'
        log.add(rules.ALIAS_TAKEN, item.spot, message, "Hapus; alamat itu tidak dapat dialihkan.", field="alias")
