// Daftar pilihan: tombol Simpan pada kartu dan rincian produk, dan jumlahnya di kepala situs. Disimpan di peramban ini.
// Catatan sebuah produk: s slug, n nama, h harga, b bahasa; p slug penjualnya, u namanya, w tempatnya, t nomor WA.
(() => {
  "use strict";
  const tautan = document.querySelector("[data-simpan=tautan]");
  if (!tautan) return;
  const akar = new URL("../", document.currentScript.src), teks = tautan.dataset;
  const kunci = "etalase-pilihan:" + akar.pathname;

  const baca = () => {
    try {
      const isi = JSON.parse(localStorage.getItem(kunci) || "[]");
      return Array.isArray(isi) ? isi.filter((satu) => satu && /^[a-z0-9-]+$/.test(satu.s)) : [];
    } catch {
      return [];
    }
  };

  // Baca, ubah, tulis: yang diubah selalu isi saat ini, juga bila tab lain baru saja menulisnya.
  const ubah = (perubahan) => {
    try {
      localStorage.setItem(kunci, JSON.stringify(perubahan(baca())));
    } catch {
      return;
    }
    segarkan();
  };

  // Peramban yang menolak penyimpanan tidak mendapat tombol yang tidak akan mengingat apa-apa.
  try {
    localStorage.setItem(kunci + "?", "");
    localStorage.removeItem(kunci + "?");
  } catch {
    return;
  }

  const kabar = document.createElement("span");
  kabar.className = "sr";
  kabar.setAttribute("role", "status");
  document.body.append(kabar);

  // Slug di sebuah alamat: `/produk/<slug>/`, `/penjual/<slug>/`.
  const slug = (jenis, alamat) => new RegExp(`/${jenis}/([a-z0-9-]+)/(index\\.html)?([?#]|$)`).exec(alamat || "")?.[1];
  const isi = (dari, cari) => dari.querySelector(cari)?.textContent.trim() || "";

  // Yang dikatakan sebuah halaman produk tentang produknya; kosong bila itu bukan halaman produk.
  const catat = (laman, alamat) => {
    const s = slug("produk", alamat);
    if (!s || !laman.querySelector(".rinci")) return null;
    const penjual = laman.querySelector(".usaha h2 a"), pesan = laman.querySelector(".pesan a");
    return {
      s, n: isi(laman, "h1"), h: isi(laman, ".rinci .harga"), b: laman.documentElement.lang,
      p: slug("penjual", penjual?.getAttribute("href")), u: isi(laman, ".usaha h2"),
      w: laman.querySelector(".usaha")?.dataset.tempat, t: pesan ? new URL(pesan.href).pathname.slice(1) : "",
    };
  };

  const rupa = (satu) => {
    const ada = baca().some((lain) => lain.s === satu.dataset.slug), { nama } = satu.dataset;
    const kata = teks[ada && !nama ? "teksTersimpan" : "teksSimpan"];
    satu.setAttribute("aria-pressed", ada);
    satu.lastElementChild.textContent = nama ? `${kata} ${nama}` : kata;
  };

  const segarkan = () => {
    const n = baca().length;
    tautan.hidden = !n;
    tautan.querySelector("b").textContent = n;
    document.querySelectorAll(".simpan").forEach(rupa);
  };

  // `nama`: pada kartu tombolnya hati saja, dan namanya untuk pembaca layar.
  const tombol = (catatan, nama) => {
    const satu = document.createElement("button"), kata = document.createElement("span");
    satu.type = "button";
    satu.className = "simpan";
    satu.dataset.slug = catatan.s;
    if (nama) {
      satu.dataset.nama = nama;
      kata.className = "sr";
    }
    satu.append(tautan.querySelector("svg").cloneNode(true), kata);
    satu.addEventListener("click", (tekan) => {
      tekan.preventDefault();
      ubah((semua) => {
        const sisa = semua.filter((lain) => lain.s !== catatan.s);
        return sisa.length < semua.length ? sisa : [...semua, catatan];
      });
      kabar.textContent = teks.teksKabar.replace("{n}", baca().length);
    });
    return satu;
  };

  const pasang = () => {
    for (const kartu of document.querySelectorAll("main .kartu:not([data-disimpan])")) {
      const tuju = kartu.querySelector(":is(h2, h3) a"), s = slug("produk", tuju?.href);
      if (!s) continue;
      const n = tuju.textContent.trim();
      kartu.dataset.disimpan = "";
      kartu.append(tombol({ s, n, h: isi(kartu, ".harga"), b: document.documentElement.lang }, n));
    }
    const alat = document.querySelector("[data-simpan=produk]"), ini = alat && catat(document, location.href);
    if (ini && !alat.querySelector(".simpan")) alat.prepend(tombol(ini));
    segarkan();
  };

  window.etalasePilihan = { akar, baca, ubah, catat, slug };
  pasang();
  document.addEventListener("etalase:kartu", pasang);
  const hasil = document.querySelector("[data-cari=hasil]");
  if (hasil) new MutationObserver(pasang).observe(hasil, { childList: true });
  addEventListener("storage", segarkan);
  addEventListener("pageshow", segarkan);
})();
