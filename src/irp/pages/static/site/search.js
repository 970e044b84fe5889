"use strict";
// The full-text search. The index is loaded with the first search, in a file for each piece of the
// data; the texts are in files of some reports each, loaded when they are first needed.
//
// A query is words and phrases in quotes; a row must have all. A word stands for its forms
// (violence, violent); with * at its end, for all words that begin with it; keyworker finds "key
// worker", and "key worker" finds keyworker.
const irpSearch = (() => {
  const loading = new Map(); // file -> promise
  const known = new Map(); // a query's word -> flags of the rows, a byte for each

  // The same folding as words_of() in search.py.
  const WORD = /[\p{L}\p{N}]+/gu;
  const bare = (text) => text.replace(/['’‘]/gu, "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => bare(text).match(WORD) ?? [];

  // ---------------------------------------------------------------- word forms

  const ENDINGS = [
    [/(?:ss|x|ch|sh)es$/, (w) => w.slice(0, -2)], [/ies$/, (w) => `${w.slice(0, -3)}y`],
    [/[^su]s$/, (w) => w.slice(0, -1)],
  ];

  function whole(stem) { // after -ing or -ed
    if (!/[aeiouy]/.test(stem) || stem.length < 2) return null;
    if (/([bdfgmnprt])\1$/.test(stem)) return stem.slice(0, -1);
    const short = /^[^aeiouy]*[aeiouy][^aeiouywx]$/.test(stem);
    return short || /(?:at|bl|iz|[cgsvu])$/.test(stem) ? `${stem}e` : stem;
  }

  // What the forms of a word have in common: "violent" for violence, violent, violently.
  function stemOf(word) {
    if (word.length < 4 || /\d/.test(word)) return word;
    let stem = word;
    for (const [ending, cut] of ENDINGS) {
      if (ending.test(stem)) {
        stem = cut(stem);
        break;
      }
    }
    const participle = /^(.+?)(?:ing|ed)$/.exec(stem);
    stem = (participle && !/eed$/.test(stem) && whole(participle[1])) || stem;
    if (stem.length > 5) stem = stem.replace(/ly$/, "");
    if (stem.length > 6) stem = stem.replace(/([ea])n(?:ce|cy)$/, "$1nt");
    if (stem.length > 4) stem = stem.replace(/e$/, "");
    return stem.replace(/([^aeiou])y$/, "$1i");
  }

  // ---------------------------------------------------------------- files

  // Only files of the index may be loaded, whatever a page's address says.
  const policy = globalThis.trustedTypes?.createPolicy("irp-index", {
    createScriptURL(address) {
      if (!/^data\/(?:words|texts)-[a-z0-9-]+\.js$/.test(address)) throw new TypeError(address);
      return address;
    },
  });

  function load(address) {
    if (!loading.has(address)) {
      loading.set(address, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = policy ? policy.createScriptURL(address) : address;
        script.onload = resolve;
        script.onerror = () => {
          loading.delete(address);
          script.remove();
          reject(new Error(`${address} cannot be loaded`));
        };
        document.head.append(script);
      }));
    }
    return loading.get(address);
  }

  function loadWords() {
    return Promise.all(irpSite.names.pieces.map(([piece]) => load(`data/words-${piece}.js`)));
  }

  let fileOf = null; // row -> [name of the file with its text, first row of that file]

  async function textsOf(rows) {
    if (!fileOf) {
      fileOf = [];
      for (const [name, count] of irpSite.names.pieces.flatMap(([, , files]) => files)) {
        const file = [name, fileOf.length];
        for (let row = 0; row < count; row += 1) fileOf.push(file);
      }
    }
    const files = new Set(rows.map((row) => fileOf[row][0]));
    await Promise.all([...files].filter((name) => !irpSite.texts.has(name))
      .map((name) => load(`data/texts-${name}.js`)));
    return (row) => irpSite.texts.get(fileOf[row][0])[row - fileOf[row][1]];
  }

  // ---------------------------------------------------------------- the query

  // {words: [{word, prefix}], phrases: [[word, …]]}
  function parse(query) {
    const phrases = [];
    const rest = query.replace(/["“”]([^"“”]*)["“”]/g, (_, phrase) => {
      const words = wordsOf(phrase);
      if (words.length) phrases.push(words);
      return " ";
    });
    const words = rest.split(/\s+/).flatMap((piece) => {
      const found = wordsOf(piece);
      return found.map((word, at) => ({ word, prefix: piece.endsWith("*") && at === found.length - 1 }));
    });
    return { words, phrases };
  }

  const entriesOf = (word) => irpSite.words.get(word[0]) ?? new Map();

  // The words of the index that a word of the query stands for.
  function formsOf({ word, prefix }) {
    const all = [...entriesOf(word).keys()];
    if (prefix) return all.filter((entry) => entry.startsWith(word));
    const stem = stemOf(word);
    const forms = all.filter((entry) => entry === word || (word.length > 2 && stemOf(entry) === stem));
    // A word that is being typed, or that nothing has in this form.
    return forms.length || word.length < 4 ? forms : all.filter((entry) => entry.startsWith(word));
  }

  function mark(flags, entry) {
    for (const [start, gaps] of entriesOf(entry).get(entry) ?? []) {
      let row = start;
      for (const gap of gaps.split(" ")) {
        row += parseInt(gap, 36);
        flags[row] = 1;
      }
    }
  }

  function flagsOf(unit) {
    const key = `${unit.word}${unit.prefix ? "*" : ""}`;
    if (!known.has(key)) {
      const flags = new Uint8Array(irpSite.rows.length);
      for (const entry of formsOf(unit)) mark(flags, entry);
      if (known.size > 200) known.clear();
      known.set(key, flags);
    }
    return known.get(key);
  }

  // The ways to write a word as two words, of which the first is in the index.
  function parted(word) {
    const found = [];
    for (let at = 3; at <= word.length - 3; at += 1) {
      if (entriesOf(word).has(word.slice(0, at))) found.push([word.slice(0, at), word.slice(at)]);
    }
    return found;
  }

  function has(text, phrase) {
    return ` ${wordsOf(text).join(" ")} `.includes(` ${phrase.join(" ")} `);
  }

  // The rows with all words and phrases, as flags; and the words that no row has.
  async function find(query) {
    const { words, phrases } = parse(query);
    await loadWords();
    const wanted = words.map(flagsOf);
    words.slice(1).forEach(({ word }, at) => { // "key worker" is also keyworker
      const both = words[at].word + word;
      if (!entriesOf(both).has(both)) return;
      const joined = flagsOf({ word: both, prefix: false });
      wanted[at] = wanted[at].map((flag, row) => flag | joined[row]);
      wanted[at + 1] = wanted[at + 1].map((flag, row) => flag | joined[row]);
    });
    const splits = words.map(({ word }) => parted(word));
    const asPhrases = [...phrases.map((phrase) => [-1, phrase]),
      ...splits.flatMap((those, at) => those.map((pair) => [at, pair]))];
    for (const [at, phrase] of asPhrases) {
      const each = phrase.map((word) => flagsOf({ word, prefix: false }));
      const rows = [...irpSite.rows.keys()].filter((row) => each.every((flags) => flags[row]));
      const text = rows.length ? await textsOf(rows) : null;
      const flags = new Uint8Array(irpSite.rows.length);
      for (const row of rows) if (has(text(row), phrase)) flags[row] = 1;
      if (at < 0) wanted.push(flags);
      else wanted[at] = wanted[at].map((flag, row) => flag | flags[row]);
    }
    const missing = words.filter((_, at) => !wanted[at].includes(1)).map((unit) => unit.word);
    return { matches: (row) => wanted.every((flags) => flags[row] === 1), missing, marks: marksOf(query) };
  }

  // A test of words to be marked.
  function marksOf(query) {
    const { words, phrases } = parse(query);
    const forms = new Set([...words.flatMap((unit) => [unit.word, ...formsOf(unit)]), ...phrases.flat(),
      ...words.flatMap(({ word }) => parted(word).flat())]);
    words.slice(1).forEach(({ word }, at) => forms.add(words[at].word + word));
    return (word) => forms.has(bare(word));
  }

  return { find, textsOf, WORD };
})();
