/* Taps that an earlier page could not send: every page says so, with the way back to that list. See taps.js. */
(() => {
  "use strict";
  const note = document.getElementById("unsent");
  if (!note || document.querySelector("form[data-taps]")) return;
  const place = `taps:${note.dataset.owner}:`;
  try {
    for (let n = 0; n < localStorage.length; n++) {
      const name = localStorage.key(n);
      if (!name || !name.startsWith(place)) continue;
      const page = JSON.parse(localStorage.getItem(name)).page;
      if (!/^\/[a-z0-9/-]+$/.test(page)) continue;
      note.querySelector("a").href = page;
      note.hidden = false;
      return;
    }
  } catch { /* this browser keeps nothing */ }
})();
