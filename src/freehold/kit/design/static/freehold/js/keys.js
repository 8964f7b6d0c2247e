// Keyboard shortcuts from the table that the server printed (#keys). Never active while somebody types.
const table = JSON.parse(document.getElementById("keys")?.textContent || "[]");
const WAIT = 1200;
const STORE = "freehold-single-keys";
let begun = "", timer;

export function typing(target) {
  if (!(target instanceof Element)) return false;
  if (target.closest("textarea, select, [contenteditable]:not([contenteditable=false]), [role=combobox], [role=textbox]")) return true;
  const input = target.closest("input");
  return Boolean(input) && !["checkbox", "radio", "button", "submit", "reset", "file"].includes(input.type);
}

const seen = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

/** Do an action: the visible element with that data-action in the selected row, the detail, or the page; else an event. */
export function perform(action) {
  const nearest = [".toast", "[data-list] [aria-current]", ".detail", "main", "body"];
  for (const scope of nearest) {
    for (const root of [...document.querySelectorAll(scope)].reverse()) {
      const hit = [...root.querySelectorAll(`[data-action="${CSS.escape(action)}"]`)].find((e) => !e.disabled && seen(e));
      if (hit) { hit.click(); return; }
    }
  }
  document.dispatchEvent(new CustomEvent("freehold:action", { detail: action }));
}

/** Send an empty form to `url`, with the token that protects against forged requests. */
export function post(url) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = url;
  const token = document.createElement("input");
  token.type = "hidden";
  token.name = "csrfmiddlewaretoken";
  token.value = document.querySelector("meta[name=csrf]")?.content ?? "";
  form.append(token);
  document.body.append(form);
  form.submit();
}

function run(row) {
  if (row.action) perform(row.action);
  else if (row.post) post(row.url);
  else location.assign(row.url);
}

const allowed = () => localStorage.getItem(STORE) !== "off";

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.repeat && !["j", "k"].includes(event.key)) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    const row = table.find((r) => r.keys === `mod+${event.key.toLowerCase()}`);
    if (row) { event.preventDefault(); run(row); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) return;
  if (!allowed() || typing(event.target) || document.querySelector("dialog:modal")) return;
  const pressed = begun ? `${begun} ${event.key}` : event.key;
  clearTimeout(timer);
  begun = "";
  const row = table.find((r) => r.keys === pressed);
  if (row) { event.preventDefault(); run(row); return; }
  if (table.some((r) => r.keys.startsWith(`${pressed} `))) {
    event.preventDefault();
    begun = pressed;
    timer = setTimeout(() => { begun = ""; }, WAIT);
  }
});

document.querySelectorAll("[data-keys-on]").forEach((box) => {
  box.checked = allowed();
  box.addEventListener("change", () => localStorage.setItem(STORE, box.checked ? "on" : "off"));
});
