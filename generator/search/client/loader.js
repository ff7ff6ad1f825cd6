// On every page: fetches the search when its box is first used, so that pages that nobody searches carry next to nothing.
(function () {
  const own = document.currentScript, folder = /^en\b/.test(document.documentElement.lang) ? "en/cari/" : "cari/";
  const load = () => {
    if (document.querySelector("script[data-etalase-cari]")) return;
    const script = document.createElement("script");
    script.src = own.src.replace("muat-1.js", "cari-1.js");
    script.dataset.etalaseCari = "";
    if (own.hasAttribute("data-luring")) script.dataset.luring = "";
    else if (location.protocol !== "file:") {
      const ahead = document.createElement("link");
      Object.assign(ahead, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: own.src.replace("cari/muat-1.js", folder + "m.json") });
      document.head.append(ahead);
    }
    document.head.append(script);
  };
  const boxes = document.querySelectorAll('form[data-cari="kotak"]');
  for (const box of boxes) box.addEventListener("focusin", load, { once: true });
  if (document.querySelector('[data-cari="halaman"]')) load();
})();
