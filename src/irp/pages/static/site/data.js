"use strict";
// What the data files supply. They are scripts, each of them one call of a method below,
// because a page that was opened from a folder may load scripts but may not fetch files.
const irpSite = {
  names: null, // the vocabularies, establishments, areas and reports that rows point into
  rows: [], // [report, position, area, kind, body, judgement, wording]
  words: new Map(), // part of the index -> Map of word -> row numbers as gaps to the base of 36

  texts: new Map(), // number of a file of texts -> the texts of its rows

  takeNames(names) {
    this.names = names;
  },

  takeRows(rows) {
    for (const row of rows) this.rows.push(row);
  },

  takeTexts([file, texts]) {
    this.texts.set(file, texts);
  },

  takeWords([part, entries]) {
    this.words.set(part, new Map(entries));
  },
};
