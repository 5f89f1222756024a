/** Messages and the blocks in them. */
export const messageStyles = `
.message { display: flex; gap: 12px; padding: 9px 28px; position: relative; }
.thread .message { padding: 9px 18px; }
.message:hover { background: #fafcfb; }
.message.marked { background: var(--accent-soft); }
.message .content { flex: 1; min-width: 0; max-width: 760px; }
.message header { display: flex; align-items: baseline; gap: 8px; line-height: 1.35; }
.author { font-weight: 650; min-width: 0; unicode-bidi: plaintext; }
.message header > :not(.author) { flex: none; }
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
.broadcast {
  font-size: 13px; color: var(--soft); overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap;
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
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; opacity: 0; border: 0; padding: 0;
  white-space: nowrap;
}
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
  border: 1px solid var(--line); border-radius: var(--radius); margin-top: 8px; max-width: 620px;
  overflow: hidden;
}
.file-head { display: flex; align-items: center; gap: 12px; padding: 10px 12px; }
.file-kind {
  width: 40px; height: 40px; border-radius: 8px; flex: none; display: grid; place-items: center;
  font-size: 11px; font-weight: 700; letter-spacing: .03em; background: #eef2f1;
  color: var(--soft);
}
.file-kind.csv { background: var(--accent-soft); color: var(--accent); }
.file-kind.pdf { background: var(--danger-soft); color: var(--danger); }
.file-name { flex: 1; min-width: 0; font-weight: 600; overflow-wrap: anywhere; line-height: 1.35; }
.file-name bdi {
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden;
}
.file-name small {
  display: block; color: var(--faint); font-size: 12px; font-weight: 400; margin-top: 1px;
}
.file-head .button { color: var(--ink); flex: none; }
.file-head .button:hover { text-decoration: none; }
.file-rows { overflow: auto; border-top: 1px solid var(--line); max-height: 220px; }
.file-rows table { font-size: 12px; width: 100%; }
.file-rows th, .file-rows td { padding: 4px 12px; font-size: 12px; }
.file pre { margin: 0; border: 0; border-top: 1px solid var(--line); border-radius: 0; }
.file pre { font-size: 12px; }

.blocks { display: grid; gap: 8px; margin-top: 2px; min-width: 0; }
.blocks > * { min-width: 0; }
.block-header, .block-text, .rich-text p, td, th { unicode-bidi: plaintext; }
.block-header {
  overflow-wrap: anywhere; font-size: 17px; font-weight: 650; line-height: 1.35;
  letter-spacing: -.01em;
}
.block-section { display: flex; gap: 20px; align-items: flex-start; }
.block-section > .block-text { flex: 1; min-width: 0; }
.block-section > .accessory { flex: none; max-width: 46%; }
.block-section > .accessory:empty { display: none; }
.accessory img { width: 72px; height: 72px; object-fit: cover; border-radius: 8px; }
.block-text, .rich-text { overflow-wrap: anywhere; }
.fields { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 6px 24px; }
.fields > * { min-width: 0; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.block-text > .fields:not(:first-child) { margin-top: 8px; }
.block-context {
  color: var(--soft); font-size: 13px; display: flex; flex-wrap: wrap; gap: 2px 12px;
  align-items: center;
}
.block-context > span { min-width: 0; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.block-context img { width: 18px; height: 18px; border-radius: 4px; }
.block-actions { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; padding: 2px 0; }
.block-image img { max-width: 100%; max-height: 360px; border-radius: 8px; }
.block-image { margin: 0; }
.block-alert {
  border-radius: var(--radius); padding: 10px 14px; background: var(--side); display: flex;
  gap: 10px; align-items: flex-start; border: 1px solid var(--line);
}
.block-alert .icon { margin-top: 4px; color: var(--soft); }
.block-alert.info, .block-alert.success { background: var(--accent-soft); border-color: #c7e2dc; }
.block-alert.info .icon, .block-alert.success .icon { color: var(--accent); }
.block-alert.warning { background: var(--warning-soft); border-color: #eeddb0; }
.block-alert.warning .icon { color: #8a6410; }
.block-alert.error { background: var(--danger-soft); border-color: #eec7c3; }
.block-alert.error .icon { color: var(--danger); }
.rich-text p { margin: 0; }
.rich-text ul, .rich-text ol { padding-left: 22px; }
.block-table {
  overflow: auto; border: 1px solid var(--line); border-radius: var(--radius);
  width: fit-content; max-width: 100%; max-height: 440px;
}
table { border-collapse: separate; border-spacing: 0; font-size: 14px; }
caption { text-align: left; padding: 9px 14px; color: var(--soft); font-size: 13px; }
th, td {
  padding: 7px 14px; text-align: left; white-space: nowrap; vertical-align: top;
  max-width: 300px; overflow: hidden; text-overflow: ellipsis;
}
thead th {
  background: var(--side); color: var(--soft); font-weight: 600; font-size: 13px;
  position: sticky; top: 0;
}
tbody th { font-weight: 550; }
tr + tr :is(td, th), thead + tbody :is(td, th) { border-top: 1px solid var(--line); }
.sort {
  border: 0; background: none; padding: 0; font-weight: 600; cursor: pointer; color: inherit;
}
.sort:hover { color: var(--ink); }
[aria-sort=ascending] .sort::after { content: " ↑"; }
[aria-sort=descending] .sort::after { content: " ↓"; }
.pages {
  display: flex; align-items: center; gap: 10px; margin-top: 8px; font-size: 13px;
  color: var(--soft);
}
.pages .button { padding: 1px 10px; }
th.right, td.right { text-align: right; }
th.center, td.center { text-align: center; }
.wrapped { white-space: normal; min-width: 180px; overflow-wrap: anywhere; }
`;
