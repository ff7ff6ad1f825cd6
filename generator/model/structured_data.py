"""What search engines are told about a page: schema.org as plain values, spelled as JSON-LD.

Pure functions of what the page shows; a page says here nothing that its readers do not see. Knows no HTML and no theme.
Source of the required properties: schema.org, and the structured data guides of the large search engines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from generator.model.address import fallback_path, record_path
from generator.model.cards import Photo, SellerCard
from generator.model.links import profile_url
from generator.model.money import LOWEST_USUAL, Price
from generator.model.opening_hours import opening_hours
from generator.model.page import Page
from generator.model.page_kinds import (
    CardListPage,
    CategoryPage,
    HomePage,
    NewsPage,
    ProductListPage,
    ProductPage,
    RegionPage,
    SellerListPage,
    SellerPage,
)
from generator.model.records.news import News
from generator.model.site_view import SiteView

Thing = dict[str, Any]
Absolute = Callable[[str], str]  # a path of the site -> its full address

NETWORKS = ("instagram", "facebook", "tiktok", "youtube")


def structured_data(
    page: Page, site: SiteView, absolute: Absolute, *, title: str = "", home: str = "", section: str = ""
) -> tuple[Thing, ...]:
    """What a page is about, then the way to it; nothing for pages that search engines are asked to leave alone.

    `title`, `home` and `section` are the words that the theme shows for the page, the home page and the list that the
    page belongs to; without them the page's own title and the site's name are used.
    """
    if not page.indexed:
        return ()
    title = title or page.title
    trail = _trail(page, site, absolute, title, home or site.title, section)
    return tuple(thing for thing in (_about(page, site, absolute, title), trail) if thing)


def spell_json_ld(things: Iterable[Thing]) -> str:
    """The things as one JSON-LD document that is safe inside `<script>`; empty for none.

    Keys keep their order. `<`, `>`, `&` and the line separators of Unicode are escaped, so that no text can end the
    element, begin a comment or break the line in an old reader.
    """
    graph = list(things)
    if not graph:
        return ""
    text = _SPELL({"@context": "https://schema.org", "@graph": graph})
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_SPELL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def _about(page: Page, site: SiteView, absolute: Absolute, title: str) -> Thing | None:
    """What the page is about, by its kind."""
    if isinstance(page, ProductPage):
        return product_data(page, site, absolute)
    if isinstance(page, SellerPage):
        return seller_data(page, site, absolute)
    if isinstance(page, NewsPage):
        return event_data(page, site, absolute)
    if isinstance(page, HomePage):
        return website_data(site, absolute)
    return list_data(page, absolute, title)


def product_data(page: ProductPage, site: SiteView, absolute: Absolute) -> Thing | None:
    """A product with its price. None without one: search engines call a `Product` without offer, review or rating faulty."""
    product = page.product
    maker = _organization(page.seller, absolute)
    offer = offer_data(product.price, absolute(page.path), maker)
    if offer is None:
        return None
    return _filled(
        {
            "@type": "Product",
            "name": page.title,
            "description": product.summary,
            "image": _images(page.photos, absolute),
            "url": absolute(page.path),
            "category": site.category_name(page.card.category),
            "manufacturer": maker,
            "offers": offer,
        }
    )


def offer_data(price: Price | None, url: str, seller: Thing) -> Thing | None:
    """An offer at one real price; a range or "mulai" is an aggregate. None where the seller has to be asked.

    Less than LOWEST_USUAL is a price typed in thousands, most likely: pages show it, machines are not told.
    """
    if price is None or price.low < LOWEST_USUAL:
        return None
    if price.high is None and not price.starting:
        return {"@type": "Offer", "price": price.low, "priceCurrency": "IDR", "url": url, "seller": seller}
    return _filled(
        {
            "@type": "AggregateOffer",
            "lowPrice": price.low,
            "highPrice": price.high,
            "priceCurrency": "IDR",
            "url": url,
            "seller": seller,
        }
    )


def seller_data(page: SellerPage, site: SiteView, absolute: Absolute) -> Thing:
    """A seller: a local business when its address may be shown, else an organization. Public fields only."""
    seller = page.seller
    phone = seller.phone or seller.whatsapp
    accounts = [(name, getattr(seller, name)) for name in NETWORKS]
    known_at = [profile_url(name, handle) for name, handle in accounts if handle]
    return _filled(
        {
            "@type": "LocalBusiness" if seller.address else "Organization",
            "name": page.title,
            "description": seller.summary,
            "image": _images(page.photos, absolute),
            "url": absolute(page.path),
            "address": _filled(
                {
                    "@type": "PostalAddress",
                    "streetAddress": seller.address,
                    "addressLocality": site.region(seller.region).full,
                    "addressRegion": site.province_name,
                    "addressCountry": "ID",
                }
            ),
            "geo": _point(seller.point) if seller.address else None,
            "openingHoursSpecification": _opening(seller.hours) if seller.address else None,
            "telephone": f"+{phone.number}" if phone else None,
            "email": seller.email,
            "foundingDate": str(seller.since) if seller.since else None,
            "sameAs": [*([seller.website] if seller.website else []), *known_at],
            "memberOf": _organization(page.cooperative, absolute) if page.cooperative else None,
        }
    )


def event_data(page: NewsPage, site: SiteView, absolute: Absolute) -> Thing | None:
    """News that has a venue is an event; other news is not described."""
    news = page.news
    assert isinstance(news, News)
    if not news.venue:
        return None
    place = {"@type": "PostalAddress", "addressRegion": site.province_name, "addressCountry": "ID"}
    return _filled(
        {
            "@type": "Event",
            "name": page.title,
            "description": news.summary,
            "image": _images(page.photos, absolute),
            "url": absolute(page.path),
            "startDate": news.day.isoformat(),
            "endDate": news.until.isoformat() if news.until else None,
            "location": {"@type": "Place", "name": news.venue, "address": place},
            "organizer": _office(site),
        }
    )


def website_data(site: SiteView, absolute: Absolute) -> Thing:
    """The site and the office that answers for it."""
    return _filled(
        {
            "@type": "WebSite",
            "name": site.title,
            "description": site.description,
            "url": absolute(""),
            "inLanguage": list(site.languages),
            "publisher": _office(site),
        }
    )


def list_data(page: Page, absolute: Absolute, title: str) -> Thing | None:
    """The entries of a list, in the order shown; None for pages that are no list, and for empty ones."""
    if isinstance(page, (ProductListPage, RegionPage, CategoryPage)):
        paths = [record_path("produk", card.slug) for card in page.products]
    elif isinstance(page, SellerListPage):
        paths = [record_path("penjual", card.slug) for card in page.sellers]
    elif isinstance(page, CardListPage):
        paths = [record_path(card.kind, card.slug) for card in page.cards]
    else:
        return None
    root = "" if page.language == "id" else f"{page.language}/"
    entries = [
        {"@type": "ListItem", "position": place, "url": absolute(root + path)} for place, path in enumerate(paths, 1)
    ]
    return _filled({"@type": "ItemList", "name": title, "itemListElement": entries}) if entries else None


def _trail(page: Page, site: SiteView, absolute: Absolute, title: str, home: str, section: str) -> Thing | None:
    """The way from the home page to this one, as the theme's breadcrumb shows it; none on the home page."""
    root = "" if page.language == "id" else f"{page.language}/"
    if page.path == root or not title:
        return None
    steps = [(home, root)]
    above = f"{root}{page.section}/"
    if section and page.section in site.all_sections and page.path != above and not page.crumbs:
        steps.append((section, above))
    steps += [(crumb.title, crumb.path.removeprefix("/")) for crumb in page.crumbs]
    steps.append((title, page.path))
    entries = [
        {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
        for place, (name, path) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": entries}


def _organization(card: SellerCard, absolute: Absolute) -> Thing:
    return {"@type": "Organization", "name": card.name, "url": absolute(record_path("penjual", card.slug))}


def _office(site: SiteView) -> Thing | None:
    office = site.office
    if not office.name:
        return None
    return _filled({"@type": "GovernmentOrganization", "name": office.name, "url": office.website})


def _images(photos: tuple[Photo, ...], absolute: Absolute) -> list[str]:
    """The addresses of photographs: a drawn picture must not pass for one."""
    return [absolute(fallback_path(photo)) for photo in photos if not photo.is_illustration]


def _opening(hours: str | None) -> list[Thing]:
    return [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": list(item.days), "opens": item.opens, "closes": item.closes}
        for item in opening_hours(hours or "")
    ]


def _point(point: tuple[float, float] | None) -> Thing | None:
    return {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else None


def _filled(thing: Thing) -> Thing:
    """Without the properties that nothing is known of."""
    return {key: value for key, value in thing.items() if value not in (None, "", [])}
