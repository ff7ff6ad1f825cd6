// What a question means beside its words: prices, papers, shops, places and orders become filters. The table of phrases is
// `maksud.json` (generator/model/intents.py says what a meaning may be); the grammar is here.

import { wordsOf } from "./text.js";

const MOST_TOGETHER = 4; // words of a phrase
const OPERATORS = /[*~^:"]|(^|\s)[+-]\S/; // lunr's own language: taken as it is written
const ABOUT = 0.25; // how far from a price that is "about" may lie
const NO_PRICE = 100; // a bare number is a price when it can be divided by this …
const CHEAPEST = 1000; // … and is no less

// `kept`: keys of phrases that are to be looked for as words. Returns {text, parts, filters, range, order}: the words that are left,
// and what the others mean, each part with its `key`, the words as typed and the filter, range or order that it stands for.
export function meant(text, table, manifest, kept) {
  const nothing = { text, parts: [], filters: {}, range: [], order: "" };
  if (OPERATORS.test(text)) return nothing;
  const words = wordsOf(text);
  const items = [];
  const reader = new Reader(words, table, manifest, text);
  for (let i = 0; i < words.length; ) {
    const part = reader.price(i) || reader.place(i) || reader.phrase(i);
    const key = part && words.slice(i, part.end).join("-");
    if (part && !kept.includes(key)) items.push({ ...part, key, words: words.slice(i, part.end) });
    else items.push({ words: words.slice(i, part ? part.end : i + 1) });
    i = part ? part.end : i + 1;
  }
  const plain = items.filter((item) => !item.key).flatMap((item) => item.words);
  // A kind of goods is a filter where nothing but places is asked beside it: "makanan" is, "makanan ringan" are words.
  const isOnly = !plain.length || reader.region(plain, 0) === plain.length;
  for (const item of items) if (item.name === "kategori" && !isOnly) item.key = "";
  const parts = items.filter((item) => item.key);
  if (!parts.length) return nothing;
  const filters = {};
  for (const { name, values } of parts) if (name) filters[name] = [...(filters[name] || []), ...values];
  const ranges = parts.filter((part) => part.range).map((part) => part.range);
  const range = ranges.length ? [Math.max(...ranges.map((one) => one[0])), Math.min(...ranges.map((one) => one[1]))] : [];
  const order = (parts.find((part) => part.order) || {}).order || "";
  return { text: items.filter((item) => !item.key).flatMap((item) => item.words).join(" "), parts, filters, range, order };
}

class Reader {
  constructor(words, table, manifest, text) {
    Object.assign(this, { words, table: new Map(Object.entries(table)), isSpan: /\d\s*[-\u2013]\s*\d/.test(text) });
    this.categories = manifest.C.map(([slug]) => slug);
    // "dari Pagar Alam" and "dari Kota Pagar Alam"
    this.regions = manifest.W.flatMap(([code, name]) => {
      const all = wordsOf(name);
      return [[all, code], [all.slice(all.length > 1 && this.table.get(all[0]) === "tempat" ? 1 : 0), code]];
    });
  }

  // The longest phrase at `i` that may mean one of `names`: {value, end}, or null.
  means(i, ...names) {
    for (let length = Math.min(MOST_TOGETHER, this.words.length - i); length > 0; length--)
      for (const meaning of (this.table.get(this.words.slice(i, i + length).join(" ")) || "").split("|")) {
        const [name, value = ""] = meaning.split("=");
        if (meaning && (names.includes(name) || (names.includes("*") && value && !/^(kali|angka)$/.test(name)))) return { name, value, end: i + length };
      }
    return null;
  }

  // A filter or an order in so many words.
  phrase(i) {
    const found = this.means(i, "*");
    if (!found) return null;
    if (found.name === "urut") return { end: found.end, order: found.value };
    const values = found.value.split(",").filter((key) => found.name !== "kategori" || this.categories.includes(key));
    return values.length ? { end: found.end, name: found.name, values } : null;
  }

  // "dari Pagar Alam", "khas Palembang"
  place(i) {
    for (let sign = this.means(i, "tempat"); sign; sign = this.means(sign.end, "tempat")) {
      const end = this.region(this.words, sign.end);
      if (end > sign.end) return { end, name: "wilayah", values: this.codes };
    }
    return null;
  }

  // Where the longest name of a region that begins at `i` ends; `i` where there is none. `codes`: of all regions of that name.
  region(words, i) {
    const fits = this.regions.filter(([name]) => name.every((word, n) => words[i + n] === word));
    const most = Math.max(0, ...fits.map(([name]) => name.length));
    this.codes = [...new Set(fits.filter(([name]) => name.length === most).map(([, code]) => code))];
    return i + most;
  }

  price(i) {
    const named = this.means(i, "harga");
    const start = named ? named.end : i;
    const sign = this.means(start, "kurang", "maksimal", "lebih", "minimal", "sekitar", "antara");
    const first = this.number(sign ? sign.end : start);
    if (!first) return null;
    const joint = this.means(first.end, "dan", "sampai");
    const isPair = (sign && sign.name === "antara") || (joint && joint.name === "sampai") || (!joint && this.isSpan);
    const second = isPair && this.number(joint ? joint.end : first.end);
    if (second && second.isPrice) {
      const low = first.isPrice ? first.value : first.value * second.unit;
      if (low <= second.value) return { end: second.end, range: [low, second.value] };
    }
    if (!first.isPrice && !(sign && first.value >= CHEAPEST)) return null;
    if (sign && /^(kurang|maksimal)$/.test(sign.name)) return { end: first.end, range: [0, first.value] };
    if (sign && /^(lebih|minimal)$/.test(sign.name)) return { end: first.end, range: [first.value, Infinity] };
    const after = this.means(first.end, "kebawah", "keatas");
    if (after) return { end: after.end, range: after.name === "kebawah" ? [0, first.value] : [first.value, Infinity] };
    return { end: first.end, range: [Math.round(first.value * (1 - ABOUT)), Math.round(first.value * (1 + ABOUT))] };
  }

  // An amount at `i`: {value, unit, isPrice, end}, or null. `unit`: what it was multiplied by.
  number(i) {
    const coin = this.means(i, "rupiah");
    // "dua ratus lima puluh ribu": tens and hundreds multiply the last figure, thousands all that was said since the last ones.
    let next = coin ? coin.end : i, whole = 0, group = 0, last = 0, unit = 1;
    for (;;) {
      const word = this.words[next], digits = /^[0-9]+(\.[0-9]+)?$/.test(word || "");
      const sign = digits ? null : this.means(next, "angka", "kali"), size = sign ? Number(sign.value) : 0;
      if (digits && !last && !group) [last, next] = [Number(word), next + 1];
      else if (sign && sign.name === "angka" && !last) [last, next] = [size, sign.end];
      else if (sign && sign.name === "kali" && size < 1000 && last) [group, last, next] = [group + last * size, 0, sign.end];
      else if (sign && sign.name === "kali" && size >= 1000 && group + last) [unit, whole, group, last, next] = [size, whole + (group + last) * size, 0, 0, sign.end];
      else break;
    }
    const value = whole + group + last;
    if (!value || this.means(next, "satuan")) return null;
    const tail = this.means(next, "rupiah");
    const isRound = value >= CHEAPEST && value % NO_PRICE === 0 && !this.means(Math.max(0, i - 1), "izin");
    return { value, unit, isPrice: !!(coin || tail || unit >= 1000 || isRound), end: tail ? tail.end : next };
  }
}
