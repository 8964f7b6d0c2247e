// The frame: dialogs, menus, toasts, focus after navigation, and the manners of htmx. No inline script anywhere.
import "./theme.js";
import "./palette.js";
import "./keys.js";
import "./list.js";
import "./dropzone.js";
import "./desk.js";

const $ = (selector, root = document) => root.querySelector(selector);
const phrase = (name) => $("#phrases")?.dataset[name] ?? "";

// ---- toasts -----------------------------------------------------------------------------------------------------
const STAY = 7000, STAY_WITH_UNDO = 14000;

export function toast({ text, level = "ok", undo = "" }) {
  const shelf = $("[data-toasts]"), form = $("#toast");
  if (!shelf || !form || !text) return;
  const made = form.content.cloneNode(true).firstElementChild;
  made.className = `toast ${level}`;
  made.dataset.level = level;
  made.querySelectorAll("[data-icon]").forEach((icon) => {
    if (icon.dataset.icon === level) icon.replaceWith(...icon.childNodes);
    else icon.remove();
  });
  $(".text", made).textContent = text;
  const undoForm = $("form", made);
  if (undo && new URL(undo, location.href).origin === location.origin) {
    undoForm.action = undo;
    undoForm.setAttribute("hx-post", undo);
  } else undoForm.remove();
  while (shelf.children.length > 2) shelf.firstElementChild.remove();
  shelf.append(made);
  window.htmx?.process(made);
  expire(made);
}

function expire(element) {
  if (element.dataset.level === "bad") return; // an error stays until it is read and closed
  let timer;
  const start = () => { timer = setTimeout(() => element.remove(), $("form", element) ? STAY_WITH_UNDO : STAY); };
  const stop = () => clearTimeout(timer);
  for (const event of ["pointerenter", "focusin"]) element.addEventListener(event, stop);
  for (const event of ["pointerleave", "focusout"]) element.addEventListener(event, start);
  start();
}

document.querySelectorAll("[data-toasts] > .toast").forEach(expire);
document.addEventListener("toast", (event) => toast(event.detail ?? {}));
document.addEventListener("submit", (event) => {
  const shown = event.target.closest?.(".toast");
  if (shown) setTimeout(() => shown.remove(), 50);
});

// ---- dialogs, menus, buttons ------------------------------------------------------------------------------------
document.addEventListener("click", (event) => {
  const target = event.target;
  if (!(target instanceof Element)) return;
  const opener = target.closest("[data-dialog-open]");
  if (opener) document.getElementById(opener.dataset.dialogOpen)?.showModal();
  if (target.closest("[data-close-toast]")) target.closest(".toast").remove();
  if (target.closest("[data-back]") && history.length > 1) { event.preventDefault(); history.back(); }
  if (target instanceof HTMLDialogElement && target.open && !target.matches("[data-stay]")) {
    const box = target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) target.close();
  }
  document.querySelectorAll("details.drop[open]").forEach((menu) => {
    if (!menu.contains(target) || target.closest(".menu .item")) menu.open = false;
  });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = $("details.drop[open]");
  if (menu) { menu.open = false; $("summary", menu).focus(); }
});

document.addEventListener("freehold:action", (event) => {
  if (event.detail === "help") $("#help")?.showModal();
  if (event.detail === "filter") $("[data-filter], main input[type=search]")?.focus();
});
document.addEventListener("click", (event) => {
  const asked = event.target.closest?.("[data-action=help]");
  if (asked) $("#help")?.showModal();
});

if (/Mac|iPhone|iPad/.test(navigator.platform)) document.querySelectorAll("kbd[data-mod]").forEach((key) => { key.textContent = "⌘ K"; });

document.querySelectorAll("input[data-browser-time-zone]").forEach((field) => {
  field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
});

// ---- focus: a new page begins at its heading ----------------------------------------------------------------------
export function focusHeading(root = document) {
  const phone = matchMedia("(max-width: 60rem)").matches;
  const heading = (phone && $(".split[data-step=detail] .detail h2", root)) || $("h1, h2", root);
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

const cameFromHere = document.referrer && new URL(document.referrer).origin === location.origin;
const wantsFocus = $("[autofocus], [aria-invalid=true]");
if ($("[aria-invalid=true]")) $("[aria-invalid=true]").focus();
else if (cameFromHere && !location.hash && !wantsFocus && document.activeElement === document.body) focusHeading($("main") ?? document);

// ---- htmx -----------------------------------------------------------------------------------------------------------
document.addEventListener("htmx:config:request", (event) => {
  const request = event.detail.ctx.request;
  const token = $("meta[name=csrf]")?.content;
  if (token && !/^(get|head)$/i.test(request.method)) request.headers["X-CSRFToken"] = token;
});
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  const whole = /^\s*<!doctype/i.test(ctx.text ?? "");
  if (ctx.response?.status >= 400 && (whole || ctx.response.status >= 500)) {
    event.preventDefault(); // an error page does not belong inside a part of this page
    const said = whole && ctx.response.status < 500 && new DOMParser().parseFromString(ctx.text, "text/html").querySelector("[data-message]");
    toast({ text: said?.textContent.trim() || phrase("failed"), level: "bad" });
  }
});
document.addEventListener("htmx:error", (event) => {
  if (event.detail.error instanceof TypeError) toast({ text: phrase("offline"), level: "bad" });
});
document.addEventListener("htmx:after:swap", (event) => {
  const { ctx } = event.detail;
  const target = typeof ctx.target === "string" ? $(ctx.target) : ctx.target;
  if (target === document.body || target?.id === "main") { scrollTo(0, 0); focusHeading($("main")); }
  else $("[aria-invalid=true]", target ?? document)?.focus();
});
