// The search box of every page: results while typing, as a combobox (ARIA APG: list autocomplete, manual selection).

import { Moved, Offline } from "./store.js";
import { result, say } from "./view.js";

const INSTANT = 6, PAUSE = 120;

export function startBoxes(ask, root) {
  for (const form of document.querySelectorAll('form[data-cari="kotak"]')) startBox(form, ask, root);
}

function startBox(form, ask, root) {
  const input = form.querySelector("input[name=q]"), list = document.getElementById(input.getAttribute("aria-controls"));
  if (!list || form.dataset.siap) return;
  form.dataset.siap = "1";
  const status = form.querySelector("[data-cari=status]");
  let timer = 0, turn = 0, active = -1;

  // Nothing is chosen; what a question brings later must not be chosen either.
  const release = () => {
    active = -1;
    input.removeAttribute("aria-activedescendant");
    for (const item of list.children) item.setAttribute("aria-selected", "false");
  };
  const shut = () => {
    clearTimeout(timer);
    turn++; // an answer on its way opens nothing
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    release();
  };
  const choose = (place) => {
    const items = [...list.children];
    if (!items.length) return;
    active = (place + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", i === active));
    input.setAttribute("aria-activedescendant", items[active].id);
    items[active].scrollIntoView({ block: "nearest" });
  };
  const show = async () => {
    const text = input.value, mine = ++turn;
    clearTimeout(timer);
    if (!text.trim()) return shut();
    try {
      const records = await ask(async (search, show) => {
        const found = await search.find(text, { top: INSTANT, typing: true });
        return show.show([...found.order.slice(0, INSTANT), ...found.others.slice(0, 2)]);
      });
      if (mine !== turn) return;
      list.replaceChildren(...records.map((record, i) => {
        const item = result(form, root, record, "usul");
        item.id = `${list.id}-${i}`;
        item.setAttribute("role", "option");
        item.querySelectorAll("a").forEach((link) => (link.tabIndex = -1));
        return item;
      }));
      release();
      list.hidden = !records.length;
      input.setAttribute("aria-expanded", String(!!records.length));
      if (status) status.textContent = records.length ? say(form, "jumlah", { n: records.length }) : say(form, "kosong", { q: text });
    } catch (fault) {
      if (mine === turn) {
        shut();
        if (status) status.textContent = say(form, "luring");
      }
      if (!(fault instanceof Offline || fault instanceof Moved)) reportError(fault);
    }
  };
  input.addEventListener("input", () => {
    release(); // what was chosen answered another text
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // keys of an input method: they choose letters, not results
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      else choose(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
    } else if (event.key === "Escape") {
      if (!list.hidden) event.preventDefault();
      shut();
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      list.children[active].querySelector("a").click();
    }
  });
  input.addEventListener("blur", (event) => list.contains(event.relatedTarget) || shut());
  list.addEventListener("blur", shut); // a list that scrolls is a stop of the Tab key itself
  addEventListener("pagehide", shut); // who comes back finds the page as it was before
  for (const press of ["pointerdown", "mousedown"]) list.addEventListener(press, (event) => event.preventDefault());
  if (document.activeElement === input && input.value) show();
}
