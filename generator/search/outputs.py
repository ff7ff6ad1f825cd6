"""Search as outputs of the site: `cari/m.json` of each language, everything it names, and the browser's script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from generator.content.tokenizer import function_words
from generator.content.words import ALPHABET
from generator.machine.cache import Cache
from generator.model.address import localized
from generator.model.catalog import Stored
from generator.model.chapter import Chapter
from generator.model.digest import digest, digest_texts, fingerprint
from generator.model.intents import Intent
from generator.model.output import Output
from generator.model.region_map import province_map
from generator.model.world import World
from generator.search.bundle import CLIENT, client_script, loader_script, lunr_script, stemmer_script
from generator.search.compact import dumps
from generator.search.display import display_block, name_ranks, shop_names
from generator.search.document_columns import column_files, update_columns
from generator.search.documents import BOOSTS, Documents, places
from generator.search.english import EnglishStemmer
from generator.search.index import Index
from generator.search.index_state import IndexState
from generator.search.index_store import IndexStore
from generator.search.index_writer import IndexSources
from generator.search.intent_file import intent_table
from generator.search.shards import SMALL, front_coded
from generator.search.stems import root_of
from generator.search.synonyms import Synonyms, read_synonyms, region_names

FOLDER = "cari/"
SCRIPTS = {
    "cari/cari-1.js": "cari",
    "cari/muat-1.js": "muat",
    "cari/lunr-1.js": "lunr",
    "cari/lunr-LICENSE.txt": "lisensi",
}
VERSION = 1  # of the files' format; the scripts' names carry it
BLOCK, LARGE_BLOCK = 16, 80  # display records a file, up to and above SMALL documents
TOGETHER = 32  # files of display records a chapter
NAMES = "c-urut-nama"
B, K1 = 0.75, 1.2


def search_chapters(
    world: World,
    cache: Cache,
    words: Callable[[str], str],
    all_words: Callable[[], dict[str, str]],
    synonyms_file: Path | None,
    intents: Sequence[Intent] = (),
) -> Iterator[Chapter[Output]]:
    """Every file of one language's search. `words` gives the packed words of a content file, `all_words` those of all.

    The office's synonyms lead to Indonesian words, so only the Indonesian index has them. The scripts come with it too.
    """
    language = world.site.language
    synonyms = _synonyms(cache, synonyms_file, world.atlas.province.code) if language == "id" else {}
    search = _Search(world, cache, synonyms, words, all_words)
    search.intents = intent_table(language, intents)
    near = province_map(world.atlas.province.code).neighbours
    index, columns = search.digests()
    digest, name = fingerprint(index, search.folder, world.frame, near, search.intents), search_prefix(language)
    yield Chapter(f"{name}indeks", digest, partial(search.index_files, near))
    yield Chapter(f"{name}kolom", columns, search.column_files)
    yield from search.display_chapters()
    yield Chapter(f"{name}skrip", "", partial(_scripts, language))


def search_prefix(language: str) -> str:
    """How the names of all chapters of one language's search begin, and of no other chapter."""
    return f"cari {language} "


class _Search:
    """One language's search while it is listed. The index is worked out where documents or synonyms changed."""

    def __init__(
        self,
        world: World,
        cache: Cache,
        synonyms: Synonyms,
        words: Callable[[str], str],
        all_words: Callable[[], dict[str, str]],
    ) -> None:
        self.world, self.cache, self.synonyms = world, cache, synonyms
        self.store = IndexStore(cache, world.site.language)
        self.words, self.all_words = words, all_words
        self.documents = Documents(world, cache)
        self.home = localized(FOLDER, world.site.language)
        self.folder = f"{self.home}{self.documents.order[:8]}/"
        self.offline = world.site.offline
        self.intents = ""

    @cached_property
    def index(self) -> Index:
        """The index of these documents; its columns are brought up to date with it."""
        english = EnglishStemmer(self.cache)
        language = self.world.site.language
        sources = IndexSources(
            self.documents,
            self.words,
            self.all_words,
            self.synonyms,
            partial(places, self.world, self.cache),
            english if language == "en" else root_of,
            language,
        )
        index = Index.of(sources, self.store)
        english.remember()
        update_columns(self.store, self.documents, index)
        return index

    @cached_property
    def columns(self) -> dict[str, Stored]:
        """The columns of facets and orders by file name."""
        makers = sorted(self.world.catalog.makers.items())
        scales, forms = {slug: card.scale for slug, card in makers}, {slug: card.form for slug, card in makers}
        return column_files(self.store, self.documents, scales, forms, shop_names(self.world.site))

    def digests(self) -> tuple[str, str]:
        """Of the index and of the columns; that of the index is remembered with the digest of its content."""
        documents = self.documents
        content = fingerprint(
            digest_texts(documents.order, documents.shared, documents.word_digests, documents.display_digests),
            self.synonyms,
        )
        of_content, _, of_index = (self.store.find("isi") or "").partition(" ")
        if of_content != content:
            of_index = self.index.digest
            self.store.put("isi", f"{content} {of_index}")
        columns = [part for name, stored in self.columns.items() for part in (name, stored.digest)]
        return of_index, digest_texts(self.folder, str(self.offline), *columns)

    def index_files(self, near: Mapping[str, list[str]]) -> Iterator[Output]:
        """The dictionary with its lists, the manifest, the intents, the words to correct spelling with."""
        yield self.put(self.home, "maksud", self.intents)
        yield self.put(self.home, "m", manifest(self.world, self.documents, self.index.state, near))
        for name, stored in self.index.files():
            yield self.put(self.folder, name, stored)

    def column_files(self) -> Iterator[Output]:
        """The columns of facets and orders."""
        for name, stored in self.columns.items():
            if name != NAMES:
                yield self.put(self.folder, name, stored)
            elif self.offline:
                yield Output(
                    f"{self.folder}{name}.js", ranks_script, ((self.folder + name).removeprefix(self.home), stored)
                )
            else:
                yield Output(f"{self.folder}{name}.json", name_ranks, (stored,))

    def display_chapters(self) -> Iterator[Chapter[Output]]:
        """What results show, some blocks a chapter, so that few cards are asked for when one changes."""
        size = _block(len(self.documents))
        step = size * TOGETHER
        common = digest_texts(self.folder, str(self.offline), self.world.frame)
        for start in range(0, len(self.documents), step):
            stop = min(start + step, len(self.documents))
            name = f"{search_prefix(self.world.site.language)}tampilan {start // step}"
            digest = digest_texts(common, *self.documents.shown[start:stop])
            yield Chapter(name, digest, partial(self.display_files, start, stop, size))

    def display_files(self, start: int, stop: int, size: int) -> Iterator[Output]:
        """The display records of some documents, `size` a file."""
        regions = tuple(region.code for region in self.world.atlas.regions)
        for first in range(start, stop, size):
            name = f"{self.folder}d-{first // size}"
            cards = tuple(self.documents.card(number) for number in range(first, min(first + size, stop)))
            if self.offline:
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


def ranks_script(name: str, names: Stored) -> bytes:
    """Recipe: the places of the products in alphabetical order, as a classic script."""
    return wrapped(name, name_ranks(names))


def _block(documents: int) -> int:
    return BLOCK if documents <= SMALL else LARGE_BLOCK


def manifest(world: World, documents: Documents, state: IndexState, near: Mapping[str, list[str]]) -> str:
    """`m.json`: all that the client must know before its first question."""
    names, tags, body, seller, region, category = state.lengths
    place = {item.code: ALPHABET[number] for number, item in enumerate(world.site.regions[: len(ALPHABET)])}
    regions = [
        [item.code, item.short, item.slug, "".join(place.get(code, "") for code in near.get(item.code, ()))]
        for item in world.site.regions
    ]
    return dumps(
        {
            "v": VERSION,
            "l": world.site.language,
            "n": state.order[:8],
            "N": len(documents),
            "P": documents.products,
            "s": [names, seller, tags, region, category, body],
            "b": B,
            "k": K1,
            "w": list(BOOSTS),
            "d": _block(len(documents)),
            "K": list(documents.starts.items()),
            "C": [[item.slug, item.name] for item in world.site.categories],
            "W": regions,
            "t": front_coded(segment.lower for segment in state.dictionary),
            "r": front_coded(segment.lower for segment in state.reversed_dictionary),
            "f": " ".join(sorted(function_words(world.site.language) | state.stop_words.keys())),
        }
    )


def _synonyms(cache: Cache, file: Path | None, province: str) -> Synonyms:
    """The office's synonyms and other names of regions, remembered as long as their file stays the same."""
    try:
        key = digest(file.read_bytes()) if file else ""
    except OSError:
        key = ""
    key = f"{province} {key}"
    known_key, rules = cache.note("sinonim", ["", {}])
    if known_key != key:
        rules = dict(read_synonyms(file, region_names(province)))
        cache.remember("sinonim", [key, rules])
    return rules  # type: ignore[no-any-return]
