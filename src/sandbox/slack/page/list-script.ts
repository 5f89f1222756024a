/**
 * The page's script for lists of messages: only what changed is drawn anew, so that open menus,
 * selected text and scrolled tables stay; and what is new for the reader comes into view.
 */
export const listScript = `
"use strict";
(() => {
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const lists = () => $$(".scroll:not([data-home])");
  const atEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const toEnd = () => { for (const list of lists()) list.scrollTop = list.scrollHeight; };

  // What the server sent for each entry: other scripts may change the entry itself.
  const sources = new WeakMap();
  const keyOf = (entry) => entry.dataset.ts || entry.className + entry.textContent;
  for (const entry of $$(".scroll > *")) sources.set(entry, entry.outerHTML);

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, serverResponse } = event.detail;
    if (!target.classList.contains("scroll") || target.dataset.home) return;
    event.detail.shouldSwap = false;
    const wasAtEnd = atEnd(target);
    const fresh = update(target, new DOMParser().parseFromString(serverResponse, "text/html").body);
    if (wasAtEnd) target.scrollTop = target.scrollHeight;
    const isThread = target.dataset.testid === "thread";
    const mine = fresh.filter((one) => isThread || one.classList.contains("ephemeral")).at(-1);
    if (mine) show(target, mine);
  });

  // Puts what came in the place of what was; returns the messages that were not there before.
  function update(list, next) {
    const old = new Map([...list.children].map((entry) => [keyOf(entry), entry]));
    const fresh = [];
    let at = list.firstElementChild;
    for (const entry of [...next.children]) {
      const source = entry.outerHTML;
      const before = old.get(keyOf(entry));
      old.delete(keyOf(entry));
      const isSame = before !== undefined && sources.get(before) === source;
      const shown = isSame ? before : document.importNode(entry, true);
      if (!isSame) {
        sources.set(shown, source);
        if (before) before.replaceWith(shown);
        else list.insertBefore(shown, at);
        if (before && before === at) at = shown;
        if (!before && shown.matches("article")) fresh.push(shown);
        htmx.process(shown);
      }
      if (shown === at) at = at.nextElementSibling;
      else if (isSame || before) list.insertBefore(shown, at);
    }
    for (const gone of old.values()) gone.remove();
    document.dispatchEvent(new CustomEvent("redrawn", { detail: { target: list } }));
    return fresh;
  }

  // All of a short message; the beginning of one that is longer than the list.
  function show(list, message) {
    const block = message.offsetHeight > list.clientHeight ? "start" : "nearest";
    message.scrollIntoView({ block });
    // What is drawn late must not push it out again.
    requestAnimationFrame(() => message.scrollIntoView({ block }));
  }

  // A list that stood at its end stays there when a picture in it has come.
  const rests = new WeakMap();
  document.addEventListener("scroll", (event) => {
    if (event.target.classList?.contains("scroll")) rests.set(event.target, atEnd(event.target));
  }, true);
  document.addEventListener("load", (event) => {
    const list = event.target.closest?.(".scroll");
    if (!list || list.dataset.home || rests.get(list) === false) return;
    list.scrollTop = list.scrollHeight;
  }, true);

  // After somebody wrote something, the end is where it stands.
  document.addEventListener("to-end", toEnd);
  toEnd();
})();
`;
