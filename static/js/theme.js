/* Runs before the first paint: "follow the system" becomes light or dark. Chosen themes are set by the server. */
(function () {
  'use strict';
  var root = document.documentElement, dark = window.matchMedia('(prefers-color-scheme: dark)');
  root.classList.add('js');
  function follow() { if (root.dataset.theme === 'auto') root.dataset.bsTheme = dark.matches ? 'dark' : 'light'; }
  follow();
  if (dark.addEventListener) dark.addEventListener('change', follow);
})();
