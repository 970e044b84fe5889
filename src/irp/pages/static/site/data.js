"use strict";
// What the data files supply. They are scripts, each of them one call of a method below,
// because a page that was opened from a folder may load scripts but may not fetch files.
const irpSite = {
  names: null, // the pieces of the data, the vocabularies, and the establishments and areas
  rows: [], // [report, position, area, kind, body, judgement, wording, theme]
  starts: new Map(), // name of a piece -> number of its first row
  words: new Map(), // first character -> Map of word -> [[first row of a piece, rows in it], …]
  texts: new Map(), // name of a file of texts -> the texts of its rows

  takeNames(names) {
    this.names = names;
  },

  takeRows([piece, [reports, rows]]) {
    this.starts.set(piece, this.rows.length);
    for (const [report, ...row] of rows) this.rows.push([reports[report], ...row]);
  },

  takeTexts([file, texts]) {
    this.texts.set(file, texts);
  },

  // Rows are gaps to the base of 36, from the first row of the piece.
  takeWords([piece, entries]) {
    const start = this.starts.get(piece);
    for (const [word, rows] of entries) {
      if (!this.words.has(word[0])) this.words.set(word[0], new Map());
      const those = this.words.get(word[0]);
      if (!those.has(word)) those.set(word, []);
      those.get(word).push([start, rows]);
    }
  },
};
