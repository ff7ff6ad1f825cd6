"""Search as outputs of the site: `cari/m.json` of each language, everything it names, and the browser's script."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from math import log2
from pathlib import Path

from generator.content.cache import Cache
from generator.content.words import ALPHABET, function_words
from generator.model.address import localized
from generator.model.catalog import Stored
from generator.model.digest import digest_texts
from generator.model.output import Output
from generator.model.world import World
from generator.search import english, stems
from generator.search.bundle import CLIENT, client_script, loader_script, lunr_script, stemmer_script
from generator.search.display import columns, display_block, dumps, kinds_with_start, name_ranks
from generator.search.documents import BOOSTS, Document, documents_of, places
from generator.search.index import Index
from generator.search.lexicon import WHOLE
from generator.search.memory import Memory
from generator.search.neighbours import neighbours_of
from generator.search.shards import SMALL, front_coded
from generator.search.state import State
from generator.search.synonyms import Synonyms, read_synonyms, region_names

FOLDER = "cari/"
SCRIPTS = {
    "cari/cari-1.js": "cari",
    "cari/muat-1.js": "muat",
    "cari/lunr-1.js": "lunr",
    "cari/lunr-LICENSE.txt": "lisensi",
}
STEMMERS = {"id": stems.stems_of, "en": english.stems_of}
VERSION = 1  # of the files' format; the scripts' names carry it
BLOCK, LARGE_BLOCK = 16, 80  # display records a file, up to and above SMALL documents
B, K1 = 0.75, 1.2
NAMED = 16  # powers of two that a name is worth in spelling


def search_outputs(
    world: World,
    memory: Cache,
    words: Callable[[str], str],
    all_words: Callable[[], dict[str, str]],
    synonyms_file: Path | None,
) -> Iterator[Output]:
    """Every file of one language's search. `words` gives the packed words of a content file, `all_words` those of all.

    The office's synonyms lead to Indonesian words, so only the Indonesian index has them. The scripts come with it too.
    """
    documents = documents_of(world)
    language = world.site.language
    home = localized(FOLDER, language)
    kept = Memory(memory, language)
    index = Index.of(
        documents, words, all_words, kept,
        _synonyms(memory, synonyms_file, world.atlas.province.code) if language == "id" else {},
        places(world), STEMMERS[language], language,
    )  # fmt: skip
    folder = f"{home}{index.state.order[:8]}/"
    put = partial(_data, offline=world.site.offline, home=home)
    yield put(home, "m", manifest(world, documents, index.state, neighbours_of(world.atlas, memory)))
    for name, stored in index.files.items():
        yield put(folder, name, stored)
    products = [item for item in documents if item.kind == "produk"]
    scales = {card.slug: card.scale for card in world.catalog.makers.values()}
    for name, text in _columns(products, index.state.facts[: len(products)], scales, kept).items():
        yield put(folder, name, text)
    names = tuple(item.card.name for item in products)
    if world.site.offline:
        yield Output(f"{folder}c-urut-nama.js", ranks_script, (f"{folder}c-urut-nama".removeprefix(home), names))
    else:
        yield Output(f"{folder}c-urut-nama.json", name_ranks, (names,))
    yield put(folder, "eja", spelling(index.state, len(documents)))
    yield from _display(world, documents, folder, home)
    if language == "id":
        for path, name in SCRIPTS.items():
            yield Output(path, script, (name,))
    else:
        yield Output("cari/akar-1.js", script, ("akar",))


def _columns(products: list[Document], facts: list[str], scales: dict[str, str], kept: Memory) -> dict[str, str]:
    """The columns of facets and orders; those of the last build where all they show is the same, as after most edits."""
    shown = [part for item in products for part in (item.card.digest, *item.expired, scales.get(item.maker, ""))]
    key = digest_texts(*facts, *shown)
    known, found = json.loads(kept.find("kolom") or '["", {}]')
    if known != key:
        found = columns(products, facts, scales)
        kept.put("kolom", dumps([key, found]))
    return dict(found)


def script(name: str) -> bytes:
    """Recipe: one of the client's files. Its code is part of the package, which every fingerprint counts."""
    if name == "lisensi":
        return (CLIENT / "lunr" / "LICENSE").read_bytes()
    makers: dict[str, Callable[[], str]] = {
        "cari": client_script,
        "muat": loader_script,
        "lunr": lunr_script,
        "akar": stemmer_script,
    }
    return makers[name]().encode()


def json_file(stored: Stored | str) -> bytes:
    """Recipe: a file of the index."""
    return (stored if isinstance(stored, str) else stored.text).encode()


def data_script(name: str, stored: Stored | str) -> bytes:
    """Recipe: a file of the index as a classic script, for pages opened from a disk."""
    return wrapped(name, json_file(stored))


def wrapped(name: str, data: bytes) -> bytes:
    """JSON as a script that hands it over under its name."""
    return f"(globalThis.etalaseData||={{}})[{dumps(name)}]=".encode() + data + b"\n"


def display_script(name: str, cards: tuple, regions: tuple[str, ...]) -> bytes:  # type: ignore[type-arg]
    """Recipe: display records as a classic script."""
    return wrapped(name, display_block(cards, regions))


def ranks_script(name: str, names: tuple[str, ...]) -> bytes:
    """Recipe: the places of the products in alphabetical order, as a classic script."""
    return wrapped(name, name_ranks(names))


def _data(folder: str, name: str, stored: Stored | str, *, offline: bool, home: str) -> Output:
    if offline:
        return Output(f"{folder}{name}.js", data_script, ((folder + name).removeprefix(home), stored))
    return Output(f"{folder}{name}.json", json_file, (stored,))


def _display(world: World, documents: list[Document], folder: str, home: str) -> Iterator[Output]:
    size = _block(len(documents))
    regions = tuple(region.code for region in world.atlas.regions)
    for start in range(0, len(documents), size):
        name = f"d-{start // size}"
        cards = tuple(item.card for item in documents[start : start + size])
        if world.site.offline:
            yield Output(f"{folder}{name}.js", display_script, ((folder + name).removeprefix(home), cards, regions))
        else:
            yield Output(f"{folder}{name}.json", display_block, (cards, regions))


def _block(documents: int) -> int:
    return BLOCK if documents <= SMALL else LARGE_BLOCK


def manifest(world: World, documents: list[Document], state: State, near: Mapping[str, list[str]]) -> str:
    """`m.json`: all that the client must know before its first question."""
    names, tags, body, seller, region, category = state.sums
    place = {item.code: ALPHABET[number] for number, item in enumerate(world.site.regions[: len(ALPHABET)])}
    return dumps({
        "v": VERSION, "l": world.site.language, "n": state.order[:8], "N": len(documents), "P": sum(item.kind == "produk" for item in documents),
        "s": [names, seller, tags, region, category, body], "b": B, "k": K1, "w": list(BOOSTS), "d": _block(len(documents)),
        "K": kinds_with_start(documents),
        "C": [[item.slug, item.name] for item in world.site.categories],
        "W": [[item.code, item.short, item.slug, "".join(place.get(code, "") for code in near.get(item.code, ()))]
              for item in world.site.regions],
        "t": front_coded(lower for lower, _ in state.borders), "r": front_coded(state.backward),
        "f": " ".join(sorted(function_words(world.site.language) | state.silent)),
    })  # fmt: skip


def spelling(state: State, documents: int) -> str:
    """`eja.json`: words used often enough to be what a misspelt one meant, and how often (in powers of two; words of names
    count as much more often); then words that are whole though one might read a root of this catalogue out of them.
    """
    often, head = min(20, max(2, documents // 500)), 1 if documents < 1000 else 2 if documents < 5000 else 3
    silent = state.silent
    found = {word: int(log2(held)) + (NAMED if heads else 0) for word, (held, heads, *_) in state.vocabulary.items()
             if _is_word(word) and word not in silent and (held >= often or heads >= head)}  # fmt: skip
    for word in state.runs:
        if _is_word(word):
            found.setdefault(word, 3 + NAMED)
    words = sorted(found)
    known = state.vocabulary.keys() | state.runs.keys()
    whole = sorted(word for word in WHOLE - known if stems.apparent_roots(word) & known)
    return dumps([front_coded(words), "".join(ALPHABET[found[word]] for word in words), " ".join(whole)])


def _is_word(word: str) -> bool:
    return len(word) > 2 and word.isalpha()


def _synonyms(memory: Cache, file: Path | None, province: str) -> Synonyms:
    """The office's synonyms and other names of regions, remembered as long as their file stays the same."""
    from generator.model.digest import digest

    try:
        key = digest(file.read_bytes()) if file else ""
    except OSError:
        key = ""
    key = f"{province} {key}"
    known, rules = memory.note("sinonim", ["", {}])
    if known != key:
        rules = dict(read_synonyms(file, region_names(province)))
        memory.remember("sinonim", [key, rules])
    return rules  # type: ignore[no-any-return]
