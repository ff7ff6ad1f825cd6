// Laman daftar pilihan: satu bagian dan satu pesan WhatsApp tiap penjual. Tiap produk dicek ke lamannya sendiri, sehingga
// harga dan nomor yang tampil adalah yang berlaku, dan yang sudah ditarik disebut begitu.
(function () {
  "use strict";
  var wadah = document.querySelector("[data-pilihan]"), gudang = window.etalasePilihan, teks = wadah.dataset;
  var isi = wadah.querySelector("[data-pilihan-isi]"), kosong = wadah.querySelector("[data-pilihan-kosong]");
  var kabar = wadah.querySelector("[data-pilihan-kabar]"), diska = location.protocol === "file:";
  if (!gudang) {
    kosong.hidden = true;
    kabar.textContent = teks.teksTanpa;
    return;
  }

  function buat(nama, isinya, kelas) {
    var elemen = document.createElement(nama);
    elemen.textContent = isinya || "";
    if (kelas) elemen.className = kelas;
    return elemen;
  }

  function jalur(catatan) {
    return (catatan.b === "en" ? "en/" : "") + "produk/" + catatan.s + "/";
  }

  function alamat(catatan) {
    return new URL(jalur(catatan) + (diska ? "index.html" : ""), gudang.akar).href;
  }

  // Yang diketahui situs hari ini tentang sebuah produk; tanpa sambungan, yang diingat peramban.
  function periksa(catatan) {
    if (diska) {
      var kontak = (window.etalaseKontak || {})[catatan.s];
      return Promise.resolve(kontak ? Object.assign({}, catatan, { u: kontak[0], t: kontak[1] }) : Object.assign({}, catatan, { hilang: true }));
    }
    return fetch(alamat(catatan)).then(function (jawab) {
      if (jawab.status === 404 || jawab.status === 410) return Object.assign({}, catatan, { hilang: true });
      if (!jawab.ok) return catatan;
      return jawab.text().then(function (html) {
        var laman = new DOMParser().parseFromString(html, "text/html"), chat = laman.querySelector(".pesan a");
        var baca = function (cari) { var ada = laman.querySelector(cari); return ada ? ada.textContent.trim() : ""; };
        if (!laman.querySelector(".rinci")) return Object.assign({}, catatan, { hilang: true });
        return Object.assign({}, catatan, { n: baca("h1"), h: baca(".rinci .harga"), u: baca(".usaha h2"),
          t: chat ? new URL(chat.href).pathname.slice(1) : "" });
      });
    }).catch(function () { return catatan; });
  }

  function hapus(slug) {
    gudang.tulis(gudang.baca().filter(function (lain) { return lain.s !== slug; }));
    tampil(terakhir.filter(function (lain) { return lain.s !== slug; }));
    wadah.querySelector("h1").focus();
  }

  function baris(catatan) {
    var satu = buat("li"), kiri = buat("span"), buang = buat("button", teks.teksHapus);
    if (catatan.hilang) kiri.append(buat("strong", catatan.n), buat("small", teks.teksHilang, "hilang"));
    else {
      var tuju = buat("a", catatan.n);
      tuju.href = alamat(catatan);
      kiri.append(tuju, buat("small", catatan.h));
    }
    buang.type = "button";
    buang.append(buat("span", " " + catatan.n, "sr"));
    buang.addEventListener("click", function () { hapus(catatan.s); });
    satu.append(kiri, buang);
    return satu;
  }

  function bagian(penjual, daftar) {
    var satu = buat("section", "", "pilihan"), butir = buat("ul");
    var ada = daftar.filter(function (catatan) { return !catatan.hilang; });
    var nomor = ada.map(function (catatan) { return catatan.t; }).find(function (n) { return /^\d{8,15}$/.test(n || ""); });
    satu.append(buat("h2", penjual || teks.teksPenjual), butir);
    butir.append.apply(butir, daftar.map(baris));
    if (nomor && ada.length) {
      var pesan = teks.teksPesan.replace("{penjual}", penjual).replace("{situs}", teks.situs)
        .replace("{daftar}", ada.map(function (catatan) { return "- " + catatan.n + ": " + teks.alamat + jalur(catatan); }).join("\n"));
      var tulis = buat("a", teks.teksTulis.replace("{penjual}", penjual), "tombol");
      tulis.href = "https://wa.me/" + nomor + "?text=" + encodeURIComponent(pesan);
      tulis.rel = "nofollow ugc noopener";
      satu.append(tulis);
    } else if (ada.length) satu.append(buat("p", teks.teksLihat, "kecil abu"));
    return satu;
  }

  var terakhir = [];
  function tampil(daftar) {
    terakhir = daftar;
    var kelompok = new Map();
    daftar.forEach(function (catatan) {
      var nama = catatan.u || "";
      kelompok.set(nama, (kelompok.get(nama) || []).concat(catatan));
    });
    var anak = [];
    kelompok.forEach(function (satu, penjual) { anak.push(bagian(penjual, satu)); });
    if (daftar.length > 1) {
      var semua = buat("button", teks.teksKosongkan, "kosongkan");
      semua.type = "button";
      semua.addEventListener("click", function () {
        gudang.tulis([]);
        tampil([]);
        wadah.querySelector("h1").focus();
      });
      anak.push(semua);
    }
    isi.replaceChildren.apply(isi, anak);
    kosong.hidden = daftar.length > 0;
    kabar.textContent = daftar.length ? teks.teksKabar.replace("{n}", daftar.length) : "";
  }

  wadah.querySelector("h1").tabIndex = -1;
  var tersimpan = gudang.baca();
  tampil(tersimpan);
  if (tersimpan.length) Promise.all(tersimpan.slice(0, 60).map(periksa)).then(function (segar) {
    tampil(segar.concat(tersimpan.slice(60)));
    // Yang diperiksa disimpan kembali, agar pesan tetap lengkap saat tanpa sambungan.
    gudang.tulis(segar.concat(tersimpan.slice(60)).map(function (catatan) {
      return { s: catatan.s, n: catatan.n, h: catatan.h, u: catatan.u, t: catatan.t, b: catatan.b };
    }));
  });
})();
