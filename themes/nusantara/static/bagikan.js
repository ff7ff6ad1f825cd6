// Bagikan: lembar bagi milik ponsel bila ada, dan salin tautan. Tautan WhatsApp di sebelahnya tidak memerlukan skrip.
(function () {
  "use strict";
  document.querySelectorAll("[data-alat]").forEach(function (alat) {
    var teks = alat.dataset;
    function tombol(tulisan, kerja) {
      var satu = document.createElement("button");
      satu.type = "button";
      satu.textContent = tulisan;
      satu.addEventListener("click", kerja);
      alat.append(satu);
    }
    var kabar = document.createElement("span");
    kabar.className = "kecil";
    kabar.setAttribute("role", "status");
    if (navigator.share) tombol(teks.teksBagikan, function () {
      navigator.share({ title: teks.judul, url: teks.alamat }).catch(function () { /* dibatalkan orangnya */ });
    });
    if (navigator.clipboard) tombol(teks.teksSalin, function () {
      navigator.clipboard.writeText(teks.alamat).then(
        function () { kabar.textContent = teks.teksTersalin; },
        function () { kabar.textContent = teks.teksGagal + " " + teks.alamat; });
    });
    alat.append(kabar);
  });
})();
