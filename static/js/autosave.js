/* Drafts: saved on the server 2 s after the last key and on leaving a field, at most every 5 s.
   <form data-autosave="url"> with an input named "version". The answer is JSON {version, saved}; 409 is a conflict.
   Nothing is kept in the browser: unsent text lives in the page only. */
(function () {
  'use strict';
  var form = document.querySelector('form[data-autosave]');
  if (!form) return;
  var place = document.querySelector('[data-saved] > span'), box = document.querySelector('[data-saved]');
  var words = form.dataset, dirty = false, busy = false, timer = null, last = 0, stopped = false;
  function show(text, bad) { if (place) place.textContent = text; if (box) box.classList.toggle('st-bad', !!bad); }
  function save() {
    clearTimeout(timer);
    if (!dirty || stopped || busy) return;
    var wait = 5000 - (Date.now() - last);
    if (wait > 0) { timer = setTimeout(save, wait); return; }
    busy = true; dirty = false; last = Date.now();
    show(words.saving);
    var data = new FormData(form);
    data.delete('once');
    form.querySelectorAll('input[type=file]').forEach(function (input) { data.delete(input.name); });
    fetch(form.dataset.autosave, { method: 'POST', body: data, credentials: 'same-origin', headers: { 'Accept': 'application/json' } })
      .then(function (answer) { return answer.json().then(function (json) { return { status: answer.status, json: json }; }); })
      .then(function (answer) {
        busy = false;
        if (answer.status === 409) { stopped = true; show(answer.json.saved || words.conflict, true); return; }
        if (answer.status >= 400) throw new Error(answer.status);
        var version = form.querySelector('[name=version]');
        if (version) version.value = answer.json.version;
        show(answer.json.saved);
        if (dirty) timer = setTimeout(save, 2000);
      })
      .catch(function () { busy = false; dirty = true; show(words.offline, true); timer = setTimeout(save, 5000); });
  }
  form.addEventListener('input', function () { dirty = true; clearTimeout(timer); timer = setTimeout(save, 2000); });
  form.addEventListener('focusout', save);
  document.addEventListener('desk:save', function () { dirty = true; last = 0; save(); });
  window.addEventListener('online', save);
  form.addEventListener('submit', function () { stopped = true; dirty = false; });
  window.addEventListener('beforeunload', function (event) { if (dirty && !stopped) event.preventDefault(); });
})();
