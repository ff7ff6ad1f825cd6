"""The command line: which command, with which options. Every command's own work is in `commands/`, imported when asked for."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from generator import __version__

COMMANDS = {
    "build": "membuat situs dari content/ ke output/",
    "check": "mencari semua masalah tanpa membuat situs",
    "serve": "pratinjau langsung di peramban sambil menulis",
    "open": "membuka meja penyunting, dengan berkas bila disebut",
    "new": "membuat berkas isi baru dengan semua isian dijelaskan",
    "init": "membuat situs daerah yang baru",
    "template": "membuat lembar kerja kosong untuk diisi",
    "import": "lembar kerja, CSV, JSON, dan foto menjadi berkas isi",
    "export": "berkas isi menjadi lembar kerja",
    "publish": "mengirim perubahan isi ke GitHub, dari mana situs terbit",
    "comment": "laporan check menjadi komentar untuk usulan di GitHub",
    "clean": "menghapus cache dan berkas buatan Etalase",
}
MODULES = {"import": "import_"}  # where Python keeps the word for itself

OK, PROBLEMS, USAGE, PARTIAL, MACHINE, INTERRUPTED = 0, 1, 2, 3, 4, 130

# argparse speaks English; editors do not have to.
WORDS = {
    "the following arguments are required: %s": "isian wajib belum ada: %s",
    "unrecognized arguments: %s": "tidak dikenal: %s",
    "ignored explicit argument %r": "pilihan ini tidak diberi isian (%r)",
    "not allowed with argument %s": "tidak dapat dipakai bersama %s",
    "expected one argument": "perlu satu isian",
    "expected at least one argument": "perlu paling sedikit satu isian",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r bukan pilihan (pilih: %(choices)s)",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid %(type)s value: %(value)r": "%(value)r bukan isian yang benar",
    "usage: ": "pakai: ",
    "positional arguments": "isian",
    "options": "pilihan",
    "show this help message and exit": "menampilkan bantuan ini",
    "show program's version number and exit": "menampilkan versi",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s bisa berarti %(matches)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
}


class Parser(argparse.ArgumentParser):
    """argparse in Indonesian; wrong usage ends with exit code 2 and the way out."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is."""
        self.exit(USAGE, f"{self.prog}: {message}\nBantuan: {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    argparse._ = lambda text: WORDS.get(text, text)  # type: ignore[attr-defined]  # its hook for gettext
    chosen = list(sys.argv[1:] if arguments is None else arguments)
    try:
        name, options = _parse(chosen)
        module = importlib.import_module(f"generator.commands.{MODULES.get(name, name)}")
        return int(module.run(options))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    except KeyboardInterrupt:
        print("\nDihentikan. Situs lama tetap utuh.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except MemoryError:
        print("Memori mesin tidak cukup. Tutup program lain, lalu ulangi.", file=sys.stderr)
        return MACHINE
    except OSError as fault:
        print(_explain(fault), file=sys.stderr)
        return MACHINE


def run() -> NoReturn:
    """The process of a command. It ends at once: taking a catalogue apart object by object is a tenth of a small edit."""
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # whoever read has gone
            stream.flush()
    os._exit(code)


def _parse(arguments: list[str]) -> tuple[str, argparse.Namespace]:
    parser = Parser(
        prog="etalase",
        add_help=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Etalase membuat situs etalase produk dari berkas di folder content/.",
        epilog="Perintah:\n"
        + "".join(f"  {name:<10}{text}\n" for name, text in COMMANDS.items())
        + "\nBantuan satu perintah: etalase build --help",
    )
    parser.add_argument("-h", "--help", action="store_true", help="menampilkan bantuan ini")
    parser.add_argument(
        "--versi", "--version", action="version", version=f"Etalase {__version__}", help="menampilkan versi"
    )
    parser.add_argument("perintah", nargs="?", metavar="PERINTAH", help="perintah; lihat daftarnya di bawah")
    parser.add_argument("sisa", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.perintah is None:
        parser.print_help()
        raise SystemExit(OK)
    if chosen.perintah not in COMMANDS and os.path.exists(chosen.perintah):  # as Explorer hands over what is dropped
        chosen.perintah, chosen.sisa = "open", [chosen.perintah, *chosen.sisa]
    if chosen.perintah not in COMMANDS:
        from generator.model.problem import did_you_mean

        parser.error(f'perintah "{chosen.perintah}" tidak dikenal. {did_you_mean(chosen.perintah, COMMANDS)}'.rstrip())
    name = str(chosen.perintah)
    inner = Parser(prog=f"etalase {name}", description=f"etalase {name}: {COMMANDS[name]}.")
    importlib.import_module(f"generator.commands.{MODULES.get(name, name)}").add_arguments(inner)
    rest = ["--help"] if chosen.help else chosen.sisa
    return name, inner.parse_args(rest)


def _explain(fault: OSError) -> str:
    """A fault of the machine, in words that say what to do."""
    import errno

    advice = {
        errno.ENOSPC: "Ruang penyimpanan habis. Kosongkan sebagian, lalu ulangi; situs lama tetap utuh.",
        errno.EACCES: "Hak akses ditolak. Periksa apakah berkas atau foldernya hanya-baca, atau sedang dibuka program lain.",
        errno.EPERM: "Hak akses ditolak. Periksa apakah berkas atau foldernya hanya-baca.",
        errno.EROFS: "Penyimpanan ini hanya-baca. Salin situsnya ke tempat lain.",
        errno.EMFILE: "Terlalu banyak berkas terbuka. Tutup program lain, lalu ulangi.",
        errno.EDQUOT: "Jatah penyimpanan habis. Kosongkan sebagian, lalu ulangi; situs lama tetap utuh.",
    }
    where = f" ({fault.filename})" if fault.filename else ""
    said = {
        errno.ENOTDIR: "ada berkas di tempat yang seharusnya folder",
        errno.EISDIR: "ada folder di tempat yang seharusnya berkas",
        errno.ENOENT: "berkas atau foldernya tidak ada",
        errno.EEXIST: "berkas atau foldernya sudah ada",
        errno.ENOSPC: "ruang penyimpanan habis",
        errno.EMFILE: "terlalu banyak berkas terbuka",
        errno.EACCES: "hak akses ditolak",
        errno.EPERM: "hak akses ditolak",
        errno.EROFS: "penyimpanan hanya-baca",
        errno.EIO: "penyimpanan gagal membaca atau menulis",
    }
    english = fault.errno is not None and fault.strerror == os.strerror(fault.errno)  # else they are words of ours
    reason = said.get(fault.errno or 0) if english else None
    return f"Mesin menolak: {reason or fault.strerror or fault}{where}.\n{advice.get(fault.errno or 0, 'Situs lama tetap utuh. Perbaiki lalu ulangi.')}"
