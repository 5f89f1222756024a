/**
 * The page's script for modals: what was typed survives their replacement, the first field has the
 * focus, Enter tells the app where it asked for that, Escape closes, Tab stays inside.
 */
export const modalScript = `
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // What somebody typed and did not send yet survives, where the same field still stands.
  const fields = "input:not([type=hidden]), textarea, select";
  const keyOf = (input) => input.id || input.name + input.value;
  const typed = new Map();
  let modalId = null;
  let scrolled = 0;
  let unfolded = [];
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === "modal") remember(event.detail.target);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "modal") restore(event.detail.target);
  });
  function remember(target) {
    typed.clear();
    const form = $("[role=dialog]", target);
    modalId = form ? form.dataset.viewId : null;
    if (!form) return;
    scrolled = $(".body", form).scrollTop;
    unfolded = $$("details[open]", form).map((one) => one.id);
    for (const input of $$(fields, form)) {
      if (input.dataset.dirty) typed.set(keyOf(input), [input.value, input.checked]);
    }
  }
  function restore(target) {
    const form = $("[role=dialog]", target);
    if (!form) return;
    if (form.dataset.viewId !== modalId) return focusFirst(form);
    for (const input of $$(fields, form)) {
      const kept = typed.get(keyOf(input));
      if (!kept) continue;
      if (input.type === "checkbox" || input.type === "radio") input.checked = kept[1];
      else input.value = kept[0];
      input.dataset.dirty = "1";
      input.dispatchEvent(new Event("restored", { bubbles: true }));
    }
    for (const id of unfolded) {
      const one = id && document.getElementById(id);
      if (one) one.open = true;
    }
    $(".body", form).scrollTop = scrolled;
    const wrong = $(".wrong :is(input:not([type=hidden]), textarea, select, summary)", form);
    if (wrong && !form.contains(document.activeElement)) wrong.focus();
  }
  function focusFirst(form) {
    const own = ".body :is(input:not([type=hidden]), textarea, select, summary)";
    const first = $("[autofocus]", form) || $(own, form)
      || $("[data-testid=modal-submit]", form) || $("[data-testid=modal-close]", form);
    if (first) first.focus();
  }
  for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => { event.target.dataset.dirty = "1"; });
  }

  // Enter in a field that tells the app of it does that, and nothing else.
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || !field.matches("input, textarea")) return;
    if (!(field.getAttribute("hx-trigger") || "").includes("entered")) return;
    if (field.matches("textarea") && event.shiftKey) return;
    event.preventDefault();
    field.dispatchEvent(new CustomEvent("entered"));
  });

  // Escape closes the modal; Tab stays inside it.
  document.addEventListener("keydown", (event) => {
    const form = $("#modal [role=dialog]");
    if (!form || $("#confirm").open || event.defaultPrevented) return;
    if (event.key === "Escape") $("[data-testid=modal-close]", form).click();
    if (event.key !== "Tab") return;
    const stops = $$("button:not([tabindex='-1']), summary, a[href], " + fields, form)
      .filter((one) => one.getClientRects().length > 0);
    const first = stops[0];
    const last = stops.at(-1);
    const here = document.activeElement;
    if (!form.contains(here)) { event.preventDefault(); first.focus(); }
    else if (event.shiftKey && here === first) { event.preventDefault(); last.focus(); }
    else if (!event.shiftKey && here === last) { event.preventDefault(); first.focus(); }
  });

  // How many letters a field still takes, once most of them are used.
  document.addEventListener("input", (event) => {
    const field = event.target;
    const longest = Number(field.dataset.longest);
    if (!longest) return;
    let left = field.parentElement.querySelector(".letters");
    if (!left) {
      left = Object.assign(document.createElement("small"), { className: "letters" });
      field.after(left);
    }
    const rest = longest - field.value.length;
    left.textContent = rest > longest / 5 ? "" : rest >= 0 ? rest + " left" : -rest + " too many";
    left.classList.toggle("over", rest < 0);
  });

  const open = $("#modal [role=dialog]");
  if (open) focusFirst(open);
})();
`;
