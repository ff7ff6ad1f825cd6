// Scores: lunr's own numbers, added up in typed arrays. Long lists are read by the block, and only those that could still
// bring a document among the first ones.

const NEAR = 1e-9;

export class Scorer {
  constructor(dictionary, manifest) {
    this.dictionary = dictionary;
    this.m = manifest;
    this.averages = manifest.s.map((sum) => sum / manifest.N);
  }

  // The score that lunr stores for a term in a field.
  impact(idf, field, count, length) {
    const { k, b, w } = this.m;
    const score = (idf * ((k + 1) * count)) / (k * (1 - b + b * (length / this.averages[field])) + count);
    return Math.round(score * w[field] * 1000) / 1000;
  }

  idf(term) {
    return Math.log(1 + Math.abs((this.m.N - term.df + 0.5) / (term.df + 0.5)));
  }

  // `clauses`: [{terms: [term], weights?: [number], phrases?: [number], fields: [bool × 6], boost, presence: 1 optional,
  // 2 required, 3 prohibited}]. Terms with the same number in `phrases` (not 0) hold the clause only where all of them stand.
  // `top`: how many must be certain (0: all lists are read). `low`, `high`: range of documents that is asked for.
  // Returns {order: documents by score, scores, bits: which clauses hold in a document, complete}.
  async run(clauses, { top = 0, low = 0, high = this.m.N, allowed = null } = {}) {
    const N = this.m.N, scores = new Float64Array(N), bits = new Uint32Array(N), heavy = [];
    const { weights, together, own } = this.weigh(clauses);
    const clear = (d) => bits[d] & own; // which clauses hold, without the marks of lone words of phrases
    const settle = (found) => together.reduce((all, [mask, bit]) => ((found & mask) === mask ? all | bit : all), found);
    const prohibited = clauses.reduce((all, clause, i) => (clause.presence === 3 ? all | (1 << i) : all), 0);
    const required = clauses.reduce((all, clause, i) => (clause.presence === 2 ? all | (1 << i) : all), 0);
    for (const share of weights) {
      for (const [start, stop, field, count, length] of share.term.runs) {
        const sum = share.weight[field] * this.impact(share.idf, field, count, length);
        for (let d = start; d < stop; d++) {
          scores[d] += sum;
          bits[d] |= share.masks[field];
        }
      }
      const consume = (found) => {
        for (const [document, fields] of found) {
          let sum = 0;
          for (const [field, count, length] of fields) {
            if (share.weight[field]) sum += share.weight[field] * this.impact(share.idf, field, count, length);
            bits[document] |= share.masks[field];
          }
          scores[document] += sum;
        }
      };
      if (!share.term.blocks) consume(share.term.list);
      else for (const block of share.term.blocks) heavy.push({ block, share, consume, best: this.best(block, share), any: share.any });
    }
    const within = (d) => d >= low && d < high && (!allowed || allowed[d]);
    const good = (d) => (bits[d] & required) === required && !(bits[d] & prohibited);
    const matched = (d) => clear(d) & ~prohibited;
    const open = new Set(heavy);
    const take = async (items) => {
      await Promise.all(items.map((item) => this.dictionary.loadBlock(item.block)));
      for (const item of items) {
        item.consume(item.block.list);
        open.delete(item);
      }
    };
    const banned = heavy.filter((item) => item.any & prohibited);
    if (!top) await take(heavy);
    else if (banned.length) await take(banned);
    const gather = () => {
      if (together.length) for (let d = low; d < high; d++) if (bits[d] > own) bits[d] = settle(bits[d]);
    };
    gather();
    for (let round = 0; open.size; round++) {
      const wanted = this.wanted(open, scores, bits, { top, required, prohibited, low, high, allowed, own, settle, all: round > 0 });
      if (!wanted.length) break;
      await take(wanted);
      gather();
    }
    const order = [];
    const negated = clauses.length > 0 && clauses.every((clause) => clause.presence === 3);
    for (let d = low; d < high; d++) if ((negated || matched(d)) && good(d) && within(d)) order.push(d);
    order.sort((one, other) => (Math.abs(scores[other] - scores[one]) > NEAR ? scores[other] - scores[one] : one - other));
    return { order, scores, bits, complete: !open.size };
  }

  // Every term once, with what it brings in each field: boosts over the length of the field's query vector, as in lunr.
  weigh(clauses) {
    const shares = new Map(), squares = new Float64Array(6), together = new Map();
    let free = clauses.length;
    clauses.forEach((clause, place) => {
      clause.terms.forEach((term, i) => {
        const phrase = (clause.phrases && clause.phrases[i]) || 0, key = `${place} ${phrase}`;
        if (phrase && free > 30) return; // no bit left: so long a question does without
        const bit = 1 << (phrase ? free++ : place);
        if (phrase) together.set(key, [(together.get(key) || [0])[0] | bit, 1 << place]);
        if (!shares.has(term))
          shares.set(term, { term, idf: this.idf(term), boost: new Float64Array(6), masks: new Uint32Array(6), weight: null, any: 0 });
        const share = shares.get(term);
        share.any |= bit;
        for (let field = 0; field < 6; field++) {
          if (!clause.fields[field]) continue;
          share.masks[field] |= bit;
          if (clause.presence !== 3) share.boost[field] += clause.boost * (clause.weights ? clause.weights[i] : 1);
        }
      });
    });
    for (const share of shares.values()) for (let f = 0; f < 6; f++) squares[f] += share.boost[f] ** 2;
    for (const share of shares.values()) share.weight = share.boost.map((boost, f) => (squares[f] ? boost / Math.sqrt(squares[f]) : 0));
    return { weights: [...shares.values()], together: [...together.values()], own: (1 << clauses.length) - 1 };
  }

  // The highest score that a document of a block gets from it.
  best(block, share) {
    return block.best.reduce((most, fields) => {
      let sum = 0;
      for (const [field, count, length] of fields) sum += share.weight[field] * this.impact(share.idf, field, count, length);
      return Math.max(most, sum);
    }, 0);
  }

  // The unread blocks that may hold one of the first `top` documents; at first only those of the most promising documents.
  wanted(open, scores, bits, { top, required, prohibited, low, high, allowed, own, settle, all }) {
    const N = this.m.N, hope = new Float64Array(N), may = new Uint32Array(N);
    for (const share of new Set([...open].map((item) => item.share))) {
      const most = new Float64Array(N);
      for (const { block, best, share: its } of open) {
        if (its !== share) continue;
        for (let d = block.first; d <= block.last; d++) if (best > most[d]) most[d] = best;
      }
      for (let d = low; d < high; d++) {
        if (!most[d]) continue;
        hope[d] += most[d];
        may[d] |= share.any;
      }
    }
    const firsts = [], chances = [];
    const keep = (list, size, value, d) => {
      if (list.length === size && value <= list[size - 1][0] + NEAR) return;
      let place = list.length;
      while (place && list[place - 1][0] + NEAR < value) place--;
      list.splice(place, 0, [value, d]);
      if (list.length > size) list.pop();
    };
    const possible = (d) => {
      const could = settle(bits[d] | may[d]);
      return !(bits[d] & prohibited) && (could & required) === required && could & own && (!allowed || allowed[d]);
    };
    for (let d = low; d < high; d++) {
      if (!possible(d)) continue;
      if (bits[d] & own && (bits[d] & required) === required) keep(firsts, top, scores[d], d);
      if (hope[d]) keep(chances, 2 * top, scores[d] + hope[d], d);
    }
    const [bar, last] = firsts.length === top ? firsts[top - 1] : [-1, N];
    const reaches = (d) => {
      const chance = scores[d] + hope[d];
      return hope[d] && possible(d) && (chance > bar + NEAR || (chance >= bar - NEAR && d <= last));
    };
    const documents = all ? null : chances.map((pair) => pair[1]).filter(reaches).sort((a, b) => a - b);
    return [...open].filter(({ block }) => {
      if (documents) return documents.some((d) => d >= block.first && d <= block.last);
      for (let d = Math.max(low, block.first); d <= block.last && d < high; d++) if (reaches(d)) return true;
      return false;
    });
  }
}
