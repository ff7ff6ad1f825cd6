"""Videos: every address that YouTube gives one video means the same; nothing else is taken."""

from __future__ import annotations

import pytest

from generator.model.problem import Unreadable
from generator.model.video import read_video, video_url


@pytest.mark.parametrize(
    "text",
    [
        "https://youtu.be/contoh-1234", "youtu.be/contoh-1234?si=abc", "https://www.youtube.com/watch?v=contoh-1234",
        "https://m.youtube.com/watch?app=desktop&v=contoh-1234&t=5s", "https://youtube.com/shorts/contoh-1234?feature=share",
        "https://www.youtube.com/embed/contoh-1234", "https://www.youtube.com/live/contoh-1234", " https://youtu.be/contoh-1234 ",
    ],
)  # fmt: skip
def test_every_address_of_a_video_is_read(text: str) -> None:
    assert read_video(text, []) == "contoh-1234"
    assert read_video(video_url("contoh-1234"), []) == "contoh-1234"


@pytest.mark.parametrize(
    "text",
    [
        "https://www.youtube.com/@saluran", "https://www.youtube.com/playlist?list=PL123", "https://youtu.be/pendek",
        "https://youtu.be.contoh.example/contoh-1234", "https://contoh.example/watch?v=contoh-1234", "javascript:alert(1)",
        "https://www.youtube.com/watch?v=contoh-1234567", "contoh-1234",
    ],
)  # fmt: skip
def test_other_addresses_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_video(text, [])


@pytest.mark.parametrize("text", ["", "-", "tidak ada"])
def test_nothing_is_no_video(text: str) -> None:
    assert read_video(text, []) is None
