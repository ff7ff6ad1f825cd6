"""Paths of the showcase that browser tests visit: one or more of every kind of page, by theme."""

from __future__ import annotations

PRODUCT = "produk/tikar-purun-pedamaran/"
NUSANTARA = [
    "", "produk/", "produk/halaman/2/", "produk/tikar-purun-pedamaran/", "penjual/", "penjual/koperasi-purun-pedamaran/",
    "wilayah/", "wilayah/kota-palembang/", "kategori/", "kategori/kuliner/", "kabar/", "pojok/", "layanan/", "tentang/",
    "cari/", "404.html", "en/", "en/produk/", "en/produk/tikar-purun-pedamaran/", "en/penjual/koperasi-purun-pedamaran/", "en/wilayah/",
    "en/kategori/kuliner/", "en/cari/",
]  # fmt: skip
HEMAT = [
    "", "produk/", PRODUCT, "penjual/", "penjual/koperasi-purun-pedamaran/", "wilayah/", "wilayah/kota-palembang/", "kategori/",
    "kategori/kuliner/", "kabar/", "kabar/pameran-wastra-akhir-november-2026/", "pojok/", "layanan/", "tentang/", "cari/", "404.html",
    "en/", "en/produk/", "en/cari/",
]  # fmt: skip
