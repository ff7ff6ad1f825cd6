"""Why a photo should be taken again: unusable, tiny, blurred, a screen, or like another one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.images.intake import SHARP, SMALLEST, Taken, alike
from generator.model.collate import quoted


def photo_faults(name: str, photo: Taken, looks: list[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """(message, hint) of every fault. `looks`: of the photos before this one, which joins them: (perceptual hash, name)."""
    if photo.fault:
        yield f"Foto {quoted(name)} {photo.fault}", photo.hint
        return
    if max(photo.width, photo.height) < SMALLEST:
        yield (
            f"Foto {quoted(name)} hanya {photo.width}x{photo.height} piksel; minimal {SMALLEST} piksel agar tidak buram.",
            "Ambil ulang, atau minta berkas aslinya (kirim lewat WhatsApp sebagai dokumen).",
        )
    elif photo.sharpness < SHARP:
        yield (
            f"Foto {quoted(name)} tampak kabur.",
            "Ambil ulang di tempat terang; ketuk layar pada produknya sebelum memotret.",
        )
    if photo.screen:
        yield (
            f"Foto {quoted(name)} tampak seperti tangkapan layar ponsel.",
            "Minta foto aslinya, atau potong sampai produknya saja; bila ini memang foto, abaikan.",
        )
    twin = next((other for look, other in looks if alike(look, photo.look)), "")
    if twin:
        yield f"Foto {quoted(name)} tampak sama dengan {quoted(twin)}.", "Pakai foto yang berbeda untuk setiap produk."
    looks.append((photo.look, name))
