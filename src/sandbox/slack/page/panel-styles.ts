/** The message box, modals and what is under the hood. */
export const panelStyles = `
.composer { padding: 6px 28px 18px; position: relative; flex: none; }
.thread .composer { padding: 6px 18px 18px; }
.composer .box {
  display: flex; align-items: flex-end; gap: 8px; border: 1px solid #cfd8d5; border-radius: 12px;
  padding: 6px 6px 6px 14px;
  background: var(--ground); box-shadow: 0 1px 3px rgb(20 40 36 / 5%);
}
.composer .box:focus-within {
  border-color: var(--accent); box-shadow: 0 0 0 3px var(--accent-soft);
}
.composer textarea {
  border: 0; outline: 0; padding: 5px 0; resize: none; max-height: 180px; background: none;
}
.send {
  border: 0; background: var(--accent); color: #fff; width: 34px; height: 34px;
  border-radius: 9px; cursor: pointer;
  font-weight: 700; flex: none;
}
.send:hover { background: #0b5a51; }
.send:disabled { opacity: .45; }
.note { color: var(--danger); font-size: 13px; padding: 4px 4px 0; }
.note:empty { display: none; }
.composer-closed { padding: 16px 28px; color: var(--soft); border-top: 1px solid var(--line); }
.suggestions {
  position: absolute; bottom: calc(100% - 2px); left: 28px; right: 28px;
  background: var(--ground); padding: 6px;
  border-radius: 12px; box-shadow: var(--shadow); list-style: none; max-height: 320px;
  overflow: auto; z-index: 10;
}
.suggestions [role=option] {
  display: flex; gap: 16px; padding: 6px 12px; border-radius: 8px; cursor: pointer;
  align-items: baseline;
}
.suggestions [role=option]:hover, .suggestions [role=option][aria-selected=true] {
  background: var(--accent-soft);
}
.suggestions .command { font-weight: 600; white-space: nowrap; }
.suggestions .hint { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.hint { color: var(--soft); font-size: 13px; }

.overlay {
  position: fixed; inset: 0; background: rgb(20 32 30 / 42%); display: grid; place-items: center;
  z-index: 30; padding: 24px;
}
.modal {
  background: var(--ground); border-radius: 14px; width: min(560px, 100%); max-height: 100%;
  display: flex;
  flex-direction: column; box-shadow: var(--shadow); overflow: hidden;
}
.modal > header {
  display: flex; justify-content: space-between; align-items: center;
  padding: 16px 16px 14px 24px;
}
.modal > header:has(.back) { justify-content: flex-start; gap: 8px; padding-left: 14px; }
.modal .back { order: -1; padding-bottom: 3px; }
.modal > header h2 { font-size: 18px; font-weight: 650; }
.modal > .body { overflow-y: auto; padding: 2px 24px 20px; }
.modal .blocks { gap: 16px; }
.modal > footer, dialog footer {
  display: flex; justify-content: flex-end; gap: 10px; padding: 14px 24px;
  border-top: 1px solid var(--line);
}
.modal > footer .button, dialog .button { padding: 8px 18px; min-width: 0; }
.notice {
  background: var(--danger-soft); color: var(--danger); padding: 9px 24px; font-size: 14px;
}
.block-input .label {
  display: block; font-weight: 600; margin-bottom: 5px; overflow-wrap: anywhere; width: fit-content;
}
.letters { color: var(--soft); font-size: 12px; }
.letters.over { color: var(--danger); }
.optional { color: var(--faint); font-weight: 400; }
.block-input .hint { margin-top: 5px; }
.block-input .error { color: var(--danger); font-size: 13px; margin-top: 5px; }
.wrong :is(input, select, textarea, .picker > summary) {
  border-color: var(--danger) !important;
}
.home { max-width: 760px; padding: 8px 28px 40px; }
.home .block-header:not(:first-child) { margin-top: 18px; }
dialog {
  border: 0; border-radius: 14px; padding: 0; width: min(420px, 92vw); box-shadow: var(--shadow);
}
dialog::backdrop { background: rgb(20 32 30 / 42%); }
dialog h2 { font-size: 18px; font-weight: 650; padding: 20px 24px 6px; }
dialog p { padding: 0 24px 20px; color: var(--soft); white-space: pre-line; }

.hood { position: relative; flex: none; }
.hood > summary {
  list-style: none; cursor: pointer; border: 1px solid var(--line); border-radius: 8px;
  padding: 5px 12px;
  font-size: 13px; color: var(--soft); white-space: nowrap;
}
.hood > summary::-webkit-details-marker { display: none; }
.hood > summary:hover { background: var(--hover); }
.on-mark {
  background: var(--danger-soft); color: var(--danger); border-radius: 999px; padding: 1px 8px;
  font-size: 12px; font-weight: 600; margin-left: 8px;
}
.hood-body {
  position: absolute; right: 0; top: calc(100% + 8px); width: 500px;
  max-width: calc(100vw - 32px); max-height: calc(100vh - 90px); z-index: 20;
  overflow: hidden auto;
  background: var(--ground); border-radius: 14px; box-shadow: var(--shadow); padding: 18px 20px;
  display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px;
}
.hood h3 { font-size: 12px; color: var(--faint); font-weight: 600; margin-bottom: 8px; }
.acts { list-style: none; padding: 0; display: grid; gap: 2px; }
.acts form {
  display: flex; align-items: center; gap: 12px; padding: 6px 0; min-height: 44px;
}
.acts .words { flex: 1; min-width: 0; display: grid; line-height: 1.35; overflow-wrap: anywhere; }
.acts .act-label { font-size: 14px; font-weight: 550; }
.acts small { color: var(--soft); font-size: 12.5px; }
.acts .detail { font-size: 12px; color: var(--soft); font-weight: 400; margin-left: 8px; }
.acts :is(input[type=date], select) { width: auto; max-width: 180px; padding: 3px 8px; }
.acts :is(input[type=date], select) { font-size: 13px; }
.switch {
  border: 1px solid #d3dad8; background: var(--ground); border-radius: 999px; flex: none;
  padding: 3px 14px; font-size: 13px; cursor: pointer; min-width: 58px;
}
.switch:hover { background: var(--hover); }
.switch[aria-pressed=false] { color: var(--soft); }
.switch[aria-pressed=true] {
  background: var(--danger-soft); border-color: #e3b4b1; color: var(--danger); font-weight: 600;
}
#told {
  position: fixed; left: 50%; bottom: 28px; transform: translateX(-50%); z-index: 60;
  display: grid; gap: 8px; justify-items: center; pointer-events: none;
}
#told p {
  background: var(--ink); color: #fff; border-radius: 10px; padding: 9px 18px; font-size: 14px;
  box-shadow: var(--shadow); max-width: min(560px, 90vw); overflow-wrap: anywhere;
}
.deliveries { list-style: none; padding: 0; font-size: 13px; }
.deliveries li + li { border-top: 1px solid var(--line); }
.deliveries :is(summary, .call) {
  display: flex; gap: 10px; align-items: baseline; padding: 5px 0; cursor: pointer;
  list-style: none;
}
.deliveries summary::-webkit-details-marker { display: none; }
.deliveries .status { font-weight: 600; width: 30px; flex: none; }
.status.good { color: var(--accent); }
.status.bad { color: var(--danger); }
.deliveries .kind { color: var(--soft); white-space: nowrap; }
.deliveries .what { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.deliveries .call { cursor: default; }
.deliveries time { color: var(--faint); white-space: nowrap; font-size: 12px; }
.deliveries .took { color: var(--faint); white-space: nowrap; }
.deliveries pre {
  max-height: 260px; font-size: 11px; white-space: pre-wrap; overflow-wrap: anywhere;
  overflow: hidden auto;
}
.consent { background: var(--side); overflow: auto; }
.consent main {
  width: min(560px, calc(100% - 32px)); margin: 6vh auto; background: var(--ground); flex: none;
  border: 1px solid var(--line); border-radius: 16px; padding: 32px 36px 28px; gap: 14px;
}
.consent h1 { font-size: 21px; font-weight: 650; letter-spacing: -.01em; text-align: center; }
.consent h2 { font-size: 13px; font-weight: 600; color: var(--faint); margin-bottom: 8px; }
.consent-app { text-align: center; }
.consent-app .avatar { width: 52px; height: 52px; border-radius: 13px; font-size: 18px; }
.teams { display: flex; justify-content: center; flex-wrap: wrap; gap: 6px; }
.teams a { padding: 4px 14px; border-radius: 999px; border: 1px solid var(--line); color: inherit; }
.teams a[aria-current] { background: var(--accent-soft); border-color: #c7e2dc; }
.scopes { list-style: none; padding: 0; border: 1px solid var(--line); border-radius: 12px; }
.scopes li { padding: 10px 16px; display: grid; gap: 1px; }
.scopes li + li { border-top: 1px solid var(--line); }
.scopes strong { font-weight: 550; }
.scopes span { color: var(--soft); font-size: 14px; }
.scopes code { background: none; padding: 0; color: var(--faint); font-size: 12px; }
.installer {
  white-space: nowrap; display: flex; align-items: center; gap: 12px; margin: 18px 0;
  color: var(--soft);
}
.consent footer { display: flex; justify-content: flex-end; gap: 10px; }
.consent footer .button { padding: 8px 20px; }
@media (max-width: 1240px) {
  .top { gap: 12px; }
  .team { width: 140px; }
  .person .role, .many .person:not([aria-current]) .avatar { display: none; }
  .many .person, .many .person:not([aria-current]) { padding: 6px 9px; }
  .columns { grid-template-columns: 180px minmax(0, 1fr); }
  .columns.with-thread { grid-template-columns: 180px minmax(0, 1fr) 340px; }
  .message, .composer { padding-left: 18px; padding-right: 18px; }
  .where, .pin { padding-left: 18px; padding-right: 18px; }
}
@media (max-width: 900px) {
  .columns, .columns.with-thread { grid-template-columns: 180px minmax(0, 1fr); }
  .columns.with-thread main { display: none; }
  .team { width: auto; } .person .role { display: none; }
}
`;
