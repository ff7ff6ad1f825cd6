// Menyalakan formulir: bahasanya Indonesia; isiannya ada di config.yml.
"use strict";
window.CMS_MANUAL_INIT = true; // dibaca oleh skrip CMS, yang dimuat sesudah ini

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

// Pilihan yang memuat ketikan saja, yang berawalan ketikan lebih dulu: Enter memilih yang pertama.
function matching(options, typed) {
  const wanted = plain(typed);
  const words = wanted.split(" ");
  const ranked = [];
  for (const option of options) {
    const label = plain(option.label);
    const tests = [
      label.startsWith(wanted),
      ` ${label}`.includes(` ${wanted}`),
      label.includes(wanted),
      words.every((word) => label.includes(word)),
    ];
    const rank = tests.indexOf(true);
    if (rank >= 0) ranked.push({ rank, label, option });
  }
  ranked.sort((a, b) => a.rank - b.rank || a.label.localeCompare(b.label));
  return ranked.map((item) => item.option);
}

// Daftar penjual dan produk. Aslinya mencari setengah detik sesudah ketikan terakhir, dan menerima huruf yang berserakan:
// Enter menyimpan usaha yang keliru. Di sini seluruh daftar diminta sekali, lalu disaring di tempat.
function exactRelation(Original) {
  return class extends Original {
    constructor(...given) {
      super(...given);
      const { field, forID, query } = this.props;
      const fields = [...field.get("search_fields")];
      let all = null;
      this.loadOptions = (typed, done) => {
        if (all) {
          done(matching(all, typed));
          return;
        }
        query(forID, field.get("collection"), fields, "", field.get("file")).then((answer) => {
          all = this.parseHitOptions(answer.payload.hits || []);
          done(matching(all, typed));
        });
      };
    }
  };
}

addEventListener("DOMContentLoaded", () => {
  const relation = window.CMS.getWidget("relation");
  window.CMS.registerWidget("relation", exactRelation(relation.control), relation.preview, relation.schema);
  window.CMS.registerLocale("id", window.ETALASE_BAHASA);
  window.CMS.init({ config: { locale: "id" } });
});
