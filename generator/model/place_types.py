"""Field types whose values belong to the world outside a file: shops, regions, categories, points on the map."""

from __future__ import annotations

from functools import partial

from generator.model import rules
from generator.model.fields import FieldType, Json, Reader, listen
from generator.model.node import Listing, Mapping, Node, Scalar, is_nothing
from generator.model.platforms import Shop, read_shop, shipped_platforms


class Shops(FieldType[tuple[Shop, ...]]):
    """Platforms and addresses; a platform that has closed or a host that is another's is noted and left out."""

    name = "toko"
    wants = "nama toko daring dan alamatnya"
    absent = ()

    def read(self, node: Node, at: Reader, key: str) -> tuple[Shop, ...] | None:
        """The shops that may be shown."""
        if not isinstance(node, Mapping):
            at.remark(
                key,
                node,
                rules.WRONG_TYPE,
                f"{key} berisi nama toko daring dan alamatnya.",
                f"Contoh: {key}: {{shopee: https://shopee.co.id/nama-toko}}",
            )
            return None
        shops: list[Shop] = []
        known = at.rules.platforms
        for name, value in node.pairs:
            platform = name.text.strip().casefold()
            if platform not in known.by_key:
                message = f'Toko daring "{name.text}" tidak dikenal.'
                at.log.add(rules.UNKNOWN_KEY, name.spot, message, known.near(platform), field=key)
                continue
            scalar = None if is_nothing(value) else self.scalar(value, at, key)
            if scalar is None:
                continue
            shop = listen(partial(read_shop, known, platform), scalar, at, f"{key}.{platform}")
            if shop is not None:
                shops.append(shop)
        return tuple(shops) or None

    def pack(self, value: tuple[Shop, ...]) -> Json:
        """See `FieldType`."""
        return [list(shop) for shop in value]

    def unpack(self, packed: Json) -> tuple[Shop, ...]:
        """See `FieldType`."""
        return tuple(Shop(*shop) for shop in packed)

    def show(self, value: tuple[Shop, ...]) -> str:
        """See `FieldType`."""
        return ", ".join(shipped_platforms().name_of(shop.platform) for shop in value)

    def write(self, value: tuple[Shop, ...]) -> Json:
        """See `FieldType`."""
        return {shop.platform: shop.url for shop in value}


class RegionCode(FieldType[str]):
    """A kabupaten/kota of the site's province, by code or name; kept as its official code."""

    name = "kabupaten/kota"
    wants = "kode atau nama kabupaten/kota"

    def read(self, node: Node, at: Reader, key: str) -> str | None:
        """The official code, such as `16.71`."""
        scalar = self.scalar(node, at, key)
        region = listen(at.atlas.read, scalar, at, key) if scalar else None
        return region.code if region else None


class CategorySlug(FieldType[str]):
    """A category of the site; kept as its slug."""

    name = "kategori"
    wants = "satu kategori"

    def read(self, node: Node, at: Reader, key: str) -> str | None:
        """The slug of the category meant."""
        scalar = self.scalar(node, at, key)
        return listen(at.categories.read, scalar, at, key) if scalar else None


class Point(FieldType[tuple[float, float]]):
    """Latitude and longitude in degrees (WGS 84), with decimal points: `[-2.99, 104.75]`."""

    name = "titik"
    wants = "lintang dan bujur"

    def read(self, node: Node, at: Reader, key: str) -> tuple[float, float] | None:
        """(latitude, longitude) inside Indonesia's bounds, else a problem."""
        texts = [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Listing) else []
        if isinstance(node, Scalar):
            texts = node.text.strip("[]() ").split(",")
        try:
            latitude, longitude = (float(text) for text in texts)
        except ValueError:
            at.remark(
                key,
                node,
                rules.BAD_POINT,
                "Titik terdiri dari dua angka: lintang dan bujur.",
                "Pakai titik untuk desimal, contoh: titik: [-2.99, 104.75]",
            )
            return None
        if -11.5 <= latitude <= 6.5 and 94 <= longitude <= 142:
            return (latitude, longitude)
        swapped = -11.5 <= longitude <= 6.5 and 94 <= latitude <= 142
        hint = f"Lintang ditulis dulu: [{longitude}, {latitude}]" if swapped else "Contoh: titik: [-2.99, 104.75]"
        at.remark(key, node, rules.BAD_POINT, f"Titik {latitude}, {longitude} tidak ada di Indonesia.", hint)
        return None

    def pack(self, value: tuple[float, float]) -> Json:
        """See `FieldType`."""
        return list(value)

    def unpack(self, packed: Json) -> tuple[float, float]:
        """See `FieldType`."""
        return (packed[0], packed[1])

    def show(self, value: tuple[float, float]) -> str:
        """See `FieldType`."""
        return f"{value[0]}, {value[1]}"

    def write(self, value: tuple[float, float]) -> Json:
        """See `FieldType`."""
        return [str(value[0]), str(value[1])]
