// Files of the index: fetched once each, by name. A file that is gone means that the site was published anew while this page
// was open: the manifest is read again, once, and the question asked again.

import { unfront } from "./text.js";

const VERSION = 1;

export class Moved extends Error {}
export class Offline extends Error {}

export class Store {
  // `root`: address of the folder that holds m.json; `tools`: that of the scripts; both end in a slash. `classic`: data
  // are classic scripts (from a disk).
  constructor(root, tools, classic) {
    this.root = root;
    this.tools = tools;
    this.classic = classic;
    this.kept = new Map();
    this.manifest = null;
    this.checked = false;
  }

  open() {
    if (!this.manifest) {
      this.manifest = this.read("m", false).then((found) => {
        if (found.v !== VERSION) throw new Moved();
        for (const key of ["t", "r"]) found[key] = unfront(found[key]);
        this.folder = found.n + "/";
        return found;
      });
      const reading = this.manifest;
      reading.catch(() => this.manifest === reading && (this.manifest = null));
    }
    return this.manifest;
  }

  renew() {
    this.checked = true;
    this.kept.clear();
    this.manifest = null;
    this.fresh = true;
    return this.open();
  }

  // Runs `work`; when a file has moved on, once more with the manifest of today. Questions that overlap read it only once.
  async steady(work) {
    const opened = this.open();
    try {
      return await work(await opened);
    } catch (fault) {
      if (!(fault instanceof Moved)) throw fault;
      return work(await (this.manifest && this.manifest !== opened ? this.open() : this.renew()));
    }
  }

  get(name) {
    let found = this.kept.get(name);
    if (!found) {
      found = this.read(this.folder + name, true);
      this.kept.set(name, found);
      found.catch(() => this.kept.delete(name));
    }
    return found;
  }

  async read(path, steady) {
    if (this.classic) return this.load(path);
    let answer;
    try {
      answer = await fetch(this.root + path + ".json", steady || !this.fresh ? {} : { cache: "no-cache" });
    } catch {
      throw new Offline();
    }
    if (answer.status === 404 || answer.status === 410) throw new Moved();
    if (!answer.ok) throw new Offline();
    try {
      return await answer.json();
    } catch {
      throw steady ? new Moved() : new Offline();
    }
  }

  async load(path) {
    const arrived = (globalThis.etalaseData ||= {});
    await this.script(this.root + path);
    if (!(path in arrived)) throw new Moved();
    return arrived[path];
  }

  // A script of ours beside the client.
  tool(name) {
    return this.script(this.tools + name);
  }

  script(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address + ".js";
      script.onload = () => (script.remove(), resolve());
      script.onerror = () => (script.remove(), reject(navigator.onLine ? new Moved() : new Offline()));
      document.head.append(script);
    });
  }
}

// The name of a file about `word`, see generator/search/shard_bounds.py.
export function filePart(word) {
  if (/^[a-z0-9]*$/.test(word)) return "-" + word;
  let hex = "_";
  for (let i = 0; i < word.length; i++) hex += word.charCodeAt(i).toString(16).padStart(4, "0");
  return hex;
}

// The number of the shard that holds `word`: the last whose lower bound is not after it.
export function shardOf(lowers, word) {
  let low = 0, high = lowers.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (lowers[middle] <= word) low = middle;
    else high = middle;
  }
  return low;
}
