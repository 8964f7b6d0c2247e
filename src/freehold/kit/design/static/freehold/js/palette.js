// The command palette: pages and actions are in the page already, records come from the server while one types.
import { perform, post } from "./keys.js";

const dialog = document.getElementById("palette");

if (dialog) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const nothing = dialog.querySelector(".nothing");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let active = null, timer, asking;

  const shown = () => [...list.querySelectorAll("[role=option]:not([hidden])")];

  function select(option) {
    active?.setAttribute("aria-selected", "false");
    active = option ?? null;
    active?.setAttribute("aria-selected", "true");
    active?.scrollIntoView({ block: "nearest" });
    if (active) input.setAttribute("aria-activedescendant", active.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function tidy() {
    list.querySelectorAll("[role=group]").forEach((group) => { group.hidden = !group.querySelector("[role=option]:not([hidden])"); });
    const found = shown();
    nothing.hidden = found.length > 0;
    nothing.textContent = document.getElementById("phrases")?.dataset.nothing ?? "";
    if (!found.includes(active)) select(found[0]);
  }

  function filter() {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    list.querySelectorAll("[role=option]:not([data-record])").forEach((option) => {
      const text = plain(option.dataset.words);
      option.hidden = !words.every((word) => text.includes(word));
    });
    tidy();
  }

  function showRecords(results) {
    list.querySelectorAll("[data-records]").forEach((group) => group.remove());
    const groups = new Map();
    results.forEach((hit, n) => {
      if (!groups.has(hit.kind)) {
        const group = document.createElement("div"), name = document.createElement("div");
        group.setAttribute("role", "group");
        group.dataset.records = "";
        name.className = "group-name";
        name.id = `palette-records-${groups.size}`;
        name.textContent = hit.kind;
        group.setAttribute("aria-labelledby", name.id);
        group.append(name);
        groups.set(hit.kind, group);
      }
      const option = document.createElement("div"), label = document.createElement("span"), hint = document.createElement("span");
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.id = `palette-record-${n}`;
      option.dataset.record = "";
      option.dataset.url = hit.url;
      label.className = "label";
      label.textContent = hit.label;
      hint.className = "hint";
      hint.textContent = hit.hint;
      option.append(label, hint);
      groups.get(hit.kind).append(option);
    });
    list.append(...groups.values());
    tidy();
  }

  async function ask() {
    asking?.abort();
    const query = input.value.trim();
    if (query.length < 2) { showRecords([]); return; }
    asking = new AbortController();
    try {
      const answer = await fetch(`${dialog.dataset.searchUrl}?q=${encodeURIComponent(query)}`, { signal: asking.signal, headers: { Accept: "application/json" } });
      if (answer.ok) showRecords((await answer.json()).results);
    } catch (error) {
      if (error.name !== "AbortError") showRecords([]); // pages and actions still work without the server
    }
  }

  function open() {
    if (dialog.open) { dialog.close(); return; }
    input.value = "";
    dialog.showModal();
    showRecords([]);
    filter();
    select(shown()[0]);
    input.focus();
  }

  function go(option) {
    if (!option) return;
    dialog.close();
    if (option.dataset.do) perform(option.dataset.do);
    else if ("post" in option.dataset) post(option.dataset.url);
    else location.assign(option.dataset.url);
  }

  input.addEventListener("input", () => { filter(); clearTimeout(timer); timer = setTimeout(ask, 140); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const options = shown(), at = options.indexOf(active), last = options.length - 1;
    const next = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, PageDown: Math.min(at + 6, last), PageUp: Math.max(at - 6, 0) }[event.key];
    if (next !== undefined) { event.preventDefault(); select(options[next]); }
    if (event.key === "Enter") { event.preventDefault(); go(active); }
  });
  list.addEventListener("pointermove", (event) => { const option = event.target.closest("[role=option]"); if (option && option !== active) select(option); });
  list.addEventListener("click", (event) => go(event.target.closest("[role=option]")));
  document.addEventListener("click", (event) => { if (event.target.closest?.("[data-action=palette]")) open(); });
  document.addEventListener("freehold:action", (event) => { if (event.detail === "palette") open(); });
}
