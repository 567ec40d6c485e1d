/* Keyboard: "/" search, g t today, g i inbox, g c cases, n new, "?" list; in the inbox j k a r o.
   Single keys never fire while typing and can be switched off (WCAG 2.1.4); Ctrl+S and Ctrl+Enter always work. */
(function () {
  'use strict';
  var off = document.body.hasAttribute('data-no-keys'), went = 0;
  function typing(target) { return /INPUT|TEXTAREA|SELECT/.test(target.tagName) || target.isContentEditable; }
  function link(selector) { var found = document.querySelector(selector); if (found) found.click(); return !!found; }
  function move(step) {
    var rows = [].slice.call(document.querySelectorAll('.inb a, [data-rows] a[data-row]'));
    if (!rows.length) return false;
    var here = rows.findIndex(function (row) { return row.getAttribute('aria-current') || row === document.activeElement; });
    var next = rows[Math.min(Math.max(here + step, 0), rows.length - 1)];
    if (next && next !== rows[here]) { if (document.querySelector('.inb')) next.click(); else next.focus(); }
    return true;
  }
  function focus(selector) { var found = document.querySelector(selector); if (found) found.focus(); return !!found; }
  var single = {
    '/': function () { return focus('.at-search input') || link('.m-search'); },
    'n': function () { return link('[data-new]'); },
    'j': function () { return move(1); },
    'k': function () { return move(-1); },
    'a': function () { return focus('[data-key=a]'); },
    'r': function () { return focus('[data-key=r]'); },
    'o': function () { return focus('#opinion'); },
    '?': function () { return link('[data-keys-help]'); }
  };
  document.addEventListener('keydown', function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key === 's' && document.querySelector('form[data-autosave]')) {
      event.preventDefault(); document.dispatchEvent(new Event('desk:save')); return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter' && event.target.form) {
      event.preventDefault(); event.target.form.requestSubmit(event.target.form.querySelector('.btn-primary')); return;
    }
    if (off || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (Date.now() - went < 1200) {
      went = 0;
      if (link('[data-go="' + event.key + '"]')) { event.preventDefault(); return; }
    }
    if (event.key === 'g') { went = Date.now(); return; }
    if (single[event.key] && single[event.key]()) event.preventDefault();
  });
})();
