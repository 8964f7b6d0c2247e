// The chat for any website: <script src="https://…/static/chatbot/widget.js" data-site="…" defer></script>
// A button that opens a dialog or, with data-in="#element", a panel inside the page. data-theme="light" or "dark" fixes the colours.
// No library, no cookie, nothing stored before the first message. What others wrote is only ever set as text, never as HTML.
(() => {
  const script = document.currentScript, site = script.dataset.site ?? "";
  const base = new URL(`../../ask/${encodeURIComponent(site)}/`, script.src);
  const shelf = `freehold-chat:${site}`, holder = script.dataset.in && document.querySelector(script.dataset.in);
  const MOST = 2000, QUICK = 2000, SLOW = 15000, PATIENCE = 60000, RETRIES = [800, 2500];
  let words, language, name, state = "open", answered = {}, number = 0, owed = false, busy = false, timer = 0, wait = QUICK;
  let talk = { conversation: script.dataset.conversation ?? "", secret: script.dataset.secret ?? "", unsent: [] };
  const shown = {}; // the elements that change, by what they are

  // ---- making elements --------------------------------------------------------------------------------------------
  function el(tag, given = {}, ...inside) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(given)) {
      if (typeof value === "function") made.addEventListener(key, value);
      else if (value !== false && value !== undefined) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...inside);
    return made;
  }
  function icon(...lines) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    for (const line of lines) svg.appendChild(document.createElementNS(svg.namespaceURI, "path")).setAttribute("d", line);
    return svg;
  }
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  const button = (text, click, look = "") => el("button", { type: "button", class: look, click }, text);

  // ---- what is kept in this tab, from the first message on --------------------------------------------------------
  function save() {
    if (script.dataset.secret) return; // the page that gave the conversation gives it again
    try { sessionStorage.setItem(shelf, JSON.stringify(talk)); } catch { /* storage is closed: it lives as long as the page */ }
  }
  function recall() {
    if (script.dataset.secret) return;
    try {
      const kept = JSON.parse(sessionStorage.getItem(shelf) ?? "null");
      if (kept?.conversation !== undefined && Array.isArray(kept.unsent)) talk = kept;
    } catch { /* nothing, or nothing of ours */ }
  }
  function forget() {
    talk = { conversation: "", secret: "", unsent: talk.unsent };
    state = "open"; number = 0; answered = {}; owed = false;
    save();
  }

  // ---- talking to the server --------------------------------------------------------------------------------------
  async function call(path, body, onText) {
    const headers = { Accept: onText ? "application/x-ndjson, application/json" : "application/json" };
    if (talk.secret) headers.Authorization = `Bearer ${talk.secret}`;
    if (body) headers["Content-Type"] = "application/json";
    const response = await fetch(new URL(path, base), {
      method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body),
      credentials: "omit", cache: body ? "no-store" : "default", signal: AbortSignal.timeout(PATIENCE),
    });
    const kind = response.headers.get("Content-Type") ?? "";
    const answer = kind.startsWith("application/x-ndjson") ? await lines(response, onText) : await response.json();
    if (response.ok && !answer.error) return answer;
    throw Object.assign(new Error(`${answer.error ?? ""} ${answer.what_to_do ?? ""}`.trim()), { status: response.status });
  }
  async function lines(response, onText) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "", said = "", last = {};
    for (;;) {
      const { done, value } = await reader.read();
      const parts = (rest + (value ?? "")).split("\n");
      rest = parts.pop();
      for (const part of parts.filter(Boolean)) {
        const piece = JSON.parse(part);
        if (piece.text === undefined) last = piece;
        else onText(said += piece.text);
      }
      if (done) break;
    }
    if (!last.messages && !last.error) throw new TypeError("the answer broke off");
    return last;
  }
  async function ensure() {
    if (talk.conversation) return;
    const opened = await call(`open/?lang=${language}`, { language });
    Object.assign(talk, { conversation: opened.conversation, secret: opened.secret });
    save();
    take(opened);
  }
  const post = (what, body, onText) => call(`${talk.conversation}/${what}/`, { after: number, ...body }, onText);

  // ---- sending: one after the other, again under the same key when the network failed -------------------------------
  function send(text) {
    const one = { key: [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join(""), text };
    talk.unsent.push(one);
    save();
    draft(one);
    pump();
  }
  async function pump() {
    if (busy) return;
    busy = true;
    try {
      while (talk.unsent.length && (await delivered(talk.unsent[0]))) { talk.unsent.shift(); save(); }
    } finally {
      busy = false;
      paint();
      poll(true);
    }
  }
  async function delivered(one) {
    for (let attempt = 0; ; attempt += 1) {
      note(one, words.sending);
      try {
        await ensure();
        think(words.thinking);
        const answer = await post("messages", { key: one.key, text: one.text }, think);
        shown.drafts.get(one.key)?.remove();
        think();
        take(answer);
        return true;
      } catch (problem) {
        think();
        if (problem.status === 404 && attempt === 0 && talk.conversation) { forget(); continue; }
        if (problem.status === 400 || problem.status === 413) { // it will never be taken: the text goes back to where it can be changed
          shown.drafts.get(one.key)?.remove();
          shown.text.value = one.text;
          warn(problem.message);
          return true;
        }
        if (!problem.status && attempt < RETRIES.length) { await new Promise((go) => setTimeout(go, RETRIES[attempt])); continue; }
        note(one, words.unsent, problem.status ? problem.message : words.offline);
        return false;
      }
    }
  }
  async function act(what, body = {}) {
    warn("");
    try {
      await ensure();
      take(await post(what, body));
      return true;
    } catch (problem) {
      warn(problem.status ? problem.message : words.offline);
      return false;
    } finally { poll(true); }
  }

  // ---- asking for news: quickly while a person is expected, never while nobody looks ---------------------------------
  const looking = () => !document.hidden && (holder || shown.box.open);
  function poll(soon) {
    clearTimeout(timer);
    if (!talk.conversation || state === "closed" || !looking()) return;
    const expecting = owed || state === "waiting" || state === "human";
    wait = !expecting ? SLOW : soon ? QUICK : Math.min(wait * 1.5, SLOW);
    timer = setTimeout(news, wait);
  }
  async function news() {
    if (busy) return;
    try {
      take(await call(`${talk.conversation}/messages/?after=${number}`));
    } catch (problem) {
      if (problem.status === 404) { forget(); paint(); }
    }
    poll(false);
  }
  function take(answer) {
    const before = state;
    state = answer.state;
    answered = answer;
    if (answer.conversation !== talk.conversation) { talk.conversation = answer.conversation; save(); } // a closed one goes on in a new one
    for (const message of answer.messages) {
      if (message.number <= number) continue;
      number = message.number;
      owed = message.author === "visitor"; // a lone "Hi" is answered a moment later
      if (message.greeting) continue; // it stands at the top already
      if (message.author === "human") name = message.name;
      shown.log.insertBefore(bubble(message), shown.log.querySelector(".draft, .thinking"));
      if (message.author !== "visitor") wait = QUICK;
    }
    if (answer.messages.length || before !== state) down();
    paint();
  }

  // ---- what is seen -------------------------------------------------------------------------------------------------
  const who = (message) => ({ visitor: words.you, bot: words.assistant, human: message.name })[message.author] ?? words.note;
  function bubble(message) {
    const quotes = (message.quotes ?? []).map((quote) => el("figure", {},
      ...(message.text.includes(quote.text) ? [] : [el("blockquote", {}, quote.text)]),
      ...(quote.source || quote.url ? [el("figcaption", {}, `${words.source} `, source(quote))] : [])));
    return el("div", { class: `said ${message.author}` }, el("span", { class: "who" }, who(message)), el("p", {}, message.text), ...quotes);
  }
  function source(quote) {
    const address = /^https?:\/\//i.test(quote.url ?? "") && URL.canParse(quote.url) ? new URL(quote.url) : null;
    if (!address) return el("cite", {}, quote.source);
    return el("cite", {}, el("a", { href: address.href, target: "_blank", rel: "noopener noreferrer" }, quote.source || address.host));
  }
  function draft(one) {
    const made = el("div", { class: "said visitor draft" }, el("span", { class: "who" }, words.you), el("p", {}, one.text), el("small"));
    shown.drafts.set(one.key, made);
    shown.log.append(made);
    down();
  }
  function note(one, text, why = "") {
    const place = shown.drafts.get(one.key)?.querySelector("small");
    place?.replaceChildren(text, ...(why ? [" ", button(words.retry, pump, "link")] : []));
    warn(why);
  }
  function think(text = "") { // what is still being made is not read aloud: the whole answer is
    shown.log.querySelector(".thinking")?.remove();
    if (!text) return;
    shown.log.append(el("div", { class: "said bot thinking", "aria-hidden": "true" }, el("p", {}, text)));
    down();
  }
  function warn(text) { shown.trouble.textContent = text; shown.trouble.hidden = !text; }
  function down() { shown.log.scrollTop = shown.log.scrollHeight; }
  function time(iso) { // up to the next quarter of an hour, as the message says it
    const at = new Date(Math.ceil(new Date(iso) / 9e5) * 9e5), soon = at - Date.now() < 6 * 864e5;
    const day = at.toDateString() === new Date().toDateString() ? {} : soon ? { weekday: "long" } : { day: "numeric", month: "long" };
    return new Intl.DateTimeFormat(language, { ...day, hour: "numeric", minute: "2-digit" }).format(at);
  }
  function paint() {
    const closed = state === "closed", human = state === "waiting" || state === "human";
    const expected = state === "waiting" && answered.expected_by;
    const line = expected ? filled(words.expected, { time: time(expected) }) : state === "human" ? filled(words.human, { name }) : words[human || closed ? state : "bot"];
    if (shown.status.textContent !== line) shown.status.textContent = line;
    if (!busy) think(owed && !human && !closed ? words.thinking : "");
    shown.contact.hidden = !answered.asks_contact || closed;
    shown.again.hidden = !closed;
    shown.person.hidden = human || closed;
    shown.end.hidden = !talk.conversation || closed;
  }
  function count() {
    const left = MOST - shown.text.value.length;
    shown.left.textContent = left < 200 ? filled(words.left, { n: left }) : "";
  }
  function startAgain() {
    forget();
    shown.log.replaceChildren(...opening());
    paint();
    shown.text.focus();
  }
  const opening = () => [el("p", { class: "disclosure" }, words.disclosure),
    el("div", { class: "said bot" }, el("span", { class: "who" }, words.assistant), el("p", {}, words.greeting))];

  function build() {
    Object.assign(shown, { drafts: new Map(), status: el("p", { class: "status", role: "status" }), trouble: el("p", { class: "trouble", role: "alert", hidden: true }) });
    shown.log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": words.log, tabindex: "0" }, ...opening());
    shown.text = el("textarea", { id: "text", rows: "2", maxlength: String(MOST), placeholder: words.hint, autofocus: !holder, "aria-describedby": "left", input: count,
      keydown: (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); shown.form.requestSubmit(); } } });
    shown.left = el("small", { id: "left" });
    shown.form = el("form", { class: "write", submit: submitted }, el("label", { for: "text", class: "unseen" }, words.label), shown.text,
      el("button", { class: "send", "aria-label": words.send, title: words.send }, icon("M5 12h14", "m13 6 6 6-6 6")), shown.left);
    shown.contact = el("form", { class: "contact", hidden: true, submit: reachable }, el("p", {}, words.contact),
      el("label", {}, words.name, el("input", { name: "name", autocomplete: "name", maxlength: "200" })),
      el("label", {}, words.email, el("input", { name: "email", type: "email", required: true, autocomplete: "email", maxlength: "254" })),
      el("button", { class: "plain" }, words.keep));
    shown.person = button(words.person, () => act("person"), "plain");
    shown.end = button(words.end, () => act("close"), "plain quiet");
    shown.again = button(words.again, startAgain, "plain");
    const close = el("button", { type: "button", class: "close", "aria-label": words.close, title: words.close, click: () => shown.box.close() }, icon("M6 6l12 12", "M18 6 6 18"));
    shown.box = el(holder ? "section" : "dialog", { class: holder ? "box page" : "box", "aria-labelledby": "title" },
      el("header", {}, el("div", {}, el("h2", { id: "title" }, words.title), shown.status), ...(holder ? [] : [close])),
      shown.log, shown.contact, shown.trouble, shown.form, el("footer", {}, shown.person, shown.end, shown.again));
  }
  function submitted(event) {
    event.preventDefault();
    const text = shown.text.value.trim();
    if (!text) return;
    shown.text.value = "";
    warn("");
    count();
    send(text);
  }
  async function reachable(event) {
    event.preventDefault();
    if (await act("contact", Object.fromEntries(new FormData(shown.contact)))) shown.text.focus();
  }

  // ---- start ----------------------------------------------------------------------------------------------------------
  async function resume() {
    paint();
    if (talk.conversation && !number) await news();
    for (const one of talk.unsent) if (!shown.drafts.has(one.key)) draft(one);
    if (talk.unsent.length) pump();
    else poll(true);
  }
  async function start() {
    const wished = [document.documentElement.lang, ...navigator.languages].filter(Boolean).join(",");
    const [found, css] = await Promise.all([
      call(`site/?lang=${encodeURIComponent(wished)}`),
      fetch(new URL("widget.css", script.src), { credentials: "omit" }).then((response) => response.text()),
    ]);
    words = { ...found.words, greeting: found.greeting, disclosure: found.disclosure };
    language = found.language;
    name = found.name;
    recall();
    const host = el("div", { lang: language, "data-freehold-chat": "" }), root = host.attachShadow({ mode: "open" }), sheet = new CSSStyleSheet();
    sheet.replaceSync(css + found.style); // not a <style> element: the page's policy may forbid those
    root.adoptedStyleSheets = [sheet];
    const lit = () => { host.dataset.theme = script.dataset.theme ?? document.documentElement.dataset.theme ?? ""; };
    lit();
    build();
    if (holder) root.append(shown.box);
    else {
      const opener = el("button", { type: "button", class: "opener", "aria-haspopup": "dialog", "aria-label": words.open, title: words.title,
        click: () => { lit(); shown.box.showModal(); resume(); } }, icon("M21 12a8 8 0 0 1-11.6 7.2L4 21l1.8-5A8 8 0 1 1 21 12Z"));
      root.append(opener, shown.box);
      shown.box.addEventListener("close", () => clearTimeout(timer));
      shown.box.addEventListener("click", (event) => { if (event.target === shown.box) shown.box.close(); });
    }
    (holder || document.body).append(host);
    document.addEventListener("visibilitychange", () => poll(true));
    addEventListener("online", () => { if (talk.unsent.length) pump(); });
    if (holder) resume();
  }
  start().catch((problem) => console.info(`The chat of ${base.origin} is not shown: ${problem.message}`));
})();
