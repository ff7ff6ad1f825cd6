// What a result shows: display records by the block, and columns for filters and orders.

import { Numbers, VALUE } from "./text.js";

export const FACETS = ["kategori", "wilayah", "harga", "halal", "tkdn", "izin", "toko", "pengadaan", "katalog", "ekspor", "skala", "jenis"];
export const RANGE = "rentang"; // beside the facets: least and highest price
export const ANY = "*"; // any value of a facet

const slugify = (name) => name.toLowerCase().replace(/['\u2019\u2018`]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

export class Records {
  // `base`: the folder of this language's pages, empty or ending in a slash.
  constructor(store, manifest, base) {
    this.store = store;
    this.m = manifest;
    this.base = base;
    this.columns = new Map();
  }

  // The records of some documents: {kind, name, path, seller, region, low, high, starting, unit, photo, note}.
  async show(documents) {
    const size = this.m.d;
    const blocks = new Map();
    for (const d of documents) {
      const block = Math.floor(d / size);
      if (!blocks.has(block)) blocks.set(block, this.store.get("d-" + block));
    }
    const files = new Map(await Promise.all([...blocks].map(async ([block, file]) => [block, await file])));
    return documents.map((d) => this.record(d, files.get(Math.floor(d / size)), d % size));
  }

  record(d, [names, slugs, sellers, regions, prices, units, photos], i) {
    let kind = "produk";
    for (const [name, start] of this.m.K) if (d >= start) kind = name;
    let place = i;
    while (place && sellers[place] === 0) place--;
    const [low = 0, high = 0, starting = 0] = prices[i] || [];
    const slug = slugs[i] || slugify(names[i]);
    const region = this.m.W[VALUE[regions.charCodeAt(i)]];
    return { kind, name: names[i], path: this.base + (kind === "halaman" ? "" : kind + "/") + slug + "/", seller: sellers[place] || "",
      region: region ? region[1] : "", low, high, starting, unit: units[i] || "", photo: photos[i] ? "aset/foto/" + photos[i] : "" };
  }

  // A filter's column: {values: [[key, …]], of: document -> place in values, labels: {key: name} that the site knows}.
  column(name) {
    if (!this.columns.has(name)) {
      const reading = this.store.get("c-" + name).then(([values, letters, labels = {}]) => {
        const wide = values.length > 64, of = new Uint16Array(this.m.P);
        for (let d = 0; d < of.length; d++)
          of[d] = wide ? VALUE[letters.charCodeAt(2 * d)] * 64 + VALUE[letters.charCodeAt(2 * d + 1)] : VALUE[letters.charCodeAt(d)];
        return { values, of, labels };
      });
      this.columns.set(name, reading);
      reading.catch(() => this.columns.delete(name));
    }
    return this.columns.get(name);
  }

  // Asks for all columns at once, so that none waits for another; who needs one meets its fault.
  ahead(order) {
    const asked = FACETS.map((name) => this.column(name));
    if (order) asked.push(this.store.get("c-urut-" + order));
    for (const one of asked) one.catch(() => {});
  }

  // A column of numbers to sort by.
  async order(name) {
    const numbers = new Numbers(await this.store.get("c-urut-" + name));
    return Float64Array.from({ length: this.m.P }, () => numbers.next());
  }

  // What phrases mean; without the file, nothing.
  intents() {
    this.meanings ||= this.store.read("maksud", false).catch(() => (this.meanings = null));
    return this.meanings.then((table) => table || {});
  }

  // Which products the filters let through, but for those of the facet `but`; null when all.
  async allowed(filters, but) {
    const names = FACETS.filter((name) => name !== but && (filters[name] || []).length);
    const [low, high] = (but !== RANGE && filters[RANGE]) || [];
    if (!names.length && high === undefined) return null;
    const found = new Uint8Array(this.m.P).fill(1);
    for (const name of names) {
      const { values, of } = await this.column(name);
      const wanted = values.map((keys) => keys.some((key) => filters[name].includes(key) || filters[name].includes(ANY)));
      for (let d = 0; d < found.length; d++) if (!wanted[of[d]]) found[d] = 0;
    }
    if (high !== undefined) {
      const prices = await this.order("harga");
      for (let d = 0; d < found.length; d++) if (!prices[d] || prices[d] < low || prices[d] > high) found[d] = 0;
    }
    return found;
  }

  // How many of the documents have each value of each facet, the other facets' filters applied: {counts: {facet: Map key ->
  // count}, labels: {facet: {key: name}}}.
  async counts(documents, filters) {
    const found = {}, names = {};
    const columns = await Promise.all(FACETS.map((name) => this.column(name)));
    for (const [i, name] of FACETS.entries()) {
      const { values, of, labels } = columns[i], allowed = await this.allowed(filters, name);
      const tally = new Uint32Array(values.length);
      for (const d of documents) if (!allowed || allowed[d]) tally[of[d]]++;
      names[name] = labels;
      found[name] = new Map();
      values.forEach((keys, i) => keys.forEach((key) => found[name].set(key, (found[name].get(key) || 0) + tally[i])));
    }
    return { counts: found, labels: names };
  }
}
