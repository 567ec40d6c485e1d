/* A form on a handed-over device: without a network it stays, with the answers, instead of going nowhere. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-opinion]"), note = document.querySelector("[data-offline-note]");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    note.textContent = form.dataset.offline;
    note.hidden = false;
  });
  window.addEventListener("online", () => { note.hidden = true; });
  // "Back" must not show the answers of the person before.
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
})();
