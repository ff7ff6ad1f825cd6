// Pratinjau: memuat ulang halaman, menukar gaya di tempat, dan menunjukkan masalah. Hanya ditambahkan saat pratinjau,
// tidak pernah ke berkas situs. Teks dari isi selalu masuk sebagai teks, tidak pernah sebagai HTML.
(() => {
  "use strict";
  const own = document.currentScript;
  const cap = own.dataset.cap;
  const PLACE = "etalase-gulir:" + location.pathname;
  const SHUT = "etalase-tutup"; // sidik galat yang panelnya sudah ditutup

  // ---------------------------------------------------------------- ingatan selama tab terbuka

  function recall(key) {
    try { return sessionStorage.getItem(key); } catch { return null; }
  }
  function remember(key, text) {
    try { sessionStorage.setItem(key, text); } catch { /* peramban menolak: tidak apa-apa */ }
  }

  function reload() {
    remember(PLACE, scrollX + " " + scrollY);
    location.reload();
  }

  function returnToPlace() {
    const place = recall(PLACE);
    if (place === null) return;
    remember(PLACE, "");
    if (!place) return;
    const [x, y] = place.split(" ").map(Number);
    const go = () => scrollTo({ left: x, top: y, behavior: "instant" });
    go();
    addEventListener("load", go, { once: true }); // foto baru menambah tinggi halaman
  }

  // ---------------------------------------------------------------- gaya

  let swaps = 0;
  function swapStyles() {
    swaps += 1;
    for (const link of document.querySelectorAll("link[rel~=stylesheet]")) {
      const address = new URL(link.href);
      if (address.origin !== location.origin || link.dataset.diganti) continue;
      address.searchParams.set("pratinjau", swaps);
      const fresh = link.cloneNode();
      fresh.href = address.href;
      link.dataset.diganti = "ya";
      fresh.addEventListener("load", () => link.remove(), { once: true });
      fresh.addEventListener("error", () => fresh.remove(), { once: true });
      link.after(fresh);
    }
  }

  // ---------------------------------------------------------------- bilah

  function make(tag, className, text) {
    const item = document.createElement(tag);
    if (className) item.className = className;
    if (text) item.textContent = text;
    return item;
  }

  const host = make("etalase-pratinjau");
  // Tema boleh memberi gaya pada semua unsur; tempat bilah tetap.
  // Formulir memenuhi seluruh jendela, jadi di sana bilahnya mengambang di sudut.
  const place = location.pathname.startsWith("/admin/")
    ? [["position", "fixed"], ["right", "0"], ["max-width", "32rem"]] : [["position", "sticky"], ["left", "0"]];
  for (const [name, value] of [["all", "initial"], ["display", "block"], ["bottom", "0"], ...place,
    ["z-index", "2147483647"], ["visibility", "hidden"]]) host.style.setProperty(name, value, "important");
  const root = host.attachShadow({ mode: "open" });
  const sheet = make("link");
  sheet.rel = "stylesheet";
  sheet.href = "/__etalase/pratinjau.css";
  sheet.addEventListener("load", () => host.style.setProperty("visibility", "visible", "important"), { once: true });
  const bar = make("section", "bilah");
  bar.setAttribute("aria-label", "Pratinjau Etalase");
  bar.lang = "id";
  const list = make("div", "daftar");
  list.id = "daftar";
  list.hidden = true;
  list.tabIndex = -1;
  const button = make("button", "judul");
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", "daftar");
  const count = make("span", "hitung", "PRATINJAU");
  count.setAttribute("role", "status");
  const state = make("p", "status");
  state.hidden = true;
  const form = make("a", "formulir", "Buka formulir");
  form.hidden = true;
  const desk = make("a", "formulir", "Meja penyunting");
  desk.hidden = true;
  const head = make("div", "kepala");
  button.append(count);
  const phone = make("button", "ponsel", "Buka di ponsel");
  phone.type = "button";
  phone.hidden = true;
  phone.setAttribute("aria-expanded", "false");
  phone.setAttribute("aria-controls", "kode");
  const code = make("div", "kode");
  code.id = "kode";
  code.hidden = true;
  head.append(button, state, phone, form, desk);
  bar.append(list, code, head);
  root.append(sheet, bar);

  function open(is) {
    list.hidden = !is;
    button.setAttribute("aria-expanded", String(is));
  }
  let mark = "";
  function toggle() {
    if (button.disabled) return;
    open(list.hidden);
    remember(SHUT, list.hidden ? mark : "");
  }
  button.addEventListener("click", toggle);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { toggle(); button.focus(); }
  });

  phone.addEventListener("click", () => {
    code.hidden = !code.hidden;
    phone.setAttribute("aria-expanded", String(!code.hidden));
  });

  function drawCode(link) {
    phone.hidden = !link;
    if (!link) {
      code.hidden = true;
      return;
    }
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", `0 0 ${link.size} ${link.size}`);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", "Kode QR alamat halaman ini");
    const path = document.createElementNS(svg.namespaceURI, "path");
    path.setAttribute("d", link.path);
    svg.append(path);
    code.replaceChildren(svg, make("p", "", link.address), make("p", "", "Pindai dengan ponsel di jaringan yang sama."));
  }

  const number = new Intl.NumberFormat("id");
  function summary(report) {
    if (report.keadaan === "menunggu") return "sedang membangun…";
    if (report.keadaan === "macet") return "tertahan";
    if (report.keadaan === "rusak") return "kesalahan di dalam Etalase";
    if (!report.banyak) return "tidak ada masalah";
    const errors = report.galat && report.galat < report.banyak ? ` (${number.format(report.galat)} galat)` : "";
    return number.format(report.banyak) + " masalah" + errors;
  }

  function entry(problem) {
    const item = make("li", problem.tingkat.toLowerCase());
    const top = make("p", "tempat");
    top.append(make("strong", "", problem.tingkat), " ");
    if (problem.buka.startsWith("vscode://file/")) {
      const link = make("a", "", problem.tempat);
      link.href = problem.buka;
      link.title = "Buka di editor";
      top.append(link);
    } else {
      top.append(make("span", "", problem.tempat));
    }
    if (problem.formulir) {
      const there = make("a", "", "Buka di formulir");
      there.href = problem.formulir;
      top.append(" ", there);
    }
    if (navigator.clipboard) {
      const copy = make("button", "salin", "Salin tempat");
      copy.type = "button";
      copy.addEventListener("click", async () => {
        await navigator.clipboard.writeText(problem.tempat);
        copy.textContent = "Tersalin";
      });
      top.append(" ", copy);
    }
    item.append(top, make("p", "pesan", (problem.isian ? problem.isian + ": " : "") + problem.pesan));
    if (problem.cuplikan) {
      const [line, text, column] = problem.cuplikan;
      const margin = " ".repeat(String(line).length);
      item.append(make("pre", "", `${line} | ${text}\n${margin} | ${" ".repeat(column)}^`));
    }
    if (problem.saran) item.append(make("p", "saran", problem.saran));
    return item;
  }

  function show(report, status) {
    const isBad = ["galat", "macet", "rusak"].includes(report.keadaan);
    bar.dataset.keadaan = report.keadaan;
    count.textContent = "PRATINJAU – " + summary(report);
    state.textContent = status;
    state.hidden = !status;
    desk.href = report.meja;
    desk.hidden = !report.meja;
    form.href = report.formulir;
    form.hidden = !report.formulir || location.pathname.startsWith(report.formulir);
    const own = report.masalah.filter((problem) => problem.di_sini);
    const others = report.masalah.filter((problem) => !problem.di_sini);
    const parts = [];
    if (report.keadaan === "galat") {
      parts.push(make("p", "kabar", (report.sebagian ? "Yang tampak ini situs tanpa berkas yang keliru." : "Yang tampak ini situs sebelum galat.")
        + " Begitu galatnya diperbaiki, halaman memuat ulang sendiri."));
    }
    if (report.pesan) parts.push(make("p", "kabar", report.pesan));
    if (report.jejak) {
      parts.push(make("p", "kabar", "Ini kesalahan Etalase, bukan isi Anda. Kirim pesan berikut kepada pengembang."),
        make("pre", "jejak", report.jejak));
    }
    for (const [title, problems] of [["Di halaman ini", own], ["Di berkas lain", others]]) {
      if (!problems.length) continue;
      if (own.length) parts.push(make("p", "kelompok", title));
      const items = make("ol");
      items.append(...problems.map(entry));
      parts.push(items);
    }
    if (report.banyak > report.masalah.length) {
      parts.push(make("p", "kabar", `… dan ${number.format(report.banyak - report.masalah.length)} lagi; lihat dengan etalase check.`));
    }
    list.replaceChildren(...parts);
    button.disabled = !parts.length;
    mark = isBad ? JSON.stringify([report.keadaan, report.pesan, report.jejak, report.masalah.map((p) => [p.tempat, p.pesan])]) : "";
    open(isBad ? recall(SHUT) !== mark : !list.hidden && parts.length > 0 && !wasBad);
    wasBad = isBad;
  }
  let wasBad = false;

  function showLost() {
    bar.dataset.keadaan = "putus";
    count.textContent = "PRATINJAU – terputus; jalankan lagi: etalase serve";
  }

  // ---------------------------------------------------------------- sambungan (protokol LiveReload)

  let pause = 250;
  let introduce = () => {};
  // Formulir berpindah isian tanpa memuat halaman lain.
  if (location.pathname.startsWith("/admin/")) addEventListener("hashchange", () => introduce());
  function connect() {
    const line = new WebSocket((location.protocol === "https:" ? "wss://" : "ws://") + location.host + "/__etalase/hidup");
    const send = (message) => line.send(JSON.stringify(message));
    line.addEventListener("open", () => {
      send({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
    });
    line.addEventListener("message", (event) => {
      const message = JSON.parse(event.data);
      if (message.command === "hello") {
        pause = 250;
        introduce = () => send({ command: "info", url: location.origin + location.pathname + location.hash, cap });
        introduce();
      } else if (message.command === "reload") {
        if (message.liveCSS && message.path.endsWith(".css")) swapStyles();
        else reload();
      } else if (message.command === "etalase") {
        show(message.laporan, message.status);
        drawCode(message.ponsel);
      }
    });
    line.addEventListener("close", () => {
      introduce = () => {};
      showLost();
      setTimeout(connect, pause);
      pause = Math.min(2000, pause * 2);
    });
  }

  document.documentElement.append(host); // di luar body, supaya tata letak tema tidak berubah
  returnToPlace();
  connect();
})();
