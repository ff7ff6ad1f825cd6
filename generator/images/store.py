"""What was made from photos, kept from build to build: decoding a photo costs a thousand times more than reading a file.

A folder per photo content, named by its digest. Every file begins with the digest of the bytes behind it, and its name
with a digest of all that makes such bytes: what is damaged or outdated is simply made again. Nothing here is needed: a
store that cannot be written only costs time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.machine.retry import retried
from generator.model.digest import SIZE, digest, digest_texts

HEAD = 2 * SIZE  # characters of the digest before the bytes


class Store(NamedTuple):
    """The kept files of one photo. `folder` empty: nothing is kept."""

    folder: str

    def fetch(self, name: str) -> bytes | None:
        """The bytes kept under a name; None when there are none, or when they are not what was kept."""
        if not self.folder:
            return None
        try:
            data = Path(self.folder, f"{salt()}-{name}").read_bytes()
        except OSError:
            return None
        body = data[HEAD:]
        return body if data[:HEAD] == digest(body).encode() else None

    def keep(self, name: str, data: bytes) -> None:
        """Keep bytes under a name. Half a file is never seen: it gets its name when it is whole."""
        if not self.folder:
            return
        file = Path(self.folder, f"{salt()}-{name}")
        draft = Path(self.folder, f"{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(digest(data).encode() + data)
            retried(os.replace, draft, file)
        except OSError:  # disk full, no rights: the next build makes it again
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)

    def drop_others(self, names: Iterable[str]) -> None:
        """Drop what is kept under other names: widths no longer asked for, results of older code."""
        current = {f"{salt()}-{name}" for name in names}
        for name in os.listdir(self.folder) if self.folder and os.path.isdir(self.folder) else ():
            if name not in current:
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(self.folder, name))


class StoreInput(NamedTuple):
    """A store as an input of recipes that read nothing else from the disk. Where it lies counts in no fingerprint."""

    store: Store
    digest: str = "store"


def drop_unlisted(root: Path, names: Collection[str]) -> None:
    """Drop the folders of photos that are no longer in `content/foto`. `names`: the folders that may stay."""
    for name in os.listdir(root) if root.is_dir() else ():
        if name not in names:
            shutil.rmtree(root / name, ignore_errors=True)


def drop_oldest(folder: Path, most: int) -> None:
    """Drop what was kept longest ago, down to `most` files."""
    files = list(folder.iterdir()) if folder.is_dir() else []
    if len(files) > most:
        for file in sorted(files, key=lambda file: (file.stat().st_mtime_ns, file.name))[:-most]:
            file.unlink(missing_ok=True)


@cache
def salt() -> str:
    """A digest of all that turns a photo into bytes besides the photo: our code here, Pillow and its codecs."""
    import PIL
    from PIL import features

    here = Path(__file__).parent
    sources = [
        *sorted(here.glob("*.py")),
        *sorted((here.parent / "motif").glob("*.py")),
        *sorted(here.glob("fonts/*.ttf")),
    ]
    rooms = [digest(file.read_bytes()) for file in sources]
    codecs = [str(features.version(name)) for name in ("webp", "libjpeg_turbo", "littlecms2", "freetype2")]
    return digest_texts(PIL.__version__, *codecs, *rooms)[:8]
