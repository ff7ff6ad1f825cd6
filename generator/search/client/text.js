// Texts: how words are found and folded, numbers read, and spellings made comparable.

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

// Mirrors generator/content/tokenizer.py, which says why.
const NOTHING = "'`´‘’‛′‵ʹʻʼʽʾʿˈˊˋ՚׳ꞌ＇｀\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff";
const LETTERS =
  "ß:ss æ:ae œ:oe ø:o ł:l đ:d ð:d þ:th ħ:h ŧ:t ŋ:ng ĸ:k ı:i ȷ:j ƀ:b ȼ:c ɇ:e ǥ:g ɨ:i ɉ:j ɍ:r ʉ:u ɏ:y ƶ:z ə:e ɖ:d ς:σ";
const FOLDED = new Map(LETTERS.split(" ").map((pair) => [pair[0], pair.slice(2)]));
for (const letter of NOTHING) FOLDED.set(letter, "");
for (const letter of "×✕✖⨯") FOLDED.set(letter, " x ");

function foldLetter(letter) {
  if (!FOLDED.has(letter)) {
    const bare = letter.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    const plain = Array.from(bare, (part) => FOLDED.get(part) ?? part).join("");
    FOLDED.set(letter, plain.includes("\u2044") ? " " + plain.replace(/\u2044/g, "/") : plain);
  }
  return FOLDED.get(letter);
}

export const fold = (text) => Array.from(text, foldLetter).join("");

export function wordsOf(text) {
  const words = (fold(text).match(/[0-9]+(?:[.,][0-9]+)*|(?:(?![0-9])[\p{L}\p{N}])+/gu) || []).flatMap(canonical);
  const isSide = (word, i) => word === "x" && /^[0-9]/.test(words[i + 1] || "");
  return words.filter((word, i) => !isSide(word, i) && word.length <= 40 && !/[\ud800-\udfff]/.test(word));
}

// A number in one spelling: 5.000 is 5000, 2,50 is 2.5; what is no number (12.10.2026) in its parts.
function canonical(word) {
  if (!/^[0-9]+[.,]/.test(word)) return word;
  const [first, ...groups] = word.split(/[.,]/), signs = word.match(/[.,]/g), last = groups.length - 1;
  const isMixed = last > 0 && !signs.slice(0, -1).includes(signs[last]);
  const isGroup = (parts) => first.length <= 3 && first[0] !== "0" && parts.every((part) => part.length === 3);
  const thousands = isMixed || (!last && !isGroup(groups)) ? groups.slice(0, -1) : groups;
  if (new Set(signs.slice(0, thousands.length)).size > 1 || (thousands.length && !isGroup(thousands))) return [first, ...groups];
  const decimals = thousands.length < groups.length ? groups[last].replace(/0+$/, "") : "";
  return first + thousands.join("") + (decimals && "." + decimals);
}

// The key under which words that sound alike meet: old spelling, doubled letters, final h, e-schwa, o and u.
export function soundKey(word) {
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
