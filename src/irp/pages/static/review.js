// Links words to places and back. What is chosen is in the page's address, so that the
// browser's own back button and links work; everything else follows from the address.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const places = new Map(Object.entries(data.places));
  const labels = new Map(Object.entries(data.labels));
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const grouped = (pairs) => {
    const groups = new Map();
    for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
    return groups;
  };
  const elements = grouped([...document.querySelectorAll("[data-at]")].map((e) => [e.dataset.at, e]));

  // ------------------------------------------------------------------ pages

  // A place as the data has it: [page, start, end, x0, top, x1, bottom], the box left out of text.
  const onPage = grouped([...places].flatMap(([key, rows]) => rows.map((row) => [row[0], { key, row }])));
  const standing = ["check", "problem", "unclaimed"];
  const kindOf = (key) => standing.find((kind) => key.startsWith(`${kind}/`)) ?? "any";

  class Sheet {
    constructor(figure) {
      this.number = Number(figure.dataset.page);
      this.figure = figure;
      this.width = Number(figure.dataset.width);
      this.height = Number(figure.dataset.height);
      this.layer = figure.querySelector(".layer");
      this.words = figure.querySelector(".words");
      this.letters = this.words ? [...this.words.textContent] : []; // offsets count code points
      this.here = onPage.get(this.number) ?? [];
      this.marks = { standing: this.here.filter(({ key }) => kindOf(key) !== "any"), all: [], hover: [], chosen: [] };
      this.paint();
    }

    set(layer, entries) {
      if (!entries.length && !this.marks[layer].length) return;
      this.marks[layer] = entries;
      this.paint();
    }

    paint() {
      const { all, standing, hover, chosen } = this.marks;
      const marks = [
        ...all.map(({ row }) => [row, "any"]),
        ...standing.map(({ key, row }) => [row, kindOf(key)]),
        ...hover.map(({ row }) => [row, "hover"]),
        ...chosen.map(({ row }) => [row, "chosen"]),
      ];
      if (this.layer) this.layer.replaceChildren(...marks.filter(([row]) => row.length > 3).map((mark) => this.box(...mark)));
      if (this.words) this.paintWords(marks.filter(([row]) => row[1] !== null));
    }

    box([, , , x0, top, x1, bottom], name) {
      const box = document.createElement("div");
      box.className = `box box-${name}`;
      box.style.left = `${(x0 / this.width) * 100}%`;
      box.style.top = `${(top / this.height) * 100}%`;
      box.style.width = `${((x1 - x0) / this.width) * 100}%`;
      box.style.height = `${((bottom - top) / this.height) * 100}%`;
      return box;
    }

    paintWords(marks) {
      const cuts = [0, this.letters.length, ...marks.flatMap(([row]) => [row[1], row[2]])];
      const edges = [...new Set(cuts)].filter((at) => at <= this.letters.length).sort((a, b) => a - b);
      const pieces = edges.slice(1).map((end, i) => {
        const names = marks.filter(([row]) => row[1] <= edges[i] && row[2] >= end).map(([, name]) => `mark-${name}`);
        const text = this.letters.slice(edges[i], end).join("");
        if (!names.length) return text;
        const mark = document.createElement("mark");
        mark.className = [...new Set(names)].join(" ");
        mark.textContent = text;
        return mark;
      });
      this.words.replaceChildren(...pieces);
    }

    // The smallest place at a point of the window, or undefined.
    at(event) {
      const found = this.words?.contains(event.target) ? this.atLetter(event) : this.atPoint(event);
      return found.sort((a, b) => size(a.row) - size(b.row))[0];
    }

    atPoint(event) {
      if (!this.layer) return [];
      const frame = this.layer.getBoundingClientRect();
      const x = ((event.clientX - frame.left) / frame.width) * this.width;
      const y = ((event.clientY - frame.top) / frame.height) * this.height;
      return this.here.filter(({ row }) => row[3] <= x && x <= row[5] && row[4] <= y && y <= row[6]);
    }

    atLetter(event) {
      const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
      const range = caret ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
      const node = caret?.offsetNode ?? range?.startContainer;
      if (!node || !this.words.contains(node)) return [];
      const before = document.createRange();
      before.selectNodeContents(this.words);
      before.setEnd(node, caret?.offset ?? range.startOffset);
      const at = [...before.toString()].length;
      return this.here.filter(({ row }) => row[1] !== null && row[1] <= at && at < row[2]);
    }

    // What to bring into view for a place: its box, or its words.
    shown() {
      return (this.layer ?? this.words)?.querySelector(".box-chosen, .mark-chosen") ?? this.figure;
    }
  }

  const size = (row) => (row.length > 3 ? (row[5] - row[3]) * (row[6] - row[4]) : row[2] - row[1]);
  const sheets = new Map([...document.querySelectorAll(".sheet")].map((figure) => [Number(figure.dataset.page), new Sheet(figure)]));

  // ------------------------------------------------------------------ choosing

  let chosen = null;

  const keyInAddress = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  };

  const go = (key, from) => {
    const hash = key === null ? "" : `#${encodeURIComponent(key).replaceAll("%2F", "/").replaceAll("%7E", "~")}`;
    if (hash !== location.hash) history.pushState(null, "", hash || location.pathname + location.search);
    show(from);
  };

  const bring = (element) => element.scrollIntoView({ block: "center", inline: "nearest" });

  // Shows what the address says; the side that the reader chose from stays where it is.
  const show = (from) => {
    const key = places.has(keyInAddress()) ? keyInAddress() : null;
    for (const element of elements.get(chosen) ?? []) element.classList.remove("chosen");
    for (const sheet of sheets.values()) sheet.set("chosen", sheet.here.filter((entry) => entry.key === key));
    chosen = key;
    byId("back")?.toggleAttribute("hidden", key === null);
    if (byId("status")) byId("status").textContent = key === null ? "" : `${labels.get(key)}: page ${places.get(key)[0][0]}`;
    document.dispatchEvent(new CustomEvent("irp-chosen", { detail: key }));
    if (key === null) return;
    const values = elements.get(key) ?? [];
    for (const element of values) {
      element.classList.add("chosen");
      for (let up = element.parentElement; up; up = up.parentElement) if (up.matches("details")) up.open = true;
    }
    const sheet = sheets.get(places.get(key)[0][0]);
    if (from !== "pages" && sheet) {
      view("pages");
      bring(sheet.shown());
    }
    if (from !== "record" && values.length) {
      if (from === "pages") view("record");
      bring(values.find((element) => element.matches(".value")) ?? values[0]);
    }
  };

  const walk = (keys, step) => {
    if (!keys.length) return;
    const at = keys.indexOf(chosen);
    const next = at < 0 ? (step > 0 ? 0 : keys.length - 1) : (at + step + keys.length) % keys.length;
    go(keys[next], "keys");
  };

  const first = (key) => places.get(key)[0];
  const inOrder = [...places.keys()].sort((a, b) => first(a)[0] - first(b)[0] || (first(a)[1] ?? 0) - (first(b)[1] ?? 0));

  // ------------------------------------------------------------------ one pane at a time, when narrow

  const view = (name) => {
    root.dataset.showing = name;
    for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === name));
  };
  view("record");
  document.querySelector(".views")?.removeAttribute("hidden");
  for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => view(button.dataset.view));
  byId("back")?.addEventListener("click", () => {
    view("record");
    const element = elements.get(chosen)?.[0];
    if (element) bring(element);
  });

  // ------------------------------------------------------------------ what a reader does

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-ref]");
    if (link) {
      event.preventDefault();
      go(link.dataset.ref, "record");
      return;
    }
    const value = event.target.closest(".value");
    if (value && getSelection().isCollapsed) go(value.dataset.at, "record");
  });

  const underPointer = (event) => {
    const figure = event.target.closest?.(".picture, .words")?.closest(".sheet");
    const sheet = figure && sheets.get(Number(figure.dataset.page));
    return [sheet, sheet?.at(event)];
  };

  byId("sheets")?.addEventListener("click", (event) => {
    const [, entry] = underPointer(event);
    if (entry && getSelection().isCollapsed) go(entry.key, "pages");
  });

  let hovered = null;
  byId("sheets")?.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse" || event.buttons) return;
    const [sheet, entry] = underPointer(event);
    if (hovered?.entry?.key === entry?.key && hovered?.sheet === sheet) return;
    hovered?.sheet?.set("hover", []);
    sheet?.set("hover", entry ? [entry] : []);
    hovered = { sheet, entry };
  });
  byId("sheets")?.addEventListener("pointerleave", () => {
    hovered?.sheet?.set("hover", []);
    hovered = null;
  });

  byId("show-all")?.addEventListener("change", (event) => {
    for (const sheet of sheets.values()) sheet.set("all", event.target.checked ? sheet.here.filter(({ key }) => kindOf(key) === "any") : []);
  });

  const help = document.querySelector(".help");
  const shortcuts = {
    n: () => walk(data.findings, 1),
    p: () => walk(data.findings, -1),
    j: () => walk(inOrder, 1),
    k: () => walk(inOrder, -1),
    "?": () => {
      help.open = !help.open;
      if (help.open) bring(help);
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.target.closest?.("dialog") || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type='checkbox']), textarea, select")) return;
    if (event.key === "Escape" && chosen !== null) return go(null, "keys");
    if (!byId("single-keys")?.checked || !Object.hasOwn(shortcuts, event.key)) return;
    event.preventDefault();
    shortcuts[event.key]();
  });

  addEventListener("hashchange", () => show("address"));
  addEventListener("popstate", () => show("address"));
  if (location.hash) show("address");
})();
