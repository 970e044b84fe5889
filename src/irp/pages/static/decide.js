// Makes decisions about what is chosen, lists them in the tray, saves them as JSON lines.
// Runs before review.js, which says what is chosen.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const { deciding, labels } = JSON.parse(byId("data").textContent);
  const dialog = byId("decide");
  if (!deciding || !dialog) return;
  const names = { accept: "Accept", correct: "Correct", note: "Note", reject: "Reject" };
  const nothing = byId("tray-chosen").textContent;
  const made = new Map(); // from slot to key and line: notes and a rejection are beside what else is decided
  let chosen = null;
  let asked = null; // what the dialog is about: slot, key and decision
  let unsaved = false;
  const remembered = () => {
    try {
      return localStorage.getItem("irp-by") ?? "";
    } catch {
      return "";
    }
  };
  const remember = (name) => {
    try {
      localStorage.setItem("irp-by", name);
    } catch {} // a browser may forbid it
  };

  const isPointer = (key) => key.startsWith("/");
  const valueAt = (pointer) => {
    let at = deciding.report;
    for (const part of pointer.split("/").slice(1)) {
      const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
      if (at === null || typeof at !== "object" || !Object.hasOwn(at, name)) return undefined;
      at = at[name];
    }
    return at;
  };
  const wordsAt = (pointer) => {
    const parts = pointer.split("/");
    const starts = parts.slice(1).map((_, i) => parts.slice(0, i + 2).join("/"));
    return starts.filter((start) => Object.hasOwn(deciding.words, start)).map((start) => deciding.words[start]);
  };
  const finding = (key) => (Object.hasOwn(deciding.findings, key) ? deciding.findings[key] : null);
  const readAt = (key) => (isPointer(key) ? valueAt(key) : finding(key)?.[1]);
  const placeOf = (key) => (isPointer(key) ? { pointer: key, words: wordsAt(key) } : { code: finding(key)[0] });
  const labelOf = (key) => (key === null ? "the record" : Object.hasOwn(labels, key) ? labels[key] : (finding(key)?.[0] ?? key));
  const shown = (value) => (typeof value === "string" ? value : JSON.stringify(value));

  const open = (at, decision) => {
    const key = decision === "reject" ? null : at; // only the whole record can be rejected
    if (key === null ? decision === "accept" : readAt(key) === undefined) return;
    if (decision === "correct" && (key === null || !isPointer(key))) return;
    const slot = decision in { note: 1, reject: 1 } ? `${decision} ${key}` : key;
    asked = { slot, key, decision };
    const earlier = made.get(slot)?.line;
    const read = key === null ? "" : shown(readAt(key));
    byId("decide-head").textContent = `${names[decision]}: ${labelOf(key)}`;
    byId("decide-read").textContent = read;
    byId("decide-because-label").textContent = decision === "note" ? "Note" : "Why";
    byId("decide-value-row").hidden = decision !== "correct";
    byId("decide-value").value = earlier && "value" in earlier ? shown(earlier.value) : read;
    byId("decide-value").setCustomValidity("");
    byId("decide-because").value = earlier?.because ?? "";
    byId("decide-by").value = byId("decide-by").value || remembered();
    dialog.showModal();
    byId(decision === "correct" ? "decide-value" : "decide-because").focus();
  };

  // The value as in the record: text stays text, everything else is JSON.
  const given = () => {
    const text = byId("decide-value").value.trim();
    return typeof readAt(asked.key) === "string" ? text : JSON.parse(text);
  };

  // Until the page is drawn again a browser may leave the focus in a field that is gone, and the
  // next key would be taken for typing.
  const leave = () => dialog.contains(document.activeElement) && document.activeElement.blur();
  const close = () => {
    dialog.close();
    leave();
  };

  const decide = (event) => {
    event.preventDefault();
    const { slot, key, decision } = asked;
    const about = key === null ? {} : { place: placeOf(key), read: readAt(key) };
    const line = { version: 1, source: deciding.source, ...about, decision };
    if (decision === "correct") {
      try {
        line.value = given();
      } catch {
        byId("decide-value").setCustomValidity("A number, true, false or null is needed here.");
        byId("decide-value").reportValidity();
        return;
      }
    }
    line.because = byId("decide-because").value.trim();
    line.by = byId("decide-by").value.trim();
    if (!line.because || !line.by) return;
    line.at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    remember(line.by);
    made.set(slot, { key, line });
    unsaved = true;
    close();
    list();
  };

  const list = () => {
    byId("tray-list").replaceChildren(
      ...[...made].map(([slot, { key, line }]) => {
        const item = document.createElement("li");
        const remove = document.createElement("button");
        remove.type = "button";
        remove.textContent = "Remove";
        remove.setAttribute("aria-label", `Remove the decision about ${labelOf(key)}`);
        remove.addEventListener("click", () => {
          made.delete(slot);
          unsaved = true;
          list();
        });
        const value = "value" in line ? ` to “${shown(line.value)}”` : "";
        item.append(`${labelOf(key)}: ${line.decision}${value}. ${line.because} `, remove);
        return item;
      }),
    );
    byId("tray-save").disabled = !made.size;
    byId("tray-status").textContent = made.size ? `${made.size} decided${unsaved ? ", not saved" : ", saved"}` : "";
  };

  const save = () => {
    if (!made.size) return;
    const text = [...made.values()].map(({ line }) => `${JSON.stringify(line)}\n`).join("");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
    link.download = `decisions-${deciding.source.sha256.slice(0, 8)}.jsonl`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    unsaved = false;
    list();
  };

  const choose = (key) => {
    chosen = key !== null && readAt(key) !== undefined ? key : null;
    byId("tray-chosen").textContent = chosen === null ? nothing : labelOf(chosen);
    byId("tray-accept").disabled = chosen === null;
    byId("tray-correct").disabled = chosen === null || !isPointer(chosen);
  };

  byId("tray").hidden = false;
  for (const article of document.querySelectorAll(".finding[data-at]")) {
    if (!finding(article.dataset.at)) continue;
    const accept = document.createElement("button");
    accept.type = "button";
    accept.className = "accept";
    accept.textContent = "Accept";
    accept.setAttribute("aria-label", `Accept ${labelOf(article.dataset.at)}`);
    accept.addEventListener("click", () => open(article.dataset.at, "accept"));
    article.append(accept);
  }
  document.addEventListener("irp-chosen", (event) => choose(event.detail));
  for (const decision of Object.keys(names)) {
    byId(`tray-${decision}`).addEventListener("click", () => open(chosen, decision));
  }
  byId("tray-save").addEventListener("click", save);
  byId("decide-cancel").addEventListener("click", close);
  dialog.addEventListener("close", leave);
  byId("decide-value").addEventListener("input", (event) => event.target.setCustomValidity(""));
  dialog.querySelector("form").addEventListener("submit", decide);
  addEventListener("beforeunload", (event) => unsaved && made.size && event.preventDefault());

  const shortcuts = {
    a: () => open(chosen, "accept"),
    c: () => open(chosen, "correct"),
    m: () => open(chosen, "note"),
    r: () => open(chosen, "reject"),
    s: save,
  };
  document.addEventListener("keydown", (event) => {
    if (dialog.open || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type='checkbox']), textarea, select")) return;
    if (!byId("single-keys")?.checked || !Object.hasOwn(shortcuts, event.key)) return;
    event.preventDefault();
    shortcuts[event.key]();
  });
})();
