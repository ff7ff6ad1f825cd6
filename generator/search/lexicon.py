"""Words we know: roots that affixes may be stripped to, and words that only look as if they had one.

A word in either file of `generator/data/kata` is all it takes to teach it.
"""

from __future__ import annotations

from generator.content.tokenizer import word_list

ROOTS = word_list("dasar")
WHOLE = word_list("utuh")
