// Alamat lama: teruskan ke alamat baru bersama kueri dan jangkarnya.
(() => {
  "use strict";
  const ke = new URL(document.currentScript.getAttribute("data-ke"), location.href);
  ke.search = location.search || ke.search;
  ke.hash = location.hash || ke.hash;
  location.replace(ke.href);
})();
