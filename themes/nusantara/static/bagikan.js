// Bagikan: lembar bagi milik ponsel bila ada, dan salin tautan. Tautan WhatsApp di sebelahnya tidak memerlukan skrip.
(() => {
  "use strict";
  for (const alat of document.querySelectorAll("[data-alat]")) {
    const teks = alat.dataset, kabar = document.createElement("span");
    const tombol = (tulisan, kerja) => {
      const satu = document.createElement("button");
      satu.type = "button";
      satu.textContent = tulisan;
      satu.addEventListener("click", kerja);
      alat.append(satu);
    };
    kabar.className = "kecil";
    kabar.setAttribute("role", "status");
    if (navigator.share) tombol(teks.teksBagikan, () => {
      navigator.share({ title: teks.judul, url: teks.alamat }).catch(() => { /* dibatalkan orangnya */ });
    });
    if (navigator.clipboard) tombol(teks.teksSalin, () => {
      navigator.clipboard.writeText(teks.alamat).then(
        () => { kabar.textContent = teks.teksTersalin; },
        () => { kabar.textContent = `${teks.teksGagal} ${teks.alamat}`; });
    });
    alat.append(kabar);
  }
})();
