"""Faults of the moment are not remembered as faults of the file."""

from __future__ import annotations

import generator.build.content_reading as reading
import generator.content.load as load
import generator.machine.workers as workers


def test_a_file_written_while_it_is_read_is_never_taken_for_another(site, monkeypatch):
    file = site.product("kue", "Pertama.")
    site.build()
    first = file.read_text("utf-8")
    second, third = first.replace("Pertama.", "Kedua."), first.replace("Pertama.", "Ketiga.")
    file.write_text(second, "utf-8")
    read = load.parse_file

    def late(work):
        file.write_text(third, "utf-8")
        return read(work)

    with monkeypatch.context() as patch:
        patch.setattr(load, "parse_file", late)
        assert [p.code for p in site.build().problems] == ["E001"]
    file.write_text(second, "utf-8")
    assert site.build().exit_code == 0
    assert "Kedua." in site.read("produk/kue/index.html")


def test_a_reader_that_died_is_tried_again(site, monkeypatch):
    site.product("kue")
    with monkeypatch.context() as patch:
        patch.setattr(reading, "run", lambda function, items, jobs: map(workers.WorkerFailure, items))
        assert {p.code for p in site.build().problems} == {"E096"}
    assert site.build().exit_code == 0
