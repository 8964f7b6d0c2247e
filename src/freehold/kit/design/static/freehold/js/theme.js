// Light, dark or like this computer: kept in a cookie, so that the server prints the page in the right colours at once.
const root = document.documentElement;

function show(theme) {
  root.dataset.theme = theme;
  document.querySelectorAll("[data-theme-set]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.themeSet === theme));
  });
}

function choose(theme) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  show(theme);
}

show(root.dataset.theme || "system");
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-theme-set]");
  if (button) choose(button.dataset.themeSet);
});
document.addEventListener("freehold:action", (event) => {
  const wanted = /^theme-(light|dark|system)$/.exec(event.detail);
  if (wanted) choose(wanted[1]);
});
