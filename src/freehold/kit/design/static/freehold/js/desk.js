// The writing desk: a button under each long text field that has it checked; each change is taken or left by itself.
const tools = document.getElementById("desk");
const token = () => document.querySelector("meta[name=csrf]")?.content ?? "";
const LEAST = 20;

function send(address, values) {
  return fetch(address, { method: "POST", body: new URLSearchParams(values), headers: { "X-CSRFToken": token() } });
}

function offer(field) {
  if (field.dataset.desk || field.readOnly || field.disabled || field.matches("[data-plain]")) return;
  field.dataset.desk = "1";
  const desk = tools.content.cloneNode(true).firstElementChild;
  const [button, panel] = [desk.querySelector("[data-check]"), desk.querySelector("[data-panel]")];
  const done = []; // what was taken, so that it can be put back
  const show = () => { desk.hidden = field.value.trim().length < LEAST && panel.hidden; };
  const items = () => [...panel.querySelectorAll("[data-start]")];

  async function load(address, values, pressed) {
    pressed.setAttribute("aria-busy", "true");
    try {
      const answer = await send(address, { text: field.value, ...values });
      if (!answer.ok) throw new TypeError(answer.status);
      panel.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
      done.length = 0;
    } catch {
      panel.textContent = tools.dataset.failed;
    }
    pressed.removeAttribute("aria-busy");
    panel.hidden = false;
  }

  function put(start, end, words) {
    field.setRangeText(words, start, end, "preserve");
    const moved = words.length - (end - start);
    for (const item of items()) {
      const at = [Number(item.dataset.start), Number(item.dataset.end)];
      if (at[0] >= end) [item.dataset.start, item.dataset.end] = [at[0] + moved, at[1] + moved];
      else if (at[1] > start) item.hidden = true; // its words are not there any more
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function take(item, words) {
    const [start, end] = [Number(item.dataset.start), Number(item.dataset.end)];
    const before = field.value;
    const places = items().map((one) => [one, one.dataset.start, one.dataset.end, one.hidden]);
    put(start, end, words);
    item.hidden = true;
    done.push({ before, after: field.value, places });
    next(item);
  }

  function next(item) {
    panel.querySelector("[data-back-out]").hidden = !done.length;
    const rest = items().filter((one) => !one.hidden);
    (rest.find((one) => item.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) ?? rest[0] ?? panel).querySelector("button")?.focus();
  }

  function back(pressed) {
    const last = done.pop();
    if (!last) return;
    if (field.value === last.after) {
      field.value = last.before;
      for (const [one, start, end, hidden] of last.places) Object.assign(one.dataset, { start, end }), (one.hidden = hidden);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    pressed.hidden = !done.length;
  }

  button.addEventListener("click", () => load(tools.dataset.check, {}, button));
  field.addEventListener("input", show);
  panel.addEventListener("click", async (event) => {
    const pressed = event.target.closest("button");
    const item = pressed?.closest("[data-start]");
    if (!pressed) return;
    if ("take" in pressed.dataset) take(item, pressed.dataset.take);
    else if ("leave" in pressed.dataset) { item.hidden = true; next(item); }
    else if ("preset" in pressed.dataset) await load(tools.dataset.rewrite, { preset: pressed.dataset.preset }, pressed);
    else if ("backOut" in pressed.dataset) back(pressed);
    else if ("close" in pressed.dataset) { panel.hidden = true; button.focus(); show(); }
    else if ("tell" in pressed.dataset) { await send(pressed.dataset.tell, { [pressed.dataset.name]: pressed.dataset.value }); item.hidden = true; next(item); }
  });
  // Typing on moves what stands behind it: the places found before are then no longer right.
  field.addEventListener("input", (event) => { if (event.isTrusted) for (const item of items()) item.hidden = true; });
  field.after(desk);
  show();
}

const all = (root) => { if (tools) root.querySelectorAll("main textarea, dialog textarea").forEach(offer); };
all(document);
document.addEventListener("htmx:after:swap", () => all(document));
