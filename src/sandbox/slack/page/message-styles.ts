/** Messages and the blocks in them. */
export const messageStyles = `
.message { display: flex; gap: 12px; padding: 9px 28px; position: relative; }
.thread .message { padding: 9px 18px; }
.message:hover { background: #fafcfb; }
.message.marked { background: var(--accent-soft); }
.message .content { flex: 1; min-width: 0; max-width: 760px; }
.message header { display: flex; align-items: baseline; gap: 8px; line-height: 1.35; }
.author { font-weight: 650; }
.tag {
  font-size: 10px; font-weight: 600; color: var(--soft); background: #edf1f0; border-radius: 4px;
  padding: 1px 5px;
  align-self: center;
}
.message header time { color: var(--faint); font-size: 12px; }
.mark { color: var(--accent); font-size: 12px; }
.edited { color: var(--faint); font-size: 12px; }
.mention {
  color: var(--accent); background: var(--accent-soft); border-radius: 4px; padding: 0 3px;
  font-weight: 500;
}
.replies {
  display: block; width: fit-content; margin-top: 6px; font-size: 13px; font-weight: 600;
  border-radius: 8px;
  padding: 2px 8px; margin-left: -8px;
}
.replies:hover { background: var(--accent-soft); text-decoration: none; }
.start-thread {
  position: absolute; right: 28px; top: 6px; opacity: 0; background: var(--ground);
  border: 1px solid var(--line);
  border-radius: 8px; width: 32px; height: 28px; display: grid; place-items: center;
  color: var(--soft);
}
.message:hover .start-thread, .start-thread:focus-visible { opacity: 1; text-decoration: none; }
.thread .start-thread { display: none; }
.ephemeral { background: #faf9f4; }
.ephemeral:hover { background: #faf9f4; }
.icon {
  width: 15px; height: 15px; fill: none; stroke: currentColor; stroke-width: 1.6;
  stroke-linejoin: round; stroke-linecap: round; vertical-align: -2px; flex: none;
}
.pin .icon { color: var(--accent); margin-right: 4px; }
.send .icon { width: 17px; height: 17px; stroke-width: 2; vertical-align: -3px; }
.only-you { display: flex; align-items: center; gap: 10px; font-size: 12px; color: var(--faint); }
button.quiet {
  border: 0; background: none; color: var(--accent); cursor: pointer; padding: 0; font-size: 12px;
}
.reactions { display: flex; gap: 6px; margin-top: 6px; }
.reactions span {
  border: 1px solid var(--line); border-radius: 999px; padding: 0 9px; font-size: 13px;
}
.file {
  border: 1px solid var(--line); border-radius: var(--radius); padding: 10px 14px;
  margin-top: 8px; max-width: 620px;
}
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
.block-context {
  color: var(--soft); font-size: 13px; display: flex; flex-wrap: wrap; gap: 2px 12px;
  align-items: center;
}
.block-context img { width: 18px; height: 18px; border-radius: 4px; }
.block-actions { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; padding: 2px 0; }
.block-image img { max-width: 100%; max-height: 360px; border-radius: 8px; }
.block-image { margin: 0; }
.block-alert { border-radius: var(--radius); padding: 10px 14px; background: var(--accent-soft); }
.block-alert.warning { background: var(--warning-soft); }
.block-alert.error { background: var(--danger-soft); }
.rich-text p { margin: 0; }
.rich-text ul, .rich-text ol { padding-left: 22px; }
.block-table {
  overflow-x: auto; border: 1px solid var(--line); border-radius: var(--radius);
  width: fit-content; max-width: 100%;
}
table { border-collapse: collapse; font-size: 14px; }
caption { text-align: left; padding: 8px 14px; color: var(--soft); font-size: 13px; }
th, td { padding: 7px 14px; text-align: left; white-space: nowrap; vertical-align: top; }
th { background: var(--side); color: var(--soft); font-weight: 600; font-size: 13px; }
tr + tr td, thead + tbody td { border-top: 1px solid var(--line); }
.right { text-align: right; }
.center { text-align: center; }
.wrapped { white-space: normal; min-width: 180px; }

.button {
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
input:not([type=checkbox]):not([type=radio]), select, textarea {
  border: 1px solid #d3dad8; border-radius: 8px; padding: 7px 11px; background: var(--ground);
  width: 100%; max-width: 100%;
}
input:hover, select:hover, textarea:hover { border-color: #b9c4c1; }
.block-actions select, .accessory select, .block-actions input {
  width: auto; padding: 5px 10px; font-size: 14px;
}
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
