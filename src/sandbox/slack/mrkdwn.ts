import { emojiByName } from "./emoji.ts";

/** A piece of parsed text. Strings in it are decoded and must be escaped when shown as HTML. */
export type TextNode =
  | { kind: "text"; text: string }
  | { kind: "break" }
  | { kind: "bold" | "italic" | "strike" | "quote"; children: TextNode[] }
  | { kind: "code" | "pre"; text: string }
  | { kind: "link"; url: string; label: string }
  | { kind: "user" | "channel" | "group"; id: string; label: string | null }
  | { kind: "broadcast"; range: string }
  | { kind: "date"; seconds: number; format: string; url: string | null; fallback: string }
  | { kind: "emoji"; name: string; text: string };

/** Decodes the three entities Slack escapes with; `&amp;lt;` stays `&lt;`. */
export function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_whole, name: string) =>
    name === "amp" ? "&" : name === "lt" ? "<" : ">",
  );
}

/** Escapes what Slack reads as control characters, as the client does with typed text. */
export function encodeEntities(text: string): string {
  return text.replace(/[&<>]/g, (one) => (one === "&" ? "&amp;" : one === "<" ? "&lt;" : "&gt;"));
}

/**
 * Parses Slack's mrkdwn: *bold*, _italic_, ~strike~, `code`, ```blocks```, > quotes, <…> links,
 * mentions and dates, :emoji: and entities. Links lead to http, https and mailto only; anything
 * else in angle brackets is shown as plain text.
 */
export function parseMrkdwn(source: string): TextNode[] {
  const nodes: TextNode[] = [];
  const parts = source.split(/```/);
  // An odd number of parts means that every block that was opened was closed.
  const closed = parts.length % 2 === 1;
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 0) nodes.push(...parseLines(part));
    else if (closed || index < parts.length - 1) {
      nodes.push({ kind: "pre", text: decodeEntities(part.replace(/^\n|\n$/g, "")) });
    } else nodes.push({ kind: "text", text: "```" }, ...parseLines(part));
  }
  return nodes;
}

/** Plain text with emoji names only, as in `plain_text` objects. */
export function parsePlain(source: string): TextNode[] {
  const nodes: TextNode[] = [];
  for (const [index, line] of source.split("\n").entries()) {
    if (index > 0) nodes.push({ kind: "break" });
    nodes.push(...parseEmoji(decodeEntities(line)));
  }
  return nodes;
}

function parseLines(source: string): TextNode[] {
  const nodes: TextNode[] = [];
  let quoted: TextNode[] | null = null;
  let isFirst = true;
  for (const line of source.split("\n")) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quote) {
      if (quoted) quoted.push({ kind: "break" });
      else {
        quoted = [];
        nodes.push({ kind: "quote", children: quoted });
      }
      quoted.push(...parseInline(quote[1] ?? ""));
      isFirst = true;
      continue;
    }
    quoted = null;
    if (!isFirst) nodes.push({ kind: "break" });
    nodes.push(...parseInline(line));
    isFirst = false;
  }
  return nodes;
}

const marks = { "*": "bold", _: "italic", "~": "strike" } as const;

// A mark opens after a space or punctuation, before something that is not a space, and closes
// the other way round. `snake_case_words` and `2 * 3` stay as they are.
const inlinePattern =
  /<([^<>\n]+)>|`([^`\n]+)`|(?<![\p{L}\p{N}])([*_~])(?=\S)(.*?\S)\3(?![\p{L}\p{N}])/u;

function parseInline(source: string): TextNode[] {
  const nodes: TextNode[] = [];
  let rest = source;
  while (rest !== "") {
    const match = inlinePattern.exec(rest);
    if (!match) break;
    nodes.push(...parseEmoji(decodeEntities(rest.slice(0, match.index))));
    const [whole, angle, code, mark, marked] = match;
    if (angle !== undefined) nodes.push(parseAngle(angle));
    else if (code !== undefined) nodes.push({ kind: "code", text: decodeEntities(code) });
    else if (isMark(mark)) nodes.push({ kind: marks[mark], children: parseInline(marked ?? "") });
    rest = rest.slice(match.index + whole.length);
  }
  nodes.push(...parseEmoji(decodeEntities(rest)));
  return nodes;
}

function isMark(mark: string | undefined): mark is keyof typeof marks {
  return mark !== undefined && Object.hasOwn(marks, mark);
}

function parseAngle(inner: string): TextNode {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? null : decodeEntities(inner.slice(bar + 1));
  if (target.startsWith("@")) return { kind: "user", id: target.slice(1), label };
  if (target.startsWith("#")) return { kind: "channel", id: target.slice(1), label };
  if (target.startsWith("!")) return parseSpecial(target.slice(1), label);
  const url = decodeEntities(target);
  if (/^(https?:\/\/|mailto:)/i.test(url)) {
    return { kind: "link", url, label: label ?? url.replace(/^mailto:/i, "") };
  }
  return { kind: "text", text: `<${decodeEntities(inner)}>` };
}

function parseSpecial(target: string, label: string | null): TextNode {
  if (target.startsWith("subteam^")) return { kind: "group", id: target.slice(8), label };
  if (target.startsWith("date^")) {
    const [, seconds = "", format = "", url] = target.split("^");
    return {
      kind: "date",
      seconds: Number(seconds),
      format,
      url: url && /^https?:\/\//i.test(url) ? url : null,
      fallback: label ?? "",
    };
  }
  if (["here", "channel", "everyone"].includes(target)) return { kind: "broadcast", range: target };
  return { kind: "text", text: label ?? `<!${target}>` };
}

function parseEmoji(text: string): TextNode[] {
  const nodes: TextNode[] = [];
  let from = 0;
  for (const match of text.matchAll(/:([a-z0-9_+-]+):/g)) {
    const name = match[1] ?? "";
    const emoji = Object.hasOwn(emojiByName, name) ? emojiByName[name] : undefined;
    if (!emoji) continue;
    if (match.index > from) nodes.push({ kind: "text", text: text.slice(from, match.index) });
    nodes.push({ kind: "emoji", name, text: emoji });
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push({ kind: "text", text: text.slice(from) });
  return nodes;
}
