/**
 * The page's script for the regions that fetch themselves anew. It loses no click: a click needs
 * the same element below its press and its release, htmx listening to it, and to stand until it
 * was confirmed or its turn came. So what is the same stays, what is new waits while something is
 * pressed, asked or sent, and what has been drawn works at once.
 */
export const regionScript = `
"use strict";
(() => {
  // Otherwise htmx listens to new elements 20 ms after they can be seen, or later if it is busy.
  htmx.config.defaultSettleDelay = 0;

  // What the server sent for each region: people and other scripts change the region itself.
  const sources = new WeakMap();
  for (const region of document.querySelectorAll("[data-region]")) {
    sources.set(region, region.innerHTML);
  }
  const isNew = (region, response) => {
    const source = new DOMParser().parseFromString(response, "text/html").body.innerHTML;
    if (sources.get(region) === source) return false;
    sources.set(region, source);
    return true;
  };

  let isPressed = false;
  const missed = new Set();
  const sends = (region) =>
    region.dataset.region === "modal" && region.querySelector(".htmx-request") !== null;
  const question = document.querySelector("#confirm");
  const mustWait = (region) => isPressed || question.open || sends(region);
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, serverResponse } = event.detail;
    if (!target.dataset.region) return;
    const waits = mustWait(target);
    if (waits) missed.add(target);
    if (!waits && isNew(target, serverResponse)) return;
    event.detail.shouldSwap = false;
    event.stopImmediatePropagation();
  }, true);
  const catchUp = () => {
    for (const region of [...missed]) {
      if (mustWait(region)) continue;
      missed.delete(region);
      htmx.trigger(region, region.getAttribute("hx-trigger"));
    }
  };
  // The next one in a queue is sent right after the one before.
  document.addEventListener("htmx:afterRequest", () => setTimeout(catchUp));
  question.addEventListener("close", () => setTimeout(catchUp));

  // A finger's click comes a little after it was lifted.
  const release = () => setTimeout(() => { isPressed = false; catchUp(); }, 50);
  document.addEventListener("pointerdown", () => { isPressed = true; }, true);
  for (const name of ["pointerup", "pointercancel", "dragend", "change"]) {
    document.addEventListener(name, release, true);
  }
  addEventListener("blur", release);
  // Where the release was not heard: outside of the window, or in a menu that the browser draws.
  document.addEventListener("pointermove", (event) => {
    if (isPressed && event.buttons === 0) release();
  }, true);
})();
`;
