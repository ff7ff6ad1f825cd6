"""What photos cost: `python tests/benchmarks/photos.py [photos]`. CPU seconds and peak memory of decoding and writing
the variants of theme nusantara, of share cards, and of doing it all again from what is kept.

The photos are 12-megapixel JPEGs of seeded noise over soft shapes, as heavy as a phone's (about 4 MB each).
"""

from __future__ import annotations

import io
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from generator.images.photo import PhotoFile, Variant, photo_variant
from generator.images.share_card import share_cloth, share_photo
from generator.images.store import Store, StoreInput
from generator.model.cards import Photo
from generator.model.digest import digest
from generator.model.share import ShareCard

VARIANTS = (Variant(320, 240, "webp"), Variant(480, 360, "webp"), Variant(800, 600, "jpg"), Variant(800, 600, "webp"),
            Variant(1200, 900, "webp"))  # fmt: skip
KINDS = 5  # different photos; more would only take longer to draw


def sample(seed: int) -> bytes:
    """A photo of 4000 x 3000 pixels."""
    from PIL import Image, ImageFilter

    chance = random.Random(seed)
    soft = Image.frombytes("RGB", (40, 30), chance.randbytes(3600)).resize((4000, 3000), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (1000, 750), chance.randbytes(750_000)).resize((4000, 3000), Image.Resampling.BICUBIC)
    picture = Image.blend(soft, Image.merge("RGB", [grain] * 3).filter(ImageFilter.GaussianBlur(1)), 0.25)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=93)
    return out.getvalue()


def measured(what: str, count: int, start: float) -> None:
    """A line of the report."""
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:46} {seconds:6.1f} s CPU  {1000 * seconds / count:6.0f} ms each  peak {peak:4.0f} MiB")


def main(count: int) -> None:
    """Measure, in this one process."""
    with tempfile.TemporaryDirectory() as folder:
        sources, sizes = [], {}
        for number in range(KINDS):
            (Path(folder) / f"{number}.jpg").write_bytes(sample(number))
        for number in range(count):
            data = (Path(folder) / f"{number % KINDS}.jpg").read_bytes() + bytes([number % 256])  # each its own content
            file = Path(folder) / f"foto-{number}.jpg"
            file.write_bytes(data)
            store = Store(str(Path(folder) / "simpan" / str(number)))
            sources.append(PhotoFile(str(file), digest(data), store, VARIANTS))
        print(
            f"{count} photos of 12 megapixels, {sum(Path(item.file).stat().st_size for item in sources) / count / 1e6:.1f} MB each"
        )
        for again in ("", ", again from what is kept"):
            start = time.process_time()
            for source in sources:
                for variant in VARIANTS:
                    sizes[variant] = len(photo_variant(source, variant))
            measured(f"{len(VARIANTS)} variants{again}", count, start)
        photo = Photo("foto.jpg", "0" * 32, 4000, 3000)
        card = ShareCard(
            "kue", "Kue delapan jam", ("Dapur (Contoh)", "Kota Palembang"), "Etalase", "16.71", photo=photo
        )
        start = time.process_time()
        for source in sources:
            share_photo(source._replace(store=Store("")), card)
        measured("share card with a photo, decoding it again", count, start)
        start = time.process_time()
        for number in range(count):
            share_cloth(StoreInput(Store("")), card._replace(photo=None, category="kriya", title=f"Kriya {number}"))
        measured("share card with a cloth", count, start)
        print("bytes of the last photo:", ", ".join(f"{item.name} {size:,}" for item, size in sizes.items()))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
