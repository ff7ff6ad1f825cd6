// Where the client begins: it finds its own address, and what of the page asks for it.

import { Store } from "./store.js";
import { Search } from "./search.js";
import { Records } from "./records.js";
import { startBoxes } from "./combo.js";
import { startPage } from "./page.js";

const own = document.currentScript;
const root = new URL("../", own.src).href;
const language = /^en\b/.test(document.documentElement.lang) ? "en/" : ""; // each language has an index of its own
const store = new Store(root + language + "cari/", root + "cari/", location.protocol === "file:" || own.hasAttribute("data-luring"));

// One question to the index of today: `work(search, records)`.
export function ask(work) {
  return store.steady((manifest) => {
    if (ask.of !== manifest) {
      ask.of = manifest;
      ask.search = new Search(store, manifest);
      ask.records = new Records(store, manifest, language);
    }
    return work(ask.search, ask.records, manifest);
  });
}

globalThis.etalaseCari = { ask, root, store };
startBoxes(ask, root);
startPage(ask, root);
