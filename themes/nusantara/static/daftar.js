// Daftar: "Muat lagi" di atas laman bernomor yang sungguh ada, petak atau baris, dan kotak saring di dalam pilihan wilayah.
// Tanpa skrip ini semua tautan tetap bekerja.
(function () {
  "use strict";
  var akar = new URL("../", document.currentScript.src).pathname;
  var kunci = "etalase-ragam:" + akar;

  function buat(nama, isi, kelas) {
    var elemen = document.createElement(nama);
    elemen.textContent = isi || "";
    if (kelas) elemen.className = kelas;
    return elemen;
  }

  // Tautan dan gambar laman lain ditulis menurut tempat laman itu: jadikan alamat penuh sebelum pindah ke sini.
  function tetapkan(butir, asal) {
    butir.querySelectorAll("[href]").forEach(function (e) {
      if (!e.getAttribute("href").startsWith("#")) e.setAttribute("href", new URL(e.getAttribute("href"), asal).href);
    });
    butir.querySelectorAll("[src]").forEach(function (e) { e.setAttribute("src", new URL(e.getAttribute("src"), asal).href); });
    butir.querySelectorAll("[srcset]").forEach(function (e) {
      e.setAttribute("srcset", e.getAttribute("srcset").split(",").map(function (satu) {
        var bagian = satu.trim().split(/\s+/);
        bagian[0] = new URL(bagian[0], asal).href;
        return bagian.join(" ");
      }).join(", "));
    });
    return document.importNode(butir, true);
  }

  function muatLagi(laman, daftar) {
    var teks = laman.dataset, semua = teks.jumlah, sampai = 1;
    var tombol = buat("button", teks.teksLagi, "tombol"), kabar = buat("p", "", "kecil abu");
    tombol.type = "button";
    kabar.setAttribute("role", "status");
    laman.prepend(tombol, kabar);
    var tujuan = laman.querySelector("a[rel=next]");
    var angka = function (n) { return Number(n).toLocaleString(document.documentElement.lang); };

    function tunjuk() {
      kabar.textContent = teks.teksTampil.replace("{n}", angka(daftar.children.length)).replace("{semua}", angka(semua));
      tombol.hidden = !tujuan;
      laman.querySelectorAll("ol, a[rel]").forEach(function (e) { e.hidden = true; });
    }

    function ambil() {
      var asal = tujuan.href;
      return fetch(asal).then(function (jawab) {
        if (!jawab.ok) throw new Error(jawab.status);
        return jawab.text();
      }).then(function (isi) {
        var lain = new DOMParser().parseFromString(isi, "text/html");
        var baru = [].map.call(lain.querySelectorAll("main .rak > li, main .kabar > li"), function (butir) { return tetapkan(butir, asal); });
        daftar.append.apply(daftar, baru);
        sampai += 1;
        var lanjut = lain.querySelector(".laman a[rel=next]");
        tujuan = lanjut && { href: new URL(lanjut.getAttribute("href"), asal).href };
        document.dispatchEvent(new CustomEvent("etalase:kartu"));
        return baru;
      });
    }

    tombol.addEventListener("click", function () {
      tombol.disabled = true;
      kabar.textContent = teks.teksMemuat;
      ambil().then(function (baru) {
        history.replaceState({ gulir: scrollY }, "", "#laman-" + sampai);
        tunjuk();
        tombol.disabled = false;
        var pertama = baru[0] && baru[0].querySelector("a");
        if (pertama) pertama.focus({ preventScroll: true });
      }).catch(function () {
        tombol.disabled = false;
        kabar.textContent = teks.teksGagal;
      });
    });
    // Kembali dari sebuah produk: daftar sepanjang tadi, di tempat tadi.
    var dulu = /^#laman-(\d+)$/.exec(location.hash), gulir = history.state && history.state.gulir;
    addEventListener("pagehide", function () {
      if (sampai > 1) history.replaceState({ gulir: scrollY }, "");
    });
    tunjuk();
    if (!dulu) return;
    history.scrollRestoration = "manual";
    (function ulang() {
      if (sampai < Math.min(dulu[1], 40) && tujuan) return ambil().then(ulang);
      tunjuk();
      if (gulir) scrollTo(0, gulir);
    })();
  }

  function ragam(pilah, rak) {
    var hitung = document.querySelector("main .judul p"), wadah = buat("div", "", "ragam"), terakhir = "petak";
    var kepala = buat("div", "", "kepala-daftar");
    try { terakhir = localStorage.getItem(kunci) || terakhir; } catch (_) { /* tanpa penyimpanan: tidak diingat */ }
    var tombol = ["petak", "baris"].map(function (nama) {
      var satu = buat("button", pilah.dataset[nama === "petak" ? "teksPetak" : "teksBaris"]);
      satu.type = "button";
      satu.addEventListener("click", function () { pakai(nama, true); });
      wadah.append(satu);
      return [nama, satu];
    });
    function pakai(nama, ingat) {
      rak.classList.toggle("baris", nama === "baris");
      tombol.forEach(function (satu) { satu[1].setAttribute("aria-pressed", String(satu[0] === nama)); });
      if (ingat) try { localStorage.setItem(kunci, nama); } catch (_) { /* sama */ }
    }
    hitung.replaceWith(kepala);
    kepala.append(hitung, wadah);
    pakai(terakhir);
  }

  function saring(rinci, teks) {
    var daftar = rinci.querySelector("ul"), butir = [].slice.call(daftar.children);
    var wadah = buat("li", "", "isian"), label = buat("label"), masuk = document.createElement("input"), kosong = buat("p");
    masuk.type = "search";
    masuk.autocomplete = "off";
    label.append(buat("span", teks.teksSaring, "sr"), masuk);
    masuk.placeholder = teks.teksSaring;
    kosong.setAttribute("role", "status");
    wadah.append(label, kosong);
    daftar.prepend(wadah);
    masuk.addEventListener("input", function () {
      var kata = masuk.value.toLowerCase().trim(), ada = 0;
      butir.forEach(function (satu) {
        satu.hidden = !satu.textContent.toLowerCase().includes(kata);
        ada += !satu.hidden;
      });
      kosong.textContent = ada ? "" : teks.teksKosong;
    });
  }

  var pilah = document.querySelector("[data-daftar=pilah]"), laman = document.querySelector("[data-daftar=laman]");
  var daftar = document.querySelector("main .rak, main .kabar");
  if (pilah) {
    var wilayah = pilah.querySelector("[data-pilah=wilayah]");
    if (wilayah && wilayah.querySelectorAll("li").length > 8) saring(wilayah, pilah.dataset);
    if (daftar && daftar.matches(".rak")) ragam(pilah, daftar);
    pilah.addEventListener("keydown", function (tekan) {
      var buka = pilah.querySelector("details[open]");
      if (tekan.key !== "Escape" || !buka) return;
      buka.open = false;
      buka.querySelector("summary").focus();
    });
    document.addEventListener("click", function (tekan) {
      var buka = pilah.querySelector("details[open]");
      if (buka && !buka.contains(tekan.target)) buka.open = false;
    });
  }
  // Dari diska tidak ada fetch; dan laman tengah, dibuka langsung, tetap bernomor.
  if (laman && daftar && location.protocol !== "file:" && laman.querySelector("a[rel=next]") && !laman.querySelector("a[rel=prev]")) muatLagi(laman, daftar);
})();
