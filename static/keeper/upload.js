// Files dropped on the file row are taken as if chosen, folders left out; without this script the input works alone.
document.addEventListener("DOMContentLoaded", () => {
  const input = document.getElementById("id_uploads");
  const zone = input && input.closest(".form-row");
  if (!zone) return;
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  zone.append(told);
  zone.classList.add("drop-zone");
  const tell = () => {
    const files = [...input.files];
    const size = files.reduce((sum, file) => sum + file.size, 0);
    told.textContent = files.length ? `已选 ${files.length} 个文件，共 ${(size / 1048576).toFixed(1)} MB` : "";
  };
  input.addEventListener("change", tell);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    const all = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) all.items.add(file);
    input.files = all.files;
    tell();
  });
});
