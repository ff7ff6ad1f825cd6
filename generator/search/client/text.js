// Texts: how words are cleaned, numbers read, and spellings made comparable. Mirrors generator/content/words.py.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
export const VALUE = new Uint8Array(128);
for (let i = 0; i < 64; i++) VALUE[ALPHABET.charCodeAt(i)] = i;

// Reads numbers of five bits a letter, one after the other.
export class Numbers {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }
  letter() {
    return VALUE[this.text.charCodeAt(this.at++)];
  }
  next() {
    let digit = this.letter(), value = digit & 31, shift = 5;
    while (digit > 31) {
      digit = this.letter();
      value |= (digit & 31) << shift;
      shift += 5;
    }
    return value;
  }
}

// Words front-coded as one letter for what is shared with the word before, and the rest.
export function unfront(text) {
  if (!text) return [];
  let last = "";
  return text.split(" ").map((part) => {
    const [, rest, mark] = /^([^=>]*)(.*)$/s.exec(part.slice(1));
    last = last.slice(0, VALUE[part.charCodeAt(0)]) + rest;
    return mark ? last + mark : last;
  });
}

export const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export const wordsOf = (text) =>
  (plain(text).replace(/['\u2019]/g, "").match(/[\p{L}\p{N}]+/gu) || []).filter((word) => word.length <= 40);

// The key under which words that sound alike meet: old spelling, doubled letters, final h, e-schwa, o and u.
export function fold(word) {
  let key = word
    .replace(/oe/g, "u").replace(/tj/g, "c").replace(/dj/g, "j").replace(/sj/g, "sy").replace(/nj/g, "ny")
    .replace(/(.)\1+/g, "$1").replace(/ai/g, "e").replace(/au/g, "o").replace(/kh/g, "k").replace(/[vf]/g, "p").replace(/z/g, "s")
    .replace(/nk$/, "ng").replace(/(.)h$/, "$1").replace(/o/g, "u");
  // The schwa that chat spelling drops, and the vowel of the last closed syllable: kripik, sambel, telor.
  key = key.replace(/^([b-df-hj-np-tv-z])e([lr])/, "$1$2");
  return key.replace(/[aeiu]([b-df-hj-np-tv-z]{1,2})$/, "_$1");
}

// Damerau-Levenshtein distance, no farther than `most`.
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], last = [], row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    before = last;
    last = row;
    row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
  }
  return row[other.length];
}
