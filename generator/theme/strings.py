"""The interface words of a theme in one language. Unknown keys are errors; content is never looked up here."""

from __future__ import annotations

from collections.abc import Iterator

from generator.theme.theme_folders import ThemeFault, problem, read_yaml_mapping


class Strings:
    """Words by key: `strings.cari` or `strings["cari"]`. Not a dict, so that no key is hidden by a method."""

    _language: str
    _words: dict[str, str]

    def __init__(self, language: str, words: dict[str, str]) -> None:
        self.__dict__ = {**words, "_language": language, "_words": words}

    def __getattr__(self, key: str) -> str:
        if key.startswith("__"):
            raise AttributeError(key)
        try:
            return self._words[key]
        except KeyError:
            raise AttributeError(f"strings/{self._language}.yaml tidak punya {key}") from None

    def __getitem__(self, key: str) -> str:
        return self._words[key]

    def __contains__(self, key: str) -> bool:
        return key in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __repr__(self) -> str:
        return f"strings/{self._language}.yaml"


def merged_strings(sources: list[tuple[bytes, str]]) -> dict[str, str]:
    """The words of several files, later ones over earlier ones. Raises `ThemeFault`."""
    words: dict[str, str] = {}
    for data, place in sources:
        for key, value in read_yaml_mapping(data, place).items():
            if not isinstance(value, str) or not str(key).isidentifier():
                hint = f'Kunci: huruf kecil, angka, garis bawah. Teks diapit tanda kutip, contoh: {key}: "…"'
                raise ThemeFault([problem(place, f'"{key}" bukan pasangan kunci dan teks.', hint)])
            words[key] = value
    return words
