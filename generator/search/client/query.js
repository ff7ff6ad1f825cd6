// lunr's query language: parts of lunr.js, fetched when somebody first uses an operator.

import { fold, wordsOf } from "./text.js";

export const FIELDS = ["nama", "penjual", "tag", "wilayah", "kategori", "isi"];
export const MOST_WORDS = 12;

// Figures and letters are words apart, as in wordsOf: 250g* asks for 250 and g*.
const PATTERNS = /[0-9.*]*[0-9][0-9.*]*|(?:(?![0-9])[\p{L}\p{N}*])+/gu;

let parts = null;

export function lunrParts(store) {
  parts ||= store.tool("lunr-1").then(() => globalThis.etalaseLunr);
  parts.catch(() => (parts = null));
  return parts;
}

let stemmer = null;

// The root of an English word that the catalogue does not hold, by lunr's own stemmer, run until the word stays.
export async function englishRoot(store, word) {
  stemmer ||= store.tool("akar-1").then(() => globalThis.etalaseAkar);
  stemmer.catch(() => (stemmer = null));
  const stem = await stemmer;
  for (let last = ""; last !== word; ) {
    last = word;
    word = stem({ update: (change) => change(last) });
  }
  return word;
}

// The clauses of a query, or null where the text has no operators or makes no sense with them.
export async function operators(store, text) {
  if (!/[*~^:]|(^|\s)[+-]\S/.test(text)) return null;
  const lunr = await lunrParts(store);
  const query = new lunr.Query(FIELDS);
  try {
    new lunr.QueryParser(fold(text), query).parse();
  } catch (fault) {
    if (fault instanceof lunr.QueryParseError) return null;
    throw fault;
  }
  const found = [];
  for (const clause of query.clauses) {
    if (clause.editDistance) clause.editDistance = Math.min(2, clause.editDistance);
    const wild = clause.term.includes("*");
    const terms = wild ? clause.term.replace(/\*+/g, "*").match(PATTERNS) || [] : wordsOf(clause.term);
    for (const term of terms) if (term && term !== "*") found.push({ ...clause, term });
  }
  return found.length ? found.slice(0, MOST_WORDS) : null;
}
