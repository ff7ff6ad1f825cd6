// The page /cari/: results, filters with exact counts, order, and all of it in the address, so that it can be sent on.

import { FACETS, RANGE } from "./records.js";
import { Facets, keep } from "./facets.js";
import { meant } from "./intents.js";
import { Offline, Moved } from "./store.js";
import { element, marked, number, result, say } from "./view.js";
import { spelled, waysOut } from "./ways.js";

const FIRST = 10, MORE = 20, LARGE = 20000;
const BEST = "cocok"; // in the address where somebody chose it over an order that the question asks for
const ORDERS = { harga: 1, "-harga": -1, baru: -1, nama: 1 };

export function startPage(ask, root) {
  const page = marked(document, "halaman");
  if (page) new Page(page, ask, root).start();
}

// An address's query without what says nothing.
function said(query) {
  for (const [key, value] of [...query]) if (!value && key !== "persis") query.delete(key);
  return query.toString();
}

class Page {
  constructor(page, ask, root) {
    Object.assign(this, { page, ask, root, turn: 0, parts: [], part: (name) => marked(page, name) });
    this.form = document.querySelector('form[data-cari="tanya"]') || this.part("tanya");
    this.input = this.form && this.form.querySelector("input[name=q]");
    this.facets = new Facets(this);
  }

  start() {
    addEventListener("popstate", () => this.run());
    addEventListener("online", () => this.broken && this.run());
    if (this.form) this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.go((query) => {
        query.set("q", this.input.value.trim());
        query.delete("persis");
        query.delete("kata");
      });
    });
    const order = this.part("urut");
    if (order) order.addEventListener("change", () => this.go((query) => query.set("urut", order.value || (this.parts.some((part) => part.order) ? BEST : ""))));
    const more = this.part("lagi");
    if (more) more.addEventListener("click", () => this.more());
    this.run();
  }

  // What the address asks for.
  wish() {
    const query = new URLSearchParams(location.search), filters = {};
    for (const name of FACETS) filters[name] = (query.get(name) || "").split(",").filter(Boolean);
    const asked = (query.get("q") || "").slice(0, 200), kept = (query.get("kata") || "").split(",").filter(Boolean);
    return { asked, kept, text: asked, chosen: filters, filters: { ...filters, [RANGE]: [] }, parts: [], order: Object.hasOwn(ORDERS, query.get("urut")) ? query.get("urut") : "", isOrdered: query.has("urut"), exact: query.has("persis"),
      page: Math.min(50, Math.max(1, parseInt(query.get("hal"), 10) || 1)) };
  }

  // The same wish with what its words mean as filters.
  async meaning(wish, records, manifest) {
    if (!wish.asked.trim() || wish.exact) return wish;
    const found = meant(wish.asked, await records.intents(), manifest, wish.kept);
    if (!found.parts.length) return wish;
    const filters = { [RANGE]: found.range };
    for (const name of FACETS) filters[name] = [...new Set([...wish.chosen[name], ...(found.filters[name] || [])])];
    return { ...wish, text: found.text, parts: found.parts, filters, order: wish.isOrdered ? wish.order : found.order };
  }

  orderName(order) {
    const option = this.part("urut") && [...this.part("urut").options].find((one) => one.value === order);
    return option ? option.textContent : order;
  }

  // A question that says what the last one said is no new entry in the history.
  go(change, replace) {
    const query = new URLSearchParams(location.search);
    if (!replace) query.delete("hal");
    const before = said(query);
    change(query);
    const now = said(query);
    history[replace || now === before ? "replaceState" : "pushState"](null, "", location.pathname + (now && "?" + now));
    return this.run();
  }

  // The button may be gone with the last of them, and all results are written anew: the focus goes to the first new one.
  async more() {
    const before = this.part("hasil").children.length;
    await this.go((query) => query.set("hal", (this.wish().page + 1).toString()), true);
    if (![document.body, this.part("lagi")].includes(document.activeElement)) return;
    const link = this.part("hasil").children[before]?.querySelector("a");
    if (link) link.focus({ preventScroll: true });
    else if (this.part("lagi").hidden) this.rest();
  }

  async run() {
    const typed = this.wish(), mine = ++this.turn;
    if (this.input && this.input.value !== typed.asked) this.input.value = typed.asked;
    if (this.part("urut")) this.part("urut").value = typed.order;
    const asked = typed.asked.trim() || FACETS.some((name) => typed.chosen[name].length) || typed.order;
    this.page.classList.toggle("dicari", !!asked);
    this.lists(!asked);
    this.broken = false;
    if (!asked) return this.clear();
    this.tell(say(this.page, "mencari"));
    this.page.setAttribute("aria-busy", "true");
    try {
      await this.ask(async (search, records, manifest) => {
        const wish = await this.meaning(typed, records, manifest);
        if (mine !== this.turn) return;
        if (this.part("urut")) this.part("urut").value = wish.order;
        const filtered = [...FACETS, RANGE].some((name) => wish.filters[name].length);
        const quick = wish.text.trim() && !filtered && !wish.order && wish.page === 1;
        if (!quick) records.ahead(wish.order.replace("-", ""));
        if (quick) await this.show(mine, wish, records, search, await this.find(search, records, wish, FIRST), false);
        if (quick && manifest.N > LARGE && !this.wide) return this.offer(mine);
        await this.show(mine, wish, records, search, await this.find(search, records, wish, 0), true);
      });
    } catch (fault) {
      if (mine === this.turn) this.failed();
      if (!(fault instanceof Offline || fault instanceof Moved)) reportError(fault);
    }
    if (mine === this.turn) this.page.removeAttribute("aria-busy");
  }

  async find(search, records, wish, top) {
    const all = { order: Array.from({ length: search.m.P }, (_, d) => d), others: [], groups: [], sure: search.m.P, complete: true };
    const found = wish.text.trim() ? await search.find(wish.text, { top, exact: wish.exact }) : all;
    const allowed = await records.allowed(wish.filters);
    let order = allowed ? found.order.filter((d) => allowed[d]) : found.order;
    const sure = allowed ? found.order.slice(0, found.sure).filter((d) => allowed[d]).length : found.sure;
    const sort = ORDERS[wish.order];
    if (sort) {
      const keys = await records.order(wish.order.replace("-", ""));
      const rank = (d) => (keys[d] || wish.order === "nama" ? keys[d] * sort : Infinity);
      const inOrder = (documents) => documents.sort((one, other) => rank(one) - rank(other) || one - other);
      order = [...inOrder(order.slice(0, sure)), ...inOrder(order.slice(sure))]; // those that hold every word stay first
    }
    return { ...found, all: found.order, order, sure };
  }

  async show(mine, wish, records, search, found, complete) {
    const many = FIRST + (wish.page - 1) * MORE;
    const [shown, others] = await Promise.all([records.show(found.order.slice(0, many)), records.show(found.others)]);
    if (mine !== this.turn) return;
    this.put("hasil", shown.map((record) => result(this.page, this.root, record)));
    this.put("lain", others.map((record) => result(this.page, this.root, record, "butir-lain")));
    const more = this.part("lagi");
    if (more) more.hidden = found.order.length <= many && complete;
    this.help(wish, found);
    if (!complete) return;
    const { counts, labels } = await records.counts(found.all, wish.filters);
    if (mine !== this.turn) return;
    this.parts = wish.parts;
    this.facets.show(wish, counts, labels, records.m);
    const parts = [found.order.length ? say(this.page, "jumlah", { n: number(found.order.length) }) : say(this.page, wish.asked ? "kosong" : "kosong-saringan", { q: wish.asked })];
    if (wish.text && found.order.length > found.sure && found.sure) parts.push(say(this.page, "sebagian", { m: found.sure }));
    if (found.order.length && found.missing) parts.push(say(this.page, "tanpa", { kata: found.missing.join(" ") }));
    if (found.cut) parts.push(say(this.page, "terpotong"));
    this.tell(parts.join(". "));
    if (!found.order.length) await this.ways(mine, wish, records, search, found);
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
      lines.push(element("p", say(this.page, "koreksi", { ke: to }), " ", this.link(say(this.page, "persis", { q: wish.asked }), (query) => query.set("persis", "1"))));
    }
    if (found.order.length) for (const group of lost) lines.push(element("p", say(this.page, "abaikan", { kata: group.word })));
    this.put("bantu", lines);
  }

  async ways(mine, wish, records, search, found) {
    const lines = await waysOut(this.page, this.facets, wish, records, search, found);
    if (mine !== this.turn) return;
    if (lines.length) this.part("bantu")?.append(...spelled(lines, (text, change) => this.link(text, change)));
    if (!found.all.length || !lines.length) this.lists(true);
  }

  filter(name, key, on) {
    const parts = on ? [] : this.parts.filter((part) => part.name === name && part.values.includes(key));
    this.go((query) => {
      if (parts.length) keep(query, parts);
      const chosen = new Set((query.get(name) || "").split(",").filter(Boolean));
      if (on) chosen.add(key);
      else chosen.delete(key);
      query.set(name, [...chosen].sort().join(","));
    });
  }

  link(text, change) {
    return this.button(text, () => {
      this.go(change);
      this.rest();
    });
  }

  button(text, act) {
    const made = element("button", text);
    made.type = "button";
    made.className = "taut";
    made.addEventListener("click", act);
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
    this.put("saring", [this.button(say(this.page, "hitung"), () => {
      this.wide = true;
      this.run();
    })]);
  }

  // The lists by region and category, for who asks nothing, finds nothing, or has no JavaScript.
  lists(shown) {
    for (const item of document.querySelectorAll('[data-cari="tanpa-js"]')) item.hidden = !shown;
  }

  // Focus that lay on something that went goes to what the page says now.
  rest() {
    const part = this.part("status");
    if (!part) return;
    part.tabIndex = -1;
    part.focus();
  }

  clear() {
    for (const name of ["hasil", "lain", "bantu", "saring", "pilihan"]) this.put(name, []);
    this.tell("");
    if (this.part("lagi")) this.part("lagi").hidden = true;
  }

  failed() {
    this.clear();
    this.broken = true;
    this.tell(say(this.page, "luring"));
    this.put("bantu", [this.button(say(this.page, "ulang"), () => this.run())]);
    this.lists(true);
  }
}
