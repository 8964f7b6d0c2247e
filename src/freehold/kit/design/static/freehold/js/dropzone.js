// Upload fields take a dropped file and say what they hold.
const size = (bytes) => new Intl.NumberFormat(document.documentElement.lang || "en", {
  style: "unit", unit: bytes < 1e6 ? "kilobyte" : "megabyte", maximumFractionDigits: 1,
}).format(bytes < 1e6 ? bytes / 1e3 : bytes / 1e6);

function tell(zone) {
  const files = [...zone.querySelector("input[type=file]").files];
  zone.querySelector("output").textContent = files.map((file) => `${file.name} (${size(file.size)})`).join(", ");
}

for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const zone = event.target.closest?.(".dropzone");
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("over", name === "dragover");
    const input = zone.querySelector("input[type=file]");
    if (name !== "drop" || !event.dataTransfer.files.length || input.disabled) return;
    const kept = new DataTransfer();
    [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1).forEach((file) => kept.items.add(file));
    input.files = kept.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
document.addEventListener("change", (event) => {
  const zone = event.target.closest?.(".dropzone");
  if (zone && event.target.type === "file") tell(zone);
});
