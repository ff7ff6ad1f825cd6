// Daftar pilihan: tombol Simpan pada kartu dan rincian produk, dan jumlahnya di kepala situs. Disimpan di peramban ini saja.
(function () {
  "use strict";
  var tautan = document.querySelector("[data-simpan=tautan]");
  if (!tautan) return;
  var akar = new URL("../", document.currentScript.src);
  var kunci = "etalase-pilihan:" + akar.pathname, teks = tautan.dataset;

  function baca() {
    try {
      var isi = JSON.parse(localStorage.getItem(kunci) || "[]");
      return Array.isArray(isi) ? isi.filter(function (satu) { return satu && /^[a-z0-9-]+$/.test(satu.s); }) : [];
    } catch (_) { return []; }
  }

  function tulis(isi) {
    try { localStorage.setItem(kunci, JSON.stringify(isi)); } catch (_) { return false; }
    hitung();
    return true;
  }

  // Peramban yang menolak penyimpanan tidak mendapat tombol yang tidak akan mengingat apa-apa.
  try {
    localStorage.setItem(kunci + "?", "");
    localStorage.removeItem(kunci + "?");
  } catch (_) {
    window.etalasePilihan = null;
    return;
  }
  window.etalasePilihan = { baca: baca, tulis: tulis, akar: akar };

  var kabar = document.createElement("span");
  kabar.className = "sr";
  kabar.setAttribute("role", "status");
  document.body.append(kabar);

  function hitung() {
    var n = baca().length;
    tautan.hidden = !n;
    tautan.querySelector("b").textContent = n;
  }

  function sebut() {
    kabar.textContent = teks.teksKabar.replace("{n}", baca().length);
  }

  function slug(alamat) {
    var cocok = /\/produk\/([a-z0-9-]+)\/(?:index\.html)?$/.exec(new URL(alamat, location.href).pathname);
    return cocok && cocok[1];
  }

  function isi(dari, cari) {
    var ada = dari.querySelector(cari);
    return ada ? ada.textContent.trim() : "";
  }

  function tombol(catatan, berkata) {
    var satu = document.createElement("button"), hati = tautan.querySelector("svg").cloneNode(true), kata = document.createElement("span");
    satu.type = "button";
    satu.className = "simpan";
    satu.dataset.slug = catatan.s;
    kata.className = berkata ? "" : "sr";
    satu.append(hati, kata);
    function rupa() {
      var ada = baca().some(function (lain) { return lain.s === catatan.s; });
      satu.setAttribute("aria-pressed", String(ada));
      kata.textContent = berkata ? teks[ada ? "teksTersimpan" : "teksSimpan"] : teks.teksSimpan + " " + catatan.n;
    }
    satu.addEventListener("click", function (tekan) {
      tekan.preventDefault();
      var semua = baca(), sisa = semua.filter(function (lain) { return lain.s !== catatan.s; });
      tulis(sisa.length < semua.length ? sisa : semua.concat(catatan));
      document.querySelectorAll(".simpan").forEach(function (lain) { if (lain.rupa) lain.rupa(); });
      sebut();
    });
    satu.rupa = rupa;
    rupa();
    return satu;
  }

  function pasang() {
    document.querySelectorAll("main .kartu:not([data-disimpan])").forEach(function (kartu) {
      var tuju = kartu.querySelector(":is(h2, h3) a"), nama = tuju && slug(tuju.href);
      if (!nama) return;
      kartu.dataset.disimpan = "";
      kartu.append(tombol({ s: nama, n: tuju.textContent.trim(), h: isi(kartu, ".harga"), b: document.documentElement.lang }));
    });
    var alat = document.querySelector("[data-simpan=produk]"), ini = alat && slug(location.href);
    if (ini && !alat.querySelector(".simpan")) {
      var chat = document.querySelector(".pesan a");
      alat.prepend(tombol({ s: ini, n: isi(document, "h1"), h: isi(document, ".rinci .harga"), u: isi(document, ".usaha h2"),
        t: chat ? chat.pathname.slice(1) : "", b: document.documentElement.lang }, true));
    }
  }

  pasang();
  hitung();
  document.addEventListener("etalase:kartu", pasang);
  var hasil = document.querySelector("[data-cari=hasil]");
  if (hasil) new MutationObserver(pasang).observe(hasil, { childList: true });
  addEventListener("storage", hitung);
  addEventListener("pageshow", function () {
    hitung();
    document.querySelectorAll(".simpan").forEach(function (satu) { if (satu.rupa) satu.rupa(); });
  });
})();
