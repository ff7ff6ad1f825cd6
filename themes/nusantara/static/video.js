// Video: pemutar dimuat setelah ditekan, tidak sebelumnya. Dari diska tautannya saja: YouTube menolak laman tanpa
// alamat.
(() => {
  "use strict";
  if (location.protocol === "file:") return;
  for (const wadah of document.querySelectorAll("[data-video]")) {
    wadah.querySelector("a").addEventListener("click", (tekan) => {
      if (tekan.ctrlKey || tekan.metaKey || tekan.shiftKey) return;
      tekan.preventDefault();
      const bingkai = document.createElement("iframe");
      const kode = encodeURIComponent(wadah.dataset.video);
      bingkai.src = `https://www.youtube-nocookie.com/embed/${kode}?autoplay=1&rel=0`;
      bingkai.title = wadah.dataset.judul;
      bingkai.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
      wadah.replaceChildren(bingkai);
      bingkai.focus();
    });
  }
})();
