// From what was typed to what is found: words, their forms and synonyms, completion of the last one, help with spelling.

import { VALUE, distance, soundKey, unfront, wordsOf } from "./text.js";
import { FIELDS, MOST_WORDS, operators } from "./query.js";
import { formsOf } from "./forms.js";
import { Dictionary } from "./dictionary.js";
import { Scorer } from "./score.js";

const EVERY = [1, 1, 1, 1, 1, 1];
const ENOUGH = 10, LONGEST = 200;
const OPTIONAL = 1, REQUIRED = 2;
const NAMED = 16; // from here on, what `eja` says of a word: it stands in names
const GUESSES = 4, TRIES = 16; // corrections of a word that are tried, and combinations of them

export class Search {
  constructor(store, manifest) {
    this.store = store;
    this.m = manifest;
    this.dictionary = new Dictionary(store, manifest);
    this.scorer = new Scorer(this.dictionary, manifest);
    this.functional = new Set(manifest.f.split(" "));
  }

  // `options`: top (0: every list is read, counts are exact), typing (the last word goes on), exact (no help), allowed.
  // Returns {order, scores, sure, missing, groups, complete, cut}: products first by score; `sure` of them hold every word; where
  // none does, `missing` are the words that the first lacks; `cut` when a wildcard stands for more words than we read.
  async find(text, options = {}) {
    const clauses = await operators(this.store, text.slice(0, LONGEST));
    if (clauses) {
      const note = {};
      const made = await Promise.all(clauses.map(async (clause) => ({
        terms: await this.dictionary.expand(clause, note), boost: clause.boost, presence: clause.presence,
        fields: FIELDS.map((field) => clause.fields.includes(field)), word: clause.term })));
      if (options.exact || made.some((clause) => clause.terms.length)) return { ...(await this.ranked(made, options, true)), cut: !!note.cut };
    }
    return this.words(text, options);
  }

  async words(text, options) {
    // Chat writes a doubled word with a figure: empek2.
    const spelled = options.exact ? text : text.replace(/(\p{L}{3,})2(?![\p{L}\p{N}])/gu, "$1-$1");
    const typed = wordsOf(spelled.slice(0, LONGEST)).slice(0, MOST_WORDS);
    let kept = typed.filter((word) => !this.functional.has(word));
    if (!kept.length) [kept, options] = [typed, { ...options, literal: true }]; // a name may hold nothing else
    const going = options.typing && /[\p{L}\p{N}]$/u.test(text);
    const groups = await this.groups(kept, going, options);
    await this.choose(groups);
    const clauses = groups.filter((group) => group.terms.length);
    if (!clauses.length) return { order: [], others: [], scores: new Float64Array(0), sure: 0, groups, complete: true };
    const found = await this.ranked(clauses, options, false);
    if (found.sure < ENOUGH && !options.exact && (await this.widen(clauses))) return { ...(await this.ranked(clauses, options, false)), groups };
    return { ...found, groups };
  }

  // One clause a word: the terms that may stand for it, and how much each counts. Help is asked where no product holds a word:
  // first the office's synonyms and names of regions, then words that begin with it, then forms and corrections.
  async groups(words, going, options) {
    const groups = [], literal = options.exact || options.literal;
    await this.ahead(words, literal);
    for (let i = 0; i < words.length; i++) {
      const entry = await this.dictionary.entry(words[i]);
      const phrase = literal ? null : rule(entry, words.slice(i + 1));
      const typed = words.slice(i, i + 1 + (phrase ? phrase.rest.length : 0));
      const group = newGroup(typed.join(" "), phrase && phrase.targets);
      await this.putAll(group, typed, 1);
      i += typed.length - 1;
      groups.push(group);
      if (literal) continue;
      const own = this.isHeld(group), word = words[i], mayGoOn = i === words.length - 1 && word.length > 1;
      if (!own) await this.widen([group], 1);
      // Asked for together with what comes before it, but for a word that is still being typed; who needs it meets its fault.
      if (!this.isHeld(group) && !(going && mayGoOn)) this.spelling().catch(() => {});
      const mayComplete = async () => (going ? own || !this.isHeld(group) : !group.terms.length && !(await this.isReal(word)));
      if (mayGoOn && (await mayComplete())) await this.complete(group, word);
      if (this.isHeld(group)) continue;
      if (await this.join(groups, words[i + 1])) i++;
      else await this.guess(group);
    }
    return groups;
  }

  isHeld(group) {
    return group.terms.some((term) => term.holds(this.m.P));
  }

  // Asks for the shards of all words at once, and of the roots and synonyms that will be needed, so that no request waits
  // for another without need.
  async ahead(words, literal) {
    const entries = await Promise.all(words.map((word) => this.dictionary.entry(word)));
    const next = entries.flatMap((entry, i) => {
      if (!entry) return [];
      const few = !literal && !entry.root && (!entry.term || entry.term.documents < ENOUGH) && rule(entry, words.slice(i + 1));
      return [entry.root, ...(few ? few.targets.flat() : [])].filter(Boolean);
    });
    const found = await Promise.all(next.map((word) => this.dictionary.entry(word)));
    await Promise.all(found.map((entry) => entry && entry.root && this.dictionary.entry(entry.root)));
  }

  async put(group, word, weight) {
    const term = await this.dictionary.root(word);
    if (term && !group.terms.includes(term)) this.add(group, term, weight, 0);
  }

  add(group, term, weight, phrase) {
    group.terms.push(term);
    group.weights.push(weight);
    group.phrases.push(phrase);
  }

  // Several words that mean something together: they count only where all of them stand.
  async putAll(group, words, weight) {
    if (words.length === 1) return this.put(group, words[0], weight);
    const terms = [...new Set(await Promise.all(words.map((word) => this.dictionary.root(word))))];
    if (terms.includes(null)) return;
    const phrase = Math.max(0, ...group.phrases) + 1;
    for (const term of terms) this.add(group, term, group.terms.includes(term) ? 0 : weight, phrase);
  }

  async complete(group, word) {
    const found = (await this.dictionary.beginning(word, 2)).filter((pair) => pair[0] !== word && (pair[1].term || pair[1].root));
    const weight = (pair) => (pair[1].term ? pair[1].term.documents : 1);
    found.sort((one, other) => weight(other) - weight(one));
    group.endings = found.slice(0, 8).map((pair) => pair[0]);
    for (const ending of group.endings.slice(0, group.terms.length ? 2 : 8)) await this.put(group, ending, group.terms.length ? 0.5 : 1);
  }

  // Adds the office's synonyms. True when there were any that help.
  async widen(groups, weight = 0.6) {
    let added = false;
    for (const group of groups) {
      const before = group.terms.length;
      for (const words of group.rules || []) await this.putAll(group, words, weight);
      group.rules = null;
      added = added || group.terms.length > before;
    }
    return added;
  }

  // Two words typed apart that are one of the catalogue: kem plang. Where the last group's word is the first of them, or the
  // second, that group stands for both; true where `next` is used up.
  async join(groups, next) {
    const group = groups.at(-1), before = groups.at(-2);
    if (group.terms.length || /\s/.test(group.word)) return false;
    const pairs = [[group, next], [before, group.word]].filter(([one, other]) => one && other && !/\s/.test(one.word));
    const joined = await Promise.all(pairs.map(([one, other]) => this.dictionary.root(one.word + other)));
    const at = joined.findIndex((term) => term && term.holds(this.m.P));
    if (at < 0) return false;
    const [one, other] = pairs[at];
    if (one === before) groups.pop();
    Object.assign(one, { word: one.word + " " + other, terms: [], weights: [], phrases: [], rules: null, guesses: null, corrected: one.word + other });
    this.add(one, joined[at], 1, 0);
    return one === group;
  }

  // A word that no product holds: a form of one that they hold, two of their words written as one, or misspelt.
  // Roots and the spelling list are asked for at once, so that a correction waits for no request more.
  async guess(group) {
    const { word } = group;
    if (word.length < 3 || /\s/.test(word)) return;
    const forms = this.m.l === "en" || group.terms.length ? [] : formsOf(word);
    const [known, ...roots] = await Promise.all([this.spelling(), ...forms.map((form) => this.dictionary.root(form))]);
    const form = known.whole.has(word) ? -1 : roots.findIndex(Boolean);
    if (form >= 0) return this.put(group, forms[form], 1);
    const halves = group.terms.length ? null : split(word, known);
    if (halves) await this.putAll(group, halves, 1);
    if (!this.isHeld(group) && !known.real.has(word)) await this.correct(group, known);
  }

  // The nearest words that the catalogue uses often: those that sound alike, then those one or two letters away, the first
  // letter counted double; words that stand in no name only where they sound alike. A word that only pages hold is right as it
  // is, unless it sounds like another.
  async correct(group, known) {
    const { word } = group, isElsewhere = group.terms.length > 0;
    const key = this.m.l === "en" ? word : soundKey(word), most = word.length > 6 ? 2 : word.length > 3 ? 1 : 0;
    const near = [];
    for (const [other, often, itsKey] of known.words) {
      if (other === word) continue;
      if (itsKey !== key && (isElsewhere || often < NAMED)) continue;
      const away = itsKey === key ? 0.5 : distance(word, other, most) + (other[0] !== word[0]);
      if (away <= most || itsKey === key) near.push([away - often / 100 - (other.length === word.length ? 0.1 : 0), other]);
    }
    near.sort((one, other) => one[0] - other[0]);
    const guesses = near.slice(0, GUESSES).map((pair) => pair[1]);
    const terms = await Promise.all(guesses.map((guess) => this.dictionary.root(guess)));
    group.guesses = guesses.map((guess, i) => ({ guess, term: terms[i] })).filter(({ term }) => term && term.holds(this.m.P));
  }

  // Of each misspelt word's corrections the one that stands in a product together with the other words, else the nearest.
  async choose(groups) {
    const open = groups.filter((group) => group.guesses && group.guesses.length), sure = groups.filter((group) => group.terms.length);
    if (!open.length) return;
    let tries = [[]];
    for (const group of open) tries = tries.flatMap((chosen) => group.guesses.map((guess) => [...chosen, guess]));
    tries = tries.slice(0, TRIES);
    let best = tries[0];
    if (tries.length > 1 && open.length + sure.length > 1)
      for (const chosen of tries) {
        const terms = chosen.map(({ term }) => ({ ...newGroup("", null), terms: [term], weights: [1], phrases: [0] }));
        const clauses = [...sure, ...terms].map((clause) => ({ ...clause, presence: REQUIRED }));
        const { order } = await this.scorer.run(clauses, { top: 1, high: this.m.P });
        if (!order.length) continue;
        best = chosen;
        break;
      }
    open.forEach((group, i) => {
      if (group.terms.includes(best[i].term)) return;
      group.corrected = best[i].guess;
      this.add(group, best[i].term, 1, 0);
    });
  }

  // Whether a word is right as it stands although it looks like one of the catalogue misspelt, or begun.
  async isReal(word) {
    const [known] = await Promise.all([this.spelling(), this.dictionary.beginning(word, 2)]); // the second for `complete`
    return known.real.has(word);
  }

  spelling() {
    const key = this.m.l === "en" ? (word) => word : soundKey; // sounds are those of Indonesian
    if (!this.known) {
      this.known = this.store.get("eja").then(([words, often, whole, real]) => ({
        words: unfront(words).map((word, i) => [word, VALUE[often.charCodeAt(i)], key(word)]), whole: new Set(whole.split(" ")), real: new Set(real.split(" ")) }));
      this.known.catch(() => (this.known = null));
    }
    return this.known;
  }

  // Up to three words of the catalogue that are spelled most like one that it does not hold.
  async similar(word) {
    const most = word.length > 6 ? 3 : 2;
    const near = (await this.spelling()).words.map(([other, often]) => [distance(word, other, most) - often / 100 - (other[0] === word[0] ? 0.6 : 0), other]);
    near.sort((one, other) => one[0] - other[0]);
    return near.filter(([away]) => away <= Math.min(most - 0.6, near[0][0] + 0.8)).slice(0, 3).map((pair) => pair[1]);
  }

  // Documents by score. With `lunr` the clauses mean what they say; else all words are wanted, and when few documents
  // hold them all, those that hold some follow.
  async ranked(clauses, { top = 0, allowed = null, exact = false }, lunrs) {
    const { P, N } = this.m;
    const strict = lunrs ? clauses : clauses.map((clause) => ({ ...clause, presence: REQUIRED }));
    const all = await this.scorer.run(strict, { top, high: exact ? N : P, allowed });
    const result = { ...all, sure: all.order.length, groups: [], others: [] };
    if (exact) return result;
    const loose = clauses.map((clause) => ({ ...clause, phrases: null }));
    if (!lunrs && (clauses.length > 1 || clauses.some((clause) => clause.phrases.some(Boolean))) && all.order.length < ENOUGH) {
      const some = await this.scorer.run(loose, { top: top ? top + all.order.length : 0, high: P, allowed });
      const sure = new Set(all.order);
      result.order = [...all.order, ...some.order.filter((d) => !sure.has(d))];
      result.scores = some.scores;
      result.complete = some.complete;
      const first = some.order[0];
      if (!all.order.length && first !== undefined) result.missing = clauses.filter((_, i) => !(some.bits[first] & (1 << i))).map((clause) => clause.word);
    }
    if (N > P) {
      const rest = await this.scorer.run(strict, { top: 4, low: P });
      result.others = rest.order.slice(0, 4);
    }
    return result;
  }
}

const newGroup = (word, rules) => ({ word, terms: [], weights: [], phrases: [], fields: EVERY, boost: 1, presence: OPTIONAL, rules });

// Two words of the catalogue that were written as one: pagaralam.
function split(word, { words }) {
  const known = new Set(words.map((entry) => entry[0]));
  for (let at = word.length - 4; at >= 4; at--) if (known.has(word.slice(0, at)) && known.has(word.slice(at))) return [word.slice(0, at), word.slice(at)];
  return null;
}

// The first of a word's rules that what follows it begins with: {rest, targets: [[word]]}.
function rule(entry, following) {
  for (const text of entry && entry.rules ? entry.rules.split(";") : []) {
    const [rest, targets] = text.split(":");
    const words = rest ? rest.split("+") : [];
    if (words.every((word, i) => word === following[i])) return { rest: words, targets: targets.split(",").map((target) => target.split("+")) };
  }
  return null;
}
