"""The client as one small classic script: our modules joined; what we need of lunr.js is another.

The modules are ES modules, so that editors and tests can follow their imports; browsers get one script, since a page from a
disk may load no modules and a page from the web should wait for one file only.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

CLIENT = Path(__file__).parent / "client"
MODULES = tuple(
    "text store query dictionary score forms search records intents view facets ways combo page main".split()
)

NOTICE = "/*! lunr.js 2.3.9, parts. Copyright (C) 2020 Oliver Nightingale. MIT, see lunr-LICENSE.txt */\n"

# Headings of lunr.js that are left out: indexing, stemming, searching a whole index.
_UNUSED = frozenset(
    "utils FieldRef Set Token tokenizer Pipeline Vector stemmer stopWordFilter trimmer Index Builder MatchData "
    "generateStopWordFilter idf".split()
)


@cache
def client_script() -> str:
    """The whole client."""
    parts = [joined((CLIENT / f"{name}.js").read_text("utf-8")) for name in MODULES]
    return f'(function () {{\n"use strict";\n{"".join(parts)}}})();\n'


def loader_script() -> str:
    """What every page carries: it loads the client when the search box is first used."""
    return _bare((CLIENT / "loader.js").read_text("utf-8"))


def joined(module: str) -> str:
    """A module without its imports and exports, comments and indentation."""
    code = re.sub(r"(?m)^import .*;\n", "", module)
    return _bare(re.sub(r"(?m)^export (?=const|function|class|async)", "", code))


def _bare(code: str) -> str:
    """Without lines that are comments, and without indentation. Our code has neither inside texts."""
    lines = (line.strip() for line in code.split("\n"))
    return "".join(line + "\n" for line in lines if line and not line.startswith("//"))


def stemmer_script() -> str:
    """The English stemmer of lunr.js: for words that the English catalogue does not hold."""
    source = (CLIENT / "lunr" / "lunr.js").read_text("utf-8")
    start = source.index("lunr.stemmer = (function(){")
    code = source[start : source.index("lunr.Pipeline.registerFunction(lunr.stemmer", start)].strip()
    code = "\n".join(line.strip() for line in code.split("\n") if line.strip() and not line.lstrip().startswith("//"))
    return f"{NOTICE}(function () {{\nvar lunr = {{}}\n{code}\nglobalThis.etalaseAkar = lunr.stemmer\n}})()\n"


def lunr_script() -> str:
    """The query language and the token sets of lunr.js: a script of its own, which few questions need."""
    source = (CLIENT / "lunr" / "lunr.js").read_text("utf-8")
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.S)
    body = source[source.index("lunr.version =") : source.index("(function (root, factory)")]
    kept = []
    for statement in re.split(r"(?m)^(?=lunr\.)", body):
        name = re.match(r"lunr\.(\w+)", statement)
        if name and name[1] not in _UNUSED:
            kept.append("\n".join(line for line in statement.split("\n") if not line.lstrip().startswith("//")))
    code = re.sub(r"\n\s*", "\n", "".join(kept)).strip()
    head = "(function () {\nvar lunr = { tokenizer: { separator: /[\\s\\-]+/ } }\n"
    return f"{NOTICE}{head}{code}\nglobalThis.etalaseLunr = lunr\n}})()\n"
