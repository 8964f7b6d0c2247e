// The client's pages: buttons that copy what stands beside them, and going on to where one pays. Everything works without it.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    return; // without leave to copy, the text can still be marked
  }
  const said = button.querySelector("[data-said]");
  const before = said.textContent;
  said.textContent = button.dataset.done;
  setTimeout(() => { said.textContent = before; }, 2500);
});
for (const button of document.querySelectorAll("[data-copy][hidden]")) if (navigator.clipboard) button.hidden = false;
const onward = document.querySelector("a[data-onward]");
if (onward) location.replace(onward.href);
