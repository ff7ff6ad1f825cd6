"""Search as outputs of the site: `cari/m.json` of each language, everything it names, and the browser's script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from math import log2
from pathlib import Path

from generator.content.cache import Cache
from generator.content.words import ALPHABET, function_words
from generator.model.address import localized
from generator.model.catalog import Stored
from generator.model.chapter import Chapter
from generator.model.digest import digest, digest_texts, fingerprint
from generator.model.output import Output
from generator.model.world import World
from generator.search import english, stems
from generator.search.bundle import CLIENT, client_script, loader_script, lunr_script, stemmer_script
from generator.search.display import columns, display_block, dumps, kinds_with_start, name_ranks
from generator.search.documents import BOOSTS, Document, documents_of, places
from generator.search.index import Index, order_of
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


def search_chapters(
    world: World,
    memory: Cache,
    words: Callable[[str], str],
    all_words: Callable[[], dict[str, str]],
    synonyms_file: Path | None,
) -> Iterator[Chapter[Output]]:
    """Every file of one language's search. `words` gives the packed words of a content file, `all_words` those of all.

    The office's synonyms lead to Indonesian words, so only the Indonesian index has them. The scripts come with it too.
    """
    language = world.site.language
    synonyms = _synonyms(memory, synonyms_file, world.atlas.province.code) if language == "id" else {}
    search = _Search(world, Memory(memory, language), synonyms, words, all_words)
    near = neighbours_of(world.atlas, memory)
    digest = fingerprint(search.content, world.frame, synonyms)
    index, facts, display, scripts = search_names(language)
    yield Chapter(index, digest, partial(search.index_files, near))
    yield Chapter(facts, search.facts_digest(), search.column_files)
    yield Chapter(display, fingerprint(search.shown, world.frame), search.display_files)
    yield Chapter(scripts, "", partial(_scripts, language))


def search_names(language: str) -> tuple[str, ...]:
    """What the chapters of one language's search are called."""
    return tuple(f"cari {part} {language}" for part in ("indeks", "kolom", "tampilan", "skrip"))


class _Search:
    """One language's search while it is listed. The index is worked out when a chapter asks for it."""

    def __init__(
        self,
        world: World,
        kept: Memory,
        synonyms: Synonyms,
        words: Callable[[str], str],
        all_words: Callable[[], dict[str, str]],
    ) -> None:
        self.world, self.kept, self.synonyms = world, kept, synonyms
        self.words, self.all_words = words, all_words
        self.documents = documents_of(world)
        self.products = [item for item in self.documents if item.kind == "produk"]
        self.home = localized(FOLDER, world.site.language)
        order = order_of(self.documents)
        self.folder = f"{self.home}{order[:8]}/"
        self.scales = {card.slug: card.scale for card in world.catalog.makers.values()}
        scales = [self.scales.get(item.maker, "") for item in self.products]
        self.shown = digest_texts(
            order, str(world.site.offline), *[item.card.digest for item in self.documents], *scales
        )
        self.content = digest_texts(self.shown, *[item.key for item in self.documents])

    @cached_property
    def index(self) -> Index:
        """The index of these documents."""
        language = self.world.site.language
        return Index.of(self.documents, self.words, self.all_words, self.kept, self.synonyms, places(self.world),
                        STEMMERS[language], language)  # fmt: skip

    def index_files(self, near: Mapping[str, list[str]]) -> Iterator[Output]:
        """The dictionary with its lists, the manifest, the words to correct spelling with."""
        state = self.index.state
        yield self.put(self.home, "m", manifest(self.world, self.documents, state, near))
        for name, stored in self.index.files.items():
            yield self.put(self.folder, name, stored)
        yield self.put(self.folder, "eja", spelling(state, len(self.documents)))

    def facts_digest(self) -> str:
        """Digest of all that columns show. What only the index knows is remembered with the digest of its content."""
        content, _, found = (self.kept.find("kolom") or "").partition(" ")
        if content != self.content:
            expired = [part for item in self.products for part in (*item.expired, "")]
            found = digest_texts(self.shown, *self.index.state.facts[: len(self.products)], *expired)
            self.kept.put("kolom", f"{self.content} {found}")
        return found

    def column_files(self) -> Iterator[Output]:
        """The columns of facets and orders."""
        facts = self.index.state.facts[: len(self.products)]
        for name, text in columns(self.products, facts, self.scales).items():
            yield self.put(self.folder, name, text)
        names = tuple(item.card.name for item in self.products)
        if self.world.site.offline:
            inputs = (f"{self.folder}c-urut-nama".removeprefix(self.home), names)
            yield Output(f"{self.folder}c-urut-nama.js", ranks_script, inputs)
        else:
            yield Output(f"{self.folder}c-urut-nama.json", name_ranks, (names,))

    def display_files(self) -> Iterator[Output]:
        """What results show, by the block."""
        size = _block(len(self.documents))
        regions = tuple(region.code for region in self.world.atlas.regions)
        for start in range(0, len(self.documents), size):
            name = f"{self.folder}d-{start // size}"
            cards = tuple(item.card for item in self.documents[start : start + size])
            if self.world.site.offline:
                yield Output(f"{name}.js", display_script, (name.removeprefix(self.home), cards, regions))
            else:
                yield Output(f"{name}.json", display_block, (cards, regions))

    def put(self, folder: str, name: str, stored: Stored | str) -> Output:
        """A file of the index; for copies on a disk as a script."""
        if self.world.site.offline:
            return Output(f"{folder}{name}.js", data_script, ((folder + name).removeprefix(self.home), stored))
        return Output(f"{folder}{name}.json", json_file, (stored,))


def _scripts(language: str) -> Iterator[Output]:
    names = SCRIPTS if language == "id" else {"cari/akar-1.js": "akar"}
    for path, name in names.items():
        yield Output(path, script, (name,))


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
