"""What is told of the columns of a table: the unknown and private ones, those that another one beats, zeros of a format."""

from __future__ import annotations

from generator.exchange.layout import Layout, known_titles
from generator.exchange.tables import SheetLog, Table, letter_of
from generator.model import rules
from generator.model.collate import quoted
from generator.model.problem import Spot, did_you_mean

SHORT_TITLE = 5  # letters; shorter titles are near to too many others


def note_columns(table: Table, layout: Layout, log: SheetLog) -> None:
    """Note in `log` what becomes of the columns of a table."""
    header = Spot(layout.header)
    keys = known_titles(layout)
    for place, title in layout.unknown.items():
        near = did_you_mean(title, keys) if len(title) > SHORT_TITLE else ""
        message = f'Kolom "{title}" tidak dikenal dan dilewati.'
        hint = near or "Bila isinya perlu tampil, beri judul seperti pada templat."
        log.add(rules.UNKNOWN_COLUMN, header._replace(column=place), message, hint)
    for place, why in layout.private.items():
        title = layout.titles.get(place, "")
        message = f'Kolom "{title}" tidak diimpor. {why}'
        hint = "Kolom ini boleh tetap ada di berkas kantor Anda; isinya tidak masuk ke situs."
        log.add(rules.PRIVATE_COLUMN, header._replace(column=place), message, hint)
    for place, winner in layout.losers.items():
        titles = f'"{layout.titles[place]}" dan "{layout.titles[winner]}"'
        message = f"Kolom {titles} berarti sama: dipakai kolom {letter_of(winner)}; kolom {letter_of(place)} dilewati."
        hint = "Bila keliru, hapus judul kolom yang tidak perlu, atau beri judul seperti pada templat."
        log.add(rules.OTHER_COLUMN, header._replace(column=place), message, hint)
    for place, (row, text) in table.padded.items():
        if place in layout.targets and layout.first <= row <= layout.last:
            message = f"Nol di depan hanya tampil karena format selnya; dibaca seperti tampak, contoh: {quoted(text)}."
            hint = "Ubah format kolom menjadi Teks, lalu tulis ulang, supaya nolnya tersimpan."
            log.add(rules.ASSUMED, Spot(row, place), message, hint)
