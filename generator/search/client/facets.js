// Filters on the search page: groups of boxes with exact counts, and what is chosen as buttons that take it away again.

import { ANY, FACETS, RANGE } from "./records.js";
import { copy, element, fill, marked, number, say } from "./view.js";

// Lets parts of the question be words again: their keys stay in the address.
export function keep(query, parts) {
  const keys = (query.get("kata") || "").split(",").filter(Boolean);
  query.set("kata", [...new Set([...keys, ...parts.map((part) => part.key)])].join(","));
}

const STEPS = ["harga", "tkdn"]; // facets whose values have an order of their own

export class Facets {
  constructor(owner) {
    this.owner = owner;
    this.names = {};
    const fold = owner.part("saring-lipat");
    if (fold && fold.tagName === "DETAILS") fold.open = matchMedia("(min-width: 60rem)").matches;
  }

  label(name) {
    if (name === RANGE) name = "harga";
    return say(this.owner.page, "saring-" + name) || name;
  }

  // What a value is called: by the site, by the theme, by the data.
  value(name, key) {
    if (key === ANY) return say(this.owner.page, "semua-nilai", { nama: this.label(name) });
    const places = { kategori: this.m.C, wilayah: this.m.W }[name];
    const known = places && places.find((place) => place[0] === key);
    return known ? known[1] : say(this.owner.page, `${name}-${key}`) || (this.names[name] || {})[key] || key;
  }

  // `counts`: facet -> Map key -> count.
  show(wish, counts, labels, manifest) {
    this.m = manifest;
    this.names = labels;
    const part = this.owner.part("saring");
    if (part) this.groups(part, wish, counts);
    this.chosen(wish);
  }

  groups(part, wish, counts) {
    const open = new Map([...part.querySelectorAll("details")].map((item) => [item.dataset.nama, item.open]));
    const groups = FACETS.map((name) => [name, this.pairs(name, counts[name], wish.filters[name])]).filter(([, pairs]) => pairs.length);
    const made = groups.map(([name, pairs], place) => this.group(name, pairs, wish, open.has(name) ? open.get(name) : place < 2 || wish.filters[name].length > 0));
    const active = document.activeElement, key = active && part.contains(active) ? [active.name, active.value] : null;
    const inside = active && part.contains(active) && active.closest("details");
    part.replaceChildren(...made);
    const section = part.closest("[data-cari-bila]");
    if (section) section.hidden = !made.length;
    const box = key && [...part.querySelectorAll("input")].find((item) => item.name === key[0] && item.value === key[1]);
    if (box) box.focus();
    else if (inside) for (const item of part.querySelectorAll("details")) if (item.dataset.nama === inside.dataset.nama) item.querySelector("summary").focus();
  }

  pairs(name, counts, wished) {
    const chosen = wished.filter((key) => key !== ANY);
    for (const key of chosen) if (!counts.has(key)) counts.set(key, 0);
    const pairs = [...counts].filter(([key, many]) => many || chosen.includes(key));
    const before = (one, other) => (one < other ? -1 : 1);
    return pairs.sort((one, other) => (STEPS.includes(name) ? before(one[0], other[0]) : other[1] - one[1] || before(one[0], other[0])));
  }

  group(name, pairs, wish, open) {
    const group = copy(this.owner.page, "saring-kelompok", () => {
      const title = element("summary"), list = element("div");
      title.dataset.isi = "nama";
      list.dataset.cari = "saring-isi";
      return element("details", title, list);
    });
    fill(group, { nama: this.label(name) });
    group.dataset.nama = name;
    if (group.tagName === "DETAILS") group.open = open;
    const list = marked(group, "saring-isi") || group;
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", this.label(name));
    list.append(...pairs.map(([key, many]) => this.box(name, key, many, wish.filters[name].includes(key))));
    return group;
  }

  box(name, key, many, checked) {
    const item = copy(this.owner.page, "saring-butir", () => {
      const box = element("input"), text = element("span"), count = element("small");
      [text.dataset.isi, count.dataset.isi, box.type] = ["nama", "jumlah", "checkbox"];
      return element("label", box, text, " ", count);
    });
    fill(item, { nama: this.value(name, key), jumlah: number(many) });
    const box = item.querySelector("input");
    [box.checked, box.name, box.value] = [checked, name, key];
    box.addEventListener("change", () => this.owner.filter(name, key, box.checked));
    return item;
  }

  // What a part of the question was taken for.
  meaning({ name, values, range, order }) {
    if (order) return this.owner.orderName(order);
    if (name) return values.map((key) => this.value(name, key)).join(", ");
    const [low, high] = range.map((value) => "Rp" + number(value));
    const kind = !range[0] ? "harga-sampai" : range[1] === Infinity ? "harga-dari" : "harga-antara";
    return say(this.owner.page, kind, { rendah: low, tinggi: high });
  }

  chosen(wish) {
    const all = FACETS.flatMap((name) => wish.chosen[name].map((key) => [this.value(name, key), () => this.owner.filter(name, key, false)]));
    for (const part of wish.parts.filter((part) => !part.order || part.order === wish.order)) all.push([this.meaning(part), () => this.owner.go((query) => keep(query, [part]))]);
    const chips = all.map(([text, release]) => {
      const chip = copy(this.owner.page, "pilihan-butir", () => element("button", element("span")));
      const label = chip.querySelector("[data-isi]") || chip.firstElementChild || chip;
      label.textContent = text;
      chip.type = "button";
      chip.setAttribute("aria-label", say(this.owner.page, "hapus-saringan", { nama: text }));
      chip.addEventListener("click", () => {
        release();
        this.owner.rest();
      });
      return chip;
    });
    if (chips.length > 1) chips.push(this.owner.link(say(this.owner.page, "hapus"), (query) => {
      FACETS.forEach((name) => query.delete(name));
      keep(query, wish.parts);
    }));
    this.owner.put("pilihan", chips);
    const mark = this.owner.part("saring-jumlah");
    if (mark) mark.textContent = all.length ? `(${number(all.length)})` : "";
  }
}
