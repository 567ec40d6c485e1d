/* Taps on a list of names (roll call, sign-in): kept in this browser until the server has them, so that neither a lost
   network nor a closed tab loses one. What is kept is opaque: ids, marks and numbers, never a name.

   Each tap is one entry "taps:<person>:<list>:<key>". Its key makes sending it twice harmless, its number (one more than
   the highest known) says which tap came later, on whichever phone. The page works as a plain form without this. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-taps]");
  if (!form) return;
  const words = form.dataset, place = `taps:${words.owner}:${words.about}:`;
  const BATCH = 100, SOON = 300, RETRY = [3000, 6000, 12000, 30000], LOOK = 15000, AWAKE = 180000;
  const state = form.querySelector("[data-state]"), leftText = form.querySelector("[data-left]");
  const trouble = document.querySelector("[data-trouble]");
  let seen = Number(words.seen), top = seen, busy = null, timer = null, failed = 0, touched = Date.now(), stuck = "";
  let memory = null; // taps, where this browser keeps nothing

  // --- what is kept

  const storage = () => {
    try {
      localStorage.setItem("tap-try", "1"); localStorage.removeItem("tap-try");
      return localStorage;
    } catch { return null; }
  };
  const shelf = storage();
  if (!shelf) memory = new Map();

  const random = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64; bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  };

  const deviceOf = () => {
    let id = shelf && shelf.getItem("tap-device");
    if (!id) { id = random().replaceAll("-", ""); if (shelf) shelf.setItem("tap-device", id); }
    return id;
  };
  const device = deviceOf();

  const waiting = () => {
    const found = [];
    if (memory) found.push(...memory.values());
    else for (let n = 0; n < shelf.length; n++) {
      const name = shelf.key(n);
      if (name && name.startsWith(place)) try { found.push(JSON.parse(shelf.getItem(name))); } catch { /* not ours */ }
    }
    return found.sort((a, b) => a.seq - b.seq);
  };
  const keep = (tap) => { if (memory) memory.set(tap.key, tap); else shelf.setItem(place + tap.key, JSON.stringify(tap)); };
  const drop = (key) => { if (memory) memory.delete(key); else shelf.removeItem(place + key); };

  // --- what is shown

  const rows = new Map(Array.from(form.querySelectorAll("[data-who]"), (row) => [row.dataset.who, row]));
  const counters = new Map(Array.from(form.querySelectorAll("[data-counter]"), (one) => [one.dataset.counter, one]));
  const totals = new Map(Array.from(counters, ([who, one]) => [who, Number(one.dataset.total)]));
  const say = (element, text) => { if (element && element.textContent !== text) element.textContent = text; };

  const show = (row, mark) => {
    for (const input of row.querySelectorAll("input[type=radio]")) input.checked = input.value === mark;
    row.querySelector("[data-was]").value = mark || ""; // the plain form has nothing to add to what is kept here
    row.dataset.mark = mark || "";
    row.closest("li").classList.remove("todo0");
  };

  const counting = () => {
    for (const out of form.querySelectorAll("[data-sum]")) {
      const wanted = out.dataset.sum.split(" ");
      say(out, String(Array.from(rows.values()).filter((row) => wanted.includes(row.dataset.mark)).length));
    }
    const left = untapped().length;
    say(leftText, left ? words.leftWords.replace("{n}", left) : words.allWords);
    const plus = new Map();
    for (const tap of waiting()) if (counters.has(tap.who)) plus.set(tap.who, (plus.get(tap.who) || 0) + Number(tap.mark));
    for (const [who, one] of counters) {
      say(one.querySelector("[data-total-now]"), String(Math.max(0, totals.get(who) + (plus.get(who) || 0))));
    }
  };

  const untapped = () => Array.from(rows.values()).filter((row) => !row.dataset.mark);

  const status = () => {
    const n = waiting().length;
    const kind = stuck || (n ? (navigator.onLine && !failed ? "sending" : "waiting") : navigator.onLine && !failed ? "saved" : "offline");
    form.dataset.kind = kind;
    say(state, words[`${kind}Words`].replace("{n}", n) + (memory && n ? ` ${words.memoryWords}` : ""));
    if (trouble) trouble.hidden = stuck !== "signin";
  };

  const overlay = () => {
    for (const tap of waiting()) {
      if (rows.has(tap.who)) show(rows.get(tap.who), tap.mark);
      top = Math.max(top, tap.seq);
    }
    counting(); status();
  };

  // --- the server's answer

  const merge = (answer) => {
    seen = Math.max(seen, answer.seen); top = Math.max(top, seen);
    const mine = new Set(waiting().map((tap) => tap.who));
    for (const [who, row] of rows) {
      const held = answer.held[who];
      if (!mine.has(who) && row.dataset.mark !== (held ? held.mark : "")) show(row, held ? held.mark : "");
      const against = row.closest("li").querySelector("[data-against]");
      say(against, held ? held.against : "");
      against.hidden = !against.textContent;
    }
    for (const [who, n] of Object.entries(answer.counted)) if (totals.has(who)) totals.set(who, n);
    if (answer.refused.length) {
      const list = document.querySelector("[data-refused]");
      list.hidden = false;
      say(list.querySelector("span"), `${words.refusedWords} ${Array.from(new Set(answer.refused.map((one) => one.why))).join(" ")}`);
    }
  };

  const post = async (taps) => {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.append("taps", JSON.stringify(taps.map(({ key, who, mark, seq, seen: known, at }) => ({ key, who, mark, seq, seen: known, at, device }))));
    const answer = await fetch(words.send, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 403) return "signin";
    if (answer.status === 404) return "gone";
    if (!answer.ok) throw new Error(String(answer.status));
    merge(await answer.json());
    return "";
  };

  const round = async () => {
    do {
      const taps = waiting().slice(0, BATCH);
      try {
        stuck = await post(taps);
        failed = 0;
        if (stuck) return;
        for (const tap of taps) drop(tap.key);
        overlay();
      } catch {
        failed += 1;
        return;
      }
    } while (waiting().length);
  };

  /* Sends what waits; one round at a time. */
  const flush = () => {
    clearTimeout(timer);
    busy ||= round().finally(() => {
      busy = null; status();
      if (waiting().length && !stuck) timer = setTimeout(flush, failed ? RETRY[Math.min(failed, RETRY.length) - 1] : SOON);
    });
    return busy;
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(flush, SOON); };

  // --- tapping

  const tap = (who, mark) => {
    touched = Date.now(); top += 1;
    keep({ key: random(), who, mark, seq: top, seen, at: new Date().toISOString(), page: location.pathname });
    if (rows.has(who)) show(rows.get(who), mark);
    counting(); status(); soon();
  };

  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-who]");
    if (row && event.target.type === "radio") tap(row.dataset.who, event.target.value);
  });

  const finish = async (button) => {
    await flush();
    if (waiting().length || failed || !navigator.onLine) { status(); window.desk?.say(words.finishWords); say(state, words.finishWords); return; }
    form.dataset.sent = "1";
    form.requestSubmit(button);
  };

  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { delete form.dataset.sent; return; }
    event.preventDefault();
    const button = event.submitter, [what, who, mark] = (button?.value || "finish").split(" ");
    if (what === "count") tap(who, mark);
    else if (what === "rest") { for (const row of untapped()) tap(row.dataset.who, words.rest); }
    else if (what === "save") flush();
    else if (words.everybody && untapped().length) {
      const left = untapped();
      for (const row of left) row.closest("li").classList.add("todo0");
      left[0].closest("li").scrollIntoView({ block: "center" });
      left[0].querySelector("input").focus({ preventScroll: true });
      const text = words.blockedWords.replace("{n}", left.length);
      say(state, text); window.desk?.say(text);
    } else finish(button);
  });

  const find = document.querySelector("[data-find]");
  if (find) find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    for (const row of rows.values()) row.closest("li").hidden = !row.closest("li").textContent.toLowerCase().includes(wanted);
  });

  // --- when to look

  window.addEventListener("online", () => { failed = 0; flush(); });
  window.addEventListener("offline", status);
  window.addEventListener("storage", (event) => { if (event.key && event.key.startsWith(place)) overlay(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) { overlay(); flush(); } });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  document.addEventListener("pointerdown", () => { touched = Date.now(); });
  // Another phone's taps; not for ever, or a forgotten page would keep the session alive.
  setInterval(() => { if (!document.hidden && navigator.onLine && Date.now() - touched < AWAKE) flush(); }, LOOK);

  form.classList.add("live");
  overlay();
  if (waiting().length) flush();
})();
