// Roots that an Indonesian word may come from, for words that the catalogue does not hold (those it holds have aliases).
// The same sounds and affixes as in generator/search/stems.py.

const NASALS = [["ng", /^[aiueoghk]/, "k"], ["ny", null, "s"], ["m", /^[bfv]/, "p"], ["n", /^[dcjz]/, "t"], ["", /^[lrwymn]/, ""]];
const FRAMES = { me: ["", "kan", "i"], pe: ["an", ""], di: ["", "kan", "i"], ter: ["", "kan"], ber: ["", "an", "kan"], per: ["an"], ke: ["an"], "": ["an"] };
const SHORTEST = 4, LONE = 5, MOST = 8;

// The longest first. Bare -an and pe- are too like other words to trust with short roots.
export function formsOf(word) {
  const found = new Set(), bare = word.replace(/(nya|lah|kah|pun)$/, "");
  if (bare !== word && bare.length > 2) found.add(bare);
  for (const form of new Set([word, bare]))
    for (const [prefix, rest] of unprefixed(form))
      for (const suffix of FRAMES[prefix]) {
        const root = rest.endsWith(suffix) ? rest.slice(0, rest.length - suffix.length) : "";
        const lone = !suffix && prefix === "pe" || !prefix;
        if (root.length >= (lone ? LONE : SHORTEST) && !(suffix === "i" && root.endsWith("i"))) found.add(root);
      }
  return [...found].sort((one, other) => other.length - one.length).slice(0, MOST);
}

function* unprefixed(word) {
  yield ["", word];
  for (const prefix of ["me", "pe"]) if (word.startsWith(prefix)) for (const rest of withoutNasal(word.slice(2))) yield [prefix, rest];
  if (/^(di|me)(m?)per/.test(word)) yield ["di", word.replace(/^(di|mem)per/, "")];
  for (const prefix of ["di", "ter", "ber", "per", "ke"]) if (word.startsWith(prefix)) yield [prefix, word.slice(prefix.length)];
  if (/^(ter|ber|per)[aiueo]/.test(word)) yield [word.slice(0, 3), word.slice(2)];
}

function* withoutNasal(rest) {
  for (const [sound, before, swallowed] of NASALS) {
    if (!rest.startsWith(sound)) continue;
    const root = rest.slice(sound.length);
    if (before && before.test(root)) yield root;
    if (swallowed && /^[aiueo]/.test(root)) yield swallowed + root;
  }
  if (rest.startsWith("nge")) yield rest.slice(3);
}
