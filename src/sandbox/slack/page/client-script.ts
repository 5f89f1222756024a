/**
 * The page's own script. What it adds to htmx: confirm dialogs, an event stream that rests, and the
 * message box (Enter sends, suggestions after a slash, drafts that survive). It is sent as it is,
 * so it is written for browsers.
 */
export const clientScript = `
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Confirm dialogs: a request of an element with data-confirm waits for the answer.
  const dialog = $("#confirm");
  let pending = null;
  document.addEventListener("htmx:confirm", (event) => {
    const holder = event.detail.elt.closest("[data-confirm]");
    if (!holder) return;
    event.preventDefault();
    const ask = JSON.parse(holder.dataset.confirm);
    $("h2", dialog).textContent = ask.title;
    $("p", dialog).textContent = ask.text;
    $("[data-answer=no]", dialog).textContent = ask.no;
    const yes = $("[data-answer=yes]", dialog);
    yes.textContent = ask.yes;
    yes.className = ask.isDanger ? "button danger" : "button primary";
    pending = event.detail;
    dialog.showModal();
    yes.focus();
  });
  dialog.addEventListener("click", (event) => {
    const answer = event.target.dataset.answer;
    if (!answer) return;
    const waiting = pending;
    dialog.close();
    if (answer === "yes" && waiting) waiting.issueRequest(true);
  });
  dialog.addEventListener("close", () => { pending = null; });

  // A tab that nobody sees gives its event stream back: a browser opens six connections to a host,
  // each stream holds one, and the seventh tab would wait for ever.
  class TabStream extends EventTarget {
    constructor(url) {
      super();
      this.url = url;
      this.names = new Set();
      this.inner = null;
      this.pass = (event) => this.dispatchEvent(new MessageEvent(event.type, event));
      this.look = () => { if (document.hidden) this.rest(); else this.open(); };
      document.addEventListener("visibilitychange", this.look);
      this.look();
    }
    get readyState() { return this.inner ? this.inner.readyState : EventSource.CONNECTING; }
    open() {
      if (this.inner) return;
      const inner = new EventSource(this.url);
      inner.onopen = (event) => this.onopen?.(event);
      inner.onerror = (event) => {
        this.onerror?.(event);
        // htmx makes another one in its place.
        if (inner.readyState === EventSource.CLOSED) this.close();
      };
      for (const name of this.names) inner.addEventListener(name, this.pass);
      this.inner = inner;
    }
    rest() { this.inner?.close(); this.inner = null; }
    addEventListener(name, listener) {
      super.addEventListener(name, listener);
      if (this.names.has(name)) return;
      this.names.add(name);
      this.inner?.addEventListener(name, this.pass);
    }
    close() { document.removeEventListener("visibilitychange", this.look); this.rest(); }
  }
  htmx.createEventSource = (url) => new TabStream(url);

  // Buttons with a link open it and tell the app as well.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-url]");
    if (button && /^https?:/i.test(button.dataset.url)) {
      window.open(button.dataset.url, "_blank", "noopener");
    }
    for (const open of $$("details.overflow[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
    const hood = $("#hood");
    if (hood.open && !hood.contains(event.target)) hood.open = false;
  });

  // What happened, told for a moment.
  const told = $("#told");
  document.addEventListener("told", (event) => {
    const line = document.createElement("p");
    line.textContent = event.detail.value;
    told.append(line);
    setTimeout(() => line.remove(), 6000);
  });

  // A menu that would not fit below opens upwards.
  document.addEventListener("toggle", (event) => {
    const menu = event.target.open && $(".menu", event.target);
    if (!menu) return;
    const list = event.target.closest(".scroll, .body");
    const end = list ? list.getBoundingClientRect().bottom : innerHeight;
    menu.classList.toggle("up", menu.getBoundingClientRect().bottom > end);
  }, true);

  // What is being read or entered under the hood outlives its replacement.
  let reading = [];
  const given = new Map();
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target } = event.detail;
    if (target.dataset.region !== "hood") return;
    reading = $$("[data-delivery][open]", target).map((one) => one.dataset.delivery);
    given.clear();
    for (const one of $$("[name=given]", target)) {
      if (one.dataset.dirty) given.set(one.ariaLabel, one.value);
    }
  });
  // What was unfolded stays so.
  document.addEventListener("htmx:afterSettle", (event) => {
    const { target } = event.detail;
    if (target.dataset.region !== "hood") return;
    for (const one of $$("[name=given]", target)) {
      if (!given.has(one.ariaLabel)) continue;
      one.value = given.get(one.ariaLabel);
      one.dataset.dirty = "1";
    }
    for (const id of reading) {
      const one = $('[data-delivery="' + id + '"]', target);
      if (one) one.open = true;
    }
  });

  // The message box.
  for (const form of $$("form.composer")) composer(form);
  // It goes while its channel is archived, and another comes back. htmx may tell of it repeatedly.
  const met = new WeakSet();
  document.addEventListener("htmx:afterSettle", (event) => {
    for (const form of $$("form.composer", event.detail.target)) {
      if (!met.has(form)) composer(form);
      met.add(form);
    }
  });
  function composer(form) {
    const box = $("textarea", form);
    const list = $(".suggestions", form);
    const draft = "draft " + form.dataset.draft;
    box.value = sessionStorage.getItem(draft) || "";
    let chosen = -1;
    const options = () => (list ? $$("[role=option]:not([hidden])", list) : []);
    const grow = () => { box.style.height = "auto"; box.style.height = box.scrollHeight + "px"; };
    const choose = (index) => {
      chosen = index;
      $$("[role=option]", list).forEach((one) => { one.setAttribute("aria-selected", "false"); });
      const one = options()[index];
      if (!one) return box.removeAttribute("aria-activedescendant");
      one.setAttribute("aria-selected", "true");
      one.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", one.id);
    };
    const suggest = () => {
      if (!list) return;
      const text = box.value.toLowerCase();
      for (const one of $$("[role=option]", list)) {
        const command = one.dataset.command.toLowerCase();
        one.hidden = !command.startsWith(text) || command === text;
      }
      list.hidden = !text.startsWith("/") || options().length === 0;
      choose(-1);
    };
    const take = (one) => {
      box.value = one.dataset.command.replace(/<[^>]*>.*$/, "").trimEnd() + " ";
      list.hidden = true;
      box.focus();
      grow();
    };
    box.addEventListener("input", () => {
      sessionStorage.setItem(draft, box.value);
      $(".note", form).textContent = "";
      suggest();
      grow();
    });
    box.addEventListener("blur", () => setTimeout(() => { if (list) list.hidden = true; }, 150));
    box.addEventListener("keydown", (event) => {
      const isOpen = list && !list.hidden;
      const count = options().length;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (isOpen && step !== 0) {
        event.preventDefault();
        choose((Math.max(chosen, step < 0 ? 0 : -1) + step + count) % count);
      }
      else if (isOpen && event.key === "Escape") list.hidden = true;
      else if (isOpen && (event.key === "Tab" || (event.key === "Enter" && chosen >= 0))) {
        event.preventDefault();
        take(options()[Math.max(chosen, 0)]);
      } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        if (list) list.hidden = true;
        form.requestSubmit();
      }
    });
    if (list) list.addEventListener("mousedown", (event) => {
      const one = event.target.closest("[role=option]");
      if (one) { event.preventDefault(); take(one); }
    });
    // The text goes away when it was taken, and stays when it was refused.
    let sent = "";
    form.addEventListener("htmx:beforeRequest", () => { sent = box.value; });
    form.addEventListener("sent", () => {
      if (box.value !== sent) return;
      box.value = "";
      sessionStorage.removeItem(draft);
      grow();
    });
    form.addEventListener("htmx:afterRequest", () => document.dispatchEvent(new Event("to-end")));
    grow();
  }

  $(".person[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (location.hash) {
    const marked = document.getElementById(location.hash.slice(1));
    if (marked) { marked.scrollIntoView({ block: "center" }); marked.classList.add("marked"); }
  }
  if (!$("#modal [role=dialog]")) {
    ($("#say-thread") || $("#say"))?.focus({ preventScroll: true });
  }
})();
`;
