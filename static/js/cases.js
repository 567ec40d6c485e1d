/* Inquiry: the duplicate hint while typing. Record: an end before the start is shown at once, with the fix beside it. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-duplicate]");
  if (form) {
    const hint = document.getElementById("duplicate");
    const fields = ["person-name", "person-phone"].map((name) => form.elements[name]);
    const ask = async () => {
      if (!fields.every((field) => field.value.trim())) return;
      const body = new FormData();
      fields.forEach((field) => body.append(field.name, field.value));
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      const answer = await fetch(form.dataset.duplicate, { method: "POST", body });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      hint.replaceChildren(...page.getElementById("duplicate").childNodes);
    };
    fields.forEach((field) => field.addEventListener("change", ask));
  }

  const starts = document.querySelector('input[name="starts_at"]');
  const ends = document.querySelector('input[name="ends_at"]');
  const words = document.querySelector("[data-time-order]");
  if (starts && ends && words) {
    const note = document.createElement("p");
    note.className = "err f12";
    note.id = "time-order";
    note.hidden = true;
    (ends.closest(".f4, .f6, .f12") || ends.parentElement).after(note);
    const local = (moment) => {
      const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60000);
      return shifted.toISOString().slice(0, 16);
    };
    const check = () => {
      const wrong = starts.value && ends.value && ends.value <= starts.value;
      note.hidden = !wrong;
      ends.toggleAttribute("aria-invalid", Boolean(wrong));
      if (!wrong) return;
      const minutes = Number(words.dataset.minutes);
      const better = local(new Date(new Date(starts.value).getTime() + minutes * 60000));
      const clock = better.slice(11);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-quiet btn-sm";
      button.textContent = words.dataset.set.replace("{time}", clock);
      button.addEventListener("click", () => {
        ends.value = better;
        ends.dispatchEvent(new Event("input", { bubbles: true }));
        check();
      });
      const text = words.dataset.timeOrder.replace("{end}", ends.value.slice(11)).replace("{start}", starts.value.slice(11));
      note.replaceChildren(text.replace("{time}", clock), " ", button);
      ends.setAttribute("aria-describedby", note.id);
    };
    [starts, ends].forEach((field) => field.addEventListener("change", check));
    check();
  }
})();
