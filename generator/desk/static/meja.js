// Meja penyunting: menjatuhkan berkas dan kemajuan. Tanpa naskah ini semua tetap dapat dikerjakan lewat tombol.
(() => {
  "use strict";

  // ---------------------------------------------------------------- berkas masuk
  const MOST = 200_000_000; // byte satu berkas
  const form = document.querySelector("[data-unggah]");
  if (form) {
    const inputs = [...form.querySelectorAll("input[type=file]")];
    const news = form.querySelector(".kabar");
    const button = form.querySelector("button");

    function send(files) {
      const big = [...files].filter((file) => file.size > MOST);
      if (big.length) {
        news.textContent = big.map((file) => file.name).join(", ") + " lebih dari 200 MB. Pecah menjadi beberapa berkas.";
        return;
      }
      if (!files.length) {
        news.textContent = "Belum ada berkas yang dipilih.";
        return;
      }
      const data = new FormData();
      data.append("kunci", form.elements.kunci.value);
      for (const file of files) data.append("berkas", file, file.name);
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.responseType = "document";
      button.disabled = true;
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) news.textContent = "Mengirim: " + Math.round(100 * event.loaded / event.total) + "%";
      });
      request.addEventListener("load", () => {
        if (request.status < 400) {
          location.assign(request.responseURL);
          return;
        }
        button.disabled = false;
        const said = request.response && request.response.querySelector(".pesan");
        news.textContent = said ? said.textContent : "Kiriman ditolak. Muat ulang halaman ini, lalu ulangi.";
      });
      request.addEventListener("error", () => {
        button.disabled = false;
        news.textContent = "Kiriman terputus. Pastikan jendela Etalase masih terbuka, lalu kirim lagi.";
      });
      request.send(data);
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(inputs.flatMap((input) => [...input.files]));
    });

    // Folder yang dijatuhkan dibuka sampai ke dalam.
    async function inside(entry) {
      if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
      const reader = entry.createReader();
      const found = [];
      for (;;) {
        const some = await new Promise((done, fail) => reader.readEntries(done, fail));
        if (!some.length) break;
        for (const one of some) found.push(...await inside(one));
      }
      return found;
    }
    async function dropped(transfer) {
      const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
      if (!entries.length) return [...transfer.files];
      const lists = await Promise.all(entries.map(inside));
      return lists.flat();
    }
    let depth = 0;
    const shown = (is) => form.classList.toggle("di-atas", is);
    addEventListener("dragenter", (event) => { if (event.dataTransfer.types.includes("Files")) { depth += 1; shown(true); } });
    addEventListener("dragleave", () => { depth = Math.max(0, depth - 1); shown(depth > 0); });
    addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
    addEventListener("drop", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      depth = 0;
      shown(false);
      dropped(event.dataTransfer).then(send, () => { news.textContent = "Berkas yang dijatuhkan tidak dapat dibaca. Pilih lewat tombol."; });
    });
  }

  // ---------------------------------------------------------------- foto: diseret ke produknya, disimpan seketika
  const pairs = document.querySelector("[data-foto]");
  if (pairs) {
    const news = pairs.querySelector(".kabar");
    let dragged = null;

    // Daftar yang panjang tidak ikut di halaman: ditanyakan menurut apa yang diketik.
    const offers = pairs.querySelector("datalist[data-cari]");
    let asking = null;
    if (offers) pairs.addEventListener("input", async (event) => {
      if (event.target.list !== offers) return;
      if (asking) asking.abort();
      asking = new AbortController();
      try {
        const answer = await fetch(offers.dataset.cari + "?cari=" + encodeURIComponent(event.target.value), { signal: asking.signal });
        offers.replaceChildren(...(await answer.json()).map((label) => new Option(label, label)));
      } catch { /* yang berikutnya menggantikannya */ }
    });
    for (const item of pairs.querySelectorAll("[data-gambar]")) {
      if (!item.querySelector("input")) continue;
      item.draggable = true;
      item.addEventListener("dragstart", (event) => {
        dragged = item;
        event.dataTransfer.setData("text/plain", item.dataset.gambar);
        event.dataTransfer.effectAllowed = "link";
      });
      item.addEventListener("dragend", () => { dragged = null; });
    }
    async function keep(item, label) {
      const data = new URLSearchParams({
        kunci: pairs.elements.kunci.value, versi: pairs.elements.versi.value, diam: "ya", ["pemilik." + item.dataset.gambar]: label,
      });
      const answer = await fetch(pairs.action, { method: "POST", body: data });
      const told = await answer.json();
      if (!told.versi) {
        location.reload();
        return;
      }
      for (const field of document.querySelectorAll("[name=versi]")) field.value = told.versi;
      const write = document.querySelector("[name=beda]");
      if (write) {
        const fresh = document.createElement("a");
        fresh.className = "tombol";
        fresh.href = location.pathname;
        fresh.textContent = "Perbarui bedanya";
        write.form.replaceWith(fresh);
      }
      news.textContent = label + " mendapat foto.";
    }
    for (const place of pairs.querySelectorAll("[data-produk]")) {
      place.addEventListener("dragover", (event) => { if (dragged) { event.preventDefault(); place.classList.add("di-atas"); } });
      place.addEventListener("dragleave", () => place.classList.remove("di-atas"));
      place.addEventListener("drop", (event) => {
        if (!dragged) return;
        event.preventDefault();
        place.classList.remove("di-atas");
        place.classList.add("terisi");
        dragged.querySelector("input").value = place.textContent;
        keep(dragged, place.textContent).catch(() => { news.textContent = "Etalase tidak menjawab. Buka lagi etalase.py, lalu ulangi."; });
      });
    }
  }

  // ---------------------------------------------------------------- kemajuan
  const work = document.querySelector("[data-kemajuan]");
  if (work) {
    const number = new Intl.NumberFormat("id");
    const stage = work.querySelector(".tahap");
    const bar = work.querySelector("progress");
    const ask = async () => {
      try {
        const told = await (await fetch(work.dataset.kemajuan)).json();
        if (!told.tahap) {
          location.reload();
          return;
        }
        stage.textContent = told.tahap + (told.semua ? ": " + number.format(told.selesai) + " dari " + number.format(told.semua) : "");
        if (told.semua) {
          bar.max = told.semua;
          bar.value = told.selesai;
        }
      } catch {
        stage.textContent = "Etalase tidak menjawab. Buka lagi etalase.py; pekerjaan ini menunggu di sana.";
      }
      setTimeout(ask, 700);
    };
    setTimeout(ask, 700);
  }
})();
