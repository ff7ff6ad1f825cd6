"""Names that programs give to a copy of a file: a conflict between two computers, a copy made by hand, a second download.

Such a file is no record of its own; whoever followed the advice to rename it would publish everything twice.
"""

from __future__ import annotations

import re

_WORDS = r"(?:another |third )?(?:copy|copie|salin|salinan|duplikat|duplicate)"
_CONFLICT = r"conflict(?:ed)?|konflik|bentrok"
# Where the name of the original ends: what follows is the program's.
_COPIES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<of>.+?) - {_WORDS}(?: ?\(?\d+\)?)?(?: - {_WORDS}(?: ?\(?\d+\)?)?)*",  # Explorer
        rf"(?P<of>.+?) {_WORDS}(?: \d+)?",  # Finder
        rf"(?P<of>.+?) ?\((?:\d+|[^()]*\b(?:{_WORDS}|{_CONFLICT})\b[^()]*)\)",  # browsers, Google Drive, Dropbox, Nextcloud
        rf"{_WORDS} (?:of|dari|\(\d+\) (?:of|dari)) (?P<of>.+)",  # Google Drive
        r"salinan (?P<of>.+)",
        r"(?P<of>.+?)\.sync-conflict-\d+-\d+-\w+",  # Syncthing
        rf"(?P<of>.+?)[ ._-]+(?:{_CONFLICT})(?:[ ._-].*)?",  # ownCloud and others
        r"(?P<of>.+?)[._-](?:bak|backup|orig)",
    )
)
# OneDrive and SharePoint append the computer's name, in capitals.
_COMPUTER = re.compile(r"(?P<of>[^A-Z]+?)-[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*(?:-\d+)?")


def original_of(stem: str) -> str:
    """The name of the file that `stem` (a name without suffix) is a copy of; empty when it looks like no copy.

    A name that may stand in an address is none: `kue-copy` may be a product.
    """
    if re.fullmatch("[a-z0-9-]+", stem):
        return ""
    match = next((match for form in (*_COPIES, _COMPUTER) if (match := form.fullmatch(stem.strip()))), None)
    return match["of"].strip() if match else ""
