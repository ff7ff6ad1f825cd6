"""Addresses of the desk."""

from __future__ import annotations

from generator.desk.delivery import Delivery

PREFIX, INBOX = "/meja/", "masuk/"


def address(delivery: Delivery | None, message: str = "", anchor: str = "") -> str:
    """Where a delivery is shown, or the room of all. `message`: what is said there, by its name."""
    query = f"?pesan={message}" if message else ""
    return f"{PREFIX}{INBOX}{f'{delivery.name}/' if delivery else ''}{query}{f'#{anchor}' if anchor else ''}"
