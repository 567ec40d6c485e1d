/* The small things every page does better with JavaScript; every page works without it. */
(function () {
  'use strict';
  var live = document.getElementById('live');
  function say(text) { if (live) { live.textContent = ''; setTimeout(function () { live.textContent = text; }, 50); } }
  window.desk = { say: say };

  // Submit once: the second press is ignored; the server repeats the first result for a repeated key.
  document.addEventListener('submit', function (event) {
    var form = event.target, button = event.submitter;
    if (form.method !== 'post' || form.hasAttribute('data-many')) return;
    if (form.dataset.busy) { event.preventDefault(); return; }
    setTimeout(function () {
      if (event.defaultPrevented) return;
      form.dataset.busy = '1';
      if (button) { button.setAttribute('aria-disabled', 'true'); button.classList.add('busy'); }
    });
  });
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) document.querySelectorAll('form[data-busy]').forEach(function (form) { delete form.dataset.busy; });
  });

  // A form that came back: the focus goes to the summary of what is missing.
  var summary = document.getElementById('errors');
  if (summary) summary.focus();

  document.addEventListener('click', function (event) {
    var target = event.target.closest('[data-phrase],[data-print],[data-reveal],[data-drawer],[data-set]');
    if (!target) return;
    if (target.dataset.phrase !== undefined) {
      var area = document.getElementById(target.dataset.for);
      area.value += target.dataset.phrase; area.focus();
      area.dispatchEvent(new Event('input', { bubbles: true }));
    } else if (target.dataset.print !== undefined) {
      window.print();
    } else if (target.dataset.reveal) {
      var field = document.getElementById(target.dataset.reveal), shown = field.type === 'text';
      field.type = shown ? 'password' : 'text';
      target.setAttribute('aria-pressed', String(!shown));
    } else if (target.dataset.drawer) {
      var drawer = document.querySelector(target.dataset.drawer);
      if (drawer && window.bootstrap) { event.preventDefault(); window.bootstrap.Offcanvas.getOrCreateInstance(drawer).show(target); }
    } else if (target.dataset.set) {
      // "Set 10:30": puts the computed value into the field it names.
      var named = document.getElementById(target.dataset.set);
      named.value = target.dataset.value; named.focus();
      named.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });

  // A drawer takes its part out of the whole page on its first opening.
  document.addEventListener('show.bs.offcanvas', function (event) {
    var body = event.target.querySelector('[data-load]');
    if (!body || body.dataset.done) return;
    body.dataset.done = '1';
    fetch(body.dataset.load, { credentials: 'same-origin', headers: { 'HX-Request': 'true' } }).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(answer.status);
    }).then(function (text) {
      var part = new DOMParser().parseFromString(text, 'text/html').getElementById('part');
      body.replaceChildren(part || ''); body.removeAttribute('aria-busy');
    }).catch(function () { window.location.href = body.dataset.load; });
  });

  // The month looked at comes into view on narrow screens.
  var spine = document.querySelector('.shelf [aria-current]');
  if (spine && spine.parentNode.scrollWidth > spine.parentNode.clientWidth) {
    spine.parentNode.scrollLeft = spine.offsetLeft - spine.parentNode.clientWidth / 2;
  }

  // Choices that are cards: the chosen ones are marked.
  document.querySelectorAll('.pick input').forEach(function (input) {
    function mark() {
      document.getElementsByName(input.name).forEach(function (one) {
        var card = one.closest('.pick');
        if (card) card.classList.toggle('on', one.checked);
      });
    }
    input.addEventListener('change', mark); mark();
  });

  // Irreversible steps: <dialog data-confirm> is asked before the form goes out; focus starts on the way back.
  document.querySelectorAll('form[data-ask]').forEach(function (form) {
    var dialog = document.getElementById(form.dataset.ask);
    if (!dialog || !dialog.showModal) return;
    form.addEventListener('submit', function (event) {
      if (form.dataset.asked) return;
      event.preventDefault(); dialog.showModal();
      dialog.querySelector('[data-no]').focus();
      dialog.querySelector('[data-yes]').onclick = function () { form.dataset.asked = '1'; dialog.close(); form.requestSubmit(); };
      dialog.querySelector('[data-no]').onclick = function () { dialog.close(); };
    }, true);
  });

  // htmx swaps are announced, and carry the token of the page.
  document.addEventListener('htmx:configRequest', function (event) {
    var token = document.querySelector('[name=csrfmiddlewaretoken]');
    if (token) event.detail.headers['X-CSRFToken'] = token.value;
  });
  document.addEventListener('htmx:afterSwap', function (event) {
    var words = event.detail.target && event.detail.target.dataset.say;
    if (words) say(words);
  });
})();
