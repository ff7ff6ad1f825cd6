// Laman daftar pilihan: satu bagian dan satu pesan WhatsApp tiap penjual. Tiap produk dicek ke lamannya sendiri,
// sehingga harga dan nomor yang tampil adalah yang berlaku, yang berganti alamat diikuti, dan yang sudah ditarik
// disebut begitu.
(() => {
  "use strict";
  const wadah = document.querySelector("[data-pilihan]"), gudang = window.etalasePilihan, teks = wadah.dataset;
  const isi = wadah.querySelector("[data-pilihan-isi]"), kosong = wadah.querySelector("[data-pilihan-kosong]");
  const kabar = wadah.querySelector("[data-pilihan-kabar]"), judul = wadah.querySelector("h1");
  const diska = location.protocol === "file:", PALING_BANYAK = 60, LANGKAH = 6;
  if (!gudang) {
    kosong.hidden = true;
    kabar.textContent = teks.teksTanpa;
    return;
  }

  const buat = (nama, tulisan = "", kelas = "") =>
    Object.assign(document.createElement(nama), { textContent: tulisan, className: kelas });
  const jalur = ({ s, b }) => `${b === "en" ? "en/" : ""}produk/${s}/`;
  const alamat = (catatan) => new URL(jalur(catatan) + (diska ? "index.html" : ""), gudang.akar).href;

  // ------------------------------------------------------------- yang diketahui situs hari ini tentang sebuah produk

  // Dari diska: daftar kontak; produk yang berganti alamat ditulis dengan slug barunya saja.
  const tanyaDiska = (catatan) => {
    let s = catatan.s, ada = window.etalaseKontak?.[s];
    for (let n = 0; typeof ada === "string" && n < LANGKAH; n++) ada = window.etalaseKontak[(s = ada)];
    if (!Array.isArray(ada)) return { ...catatan, hilang: true };
    const [u, t, p, w] = ada;
    return { ...catatan, s, u, t, p, w };
  };

  // Sebuah laman: catatannya, atau slug yang ditujunya bila itu laman pindah, atau tidak keduanya.
  const buka = async (catatan) => {
    const jawab = await fetch(alamat(catatan));
    if (jawab.status === 404 || jawab.status === 410) return {};
    if (!jawab.ok) throw new Error(jawab.status);
    const laman = new DOMParser().parseFromString(await jawab.text(), "text/html");
    const pindah = laman.querySelector("script[data-ke]")?.dataset.ke;
    return { catatan: gudang.catat(laman, jawab.url), pindah: gudang.slug("produk", pindah) };
  };

  const tanyaSitus = async (catatan) => {
    let s = catatan.s, b = catatan.b;
    for (let n = 0; n < LANGKAH; n++) {
      const ada = await buka({ s, b });
      if (ada.catatan) return ada.catatan;
      if (ada.pindah) [s, b] = [ada.pindah, catatan.b];
      else if (b === "en") b = "id"; // alamat lama hanya ada dalam bahasa Indonesia
      else break;
    }
    return { ...catatan, hilang: true };
  };

  const segar = new Map(), ditanya = new Set(); // menurut slug yang tersimpan

  // Menanyakan yang belum ditanyakan. Tanpa sambungan tinggal yang diingat peramban.
  const periksa = async () => {
    const baru = gudang.baca().slice(0, PALING_BANYAK).filter(({ s }) => !ditanya.has(s));
    if (!baru.length) return;
    baru.forEach(({ s }) => ditanya.add(s));
    await Promise.all(baru.map(async (catatan) => {
      try {
        segar.set(catatan.s, await (diska ? tanyaDiska : tanyaSitus)(catatan));
      } catch {
        ditanya.delete(catatan.s); // lain kali ditanyakan lagi
      }
    }));
    // Yang diperiksa disimpan kembali, agar pesan tetap lengkap saat tanpa sambungan; yang sudah dihapus tidak kembali.
    gudang.ubah((semua) => {
      const lain = new Map();
      for (const lama of semua) {
        const kini = segar.get(lama.s);
        const catatan = kini && !kini.hilang ? kini : lama;
        if (!lain.has(catatan.s)) lain.set(catatan.s, catatan);
        if (kini && kini.s !== lama.s) {
          segar.set(kini.s, kini);
          ditanya.add(kini.s);
        }
      }
      return [...lain.values()];
    });
    tampil();
  };

  // ----------------------------------------------------------------------------------------------------- yang tampil

  const hapus = (slug) => {
    gudang.ubah((semua) => semua.filter((lain) => slug && lain.s !== slug));
    tampil();
    judul.focus();
  };

  const baris = (catatan) => {
    const satu = buat("li"), kiri = buat("span"), buang = buat("button", teks.teksHapus);
    if (catatan.hilang) kiri.append(buat("strong", catatan.n), buat("small", teks.teksHilang, "hilang"));
    else {
      const tuju = buat("a", catatan.n);
      tuju.href = alamat(catatan);
      kiri.append(tuju, buat("small", catatan.h));
    }
    buang.type = "button";
    buang.append(buat("span", " " + catatan.n, "sr"));
    buang.addEventListener("click", () => hapus(catatan.tersimpan));
    satu.append(kiri, buang);
    return satu;
  };

  // `sebutan`: nama penjual, dengan tempatnya bila ada penjual lain yang senama.
  const bagian = (daftar, sebutan) => {
    const satu = buat("section", "", "pilihan"), butir = buat("ul"), penjual = daftar[0].u || "";
    const ada = daftar.filter((catatan) => !catatan.hilang);
    const nomor = ada.map((catatan) => catatan.t).find((t) => /^\d{8,15}$/.test(t || ""));
    butir.append(...daftar.map(baris));
    satu.append(buat("h2", sebutan || teks.teksPenjual), butir);
    if (nomor) {
      const barang = ada.map((catatan) => `- ${catatan.n}: ${teks.alamat}${jalur(catatan)}`).join("\n");
      const isian = { penjual, situs: teks.situs, daftar: barang };
      const pesan = teks.teksPesan.replace(/\{(\w+)\}/g, (utuh, kunci) => isian[kunci] ?? utuh);
      const tulis = buat("a", teks.teksTulis.replace("{penjual}", () => sebutan), "tombol");
      tulis.href = `https://wa.me/${nomor}?text=${encodeURIComponent(pesan)}`;
      tulis.rel = "nofollow ugc noopener";
      satu.append(tulis);
    } else if (ada.length) satu.append(buat("p", teks.teksLihat, "kecil abu"));
    return satu;
  };

  // Penjual dikenali dari slugnya; catatan lama yang belum memuatnya, dari nama dan nomornya.
  const tampil = () => {
    const daftar = gudang.baca().map((catatan) => ({ ...catatan, ...segar.get(catatan.s), tersimpan: catatan.s }));
    const kelompok = new Map();
    for (const catatan of daftar) {
      const kunci = catatan.p ? "/" + catatan.p : `${catatan.u || ""} ${catatan.t || ""}`;
      kelompok.set(kunci, [...(kelompok.get(kunci) || []), catatan]);
    }
    const semua = [...kelompok.values()], nama = semua.map(([{ u }]) => u);
    const anak = semua.map((satu) => {
      const { u = "", w } = satu[0], senama = nama.filter((lain) => lain === u).length > 1;
      return bagian(satu, senama && w ? `${u}, ${w}` : u);
    });
    if (daftar.length > 1) {
      const habis = buat("button", teks.teksKosongkan, "kosongkan");
      habis.type = "button";
      habis.addEventListener("click", () => hapus(""));
      anak.push(habis);
    }
    isi.replaceChildren(...anak);
    kosong.hidden = daftar.length > 0;
    kabar.textContent = daftar.length ? teks.teksKabar.replace("{n}", daftar.length) : "";
  };

  const mulai = () => {
    tampil();
    return periksa();
  };
  judul.tabIndex = -1;
  addEventListener("storage", mulai);
  addEventListener("pageshow", (tiba) => tiba.persisted && mulai());
  mulai();
})();
