// Daftar: "Muat lagi" di atas laman bernomor yang sungguh ada, petak atau baris, dan kotak saring di dalam pilihan
// wilayah. Tanpa skrip ini semua tautan tetap bekerja.
(() => {
  "use strict";
  const kunci = "etalase-ragam:" + new URL("../", document.currentScript.src).pathname, PALING_PANJANG = 40;

  const buat = (nama, tulisan = "", kelas = "") =>
    Object.assign(document.createElement(nama), { textContent: tulisan, className: kelas });
  const angka = (n) => Number(n).toLocaleString(document.documentElement.lang);

  // Tautan dan gambar laman lain ditulis menurut tempat laman itu: jadikan alamat penuh sebelum pindah ke sini.
  const tetapkan = (butir, asal) => {
    const penuh = (alamat) => new URL(alamat, asal).href;
    for (const nama of ["href", "src"])
      for (const satu of butir.querySelectorAll(`[${nama}]:not([href^="#"])`))
        satu.setAttribute(nama, penuh(satu.getAttribute(nama)));
    for (const satu of butir.querySelectorAll("[srcset]")) {
      const pilihan = satu.getAttribute("srcset").split(",").map((bagian) => bagian.trim().replace(/^\S+/, penuh));
      satu.setAttribute("srcset", pilihan.join(", "));
    }
    return document.importNode(butir, true);
  };

  const muatLagi = (laman, daftar) => {
    const teks = laman.dataset, tombol = buat("button", teks.teksLagi, "tombol"), kabar = buat("p", "", "kecil abu");
    let tujuan = laman.querySelector("a[rel=next]").href, sampai = 1, sedang = false;
    tombol.type = "button";
    kabar.setAttribute("role", "status");
    laman.prepend(tombol, kabar);

    const tunjuk = () => {
      const tampil = teks.teksTampil.replace("{n}", angka(daftar.children.length));
      kabar.textContent = tampil.replace("{semua}", angka(teks.jumlah));
      tombol.hidden = !tujuan;
      for (const satu of laman.querySelectorAll("ol, a[rel]")) satu.hidden = true;
    };

    const ambil = async () => {
      const asal = tujuan, jawab = await fetch(asal);
      if (!jawab.ok) throw new Error(jawab.status);
      const lain = new DOMParser().parseFromString(await jawab.text(), "text/html");
      const baru = [...lain.querySelectorAll("main .rak > li, main .kabar > li")].map((butir) => tetapkan(butir, asal));
      daftar.append(...baru);
      sampai += 1;
      const lanjut = lain.querySelector(".laman a[rel=next]");
      tujuan = lanjut && new URL(lanjut.getAttribute("href"), asal).href;
      document.dispatchEvent(new CustomEvent("etalase:kartu"));
      return baru;
    };

    // Tombol tidak dimatikan selagi memuat: yang mati kehilangan fokus. Sesudahnya fokus pada butir baru yang pertama.
    tombol.addEventListener("click", async () => {
      if (sedang) return;
      sedang = true;
      kabar.textContent = teks.teksMemuat;
      try {
        const tautan = (await ambil())[0]?.querySelector("a");
        history.replaceState({ gulir: scrollY }, "", "#laman-" + sampai);
        const tertinggal = [tombol, document.body].includes(document.activeElement);
        tunjuk();
        if (!tautan) kabar.tabIndex = -1;
        if (tertinggal) (tautan || kabar).focus({ preventScroll: true });
      } catch {
        kabar.textContent = teks.teksGagal;
      }
      sedang = false;
    });

    // Kembali dari sebuah produk: daftar sepanjang tadi, di tempat tadi.
    const dulu = /^#laman-(\d+)$/.exec(location.hash), gulir = history.state?.gulir;
    addEventListener("pagehide", () => sampai > 1 && history.replaceState({ gulir: scrollY }, ""));
    tunjuk();
    if (!dulu) return;
    history.scrollRestoration = "manual";
    const ulang = async () => {
      try {
        while (sampai < Math.min(dulu[1], PALING_PANJANG) && tujuan) await ambil();
      } catch { /* sejauh yang termuat; sisanya dengan tombol */ }
      tunjuk();
      if (gulir) scrollTo(0, gulir);
    };
    ulang();
  };

  const ragam = (saringan, rak) => {
    const hitung = document.querySelector("main .judul p"), wadah = buat("div", "", "ragam");
    const kepala = buat("div", "", "kepala-daftar");
    let terakhir = "petak";
    try {
      terakhir = localStorage.getItem(kunci) || terakhir;
    } catch { /* tanpa penyimpanan: tidak diingat */ }
    const pakai = (nama) => {
      rak.classList.toggle("baris", nama === "baris");
      for (const satu of wadah.children) satu.setAttribute("aria-pressed", satu.dataset.ragam === nama);
    };
    for (const [nama, tulisan] of [["petak", saringan.dataset.teksPetak], ["baris", saringan.dataset.teksBaris]]) {
      const satu = buat("button", tulisan);
      satu.type = "button";
      satu.dataset.ragam = nama;
      satu.addEventListener("click", () => {
        pakai(nama);
        try {
          localStorage.setItem(kunci, nama);
        } catch { /* sama */ }
      });
      wadah.append(satu);
    }
    hitung.replaceWith(kepala);
    kepala.append(hitung, wadah);
    pakai(terakhir);
  };

  const saring = (rinci, teks) => {
    const daftar = rinci.querySelector("ul"), butir = [...daftar.children];
    const wadah = buat("li", "", "isian"), label = buat("label"), masuk = buat("input"), kosong = buat("p");
    Object.assign(masuk, { type: "search", autocomplete: "off", placeholder: teks.teksSaring });
    label.append(buat("span", teks.teksSaring, "sr"), masuk);
    kosong.setAttribute("role", "status");
    wadah.append(label, kosong);
    daftar.prepend(wadah);
    masuk.addEventListener("input", () => {
      const kata = masuk.value.toLowerCase().trim();
      for (const satu of butir) satu.hidden = !satu.textContent.toLowerCase().includes(kata);
      kosong.textContent = butir.every((satu) => satu.hidden) ? teks.teksKosong : "";
    });
  };

  const saringan = document.querySelector("[data-daftar=pilah]"), laman = document.querySelector("[data-daftar=laman]");
  const daftar = document.querySelector("main .rak, main .kabar");
  if (saringan) {
    const wilayah = saringan.querySelector("[data-pilah=wilayah]");
    if (wilayah?.querySelectorAll("li").length > 8) saring(wilayah, saringan.dataset);
    if (daftar?.matches(".rak")) ragam(saringan, daftar);
    const tutup = (rinci) => {
      if (rinci) rinci.open = false;
    };
    saringan.addEventListener("keydown", (tekan) => {
      const rinci = saringan.querySelector("details[open]");
      if (tekan.key !== "Escape" || tekan.isComposing || !rinci) return;
      tutup(rinci);
      rinci.querySelector("summary").focus();
    });
    document.addEventListener("click", (tekan) => {
      const rinci = saringan.querySelector("details[open]");
      if (!rinci?.contains(tekan.target)) tutup(rinci);
    });
  }
  // Dari diska tidak ada fetch; dan laman tengah, dibuka langsung, tetap bernomor.
  const pertama = laman?.querySelector("a[rel=next]") && !laman.querySelector("a[rel=prev]");
  if (pertama && daftar && location.protocol !== "file:") muatLagi(laman, daftar);
})();
