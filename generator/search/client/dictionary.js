// The dictionary: shards of words with their lists of documents, and the words that a typed one may stand for.

import { Numbers, unfront } from "./text.js";
import { Moved, filePart, shardOf } from "./store.js";
import { englishRoot, lunrParts } from "./query.js";

const MOST_FILES = 48, MOST_TERMS = 2000; // that one wildcard may ask for; a pattern that wants more is answered in part

// A term's list. Long ones come in blocks, each with its range and its skyline (generator/search/term_postings.py).
class Term {
  constructor(word, counts, columns) {
    const [gaps, postings, runs, directory] = columns;
    this.word = word;
    this.runs = [];
    this.blocks = null;
    const count = counts.next(), held = counts.next();
    let start = 0;
    for (let i = 0; i < count; i++) {
      start += runs.next();
      const size = runs.next() + 1, letter = runs.letter(), length = runs.next();
      this.runs.push([start, start + size, [1, 3, 4][letter & 3], letter & 4 ? runs.next() : 1, length]);
    }
    this.df = this.runs.reduce((sum, run) => sum + run[1] - run[0], 0);
    if (held & 1) {
      this.df += counts.next();
      const tiers = [counts.next(), counts.next()];
      this.blocks = [];
      tiers.forEach((many, tier) => {
        for (let i = 0; i < many; i++) {
          const first = directory.next(), last = first + directory.next(), documents = directory.next(), best = [];
          for (let many = directory.next(); many--; ) best.push(posting(directory));
          this.blocks.push({ name: `h${filePart(word)}-${tier}-${first}`, first, last, documents, best, list: null });
        }
      });
    } else {
      this.list = list(gaps, postings, held >> 1);
      this.df += this.list.reduce((sum, [, fields]) => sum + fields.length, 0);
    }
  }
  // Whether one of the first `many` documents holds it.
  holds(many) {
    const firsts = this.blocks ? this.blocks.map((block) => block.first) : this.list.map(([document]) => document);
    return firsts.some((document) => document < many) || this.runs.some((run) => run[0] < many);
  }
  get documents() {
    const lists = this.blocks ? this.blocks.reduce((sum, block) => sum + block.documents, 0) : this.list.length;
    return Math.max(lists, ...this.runs.map((run) => run[1] - run[0]), 0);
  }
}

// [[field, count, length], …] of one document.
function posting(numbers) {
  const mask = numbers.letter(), fields = [];
  for (const [bit, field] of [[1, 0], [2, 2], [4, 5]]) {
    if (!(mask & bit)) continue;
    const length = numbers.next();
    fields.push([field, mask & 8 ? numbers.next() : 1, length]);
  }
  return fields;
}

function list(gaps, postings, many) {
  const found = [];
  let document = -1;
  while (many--) {
    document += gaps.next() + 1;
    found.push([document, posting(postings)]);
  }
  return found;
}

export class Dictionary {
  constructor(store, manifest) {
    this.store = store;
    this.manifest = manifest;
    this.shards = new Map();
  }

  // Entries of a shard: a map word -> {term, root, rules}, and its words in order.
  shard(number) {
    const lower = this.manifest.t[number];
    if (!this.shards.has(lower)) {
      const reading = this.store.get("t" + filePart(lower)).then(([upper, words, counts, ...columns]) => {
        const entries = new Map(), numbers = new Numbers(counts), rest = columns.map((column) => new Numbers(column));
        for (const spelled of unfront(words)) {
          const [, word, mark, text] = /^([^=>]*)([=>]?)(.*)$/s.exec(spelled);
          if (!entries.has(word)) entries.set(word, {});
          const entry = entries.get(word);
          if (mark === "=") entry.root = text;
          else if (mark === ">") entry.rules = text;
          else entry.term = new Term(word, numbers, rest);
        }
        return { upper, entries };
      });
      this.shards.set(lower, reading);
      reading.catch(() => this.shards.delete(lower));
    }
    return this.shards.get(lower);
  }

  async entry(word) {
    const { upper, entries } = await this.shard(shardOf(this.manifest.t, word));
    // A shard that ends before its word was cut anew since the manifest was read, or nothing lies there: ask once.
    if (upper && word >= upper && !this.store.checked) throw new Moved();
    return entries.get(word);
  }

  async term(word) {
    const entry = word && (await this.entry(word));
    return (entry && entry.term) || null;
  }

  // The root of a word: what its alias names, or for a new English word what its stem is; else the word.
  async rootWord(word) {
    const entry = await this.entry(word);
    if (entry) return entry.root || word;
    return this.manifest.l === "en" ? englishRoot(this.store, word) : word;
  }

  // The term behind a surface word.
  async root(word) {
    return word ? this.term(await this.rootWord(word)) : null;
  }

  // [word, entry] of all words that begin with `prefix`; at most `most` files are read. `note.cut` is set when that is not all.
  async beginning(prefix, most = MOST_FILES, note = {}) {
    const lowers = this.manifest.t;
    const first = shardOf(lowers, prefix);
    let stop = first + 1;
    while (stop < lowers.length && lowers[stop].startsWith(prefix)) stop++;
    if (stop - first > most) note.cut = true;
    const places = Array.from({ length: Math.min(stop - first, most) }, (_, i) => first + i);
    const found = [];
    for (const { entries } of await Promise.all(places.map((number) => this.shard(number))))
      for (const pair of entries) if (pair[0].startsWith(prefix)) found.push(pair);
    return found;
  }

  // All terms that end in `suffix`, as words.
  async ending(suffix, note) {
    const backward = (word) => [...word].reverse().join("");
    const key = backward(suffix), lowers = this.manifest.r;
    const first = shardOf(lowers, key);
    let stop = first + 1;
    while (stop < lowers.length && lowers[stop].startsWith(key)) stop++;
    if (stop - first > MOST_FILES) note.cut = true;
    const names = lowers.slice(first, Math.min(stop, first + MOST_FILES)).map((lower) => "r" + filePart(lower));
    const files = await Promise.all(names.map((name) => this.store.get(name)));
    return files.flatMap((file) => unfront(file[1])).filter((word) => word.startsWith(key)).map(backward);
  }

  // The terms that lunr expands a clause to; `note.cut` is set where there are more than we read.
  async expand(clause, note) {
    const { term, editDistance } = clause;
    if (!editDistance && !term.includes("*")) return [await (clause.usePipeline ? this.root(term) : this.term(term))].filter(Boolean);
    const root = editDistance && clause.usePipeline ? await this.rootWord(term) : term; // as lunr's pipeline does
    const words = editDistance ? await this.near(root, editDistance, note) : await this.like(term, note);
    const lunr = await lunrParts(this.store);
    const wanted = lunr.TokenSet.fromClause({ ...clause, term: root });
    const found = lunr.TokenSet.fromArray([...new Set(words)].sort()).intersect(wanted).toArray();
    if (found.length > MOST_TERMS) note.cut = true;
    return (await Promise.all(found.slice(0, MOST_TERMS).map((word) => this.term(word)))).filter(Boolean);
  }

  async like(pattern, note) {
    const first = pattern.indexOf("*"), last = pattern.lastIndexOf("*");
    const prefix = pattern.slice(0, first), suffix = pattern.slice(last + 1);
    if (prefix.length >= suffix.length && prefix) return (await this.beginning(prefix, MOST_FILES, note)).filter((pair) => pair[1].term).map((pair) => pair[0]);
    return this.ending(suffix, note);
  }

  // Candidates for an edit distance: one edit leaves the first or the last half whole; more may leave neither.
  async near(word, edits, note) {
    if (edits > 1 || word.length < 3 || word.includes("*")) return this.ending("", note);
    const half = word.length >> 1;
    const [start, end] = await Promise.all([this.beginning(word.slice(0, half), MOST_FILES, note), this.ending(word.slice(half + 1), note)]);
    return [...start.filter((pair) => pair[1].term).map((pair) => pair[0]), ...end];
  }

  async loadBlock(block) {
    if (!block.list) {
      const [gaps, postings] = await this.store.get(block.name);
      block.list = list(new Numbers(gaps), new Numbers(postings), block.documents);
    }
  }
}
