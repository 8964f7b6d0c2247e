// Lists with a detail: j and k move, the detail loads beside the list where there is room, and is its own step on a phone.
import { typing } from "./keys.js";

const PHONE = matchMedia("(max-width: 60rem)");
const links = (list) => [...list.querySelectorAll(".cards a[href], [data-item]")];
let byHand = false, index = 0, chosen = false;

function mark(link) {
  const list = link.closest("[data-list]");
  list?.querySelectorAll(".card[aria-current]").forEach((card) => card.removeAttribute("aria-current"));
  link.closest(".card")?.setAttribute("aria-current", "true");
  index = links(list).indexOf(link);
}

function move(step) {
  const list = document.querySelector("[data-list]");
  if (!list) return;
  const all = links(list);
  const here = all.includes(document.activeElement) ? document.activeElement : list.querySelector(".card[aria-current] a[href]");
  const next = all[here ? Math.min(Math.max(all.indexOf(here) + step, 0), all.length - 1) : 0];
  if (!next || next === here && document.activeElement === here) return;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  if (PHONE.matches || !next.hasAttribute("hx-get") || !window.htmx) return;
  window.htmx.process(next); // htmx begins a moment after the page; a link it does not know yet would lead away
  next.click();
}

document.addEventListener("freehold:action", (event) => {
  if (event.detail === "next") move(1);
  if (event.detail === "previous") move(-1);
  if (event.detail === "archive") document.querySelector(".detail [data-action=dismiss]")?.click(); // where a list has no archive
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-list] .cards a[href]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (PHONE.matches && link.hasAttribute("hx-get")) { // the second step is a page of its own, so Back works
    event.preventDefault();
    event.stopImmediatePropagation();
    location.assign(link.href);
    return;
  }
  mark(link);
  byHand = event.isTrusted && event.detail === 0; // Enter on the link: the reader wants to go into the detail
}, true);

document.addEventListener("htmx:before:swap", () => { chosen = Boolean(document.querySelector("[data-list] .card[aria-current]")); });
// Two quick steps ask for two details, and the first answer may come last: only that of the marked card is shown.
document.addEventListener("htmx:before:swap", (event) => {
  const { target, sourceElement } = event.detail.ctx;
  if (!target?.classList?.contains("detail")) return;
  const card = sourceElement?.closest?.(".card");
  if (card ? !card.hasAttribute("aria-current") : sourceElement && !sourceElement.isConnected) event.preventDefault();
});

document.addEventListener("htmx:after:swap", (event) => {
  const target = event.detail.ctx.target, list = document.querySelector("[data-list]");
  if (!list) return;
  if (byHand && target?.classList?.contains("detail")) {
    const heading = target.querySelector("h2, h1");
    if (heading) { heading.tabIndex = -1; heading.focus(); }
  }
  byHand = false;
  const gone = chosen && !list.querySelector(".card[aria-current]");
  if (gone && list.hasAttribute("data-follow") && !typing(document.activeElement)) {
    const all = links(list); // the selected one was taken away: go on with its neighbour
    const next = all[Math.min(index, all.length - 1)];
    if (next) { next.focus(); if (!PHONE.matches) next.click(); }
  }
});
