"""Rules: stable codes and names, and the page that lists them."""

from __future__ import annotations

import os

from conftest import REPOSITORY

from generator.model.rules import Severity, all_rules

PAGE = REPOSITORY / "docs" / "aturan.md"
HEAD = """# Aturan pemeriksaan

Setiap masalah yang dilaporkan Etalase menunjuk satu aturan. Tingkatnya bisa diubah di `site.yaml`, kecuali yang tanpanya
situs tidak dapat dibuat:

```yaml
aturan: {izin-berakhir: catatan, halal-belum-ada: peringatan}
```

| Kode | Nama | Tingkat bawaan | Bisa diubah |
|---|---|---|---|
"""


def test_codes_and_names_are_unique():
    rules = list(all_rules().values())
    assert len({rule.code for rule in rules}) == len(rules)
    assert len({rule.code[1:] for rule in rules}) == len(rules)  # the number alone names a rule


def test_the_letter_tells_the_severity():
    letters = {Severity.ERROR: "E", Severity.WARNING: "P", Severity.NOTE: "C"}
    assert [rule for rule in all_rules().values() if rule.code[0] != letters[rule.severity]] == []


def test_the_page_lists_them_all():
    """After a wanted change: `ETALASE_GOLDEN=1 pytest tests/model/test_rules.py`."""
    rows = [
        f"| {rule.code} | `{rule.name}` | {rule.severity.value} | {'tidak' if rule.fixed else 'ya'} |\n"
        for rule in sorted(all_rules().values(), key=lambda rule: rule.code[1:])
    ]
    text = HEAD + "".join(rows)
    if os.environ.get("ETALASE_GOLDEN"):
        PAGE.write_text(text, "utf-8", newline="\n")
    assert PAGE.read_text("utf-8") == text
