/* Drafts: saved 2 s after the last key, on blur, at most every 5 s. Text stays in the page's memory and on the server,
   never in the browser's storage; only the name of this window is kept for the session. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const AFTER_KEY = 2000, AT_MOST_EVERY = 5000, RETRY = 10000, HELD = 10 * 60 * 1000;
  const state = form.querySelector("[data-saved] > span");
  const version = form.elements._version, windowField = form.elements._window;
  const elsewhere = document.querySelector("[data-elsewhere]");
  let dirty = false, busy = false, stopped = false, timer = null, last = 0;

  let me = sessionStorage.getItem("window");
  if (!me) {
    me = Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");
    sessionStorage.setItem("window", me);
  }
  windowField.value = me;

  const say = (text, bad) => {
    if (!state) return;
    state.textContent = text;
    state.parentElement.classList.toggle("st-bad", Boolean(bad));
  };

  const readOnly = (on) => {
    stopped = on;
    if (elsewhere) elsewhere.hidden = !on;
    for (const one of form.elements) {
      if (one.type === "hidden") continue;
      if ("readOnly" in one && one.type !== "checkbox" && one.type !== "radio") one.readOnly = on;
      else one.disabled = on;
    }
  };

  const body = () => {
    const data = new FormData(form);
    for (const [name, value] of Array.from(data.entries())) if (value instanceof File) data.delete(name);
    data.delete("once"); // the key of the button: saving the draft must not use it up
    return new URLSearchParams(data);
  };

  const send = async (data) => {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST", body: data, credentials: "same-origin", headers: { Accept: "application/json" }, redirect: "error",
    });
    return [answer.status, answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null];
  };

  const showConflict = (html) => {
    document.querySelector("[data-conflict]")?.remove();
    form.closest(".cols").insertAdjacentHTML("beforebegin", html);
    document.querySelector("[data-conflict]").scrollIntoView({ block: "nearest" });
  };

  const save = async () => {
    clearTimeout(timer);
    if (busy || stopped || !dirty) return;
    const wait = last + AT_MOST_EVERY - Date.now();
    if (wait > 0) { timer = setTimeout(save, wait); return; }
    busy = true; dirty = false; last = Date.now();
    say(form.dataset.saving);
    try {
      const [status, answer] = await send(body());
      if (status === 200) {
        version.value = answer.version;
        say(form.dataset.savedWords.replace("{time}", answer.at));
        document.querySelector("[data-conflict]")?.remove();
      } else if (status === 409) {
        showConflict(answer.html);
        if (answer.kind === "window") readOnly(true);
        else version.value = answer.version;
        say(form.dataset.refused, true);
      } else {
        dirty = true; say(form.dataset.refused, true);
      }
    } catch {
      dirty = true; say(form.dataset.offline, true);
      timer = setTimeout(save, RETRY);
    }
    busy = false;
    if (dirty && !timer) timer = setTimeout(save, AFTER_KEY);
  };

  const soon = () => { dirty = true; clearTimeout(timer); timer = setTimeout(save, AFTER_KEY); };
  form.addEventListener("input", soon);
  form.addEventListener("focusout", () => { if (dirty) save(); });
  window.addEventListener("online", () => { if (dirty) save(); });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  form.addEventListener("submit", () => { dirty = false; stopped = true; clearTimeout(timer); });
  document.addEventListener("desk:save", () => { dirty = true; last = 0; save(); });

  const draftWindow = form.dataset.draftWindow, draftAt = Date.parse(form.dataset.draftAt || "");
  if (draftWindow && draftWindow !== me && Date.now() - draftAt < HELD) readOnly(true);
  document.querySelector("[data-take-over]")?.addEventListener("click", async () => {
    const data = new URLSearchParams({
      _draft: form.elements._draft.value, _window: me, _takeover: "1",
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    });
    const [status] = await send(data);
    if (status === 200) window.location.reload();
  });

  for (const rows of form.querySelectorAll("[data-rows]")) {
    const button = rows.querySelector("[data-add-line]"), mould = rows.querySelector("template");
    const total = form.elements[`${rows.dataset.rows}-TOTAL_FORMS`];
    button.type = "button";
    button.addEventListener("click", () => {
      const holder = document.createElement("div");
      holder.append(mould.content.cloneNode(true));
      holder.innerHTML = holder.innerHTML.replaceAll("__prefix__", total.value);
      const line = holder.firstElementChild;
      button.before(line);
      total.value = Number(total.value) + 1;
      line.querySelector("input:not([type=hidden]), textarea, select")?.focus();
      soon();
    });
  }
})();
