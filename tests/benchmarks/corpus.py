"""A seeded catalogue of any size, to measure search and builds with: `python tests/benchmarks/corpus.py DIR 10000`.

Realistic in what matters to an index: goods, places and makers come from small sets and repeat; descriptions follow a few
manners of speaking with inflected words; and the vocabulary grows without end, as with real names of hamlets and people
(a word that was never met before about once in sixty). Not meant to be read.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

GOODS = {
    "kuliner": "Keripik Tempe|Keripik Singkong|Keripik Pisang|Kerupuk Ikan|Kerupuk Udang|Kemplang Panggang|Pempek Kapal Selam|"
    "Pempek Lenjer|Sambal Tempoyak|Sambal Cuko|Kopi Robusta|Kopi Bubuk|Teh Hitam|Gula Aren|Gula Semut|Dodol Durian|Lempok Durian|"
    "Kue Maksuba|Kue Delapan Jam|Abon Ikan Gabus|Madu Hutan|Sirup Nanas|Selai Nanas|Ikan Salai Patin|Terasi Udang|Bumbu Pindang|"
    "Beras Organik|Telur Asin|Roti Manis|Rempeyek Kacang|Sagu Tani|Manisan Pala|Bandrek Jahe|Minuman Serai|Cokelat Batang",
    "fesyen": "Kain Songket|Selendang Songket|Kain Jumputan|Kemeja Batik|Sarung Tajung|Tanjak Songket|Baju Kurung|Jilbab Bordir|"
    "Tas Songket|Dompet Batik|Kain Tenun|Gamis Jumputan|Peci Tenun|Mukena Bordir|Sepatu Kulit|Sandal Kulit",
    "kriya": "Tikar Purun|Bakul Purun|Keranjang Rotan|Topi Purun|Ukiran Kayu|Kotak Lak|Nampan Lak|Vas Bambu|Tas Anyaman|Gelang Resam|"
    "Bros Songket|Gantungan Kunci|Miniatur Ampera|Lampu Bambu|Cincin Akik|Patung Kayu",
    "kecantikan": "Sabun Gambir|Sabun Kopi|Minyak Kelapa|Lulur Rempah|Jamu Kunyit|Minyak Urut|Masker Beras|Sampo Lidah Buaya",
    "pertanian": "Bibit Karet|Bibit Durian|Pupuk Kompos|Jeruk Gerga|Duku Komering|Nanas Prabumulih|Beras Merah|Pinang Kering|Lada Hitam",
    "perikanan": "Ikan Patin|Ikan Nila|Udang Galah|Telur Itik|Bibit Lele|Ikan Belida|Kepiting Bakau|Ayam Kampung",
    "rumah": "Meja Kayu|Kursi Rotan|Rak Bambu|Lemari Jati|Bantal Kapuk|Taplak Batik|Gorden Jumputan|Sapu Ijuk|Keset Sabut",
    "jasa": "Jasa Jahit|Jasa Cetak|Jasa Katering|Jasa Servis|Jasa Desain|Kelas Membatik|Tur Kebun",
}
KINDS = "Asli Pedas Manis Gurih Super Premium Mini Jumbo Original Spesial Rumahan Tradisional Kering Basah Halus Kasar Merah Hijau Hitam Putih Emas".split()
TOWNS = {
    "16.01": "Baturaja|Lengkiti|Semidang", "16.02": "Kayuagung|Pedamaran|Pampangan", "16.03": "Semende|Gelumbang|Lawang Kidul",
    "16.04": "Gumay|Tanjung Sakti|Kikim", "16.05": "Tugumulyo|Megang Sakti|Beliti", "16.06": "Sekayu|Babat Toman|Lalan",
    "16.07": "Sungsang|Talang Kelapa|Air Salek", "16.08": "Muaradua|Ranau|Kisam", "16.09": "Martapura|Belitang|Buay Madang",
    "16.10": "Indralaya|Pemulutan|Tanjung Batu", "16.11": "Tebing Tinggi|Ulu Musi|Lintang", "16.12": "Talang Ubi|Abab|Penukal",
    "16.13": "Rupit|Karang Dapo|Rawas", "16.71": "Ilir Barat|Seberang Ulu|Sukarami", "16.72": "Dempo|Alun Dua|Besemah",
    "16.73": "Lubuk Linggau|Taba|Moneng", "16.74": "Prabumulih|Cambai|Rambang",
}  # fmt: skip
MAKERS = "Dapur Rumah Sanggar Kelompok Usaha Kedai Warung Griya Bengkel Koperasi Tenun Pondok Karya Sentra Toko Kebun".split()
OWNERS = "Melati Mawar Cempaka Anggrek Sejahtera Mandiri Bersama Barokah Berkah Makmur Jaya Lestari Sederhana Bunda Ibu Siti Aminah Ratna Dewi Cahaya Harapan Sriwijaya Musi Ampera".split()
SENTENCES = (
    "Dibuat oleh {n} perajin di {p} dengan bahan pilihan dari kebun sendiri.",
    "Setiap {g} dikerjakan dengan tangan, dari memilih bahan sampai mengemas.",
    "Pengolahan memakai cara lama yang diwariskan {w} kepada anak cucunya.",
    "Rasanya {k} dan tahan {n} bulan dalam kemasan tertutup.",
    "Kami melayani pesanan untuk oleh-oleh, hantaran, hajatan dan acara kantor.",
    "Bahan bakunya {w} dan {w}, dipetik warga {p} pada musim panen.",
    "Sudah dipakai banyak pelanggan di Palembang, Jakarta dan {w}.",
    "Ukuran {n} cm, berat {n} gram, tersedia warna {k} dan {k}.",
    "Pengiriman dilakukan setiap hari kerja; pembelian grosir mendapat potongan harga.",
    "Nama {w} diambil dari dusun di tepi {w}, tempat usaha ini dimulai tahun {y}.",
    "Proses penjemuran memerlukan {n} hari, pengeringan dilanjutkan di atas tungku.",
    "Cocok disajikan hangat bersama keluarga, atau dibawa sebagai buah tangan.",
    "Motif {w} melambangkan kesuburan, sedangkan {w} berarti persaudaraan.",
    "Simpan di tempat sejuk dan kering, jauh dari sinar matahari langsung.",
    "Perajinnya dilatih oleh {w}, seorang guru dari {p}.",
    "Cicipi juga {g} buatan kami yang lain.",
)
SYLLABLES = "ba be bi bo bu ca da de di du ga gi gu ha ja je ju ka ke ki ku la le li lu ma me mi mu na ni nu pa pe pi pu ra re ri ru sa se si su ta te ti tu wa ya".split()
ENDS = "n ng r s t k h m l".split() + [""] * 6


class Corpus:
    """Makes records one by one; the same seed gives the same records."""

    def __init__(self, seed: int = 16) -> None:
        self.dice = random.Random(seed)
        self.rare: list[str] = []

    def rare_word(self) -> str:
        """A word of the endless part of the vocabulary: mostly one met before, the often met more often."""
        if not self.rare or self.dice.random() < 0.3:
            word = "".join(self.dice.choices(SYLLABLES, k=self.dice.randint(2, 4))) + self.dice.choice(ENDS)
            self.rare.append(word)
            return word
        return self.rare[int(len(self.rare) * self.dice.random() ** 2)]

    def text(self, good: str, place: str, sentences: int) -> str:
        """A description."""
        found = []
        for sentence in self.dice.sample(SENTENCES, sentences):
            while "{" in sentence:
                for key, value in (("{w}", self.rare_word), ("{k}", lambda: self.dice.choice(KINDS).lower())):
                    sentence = sentence.replace(key, value(), 1)
                sentence = sentence.replace("{n}", str(self.dice.randint(2, 60)), 1).replace(
                    "{y}", str(self.dice.randint(1970, 2024))
                )
                sentence = sentence.replace("{p}", place).replace("{g}", good.lower())
            found.append(sentence)
        return " ".join(found)

    def sellers(self, count: int) -> Iterator[tuple[str, dict[str, str], str]]:
        """(slug, fields, body) of sellers."""
        for number in range(count):
            region = self.dice.choice(list(TOWNS))
            town = self.dice.choice(TOWNS[region].split("|"))
            name = f"{self.dice.choice(MAKERS)} {self.dice.choice(OWNERS)} {town if self.dice.random() < 0.6 else self.rare_word().title()}"
            fields = {"nama": name, "kabupaten": f'"{region}"', "kategori": self.dice.choice(list(GOODS)),
                      "skala": self.dice.choice(["mikro", "mikro", "mikro", "kecil", "menengah"])}  # fmt: skip
            yield f"usaha-{number}", fields, self.text("kerajinan", town, 4)

    def product(self, number: int, seller: str, fields: dict[str, str]) -> tuple[str, dict[str, str], str]:
        """(slug, fields, body) of a product."""
        dice = self.dice
        category = fields["kategori"] if dice.random() < 0.8 else dice.choice(list(GOODS))
        good = dice.choice(GOODS[category].split("|"))
        town = dice.choice(TOWNS[fields["kabupaten"].strip('"')].split("|"))
        name = " ".join([good, *([dice.choice(KINDS)] if dice.random() < 0.6 else []), *([town] if dice.random() < 0.3 else []),
                         *([self.rare_word().title()] if dice.random() < 0.25 else [])])  # fmt: skip
        slug = name.lower().replace(" ", "-") + f"-{number}"
        made = {
            "nama": name,
            "penjual": seller,
            "kategori": category,
            "satuan": dice.choice(["bungkus", "lembar", "buah", "kg"]),
        }
        if dice.random() < 0.95:
            made["harga"] = str(
                dice.choice([5, 10, 12, 15, 18, 20, 25, 30, 35, 45, 50, 75, 100, 150, 250, 500, 1200]) * 1000
            )
        made["tag"] = (
            f"[{', '.join(sorted({good.split()[0].lower(), dice.choice(KINDS).lower(), dice.choice(good.split()).lower()}))}]"
        )
        if category == "kuliner":
            made["halal"] = dice.choice(
                ["{status: proses}", f"{{status: bersertifikat, nomor: ID{number:017d}}}", "{status: tidak-wajib}"]
            )
        if dice.random() < 0.2:
            made["tkdn"] = f'"{dice.randint(10, 99)},{dice.randint(10, 99)}"'
            made["tkdn_sampai"] = "2030-01-01"
        if dice.random() < 0.35:
            made["toko"] = dice.choice(
                ["{shopee: https://shopee.co.id/contoh-etalase}", "{tokopedia: https://www.tokopedia.com/contoh}"]
            )
        if dice.random() < 0.1:
            made["pengadaan"] = "{padi-umkm: https://padiumkm.id/contoh}"
        if dice.random() < 0.05:
            made["ekspor"] = "[MY]"
        return slug, made, self.text(good, town, dice.randint(4, 11))


def write(folder: Path, products: int, seed: int = 16, theme: str = "nusantara") -> None:
    """Write a site of `products` products and a fifth as many sellers."""
    corpus = Corpus(seed)
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(
        f'judul: Etalase ukur\nprovinsi: "16"\nbase_url: https://contoh.example/\ntema: {theme}\n'
    )
    makers = []
    for slug, fields, body in corpus.sellers(max(1, products // 5)):
        makers.append((slug, fields))
        _write(folder / f"content/penjual/{fields['kabupaten'][1:6]}/{slug}.md", fields, body)
    for number in range(products):
        slug, fields, body = corpus.product(number, *makers[int(len(makers) * corpus.dice.random())])
        _write(folder / f"content/produk/{number // 500}/{slug}.md", fields, body)


def _write(file: Path, fields: dict[str, str], body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    file.write_text(f"---\n{head}---\n\n{body}\n", "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
