/** Buttons, fields, menus and lists to choose from. */
export const controlStyles = `
.button {
  max-width: 100%; overflow-wrap: anywhere; text-align: center; unicode-bidi: plaintext;
  border: 1px solid #d3dad8; background: var(--ground); border-radius: 8px; padding: 5px 14px;
  font-weight: 500;
  font-size: 14px; cursor: pointer; transition: background .12s, border-color .12s;
}
.button:hover { background: var(--hover); border-color: #b9c4c1; }
.button.primary { background: var(--accent); border-color: var(--accent); color: #fff; }
.button.primary:hover { background: #0b5a51; }
.button.danger { color: var(--danger); border-color: #e3b4b1; }
.button.danger:hover { background: var(--danger-soft); }
dialog .button.danger { background: var(--danger); color: #fff; }
.htmx-request.button, .htmx-request .button.primary { opacity: .6; cursor: progress; }
.button:disabled { opacity: .45; cursor: default; }
input:not([type=checkbox]):not([type=radio]), select, textarea {
  border: 1px solid #d3dad8; border-radius: 8px; padding: 7px 11px; background: var(--ground);
  width: 100%; max-width: 100%;
}
input:hover, select:hover, textarea:hover { border-color: #b9c4c1; }
.block-actions select, .accessory select,
:is(.block-actions, .accessory) input:not([type=checkbox]):not([type=radio]):not(.picker-filter) {
  width: auto; max-width: 280px; padding: 5px 10px; font-size: 14px;
}
.accessory :is(select, input:not([type=checkbox]):not([type=radio]), .picker) {
  max-width: 100% !important;
}
.field { display: block; }
.picks-time { display: flex; align-items: center; gap: 10px; }
.picks-time input { width: auto !important; }
.picks-time small { color: var(--soft); font-size: 12px; }
.picker { position: relative; min-width: 0; }
.block-actions .picker, .accessory .picker { width: fit-content; max-width: 280px; }
.picker > summary {
  list-style: none; cursor: pointer; border: 1px solid #d3dad8; border-radius: 8px;
  padding: 6px 34px 6px 11px; background: var(--ground); min-height: 40px; position: relative;
  display: flex; align-items: center;
}
.picker > summary::-webkit-details-marker { display: none; }
.picker > summary:hover { border-color: #b9c4c1; }
.picker > summary::after {
  content: ""; position: absolute; right: 14px; top: calc(50% - 5px); width: 6px; height: 6px;
  border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg);
}
.block-actions .picker > summary, .accessory .picker > summary {
  min-height: 33px; padding-top: 3px; padding-bottom: 3px; font-size: 14px;
}
.picked { display: flex; flex-wrap: wrap; gap: 4px 6px; min-width: 0; }
.picked .placeholder { color: var(--faint); }
.choice { display: inline-flex; align-items: center; gap: 7px; min-width: 0; }
.choice bdi { overflow-wrap: anywhere; }
.choice small { color: var(--soft); font-size: 12px; }
.choice .sign {
  flex: none; display: inline-grid; place-items: center; min-width: 16px; color: var(--soft);
}
.choice .avatar.small { width: 20px; height: 20px; font-size: 8px; }
.picked .choice small { display: none; }
.picker[data-many] .picked .choice, .picked .choice:not(:only-child) {
  background: var(--accent-soft); border-radius: 6px; padding: 1px 8px 1px 6px; font-size: 14px;
}
.picker-panel {
  border: 1px solid var(--line); border-radius: var(--radius); margin-top: 6px; padding: 8px;
  background: var(--ground); box-shadow: var(--shadow);
}
:is(.block-actions, .accessory) .picker-panel {
  position: absolute; z-index: 6; width: 300px; left: 0; margin-top: 4px;
}
.accessory .picker-panel { left: auto; right: 0; }
:is(.block-actions, .accessory) .picker-panel.up { bottom: calc(100% + 4px); }
.picker-list { max-height: 216px; overflow: auto; margin-top: 6px; }
.picker-list label {
  display: flex; gap: 10px; align-items: center; padding: 5px 8px; border-radius: 6px;
  cursor: pointer;
}
.picker-list label:hover { background: var(--hover); }
.picker-list label:has(:checked) { background: var(--accent-soft); }
.picker-list input[type] { margin: 0; }
.picker-group { font-size: 12px; font-weight: 600; color: var(--faint); padding: 8px 8px 2px; }
input[type=checkbox], input[type=radio] {
  accent-color: var(--accent); width: 16px; height: 16px; margin: 3px 0 0; flex: none;
}
textarea { resize: vertical; }
.choices { display: grid; gap: 6px; }
.choices.long {
  max-height: 190px; overflow: auto; border: 1px solid var(--line); border-radius: 8px;
  padding: 10px 12px;
}
.choices label, .offered label {
  display: flex; gap: 9px; align-items: flex-start; cursor: pointer;
}
.choices label > span, .offered label > span { min-width: 0; overflow-wrap: anywhere; }
.menu small { display: block; color: var(--soft); }
.choices small, .offered small { display: block; color: var(--soft); }
.offered { display: grid; gap: 6px; padding: 6px 2px 0; max-height: 190px; overflow: auto; }
.offered:empty { display: none; }
.overflow { position: relative; }
.overflow summary {
  list-style: none; cursor: pointer; border: 1px solid #d3dad8; border-radius: 8px;
  padding: 4px 11px; line-height: 1.4;
}
.overflow summary::-webkit-details-marker { display: none; }
.menu {
  position: absolute; right: 0; z-index: 5; background: var(--ground);
  border-radius: var(--radius); padding: 6px;
  box-shadow: var(--shadow); min-width: 190px; display: grid; margin-top: 4px;
}
.block-actions .menu { right: auto; left: 0; }
.menu.up { bottom: calc(100% + 4px); }
.menu button {
  border: 0; background: none; text-align: left; padding: 6px 10px; border-radius: 6px;
  cursor: pointer;
}
.menu button:hover { background: var(--hover); }
`;
