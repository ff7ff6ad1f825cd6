// Menyalakan formulir: bahasanya Indonesia; isiannya ada di config.yml.
"use strict";
window.CMS_MANUAL_INIT = true; // dibaca oleh skrip CMS, yang dimuat sesudah ini
addEventListener("DOMContentLoaded", () => {
  window.CMS.registerLocale("id", window.ETALASE_BAHASA);
  window.CMS.init({ config: { locale: "id" } });
});
