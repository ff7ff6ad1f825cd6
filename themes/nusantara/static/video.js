// Video: pemutar dimuat setelah ditekan, tidak sebelumnya. Dari diska tautannya saja: YouTube menolak laman tanpa alamat.
(function () {
  "use strict";
  if (location.protocol === "file:") return;
  document.querySelectorAll("[data-video]").forEach(function (wadah) {
    wadah.querySelector("a").addEventListener("click", function (tekan) {
      if (tekan.ctrlKey || tekan.metaKey || tekan.shiftKey) return;
      tekan.preventDefault();
      var bingkai = document.createElement("iframe");
      bingkai.src = "https://www.youtube-nocookie.com/embed/" + encodeURIComponent(wadah.dataset.video) + "?autoplay=1&rel=0";
      bingkai.title = wadah.dataset.judul;
      bingkai.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
      wadah.replaceChildren(bingkai);
      bingkai.focus();
    });
  });
})();
