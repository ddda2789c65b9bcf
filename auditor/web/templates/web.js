"use strict";
// The form works without this script; with it documents can be dropped, and the button says that it is busy.
(() => {
  const form = document.querySelector("form[action='/audit']");
  if (!form) return;
  const drop = form.querySelector(".drop");
  const files = form.querySelector("input[type=file]");
  const list = form.querySelector(".chosen");
  const button = form.querySelector("button[data-busy]");
  const words = button.textContent;

  const show = () => {
    const names = [...files.files].map((file) => file.name);
    const shown = names.length > 8 ? [...names.slice(0, 7), `等 ${names.length} 份`] : names;
    list.replaceChildren(...(names.length > 1 ? shown : []).map((name) => {
      const item = document.createElement("li");
      item.textContent = name;
      return item;
    }));
  };
  const over = (on) => (event) => {
    if (!event.dataTransfer || ![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    drop.classList.toggle("over", on);
  };
  // Anywhere on the page: what misses the box would otherwise be opened by the browser.
  document.addEventListener("dragover", over(true));
  document.addEventListener("dragleave", over(false));
  document.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer && event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      show();
    }
  });
  files.addEventListener("change", show);
  form.addEventListener("submit", () => {
    button.disabled = true;
    button.textContent = button.dataset.busy;
  });
  // Back from the results: the button works again.
  window.addEventListener("pageshow", () => {
    button.disabled = false;
    button.textContent = words;
    show();
  });
})();
