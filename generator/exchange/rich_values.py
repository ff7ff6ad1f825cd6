"""Values of cells that are more than a text, which Excel 365 keeps beside the sheet: pictures, errors, linked data.

Source: [MS-XLSX], rich values. An older program sees such a cell as `#VALUE!`.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.exchange.xml_bytes import Element, elements

METADATA = "xl/metadata.xml"
VALUES, STRUCTURES = "xl/richData/rdrichvalue.xml", "xl/richData/rdrichvaluestructure.xml"


class RichValue(NamedTuple):
    """What a cell holds: its kind, such as `_localImage`, and its parts by name. Both empty for what is not there."""

    kind: str = ""
    parts: dict[str, str] = {}  # noqa: RUF012 - never changed


def rich_values(part: Callable[[str], bytes | None]) -> list[RichValue]:
    """The value for every number that a cell may have as `vm`, from 1; none when the workbook has no such values.

    `part`: gives the bytes of a member of the zip. Raises RefusedError and ValueError.
    """
    metadata, values, structures = (part(name) for name in (METADATA, VALUES, STRUCTURES))
    if metadata is None or values is None or structures is None:
        return []
    kinds = [
        (one.attributes.get("t", ""), [key.attributes.get("n", "") for key in one.all("k")])
        for one in elements(structures).all("s")
    ]
    listed = []
    for value in elements(values).all("rv"):
        kind, names = kinds[int(value.attributes.get("s", "0"))]
        texts = [html.unescape(values[one.inner : one.close].decode("utf-8", "replace")) for one in value.all("v")]
        listed.append(RichValue(kind, dict(zip(names, texts, strict=False))))
    tree = elements(metadata)
    future = [one for one in tree.all("futureMetadata") if one.attributes.get("name") == "XLRICHVALUE"]
    places = [int(one.attributes.get("i", "-1")) for root in future for one in _within(root, "rvb")]
    blocks = [int(one.attributes.get("v", "-1")) for root in tree.all("valueMetadata") for one in _within(root, "rc")]
    numbers = [places[block] if 0 <= block < len(places) else -1 for block in blocks]
    return [listed[number] if 0 <= number < len(listed) else RichValue() for number in numbers]


def _within(root: Element, kind: str) -> Iterator[Element]:
    for child in root.children:
        if child.kind == kind:
            yield child
        yield from _within(child, kind)
