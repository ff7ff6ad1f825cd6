// Small helps for filling a page. Text is always set as text; what a theme brings are <template> elements and data attributes.

// The element that a theme has marked with data-cari="name" inside `where`.
export const marked = (where, name) => where.querySelector(`[data-cari="${name}"]`);

// A copy of the theme's template, or a plain element where it has none.
export function copy(where, name, fallback) {
  const template = marked(where, name) || marked(document, name);
  return template && template.content ? template.content.firstElementChild.cloneNode(true) : fallback();
}

export function element(tag, ...children) {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
}

// Fills the elements that carry data-isi="name"; those without a value go.
export function fill(made, values) {
  for (const item of [...made.querySelectorAll("[data-isi]"), ...(made.matches("[data-isi]") ? [made] : [])]) {
    const value = values[item.dataset.isi];
    if (item.tagName === "IMG" && !value) item.closest("[data-ragam]")?.setAttribute("data-ragam", values.ragam);
    if (!value) item.remove();
    else if (item.tagName === "IMG") item.src = value;
    else if (item.tagName === "A" && /^(alamat|naik)$/.test(item.dataset.isi)) item.href = value;
    else item.textContent = value;
  }
  return made;
}

// A sentence of the theme: data-teks-name, with {n} and the like filled in.
export function say(where, name, values = {}) {
  const text = where.getAttribute("data-teks-" + name) || DEFAULTS[name] || "";
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
}

const DEFAULTS = {
  jumlah: "{n} produk", kosong: "Tidak ada hasil untuk “{q}”.", sebagian: "{m} produk memuat semua kata; di bawahnya yang memuat sebagian.",
  tanpa: "Tidak ada produk yang memuat semua kata; yang terdekat tanpa “{kata}”.",
  koreksi: "Menampilkan hasil untuk “{ke}”.", persis: "Cari persis “{q}”", abaikan: "Tanpa kata “{kata}”.", lepas: "Lepas saringan {nama} ({n})",
  luring: "Pencarian belum dapat dimuat. Periksa sambungan, lalu coba lagi.", ulang: "Coba lagi", mencari: "Mencari…", semua: "Lihat semua hasil",
  harga0: "Hubungi penjual", mulai: "Mulai {harga}", hapus: "Hapus semua saringan", "hapus-saringan": "Hapus saringan {nama}", di: "{nama} ({n})",
  tetangga: "Ada di daerah tetangga:", maksud: "Mungkin maksud Anda:", "lepas-semua": "Lepas semua saringan ({n})", hitung: "Hitung dan saring hasil",
  "harga-sampai": "Sampai {tinggi}", "harga-dari": "Mulai {rendah}", "harga-antara": "{rendah}–{tinggi}", "semua-nilai": "Ada {nama}",
  "kosong-saringan": "Tidak ada produk dengan saringan ini", terpotong: "Pola ini cocok dengan terlalu banyak kata; sebagian saja yang dibaca. Tambahkan huruf.",
};

const MARK = document.documentElement.lang.startsWith("en") ? "," : ".";
export const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, MARK);

export function price(where, record) {
  if (record.kind !== "produk") return "";
  if (!record.low) return say(where, "harga0");
  const low = "Rp" + number(record.low);
  return record.high ? `${low}–Rp${number(record.high)}` : record.starting ? say(where, "mulai", { harga: low }) : low;
}

// A result as the theme shows it.
export function result(where, root, record, name = "butir") {
  const address = root + record.path + (location.protocol === "file:" ? "index.html" : "");
  const made = copy(where, name, () => {
    const link = element("a", element("b"), " ", element("span"), " ", element("span"));
    link.dataset.isi = "alamat";
    ["nama", "penjual", "harga"].forEach((key, i) => (link.children[i].dataset.isi = key));
    return element("li", link);
  });
  return fill(made, { alamat: address, nama: record.name, penjual: record.seller, wilayah: record.region, harga: price(where, record),
    satuan: record.unit && record.low ? "/" + record.unit : "", foto: record.photo && root + record.photo, jenis: record.kind,
    ragam: [...(record.region + record.seller)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7) % 6 });
}
