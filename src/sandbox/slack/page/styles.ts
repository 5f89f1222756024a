/** The page's style: light, calm, one accent colour, tabular figures. */
export const styles = `
:root {
  --accent: #0f6e63; --accent-soft: #e3f1ee; --ink: #1d2524; --soft: #4f5c5a; --faint: #6b7876;
  --line: #e5e9e8; --ground: #ffffff; --side: #f6f8f7; --hover: #f4f7f6; --danger: #b3261e;
  --danger-soft: #fcebea; --warning-soft: #fdf5e2; --radius: 10px;
  --shadow: 0 1px 2px rgb(20 40 36 / 6%), 0 12px 40px rgb(20 40 36 / 14%);
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html, body { height: 100%; margin: 0; }
body {
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  color: var(--ink); background: var(--ground); display: flex; flex-direction: column;
  font-variant-numeric: tabular-nums; -webkit-font-smoothing: antialiased;
}
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
h1, h2, h3, p, ul, ol { margin: 0; }
button, input, select, textarea { font: inherit; color: inherit; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
code, pre, kbd { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code, kbd { background: #f0f3f2; border-radius: 4px; padding: 1px 5px; }
pre {
  background: #f6f8f7; border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px;
  margin: 6px 0; overflow: auto; white-space: pre;
}
blockquote { border-left: 3px solid var(--line); margin: 4px 0; padding-left: 12px; color: var(--soft); }
hr { border: 0; border-top: 1px solid var(--line); margin: 12px 0; width: 100%; }

.top {
  display: flex; align-items: center; gap: 24px; height: 60px; padding: 0 20px; flex: none;
  border-bottom: 1px solid var(--line); background: var(--ground);
}
.team { display: flex; align-items: center; gap: 10px; width: 220px; flex: none; }
.team h1 { font-size: 16px; font-weight: 650; letter-spacing: -.01em; }
.team-mark {
  width: 30px; height: 30px; border-radius: 8px; background: var(--ink); color: #fff; flex: none;
  display: grid; place-items: center; font-weight: 650;
}
.people { display: flex; gap: 4px; flex: 1; min-width: 0; overflow-x: auto; padding: 4px; }
.person {
  display: flex; align-items: center; gap: 8px; padding: 5px 12px 5px 6px; border-radius: 999px;
  color: var(--soft); position: relative; border: 1px solid transparent; flex: none;
}
.person:hover { background: var(--hover); text-decoration: none; }
.person[aria-current] { background: var(--accent-soft); color: var(--ink); border-color: #c7e2dc; }
.person .who { display: flex; flex-direction: column; line-height: 1.2; }
.person .name { font-size: 13px; font-weight: 600; }
.person .role { font-size: 11px; color: var(--faint); }
.person[aria-current] .role { color: var(--soft); }
.person.gone { opacity: .55; }
.person.gone .name { text-decoration: line-through; }
.dot { width: 8px; height: 8px; border-radius: 50%; background: var(--accent); flex: none; }
.avatar {
  width: 36px; height: 36px; border-radius: 9px; color: #fff; display: inline-grid; flex: none;
  place-items: center; font-size: 13px; font-weight: 600; letter-spacing: .02em;
}
.avatar.small { width: 26px; height: 26px; border-radius: 50%; font-size: 10px; }
.avatar.small.app { border-radius: 7px; }
.avatar.slackbot { background: var(--faint); }

.columns { flex: 1; min-height: 0; display: grid; grid-template-columns: 240px minmax(0, 1fr); }
.columns.with-thread { grid-template-columns: 240px minmax(0, 1fr) minmax(340px, 400px); }
.sidebar { background: var(--side); border-right: 1px solid var(--line); padding: 18px 12px; overflow: auto; }
.sidebar h2 {
  font-size: 12px; font-weight: 600; color: var(--faint); margin: 18px 10px 6px;
}
.sidebar h2:first-child { margin-top: 0; }
.sidebar ul { list-style: none; padding: 0; }
.sidebar li a {
  display: flex; align-items: center; gap: 8px; padding: 5px 10px; border-radius: 8px; color: var(--soft);
}
.sidebar li a:hover { background: #ecf0ef; text-decoration: none; }
.sidebar li a[aria-current] { background: var(--accent); color: #fff; }
.sidebar li a[aria-current] .avatar.app { background: #ffffff40 !important; }
.sidebar .unread { color: var(--ink); font-weight: 600; }
.sidebar .sign { width: 22px; flex: none; display: grid; place-items: center; }
.sidebar .sign .avatar.small { width: 20px; height: 20px; border-radius: 5px; font-size: 9px; }
.sidebar .name { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.sidebar .note { font-size: 11px; color: var(--faint); }
.sidebar .count {
  background: var(--accent); color: #fff; font-size: 11px; font-weight: 600; border-radius: 999px; padding: 0 7px;
}

main, .thread { display: flex; flex-direction: column; min-width: 0; min-height: 0; position: relative; }
.thread { border-left: 1px solid var(--line); }
.where {
  display: flex; align-items: center; gap: 12px; padding: 0 28px; height: 53px; flex: none;
  border-bottom: 1px solid var(--line);
}
.thread .where { padding: 0 12px 0 18px; justify-content: space-between; }
.where h2 { font-size: 16px; font-weight: 650; white-space: nowrap; }
.where .about { color: var(--soft); font-size: 13px; flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.where .members { color: var(--faint); font-size: 13px; white-space: nowrap; }
.cross {
  border: 0; background: none; font-size: 22px; line-height: 1; color: var(--soft); cursor: pointer;
  width: 32px; height: 32px; border-radius: 8px; display: grid; place-items: center;
}
.cross:hover { background: var(--hover); text-decoration: none; }
.pin {
  display: block; padding: 8px 28px; background: var(--accent-soft); font-size: 13px; color: var(--ink);
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border-bottom: 1px solid var(--line);
}
.scroll { flex: 1; overflow-y: auto; padding: 16px 0 8px; min-height: 0; outline-offset: -2px; }
.empty { text-align: center; color: var(--soft); padding: 18vh 24px 0; display: grid; gap: 6px; }
.day {
  display: flex; align-items: center; gap: 14px; color: var(--faint); font-size: 12px; margin: 12px 28px;
}
.day::before, .day::after { content: ""; flex: 1; border-top: 1px solid var(--line); }

.message { display: flex; gap: 12px; padding: 9px 28px; position: relative; }
.thread .message { padding: 9px 18px; }
.message:hover { background: #fafcfb; }
.message.marked { background: var(--accent-soft); }
.message .content { flex: 1; min-width: 0; max-width: 760px; }
.message header { display: flex; align-items: baseline; gap: 8px; line-height: 1.35; }
.author { font-weight: 650; }
.tag {
  font-size: 10px; font-weight: 600; color: var(--soft); background: #edf1f0; border-radius: 4px; padding: 1px 5px;
  align-self: center;
}
.message header time { color: var(--faint); font-size: 12px; }
.mark { color: var(--accent); font-size: 12px; }
.edited { color: var(--faint); font-size: 12px; }
.mention { color: var(--accent); background: var(--accent-soft); border-radius: 4px; padding: 0 3px; font-weight: 500; }
.replies {
  display: inline-block; margin-top: 6px; font-size: 13px; font-weight: 600; border-radius: 8px; padding: 2px 8px; margin-left: -8px;
}
.replies:hover { background: var(--accent-soft); text-decoration: none; }
.start-thread {
  position: absolute; right: 28px; top: 6px; opacity: 0; background: var(--ground); border: 1px solid var(--line);
  border-radius: 8px; width: 32px; height: 28px; display: grid; place-items: center; color: var(--soft);
}
.message:hover .start-thread, .start-thread:focus-visible { opacity: 1; text-decoration: none; }
.thread .start-thread { display: none; }
.ephemeral { background: #faf9f4; }
.ephemeral:hover { background: #faf9f4; }
.icon { width: 15px; height: 15px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linejoin: round; stroke-linecap: round; vertical-align: -2px; flex: none; }
.pin .icon { color: var(--accent); margin-right: 4px; }
.send .icon { width: 17px; height: 17px; stroke-width: 2; vertical-align: -3px; }
.only-you { display: flex; align-items: center; gap: 10px; font-size: 12px; color: var(--faint); }
button.quiet { border: 0; background: none; color: var(--accent); cursor: pointer; padding: 0; font-size: 12px; }
.reactions { display: flex; gap: 6px; margin-top: 6px; }
.reactions span { border: 1px solid var(--line); border-radius: 999px; padding: 0 9px; font-size: 13px; }
.file { border: 1px solid var(--line); border-radius: var(--radius); padding: 10px 14px; margin-top: 8px; max-width: 620px; }
.file a { font-weight: 600; }
.file .size { color: var(--faint); font-size: 12px; margin-left: 10px; }
.file pre { margin-bottom: 0; font-size: 12px; }

.blocks { display: grid; gap: 8px; margin-top: 2px; min-width: 0; }
.blocks > * { min-width: 0; }
.block-header { font-size: 17px; font-weight: 650; line-height: 1.35; letter-spacing: -.01em; }
.block-section { display: flex; gap: 20px; align-items: flex-start; }
.block-section > .block-text { flex: 1; min-width: 0; }
.block-section > .accessory:empty { display: none; }
.accessory img { width: 72px; height: 72px; object-fit: cover; border-radius: 8px; }
.block-text, .rich-text { overflow-wrap: anywhere; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 6px 24px; }
.block-text > .fields:not(:first-child) { margin-top: 8px; }
.block-context { color: var(--soft); font-size: 13px; display: flex; flex-wrap: wrap; gap: 2px 12px; align-items: center; }
.block-context img { width: 18px; height: 18px; border-radius: 4px; }
.block-actions { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; padding: 2px 0; }
.block-image img { max-width: 100%; max-height: 360px; border-radius: 8px; }
.block-image { margin: 0; }
.block-alert { border-radius: var(--radius); padding: 10px 14px; background: var(--accent-soft); }
.block-alert.warning { background: var(--warning-soft); }
.block-alert.error { background: var(--danger-soft); }
.rich-text p { margin: 0; }
.rich-text ul, .rich-text ol { padding-left: 22px; }
.block-table { overflow-x: auto; border: 1px solid var(--line); border-radius: var(--radius); width: fit-content; max-width: 100%; }
table { border-collapse: collapse; font-size: 14px; }
caption { text-align: left; padding: 8px 14px; color: var(--soft); font-size: 13px; }
th, td { padding: 7px 14px; text-align: left; white-space: nowrap; vertical-align: top; }
th { background: var(--side); color: var(--soft); font-weight: 600; font-size: 13px; }
tr + tr td, thead + tbody td { border-top: 1px solid var(--line); }
.right { text-align: right; }
.center { text-align: center; }
.wrapped { white-space: normal; min-width: 180px; }

.button {
  border: 1px solid #d3dad8; background: var(--ground); border-radius: 8px; padding: 5px 14px; font-weight: 500;
  font-size: 14px; cursor: pointer; transition: background .12s, border-color .12s;
}
.button:hover { background: var(--hover); border-color: #b9c4c1; }
.button.primary { background: var(--accent); border-color: var(--accent); color: #fff; }
.button.primary:hover { background: #0b5a51; }
.button.danger { color: var(--danger); border-color: #e3b4b1; }
.button.danger:hover { background: var(--danger-soft); }
dialog .button.danger { background: var(--danger); color: #fff; }
.htmx-request.button, .htmx-request .button.primary { opacity: .6; cursor: progress; }
input:not([type=checkbox]):not([type=radio]), select, textarea {
  border: 1px solid #d3dad8; border-radius: 8px; padding: 7px 11px; background: var(--ground); width: 100%; max-width: 100%;
}
input:hover, select:hover, textarea:hover { border-color: #b9c4c1; }
.block-actions select, .accessory select, .block-actions input { width: auto; padding: 5px 10px; font-size: 14px; }
input[type=checkbox], input[type=radio] { accent-color: var(--accent); width: 16px; height: 16px; margin: 3px 0 0; flex: none; }
textarea { resize: vertical; }
.choices { display: grid; gap: 6px; }
.choices.long { max-height: 190px; overflow: auto; border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; }
.choices label, .offered label { display: flex; gap: 9px; align-items: flex-start; cursor: pointer; }
.choices small, .offered small { display: block; color: var(--soft); }
.offered { display: grid; gap: 6px; padding: 6px 2px 0; max-height: 190px; overflow: auto; }
.offered:empty { display: none; }
.overflow { position: relative; }
.overflow summary {
  list-style: none; cursor: pointer; border: 1px solid #d3dad8; border-radius: 8px; padding: 4px 11px; line-height: 1.4;
}
.overflow summary::-webkit-details-marker { display: none; }
.menu {
  position: absolute; right: 0; z-index: 5; background: var(--ground); border-radius: var(--radius); padding: 6px;
  box-shadow: var(--shadow); min-width: 190px; display: grid; margin-top: 4px;
}
.block-actions .menu { right: auto; left: 0; }
.menu button { border: 0; background: none; text-align: left; padding: 6px 10px; border-radius: 6px; cursor: pointer; }
.menu button:hover { background: var(--hover); }

.composer { padding: 6px 28px 18px; position: relative; flex: none; }
.thread .composer { padding: 6px 18px 18px; }
.composer .box {
  display: flex; align-items: flex-end; gap: 8px; border: 1px solid #cfd8d5; border-radius: 12px; padding: 6px 6px 6px 14px;
  background: var(--ground); box-shadow: 0 1px 3px rgb(20 40 36 / 5%);
}
.composer .box:focus-within { border-color: var(--accent); box-shadow: 0 0 0 3px var(--accent-soft); }
.composer textarea { border: 0; outline: 0; padding: 5px 0; resize: none; max-height: 180px; background: none; }
.send {
  border: 0; background: var(--accent); color: #fff; width: 34px; height: 34px; border-radius: 9px; cursor: pointer;
  font-weight: 700; flex: none;
}
.send:hover { background: #0b5a51; }
.send:disabled { opacity: .45; }
.note { color: var(--danger); font-size: 13px; padding: 4px 4px 0; }
.note:empty { display: none; }
.composer-closed { padding: 16px 28px; color: var(--soft); border-top: 1px solid var(--line); }
.suggestions {
  position: absolute; bottom: calc(100% - 2px); left: 28px; right: 28px; background: var(--ground); padding: 6px;
  border-radius: 12px; box-shadow: var(--shadow); list-style: none; max-height: 320px; overflow: auto; z-index: 10;
}
.suggestions [role=option] { display: flex; gap: 16px; padding: 6px 12px; border-radius: 8px; cursor: pointer; align-items: baseline; }
.suggestions [role=option]:hover, .suggestions [role=option][aria-selected=true] { background: var(--accent-soft); }
.suggestions .command { font-weight: 600; white-space: nowrap; }
.suggestions .hint { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.hint { color: var(--soft); font-size: 13px; }

.overlay { position: fixed; inset: 0; background: rgb(20 32 30 / 42%); display: grid; place-items: center; z-index: 30; padding: 24px; }
.modal {
  background: var(--ground); border-radius: 14px; width: min(560px, 100%); max-height: 100%; display: flex;
  flex-direction: column; box-shadow: var(--shadow); overflow: hidden;
}
.modal > header { display: flex; justify-content: space-between; align-items: center; padding: 16px 16px 14px 24px; }
.modal > header h2 { font-size: 18px; font-weight: 650; }
.modal > .body { overflow-y: auto; padding: 2px 24px 20px; }
.modal .blocks { gap: 16px; }
.modal > footer, dialog footer {
  display: flex; justify-content: flex-end; gap: 10px; padding: 14px 24px; border-top: 1px solid var(--line);
}
.modal > footer .button, dialog .button { padding: 8px 18px; }
.modal .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; opacity: 0; border: 0; padding: 0; }
.notice { background: var(--danger-soft); color: var(--danger); padding: 9px 24px; font-size: 14px; }
.block-input .label { font-weight: 600; margin-bottom: 5px; }
.optional { color: var(--faint); font-weight: 400; }
.block-input .hint { margin-top: 5px; }
.block-input .error { color: var(--danger); font-size: 13px; margin-top: 5px; }
.wrong input, .wrong select, .wrong textarea { border-color: var(--danger) !important; }
.home { max-width: 760px; padding: 8px 28px 40px; }
dialog { border: 0; border-radius: 14px; padding: 0; width: min(420px, 92vw); box-shadow: var(--shadow); }
dialog::backdrop { background: rgb(20 32 30 / 42%); }
dialog h2 { font-size: 18px; font-weight: 650; padding: 20px 24px 6px; }
dialog p { padding: 0 24px 20px; color: var(--soft); white-space: pre-line; }

.hood { position: relative; flex: none; }
.hood > summary {
  list-style: none; cursor: pointer; border: 1px solid var(--line); border-radius: 8px; padding: 5px 12px;
  font-size: 13px; color: var(--soft); white-space: nowrap;
}
.hood > summary::-webkit-details-marker { display: none; }
.hood > summary:hover { background: var(--hover); }
.hood-body {
  position: absolute; right: 0; top: calc(100% + 8px); width: 440px; max-height: calc(100vh - 90px); overflow: auto; z-index: 20;
  background: var(--ground); border-radius: 14px; box-shadow: var(--shadow); padding: 18px 20px; display: grid; gap: 18px;
}
.hood h3 { font-size: 12px; color: var(--faint); font-weight: 600; margin-bottom: 8px; }
.switches { display: flex; flex-wrap: wrap; gap: 6px; }
.switches form { display: flex; align-items: center; gap: 6px; }
.switches .detail { font-size: 12px; color: var(--soft); }
.switch { border: 1px solid var(--line); background: var(--ground); border-radius: 999px; padding: 3px 12px; font-size: 13px; cursor: pointer; }
.switch:hover { background: var(--hover); }
.switch[aria-pressed=true] { background: var(--danger-soft); border-color: #e3b4b1; color: var(--danger); }
.deliveries { list-style: none; padding: 0; font-size: 13px; }
.deliveries li + li { border-top: 1px solid var(--line); }
.deliveries summary { display: flex; gap: 10px; align-items: baseline; padding: 5px 0; cursor: pointer; list-style: none; }
.deliveries summary::-webkit-details-marker { display: none; }
.deliveries .status { font-weight: 600; width: 30px; flex: none; }
.status.good { color: var(--accent); }
.status.bad { color: var(--danger); }
.deliveries .kind { color: var(--soft); white-space: nowrap; }
.deliveries .what { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.deliveries .took { color: var(--faint); white-space: nowrap; }
.deliveries pre { max-height: 260px; font-size: 11px; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 900px) {
  .columns, .columns.with-thread { grid-template-columns: 180px minmax(0, 1fr); }
  .columns.with-thread main { display: none; }
  .team { width: auto; } .person .role { display: none; }
}
`;
