// Ways out of an empty page: the filter that keeps most away, the regions next door, words that are spelled alike.

import { keep } from "./facets.js";
import { FACETS, RANGE } from "./records.js";
import { VALUE } from "./text.js";
import { element, number, say } from "./view.js";

const SIDES = 4; // regions next door that are named

// Lines of buttons: [sentence or "", [[text, change of the address], …]]. Counts are exact.
export async function waysOut(page, facets, wish, records, search, found) {
  const chosen = [...FACETS, RANGE].filter((name) => wish.filters[name].length), lines = [];
  const release = (query, names) => {
    names.forEach((name) => query.delete(name));
    keep(query, wish.parts.filter((part) => names.includes(part.range ? RANGE : part.name)));
  };
  const count = async (filters, but) => {
    const allowed = await records.allowed(filters, but);
    return found.all.reduce((sum, d) => sum + (!allowed || allowed[d] ? 1 : 0), 0);
  };
  if (chosen.length && found.all.length) {
    const single = [];
    for (const name of chosen) single.push([await count(wish.filters, name), name]);
    single.sort((one, other) => other[0] - one[0]);
    for (const [many, name] of single) if (many) lines.push(["", [[say(page, "lepas", { nama: facets.label(name), n: number(many) }), (query) => release(query, [name])]]]);
    if (!lines.length) lines.push(["", [[say(page, "lepas-semua", { n: number(found.all.length) }), (query) => release(query, chosen)]]]);
    const next = await besides(wish, records, count);
    if (next.length) lines.push([say(page, "tetangga"), next.map(([region, many]) => [say(page, "di", { nama: region[1], n: number(many) }), (query) => {
        release(query, ["wilayah"]);
        query.set("wilayah", region[0]);
      }])]);
  }
  const lost = found.groups.filter((group) => !group.terms.length && group.word.length > 2);
  const pairs = found.all.length ? [] : (await Promise.all(lost.map(async ({ word }) => (await search.similar(word)).map((other) => [word, other])))).flat();
  if (pairs.length) lines.push([say(page, "maksud"), pairs.map(([word, other]) => [other, (query) => query.set("q", wish.asked.toLowerCase().replace(word, () => other))])]);
  return lines;
}

// Regions next to the chosen ones that have something, the nearest first.
async function besides(wish, records, count) {
  const chosen = wish.filters.wilayah, regions = records.m.W, near = [];
  for (const region of regions.filter((region) => chosen.includes(region[0])))
    for (const letter of region[3]) {
      const other = regions[VALUE[letter.charCodeAt(0)]];
      if (!chosen.includes(other[0]) && !near.includes(other)) near.push(other);
    }
  const found = [];
  for (const region of near) {
    const many = await count({ ...wish.filters, wilayah: [region[0]] });
    if (many && found.length < SIDES) found.push([region, many]);
  }
  return found;
}

// The lines as elements; `link(text, change)` makes a button.
export const spelled = (lines, link) =>
  lines.map(([sentence, links]) => element("p", ...(sentence ? [sentence, " "] : []), ...links.flatMap(([text, change]) => [link(text, change), " "])));
