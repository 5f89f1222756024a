/**
 * The page's script for lists that fold open to search and choose from, and for data tables with
 * pages and sorting. Without it, both show everything.
 */
export const pickerScript = `
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A picker shows what was chosen, closes after a single choice, and keeps to its limit.
  const shown = (picker) => {
    const picked = $(".picked", picker);
    const chosen = $$("input:checked", picker).filter((one) => one.value !== "");
    picked.replaceChildren(...chosen.map((one) => $(".choice", one.parentElement).cloneNode(true)));
    if (chosen.length === 0) {
      const empty = document.createElement("span");
      empty.className = "placeholder";
      empty.textContent = picked.dataset.placeholder;
      picked.append(empty);
    }
    const most = Number(picker.dataset.most);
    if (!most) return;
    for (const box of $$("input[type=checkbox]", picker)) {
      box.disabled = !box.checked && chosen.length >= most;
    }
  };
  for (const name of ["change", "restored"]) {
    document.addEventListener(name, (event) => {
      const picker = event.target.closest(".picker");
      if (picker && event.target.matches(".picker-list input")) shown(picker);
    });
  }
  document.addEventListener("click", (event) => {
    const label = event.target.closest(".picker-list label");
    const picker = label && $("input[type=radio]", label) && label.closest(".picker");
    for (const one of $$(".picker[open]")) {
      if (one === picker && event.target.matches("input")) close(one);
      else if (!one.contains(event.target)) one.open = false;
    }
  });
  const close = (picker) => { picker.open = false; $("summary", picker).focus(); };
  // Unfolded by a key or a click, it takes the next letter typed: the toggle event would be late.
  document.addEventListener("click", (event) => {
    const head = event.target.closest(".picker > summary");
    if (!head) return;
    event.preventDefault();
    const picker = head.parentElement;
    picker.open = !picker.open;
    if (picker.open) unfolded(picker);
  });
  document.addEventListener("toggle", (event) => {
    const picker = event.target;
    if (!picker.matches || !picker.matches(".picker") || !picker.open) return;
    if (!picker.contains(document.activeElement)) unfolded(picker);
  }, true);
  const unfolded = (picker) => {
    const filter = $(".picker-filter", picker);
    filter.value = "";
    narrow(filter);
    filter.focus({ preventScroll: true });
    const panel = $(".picker-panel", picker);
    const list = picker.closest(".scroll, .body");
    panel.classList.remove("up");
    if (picker.closest(".body")) return panel.scrollIntoView({ block: "nearest" });
    const end = list ? list.getBoundingClientRect().bottom : innerHeight;
    panel.classList.toggle("up", panel.getBoundingClientRect().bottom > end);
  };
  const narrow = (filter) => {
    const wanted = filter.value.trim().toLowerCase();
    const list = $(".picker-list", filter.parentElement);
    for (const label of $$("label", list)) {
      label.hidden = !label.textContent.toLowerCase().includes(wanted);
    }
    for (const head of $$(".picker-group", list)) head.hidden = wanted !== "";
  };
  document.addEventListener("input", (event) => {
    if (event.target.matches(".picker-filter")) narrow(event.target);
  });
  document.addEventListener("keydown", (event) => {
    const picker = event.target.closest(".picker[open]");
    if (!picker) return;
    const boxes = $$("label:not([hidden]) input", picker);
    if (event.key === "Escape") { event.preventDefault(); close(picker); }
    if (!event.target.matches(".picker-filter")) return;
    if (event.key === "ArrowDown") { event.preventDefault(); boxes[0]?.focus(); }
    // Enter takes the first that is left; it never sends the form.
    if (event.key === "Enter") { event.preventDefault(); if (boxes[0]) boxes[0].click(); }
  });

  // A data table shows one page at a time; where each one was left is kept while the page is open.
  const places = new Map();
  const placeOf = (table) => {
    const key = table.closest("article")?.dataset.ts + table.dataset.table;
    if (!places.has(key)) places.set(key, { from: 0, column: null, isDown: false });
    return places.get(key);
  };
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value);
  };
  const draw = (table) => {
    const place = placeOf(table);
    const size = Number(table.dataset.pageSize);
    const body = $("tbody", table);
    const rows = [...body.rows];
    if (place.column !== null) {
      rows.sort((a, b) => {
        const [x, y] = [valueOf(a, place.column), valueOf(b, place.column)];
        const order = typeof x === "number" && typeof y === "number"
          ? x - y : String(x).localeCompare(String(y), "en");
        return place.isDown ? -order : order;
      });
      body.append(...rows);
    }
    rows.forEach((row, index) => {
      row.hidden = index < place.from || index >= place.from + size;
    });
    $$("th[scope=col]", table).forEach((head, index) => {
      if (index !== place.column) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", place.isDown ? "descending" : "ascending");
    });
    const range = $(".range", table);
    if (!range) return;
    const last = Math.min(place.from + size, rows.length);
    range.textContent = place.from + 1 + "–" + last + " of " + rows.length;
    for (const button of $$("[data-turn]", table)) {
      const next = place.from + Number(button.dataset.turn) * size;
      button.disabled = next < 0 || next >= rows.length;
    }
  };
  const drawAll = (root) => { for (const table of $$(".data-table", root)) draw(table); };
  document.addEventListener("click", (event) => {
    const table = event.target.closest(".data-table");
    if (!table) return;
    const place = placeOf(table);
    const turn = event.target.closest("[data-turn]");
    const sort = event.target.closest("[data-column]");
    if (turn) place.from += Number(turn.dataset.turn) * Number(table.dataset.pageSize);
    if (sort) {
      const column = Number(sort.dataset.column);
      place.isDown = place.column === column && !place.isDown;
      place.column = column;
      place.from = 0;
    }
    if (turn || sort) { event.preventDefault(); draw(table); }
  });
  for (const name of ["redrawn", "htmx:afterSwap"]) {
    document.addEventListener(name, (event) => drawAll(event.detail.target));
  }
  drawAll(document);
})();
`;
