"use strict";
// The full-text search: which rows contain all of the words. The index lies in files by the words'
// first character, and each is loaded when it is first needed.
const irpSearch = (() => {
  const loading = new Map(); // part of the index -> promise
  const found = new Map(); // beginning of a word -> flags of the rows, a byte for each

  // The same folding as words_of() in search.py.
  function wordsOf(text) {
    const bare = text.replace(/['’‘]/gu, "").normalize("NFKD").replace(/\p{M}/gu, "");
    return bare.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  }

  function partOf(word) {
    if (/^[a-z]/.test(word)) return word[0];
    return /^[0-9]/.test(word) ? "0" : "other";
  }

  // Only files of the index may be loaded, whatever a page's address says.
  const policy = globalThis.trustedTypes?.createPolicy("irp-index", {
    createScriptURL(address) {
      if (!/^data\/words-(?:[a-z0]|other)\.js$/.test(address)) throw new TypeError(address);
      return address;
    },
  });

  function load(part) {
    if (irpSite.words.has(part) || !irpSite.names.parts.includes(part)) return null;
    if (!loading.has(part)) {
      loading.set(part, new Promise((resolve, reject) => {
        const address = `data/words-${part}.js`;
        const script = document.createElement("script");
        script.src = policy ? policy.createScriptURL(address) : address;
        script.onload = resolve;
        script.onerror = () => {
          loading.delete(part);
          script.remove();
          reject(new Error(`${address} cannot be loaded`));
        };
        document.head.append(script);
      }));
    }
    return loading.get(part);
  }

  // A promise for the parts of the index that a text needs; null if all are loaded.
  function ready(text) {
    const waiting = wordsOf(text).map((word) => load(partOf(word))).filter(Boolean);
    return waiting.length ? Promise.all(waiting) : null;
  }

  // A single letter or digit must be the whole word, a longer one may be its beginning.
  function rowsWith(word) {
    if (!found.has(word)) {
      const flags = new Uint8Array(irpSite.rows.length);
      const entries = irpSite.words.get(partOf(word)) ?? new Map();
      for (const [entry, gaps] of entries) {
        if (entry === word || (word.length > 1 && entry.startsWith(word))) {
          let row = 0;
          for (const gap of gaps.split(" ")) {
            row += parseInt(gap, 36);
            flags[row] = 1;
          }
        }
      }
      if (found.size > 200) found.clear();
      found.set(word, flags);
    }
    return found.get(word);
  }

  // A test of row numbers: does the row contain all the words of the text?
  function matcher(text) {
    const flags = wordsOf(text).map(rowsWith);
    return (row) => flags.every((those) => those[row] === 1);
  }

  return { matcher, ready };
})();
