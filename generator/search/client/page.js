// The page /cari/: results, filters with exact counts, order, and all of it in the address, so that it can be sent on.

import { FACETS } from "./records.js";
import { copy, element, fill, marked, number, result, say } from "./view.js";

const FIRST = 10, MORE = 20, LARGE = 20000;
const ORDERS = { harga: 1, "-harga": -1, baru: -1, nama: 1 };

export function startPage(ask, root) {
  const page = marked(document, "halaman");
  if (page) new Page(page, ask, root).start();
}

class Page {
  constructor(page, ask, root) {
    Object.assign(this, { page, ask, root, turn: 0, part: (name) => marked(page, name) });
    this.form = document.querySelector('form[data-cari="tanya"]') || this.part("tanya");
    this.input = this.form && this.form.querySelector("input[name=q]");
  }

  start() {
    addEventListener("popstate", () => this.run());
    if (this.form) this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.go((query) => {
        query.set("q", this.input.value.trim());
        query.delete("persis");
      });
    });
    const order = this.part("urut");
    if (order) order.addEventListener("change", () => this.go((query) => query.set("urut", order.value)));
    const more = this.part("lagi");
    if (more) more.addEventListener("click", () => this.go((query) => query.set("hal", (this.wish().page + 1).toString()), true));
    this.run();
  }

  // What the address asks for.
  wish() {
    const query = new URLSearchParams(location.search), filters = {};
    for (const name of FACETS) filters[name] = (query.get(name) || "").split(",").filter(Boolean);
    return { text: (query.get("q") || "").slice(0, 200), filters, order: query.get("urut") || "", exact: query.has("persis"),
      page: Math.min(50, Math.max(1, parseInt(query.get("hal"), 10) || 1)) };
  }

  go(change, replace) {
    const query = new URLSearchParams(location.search);
    if (!replace) query.delete("hal");
    change(query);
    for (const [key, value] of [...query]) if (!value && key !== "persis") query.delete(key);
    const address = location.pathname + (query.size === 0 ? "" : "?" + query);
    history[replace ? "replaceState" : "pushState"](null, "", address);
    this.run();
  }

  async run() {
    const wish = this.wish(), mine = ++this.turn;
    const filtered = FACETS.some((name) => wish.filters[name].length);
    if (this.input && this.input.value !== wish.text) this.input.value = wish.text;
    if (this.part("urut")) this.part("urut").value = wish.order;
    const asked = wish.text.trim() || filtered || wish.order;
    this.page.classList.toggle("dicari", !!asked);
    for (const item of document.querySelectorAll('[data-cari="tanpa-js"]')) item.hidden = !!asked;
    if (!asked) return this.clear();
    this.tell(say(this.page, "mencari"));
    try {
      await this.ask(async (search, records, manifest) => {
        const quick = wish.text.trim() && !filtered && !wish.order && wish.page === 1;
        if (quick) await this.show(mine, wish, records, await this.find(search, records, wish, FIRST), false);
        if (quick && manifest.N > LARGE && !this.wide) return this.offer(mine);
        await this.show(mine, wish, records, await this.find(search, records, wish, 0), true);
      });
    } catch (fault) {
      if (mine === this.turn) this.failed(fault);
    }
  }

  async find(search, records, wish, top) {
    const all = { order: Array.from({ length: search.m.P }, (_, d) => d), others: [], groups: [], sure: search.m.P, complete: true };
    const found = wish.text.trim() ? await search.find(wish.text, { top, exact: wish.exact }) : all;
    const allowed = await records.allowed(wish.filters);
    const order = allowed ? found.order.filter((d) => allowed[d]) : found.order;
    const sort = ORDERS[wish.order];
    if (sort) {
      const keys = await records.order(wish.order.replace("-", ""));
      const rank = (d) => (keys[d] || wish.order === "nama" ? keys[d] * sort : Infinity);
      order.sort((one, other) => rank(one) - rank(other) || one - other);
    }
    return { ...found, all: found.order, order };
  }

  async show(mine, wish, records, found, complete) {
    const many = FIRST + (wish.page - 1) * MORE;
    const [shown, others] = await Promise.all([records.show(found.order.slice(0, many)), records.show(found.others)]);
    if (mine !== this.turn) return;
    this.put("hasil", shown.map((record) => result(this.page, this.root, record)));
    this.put("lain", others.map((record) => result(this.page, this.root, record, "butir-lain")));
    const more = this.part("lagi");
    if (more) more.hidden = found.order.length <= many && complete;
    this.help(wish, found);
    if (!complete) return;
    const counts = await records.counts(found.all, wish.filters);
    if (mine !== this.turn) return;
    this.facets(wish, counts, records.m);
    const parts = [found.order.length ? say(this.page, "jumlah", { n: number(found.order.length) }) : say(this.page, "kosong", { q: wish.text })];
    if (wish.text && found.order.length > found.sure && found.sure) parts.push(say(this.page, "sebagian", { m: found.sure }));
    this.tell(parts.join(". "));
    if (!found.order.length) await this.ways(mine, wish, records, found);
  }

  put(name, children) {
    const part = this.part(name);
    if (!part) return;
    part.replaceChildren(...children);
    const section = part.closest("[data-cari-bila]");
    if (section) section.hidden = !children.length;
  }

  // What was corrected or left out, with the way back.
  help(wish, found) {
    const lines = [];
    const fixed = found.groups.filter((group) => group.corrected), lost = found.groups.filter((group) => !group.terms.length);
    if (fixed.length) {
      const to = found.groups.map((group) => group.corrected || group.word).join(" ");
      lines.push(element("p", say(this.page, "koreksi", { ke: to }), " ", this.link(say(this.page, "persis", { q: wish.text }), (query) => query.set("persis", "1"))));
    }
    if (found.order.length) for (const group of lost) lines.push(element("p", say(this.page, "abaikan", { kata: group.word })));
    this.put("bantu", lines);
  }

  // Ways out of an empty page: without one of the filters, in other regions, with nothing but the words.
  async ways(mine, wish, records, found) {
    const lines = [];
    for (const name of FACETS.filter((name) => wish.filters[name].length)) {
      const allowed = await records.allowed(wish.filters, name);
      const many = found.all.filter((d) => !allowed || allowed[d]).length;
      if (many) lines.push([many, element("p", this.link(say(this.page, "lepas", { nama: this.label(name), n: number(many) }), (query) => query.delete(name)))]);
    }
    lines.sort((one, other) => other[0] - one[0]);
    if (mine === this.turn && lines.length) this.put("bantu", lines.map((line) => line[1]));
    if (mine !== this.turn || found.all.length) return;
    for (const item of document.querySelectorAll('[data-cari="tanpa-js"]')) item.hidden = false;
  }

  facets(wish, counts, manifest) {
    const part = this.part("saring");
    if (!part) return;
    const open = new Map([...part.querySelectorAll("details")].map((item) => [item.dataset.nama, item.open]));
    const groups = [];
    for (const name of FACETS) {
      const chosen = wish.filters[name];
      const pairs = [...counts[name]].filter(([key, many]) => many || chosen.includes(key));
      if (!pairs.length) continue;
      const places = { kategori: manifest.C, wilayah: manifest.W }[name];
      pairs.sort((one, other) => (name === "harga" || name === "tkdn" ? (one[0] < other[0] ? -1 : 1) : other[1] - one[1] || (one[0] < other[0] ? -1 : 1)));
      const items = pairs.map(([key, many]) => {
        const known = places && places.find((place) => place[0] === key);
        const label = known ? known[1] : say(this.page, `${name}-${key}`) || key;
        const item = copy(this.page, "saring-butir", () => {
          const box = element("input"), text = element("span"), count = element("small");
          [text.dataset.isi, count.dataset.isi, box.type] = ["nama", "jumlah", "checkbox"];
          return element("label", box, text, " ", count);
        });
        fill(item, { nama: label, jumlah: number(many) });
        const box = item.querySelector("input");
        [box.checked, box.name, box.value] = [chosen.includes(key), name, key];
        box.addEventListener("change", () => this.filter(name, key, box.checked));
        return item;
      });
      const group = copy(this.page, "saring-kelompok", () => {
        const title = element("summary");
        title.dataset.isi = "nama";
        const list = element("div");
        list.dataset.cari = "saring-isi";
        return element("details", title, list);
      });
      fill(group, { nama: this.label(name) });
      group.dataset.nama = name;
      if (group.tagName === "DETAILS") group.open = open.has(name) ? open.get(name) : chosen.length > 0;
      (marked(group, "saring-isi") || group).append(...items);
      groups.push(group);
    }
    const active = document.activeElement, key = active && part.contains(active) ? [active.name, active.value] : null;
    part.replaceChildren(...groups);
    if (key) for (const box of part.querySelectorAll("input")) if (box.name === key[0] && box.value === key[1]) box.focus();
  }

  filter(name, key, on) {
    this.go((query) => {
      const chosen = new Set((query.get(name) || "").split(",").filter(Boolean));
      if (on) chosen.add(key);
      else chosen.delete(key);
      query.set(name, [...chosen].sort().join(","));
    });
  }

  label(name) {
    return say(this.page, "saring-" + name) || name;
  }

  link(text, change) {
    const made = element("button", text);
    made.type = "button";
    made.className = "taut";
    made.addEventListener("click", () => this.go(change));
    return made;
  }

  tell(text) {
    const part = this.part("status");
    if (part) part.textContent = text;
  }

  // In a large catalogue counts cost more than results: they come when asked for.
  offer(mine) {
    if (mine !== this.turn) return;
    this.tell("");
    const made = this.link(say(this.page, "hitung") || "Hitung dan saring", () => (this.wide = true));
    this.put("saring", [made]);
  }

  clear() {
    for (const name of ["hasil", "lain", "bantu", "saring"]) this.put(name, []);
    this.tell("");
    if (this.part("lagi")) this.part("lagi").hidden = true;
  }

  failed() {
    this.clear();
    this.tell(say(this.page, "luring"));
    const again = this.link(say(this.page, "ulang"), () => {});
    this.put("bantu", [again]);
    for (const item of document.querySelectorAll('[data-cari="tanpa-js"]')) item.hidden = false;
  }
}
