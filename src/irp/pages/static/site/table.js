"use strict";
// The table of follow-ups: filters, search, sort and pages, with the view kept in the address.
(() => {
  const ROWS_A_PAGE = 50;
  const MOST_PRINTED = 2000;
  const MOST_PLACES = 5;
  const FILTERS = ["establishment", "kind", "body", "theme", "area", "judgement", "year", "status", "place_kind"];
  const NEWEST_FIRST = "-visit";
  const form = document.getElementById("filters");
  const table = document.getElementById("table");
  const body = table.tBodies[0];
  const { names } = irpSite;
  if (names?.rows !== irpSite.rows.length) {
    say("Some of the data could not be loaded: below are the newest follow-ups only.");
    return;
  }
  const labels = {};
  for (const key of ["kinds", "bodies", "statuses"]) labels[key] = new Map(names[key]);
  const judgementRank = new Map(names.judgements.map(([value], rank) => [value, rank]));
  const placeRank = new Map(names.places.map(([name], rank) => [name, rank]));
  const areaRank = new Map(names.areas.map(([name], rank) => [name, rank]));
  const areaTitles = new Map(names.areas);
  const bodyRank = new Map(names.bodies.map(([value], rank) => [value, rank]));

  const marks = new Map(
    [...document.getElementById("judgements").content.children].map((made) => [
      made.dataset.judgement, made.firstElementChild,
    ]),
  );

  // ---------------------------------------------------------------- rows

  const rows = irpSite.rows.map(([report, position, area, kind, by, judgement, wording, theme], number) => {
    const [page, place, placeName, placeKind, year, day, when, status] = report;
    return {
      number, position, page, day, when, status, wording, kind, area, place, placeName,
      theme, body: by, judgement, year: year === null ? "none" : String(year), placeKind,
    };
  });

  const compare = {
    visit: (a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0),
    establishment: (a, b) => placeRank.get(a.place) - placeRank.get(b.place),
    area: (a, b) => areaRank.get(a.area) - areaRank.get(b.area),
    body: (a, b) => bodyRank.get(a.body) - bodyRank.get(b.body),
    judgement: (a, b) => judgementRank.get(a.judgement) - judgementRank.get(b.judgement),
  };
  rows.sort((a, b) => -compare.visit(a, b) || compare.establishment(a, b)
    || (a.page < b.page ? -1 : a.page > b.page ? 1 : a.position - b.position));

  const value = {
    establishment: (row) => row.place,
    kind: (row) => row.kind,
    body: (row) => row.body,
    theme: (row) => row.theme,
    area: (row) => row.area,
    judgement: (row) => row.judgement,
    year: (row) => row.year,
    status: (row) => row.status,
    place_kind: (row) => row.placeKind,
  };
  const groups = { not_enough: ["no_meaningful_progress", "insufficient_progress"] };

  // ---------------------------------------------------------------- the view and the address

  let view = fromAddress();
  let shown = [];
  let result = null; // of the search: {query, matches, missing, marks}

  function fromAddress() {
    const told = new URLSearchParams(location.search);
    const filters = {};
    for (const name of FILTERS) if (told.get(name)) filters[name] = told.get(name);
    const sort = told.get("sort") ?? "";
    const page = Number.parseInt(told.get("page") ?? "1", 10);
    return {
      q: told.get("q") ?? "",
      filters,
      sort: Object.hasOwn(compare, sort.replace(/^-/, "")) ? sort : NEWEST_FIRST,
      page: page > 0 ? page : 1,
    };
  }

  function toAddress(replace) {
    const told = new URLSearchParams();
    if (view.q) told.set("q", view.q);
    for (const name of FILTERS) if (view.filters[name]) told.set(name, view.filters[name]);
    if (view.sort !== NEWEST_FIRST) told.set("sort", view.sort);
    if (view.page > 1) told.set("page", String(view.page));
    const address = told.size ? `?${told}` : location.pathname;
    history[replace ? "replaceState" : "pushState"](null, "", address);
  }

  function toForm() {
    form.elements.q.value = view.q;
    for (const name of FILTERS) {
      const select = form.elements[name];
      const wanted = view.filters[name] ?? "";
      // A link may name something that no longer exists: say so, and find nothing.
      if (![...select.options].some((option) => option.value === wanted)) {
        select.append(new Option(`${wanted} (not here)`, wanted));
      }
      select.value = wanted;
    }
  }

  // ---------------------------------------------------------------- finding

  // How many words of a text are marked, 2 at most: more says little.
  function marksIn(text) {
    return Math.min(2, (text.match(irpSearch.WORD) ?? []).filter(result.marks).length);
  }

  // What a search found comes best first, unless another order is chosen.
  const ranked = () => result !== null && view.sort === NEWEST_FIRST;

  function find() {
    const tests = FILTERS.filter((name) => view.filters[name]).map((name) => {
      const wanted = new Set(groups[view.filters[name]] ?? [view.filters[name]]);
      return (row) => wanted.has(value[name](row));
    });
    if (result) tests.push((row) => result.matches(row.number));
    const found = rows.filter((row) => tests.every((test) => test(row)));
    if (ranked()) {
      // Best first: the words are in what was followed up itself. Equals stay newest first.
      const score = new Map(found.map((row) => [row, marksIn(row.wording)]));
      found.sort((a, b) => score.get(b) - score.get(a));
    } else if (view.sort !== NEWEST_FIRST) {
      const by = compare[view.sort.replace(/^-/, "")];
      const way = view.sort.startsWith("-") ? -1 : 1;
      found.sort((a, b) => way * by(a, b)); // stable, so equals stay newest first
    }
    return found;
  }

  async function update() {
    const asked = view.q;
    if (asked.trim()) {
      if (result?.query !== asked) {
        const slow = setTimeout(() => say("Searching …"), 200);
        try {
          const found = await irpSearch.find(asked);
          if (asked !== view.q) return; // something else was typed meanwhile
          result = { ...found, query: asked };
        } catch (error) {
          say(`The search does not work: ${error.message}.`);
          return;
        } finally {
          clearTimeout(slow);
        }
      }
    } else {
      result = null;
    }
    shown = find();
    view.page = Math.min(view.page, Math.max(1, Math.ceil(shown.length / ROWS_A_PAGE)));
    render();
  }

  // ---------------------------------------------------------------- showing

  function say(words) {
    document.getElementById("found").textContent = words;
  }

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function cell(label, ...children) {
    const made = element("td", {}, ...children);
    made.setAttribute("role", "cell");
    made.dataset.label = label;
    return made;
  }

  // Text with the words of the search marked.
  function marked(text) {
    if (!result) return [text];
    const pieces = [];
    let at = 0;
    for (const match of text.matchAll(irpSearch.WORD)) {
      if (!result.marks(match[0])) continue;
      pieces.push(text.slice(at, match.index), element("mark", {}, match[0]));
      at = match.index + match[0].length;
    }
    return [...pieces, text.slice(at)];
  }

  // The end of an address that makes the browser mark a word on the page it leads to.
  function fragment(row) {
    const text = result && (snippets.get(row.number) ?? row.wording);
    const word = text?.match(irpSearch.WORD)?.find(result.marks);
    return word ? `:~:text=${encodeURIComponent(word)}` : "";
  }

  // The words around the first that is marked, for rows on the page: row -> text.
  const snippets = new Map();

  async function addSnippets(those) {
    const asked = result;
    snippets.clear();
    const text = await irpSearch.textsOf(those.map((row) => row.number));
    if (asked !== result) return;
    for (const row of those.filter((one) => !marksIn(one.wording))) {
      const whole = text(row.number);
      const first = [...whole.matchAll(irpSearch.WORD)].find((match) =>
        result.marks(match[0]) && match.index > row.placeName.length);
      if (!first) continue;
      const start = Math.max(0, whole.lastIndexOf(" ", Math.max(0, first.index - 60)));
      const end = whole.indexOf(" ", first.index + 100);
      snippets.set(row.number, whole.slice(start, end < 0 ? undefined : end).trim());
    }
    [...body.rows].forEach((made, at) => {
      const snippet = snippets.get(those[at]?.number);
      if (!snippet) return;
      const cell = made.querySelector(".wording");
      const link = cell.querySelector("a");
      link.href = `reports/${those[at].page}.html#follow-up-${those[at].position}${fragment(those[at])}`;
      cell.append(element("span", { className: "snippet small" }, "… ", ...marked(snippet), " …"));
    });
  }

  function line(row) {
    const address = `reports/${row.page}.html#follow-up-${row.position}${fragment(row)}`;
    const place = element("a", { href: `establishments/${row.place}.html` }, row.placeName);
    const when = cell("Visit", row.when);
    if (row.status !== "verified") {
      const told = ` (${labels.statuses.get(row.status).toLowerCase()})`;
      when.append(element("span", { className: "quiet small" }, told));
    }
    const wording = cell(
      "What was followed up",
      element("span", { className: "kind" }, labels.kinds.get(row.kind)), " ",
      element("a", { href: address }, ...marked(row.wording || "No words found")),
    );
    wording.className = "wording";
    const made = element(
      "tr", {}, cell("Establishment", place), when, cell("Area", areaTitles.get(row.area)), wording,
      cell("Judged by", labels.bodies.get(row.body)),
      cell("Judgement", marks.get(row.judgement).cloneNode(true)),
    );
    made.setAttribute("role", "row");
    return made;
  }

  // Links to the establishments whose names have words that begin as those of the search do.
  function addPlaces() {
    const wanted = view.q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const those = wanted.length ? names.places.filter(([, title]) => {
      const words = title.toLowerCase().split(/[^\p{L}\p{N}]+/u);
      return wanted.every((one) => words.some((word) => word.startsWith(one)));
    }).slice(0, MOST_PLACES) : [];
    const line = document.getElementById("places");
    line.hidden = !those.length;
    line.replaceChildren("Establishments: ", ...those.flatMap(([name, title], at) => [
      at ? ", " : "", element("a", { href: `establishments/${name}.html` }, title),
    ]));
  }

  function render() {
    addPlaces();
    const start = (view.page - 1) * ROWS_A_PAGE;
    const those = shown.slice(start, start + ROWS_A_PAGE);
    body.replaceChildren(...those.map(line));
    if (result && those.length) addSnippets(those).catch(() => {}); // the rows are right without
    const all = rows.length.toLocaleString("en-GB");
    const some = shown.length.toLocaleString("en-GB");
    const none = result?.missing.length
      ? `: nothing contains ${result.missing.map((word) => `“${word}”`).join(" or ")}`
      : result ? ". Try fewer words, or clear the filters" : "";
    say(shown.length === rows.length ? `All ${all} follow-ups`
      : `${some} of ${all} follow-ups${shown.length ? (ranked() ? ", best matches first" : "") : none}`);
    const pages = Math.max(1, Math.ceil(shown.length / ROWS_A_PAGE));
    const chosen = FILTERS.filter((name) => view.filters[name]).length;
    document.getElementById("more-summary").textContent = `Filters${chosen ? ` (${chosen} chosen)` : ""}`;
    document.getElementById("pages").hidden = pages === 1;
    document.getElementById("page-number").textContent = `Page ${view.page} of ${pages}`;
    document.getElementById("previous").disabled = view.page === 1;
    document.getElementById("next").disabled = view.page === pages;
    document.getElementById("save").disabled = shown.length === 0;
    table.caption.textContent = "Follow-ups";
    for (const head of table.tHead.querySelectorAll("[data-sort]")) {
      const sorted = !ranked() && view.sort.replace(/^-/, "") === head.dataset.sort;
      if (sorted) head.ariaSort = view.sort.startsWith("-") ? "descending" : "ascending";
      else head.removeAttribute("aria-sort");
    }
  }

  // ---------------------------------------------------------------- exporting

  function asCsv() {
    const head = ["establishment", "visit", "area", "kind", "body", "judgement", "wording", "page"];
    const lines = shown.map((row) => [
      row.placeName, row.when, areaTitles.get(row.area), row.kind, row.body,
      row.judgement === "none" ? "" : row.judgement, row.wording,
      new URL(`reports/${row.page}.html#follow-up-${row.position}`, location.href).href,
    ]);
    // A cell that a spreadsheet would run as a formula gets an apostrophe, as in irp's own CSV.
    const quote = (text) => `"${text.replace(/^[=+@\t\r-]/, "'$&").replaceAll('"', '""')}"`;
    return [head, ...lines].map((cells) => cells.map(quote).join(",")).join("\r\n");
  }

  function save() {
    const file = new Blob(["\ufeff", asCsv(), "\r\n"], { type: "text/csv" });
    const link = element("a", { href: URL.createObjectURL(file), download: "follow-ups.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  // ---------------------------------------------------------------- events

  function change(changes, { typing = false } = {}) {
    view = { ...view, page: 1, ...changes };
    update();
    // The address changes once typing pauses: browsers limit the changes per second.
    clearTimeout(change.timer);
    if (typing) change.timer = setTimeout(() => toAddress(true), 300);
    else toAddress(false);
  }

  function turn(step) {
    change({ page: view.page + step });
    table.scrollIntoView({ block: "start" });
  }

  for (const head of table.tHead.querySelectorAll("[data-sort]")) {
    const name = head.dataset.sort;
    const button = element("button", { type: "button", className: "sort" }, head.textContent);
    button.addEventListener("click", () => {
      const first = name === "visit" ? `-${name}` : name;
      const other = name === "visit" ? name : `-${name}`;
      change({ sort: view.sort === first ? other : first });
    });
    head.replaceChildren(button);
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target.name === "q") change({ q: event.target.value }, { typing: true });
  });
  form.addEventListener("change", (event) => {
    if (FILTERS.includes(event.target.name)) {
      change({ filters: { ...view.filters, [event.target.name]: event.target.value } });
    }
  });
  form.addEventListener("reset", () => {
    change({ q: "", filters: {}, sort: NEWEST_FIRST });
  });
  document.getElementById("save").addEventListener("click", save);
  document.getElementById("previous").addEventListener("click", () => turn(-1));
  document.getElementById("next").addEventListener("click", () => turn(1));
  addEventListener("popstate", () => {
    view = fromAddress();
    toForm();
    update();
  });
  // What was searched for and chosen, for paper, which has no form.
  function inWords() {
    const chosen = FILTERS.filter((name) => view.filters[name]).map((name) => {
      const select = form.elements[name];
      return `${select.labels[0].textContent}: ${select.selectedOptions[0].textContent}`;
    });
    return [...(view.q ? [`Search: ${view.q}`] : []), ...chosen].join("; ");
  }

  // On paper there are no pages to turn.
  addEventListener("beforeprint", () => {
    document.getElementById("view").textContent = inWords();
    body.replaceChildren(...shown.slice(0, MOST_PRINTED).map(line));
    if (shown.length > MOST_PRINTED) say(`The first ${MOST_PRINTED} of ${shown.length} follow-ups`);
  });
  addEventListener("afterprint", render);

  // A narrow screen shows the rows first; the filters fold away until they are wanted.
  const wide = matchMedia("(min-width: 48em)");
  const fold = () => { document.getElementById("more").open = wide.matches; };
  wide.addEventListener("change", fold);
  fold();
  form.hidden = false;
  toForm();
  update();
})();
