/* Two minutes before the session ends a bar offers to go on; on a phone, a page left for a minute is blurred. */
(function () {
  'use strict';
  var bar = document.getElementById('session'), main = document.getElementById('main');
  if (!bar) return;
  var idle = Number(bar.dataset.idle) * 1000, warn = 120000, last = Date.now(), left = null;
  document.addEventListener('htmx:afterRequest', function () { last = Date.now(); });
  document.addEventListener('desk:alive', function () { last = Date.now(); bar.hidden = true; });
  setInterval(function () { if (Date.now() - last > idle - warn) bar.hidden = false; }, 10000);
  bar.querySelector('button').addEventListener('click', function () {
    fetch(bar.dataset.stay, { credentials: 'same-origin' }).then(function (answer) {
      if (answer.ok && !answer.redirected) { last = Date.now(); bar.hidden = true; } else window.location.reload();
    });
  });
  if (!window.matchMedia('(max-width: 767px)').matches) return;
  document.addEventListener('visibilitychange', function () {
    if (document.hidden) { left = setTimeout(function () { main.classList.add('veiled'); }, 60000); return; }
    clearTimeout(left);
  });
  main.addEventListener('pointerdown', function () { main.classList.remove('veiled'); });
  document.addEventListener('keydown', function () { main.classList.remove('veiled'); });
})();
