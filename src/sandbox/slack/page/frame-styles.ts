/** Tokens, the top bar, the columns: light, calm, one accent colour, tabular figures. */
export const frameStyles = `
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
  overflow-wrap: anywhere;
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
blockquote {
  border-left: 3px solid var(--line); margin: 4px 0; padding-left: 12px; color: var(--soft);
}
hr { border: 0; border-top: 1px solid var(--line); margin: 12px 0; width: 100%; }

.top {
  display: flex; align-items: center; gap: 24px; height: 60px; padding: 0 20px; flex: none;
  border-bottom: 1px solid var(--line); background: var(--ground);
}
.team { display: flex; align-items: center; gap: 10px; width: 212px; flex: none; }
.team h1 { font-size: 16px; font-weight: 650; letter-spacing: -.01em; }
.team-mark {
  width: 30px; height: 30px; border-radius: 8px; background: var(--ink); color: #fff; flex: none;
  display: grid; place-items: center; font-weight: 650;
}
.people {
  display: flex; gap: 2px; flex: 1; min-width: 0; overflow-x: auto; padding: 4px;
  scrollbar-width: none;
  mask-image: linear-gradient(to right, #000 calc(100% - 28px), transparent);
}
.person {
  display: flex; align-items: center; gap: 8px; padding: 5px 12px 5px 6px; border-radius: 999px;
  color: var(--soft); position: relative; border: 1px solid transparent; flex: none;
}
.person:hover { background: var(--hover); text-decoration: none; }
.person[aria-current] { background: var(--accent-soft); color: var(--ink); border-color: #c7e2dc; }
.person .who { display: flex; flex-direction: column; line-height: 1.2; }
.person .name {
  font-size: 13px; font-weight: 600; max-width: 180px; overflow: hidden;
  text-overflow: ellipsis; white-space: nowrap;
}
.person .role { font-size: 11px; color: var(--faint); }
.person[aria-current] .role { color: var(--soft); }
.many .person:not([aria-current]):not(.gone) .role { display: none; }
.many .person:not([aria-current]) { padding-right: 8px; }
.person:not([aria-current]) .name { font-weight: 500; }
.person .role { max-width: 230px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
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
.sidebar {
  background: var(--side); border-right: 1px solid var(--line); padding: 18px 12px;
  overflow: auto;
}
.sidebar h2 {
  font-size: 12px; font-weight: 600; color: var(--faint); margin: 18px 10px 6px;
}
.sidebar h2:first-child { margin-top: 0; }
.sidebar ul { list-style: none; padding: 0; }
.sidebar li a {
  display: flex; align-items: center; gap: 8px; padding: 5px 10px; border-radius: 8px;
  color: var(--soft);
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
  background: var(--accent); color: #fff; font-size: 11px; font-weight: 600; border-radius: 999px;
  padding: 0 7px;
}

main, .thread {
  display: flex; flex-direction: column; min-width: 0; min-height: 0; position: relative;
}
.thread { border-left: 1px solid var(--line); }
.where {
  display: flex; align-items: center; gap: 12px; padding: 0 28px; height: 53px; flex: none;
  border-bottom: 1px solid var(--line);
}
.thread .where { padding: 0 12px 0 18px; justify-content: space-between; }
.where h2 {
  font-size: 16px; font-weight: 650; white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis; min-width: 64px;
}
.where .about {
  color: var(--soft); font-size: 13px; flex: 1; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap;
}
.where .members { color: var(--faint); font-size: 13px; white-space: nowrap; }
.cross {
  border: 0; background: none; font-size: 22px; line-height: 1; color: var(--soft); cursor: pointer;
  width: 32px; height: 32px; border-radius: 8px; display: grid; place-items: center;
}
.cross:hover { background: var(--hover); text-decoration: none; }
.pin {
  display: block; padding: 8px 28px; background: var(--accent-soft); font-size: 13px;
  color: var(--ink);
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
  border-bottom: 1px solid var(--line);
}
.scroll { flex: 1; overflow-y: auto; padding: 16px 0 8px; min-height: 0; outline-offset: -2px; }
.empty { text-align: center; color: var(--soft); padding: 18vh 24px 0; display: grid; gap: 6px; }
.day {
  display: flex; align-items: center; gap: 14px; color: var(--faint); font-size: 12px;
  margin: 12px 28px;
}
.day::before, .day::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
`;
