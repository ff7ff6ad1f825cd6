"""Draw the illustrations of the showcase: close views of cloth, mats, baskets and goods, thread by thread.

    python docs/ilustrasi/gambar.py                      every picture, into content/foto/
    python docs/ilustrasi/gambar.py tikar-purun songket  only those whose name begins so
    python docs/ilustrasi/gambar.py --daftar             names and products
    python docs/ilustrasi/gambar.py --uji --ke coba      small trials, as PNG

Needs numpy and Pillow (`pip install numpy pillow`); Etalase itself needs no numpy. About half a minute a picture.
The same script gives the same picture: every irregularity comes from a number, nothing from chance.
The pictures are drawn, not photographed; that is why every file name begins with `ilustrasi-`.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).parent))

import adegan

FOLDER = Path(__file__).parents[2] / "content" / "foto"
ENOUGH = 225_000  # bytes: what a picture may take
QUALITIES = range(82, 48, -3)


def main() -> int:
    options = _options()
    pictures = adegan.every_picture()
    wanted = [name for name in pictures if not options.nama or any(name.startswith(start) for start in options.nama)]
    if options.daftar:
        print("\n".join(f"{name}  {pictures[name].product}" for name in wanted))
        return 0
    if not wanted:
        print("Tidak ada gambar bernama itu. Lihat --daftar.")
        return 2
    options.ke.mkdir(parents=True, exist_ok=True)
    for name in wanted:
        image = Image.fromarray(pictures[name].drawn(0.5 if options.uji else 1.0, 1 if options.uji else 2))
        target = options.ke / f"ilustrasi-{name}.{'png' if options.uji else 'jpg'}"
        if options.uji:
            image.save(target)
        else:
            target.write_bytes(packed(image))
        print(target.name, image.size, f"{target.stat().st_size // 1000} kB", flush=True)
    return 0


def packed(image: Image.Image) -> bytes:
    """The best JPEG that stays below `ENOUGH`; the last quality tried, if none does."""
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= ENOUGH:
            break
    return out.getvalue()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Gambar ilustrasi untuk etalase.")
    parser.add_argument("nama", nargs="*", help="awal nama gambar; kosong: semua")
    parser.add_argument("--daftar", action="store_true", help="hanya sebutkan nama gambar dan produknya")
    parser.add_argument("--uji", action="store_true", help="gambar kecil dan cepat, PNG")
    parser.add_argument("--ke", type=Path, default=FOLDER, help="folder tujuan")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
