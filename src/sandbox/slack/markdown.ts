import { parseMrkdwn, type TextNode } from "./mrkdwn.ts";

/**
 * Parses what `markdown` blocks use of standard Markdown: headings, lists, bold, italic, strike,
 * code, quotes and links. It is put into Slack's own notation and parsed by the same parser.
 */
export function parseMarkdown(source: string): TextNode[] {
  const parts = source.split("```");
  const converted = parts.map((part, index) =>
    index % 2 === 0 ? part.split("\n").map(convertLine).join("\n") : part,
  );
  return parseMrkdwn(converted.join("```"));
}

function convertLine(line: string): string {
  const heading = /^#{1,6}\s+(.*)$/.exec(line);
  if (heading) return `*${convertInline(heading[1] ?? "").replaceAll("*", "")}*`;
  const item = /^(\s*)[-*+]\s+(.*)$/.exec(line);
  if (item) return `${item[1]}• ${convertInline(item[2] ?? "")}`;
  const quote = /^>\s?(.*)$/.exec(line);
  if (quote) return `&gt; ${convertInline(quote[1] ?? "")}`;
  return convertInline(line);
}

function convertInline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : convertMarks(part)))
    .join("");
}

function convertMarks(text: string): string {
  // Angle brackets mean nothing here, so that no mention can be smuggled in through Markdown.
  return text
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/(?<!\*)\*(?!\*)([^*]+)\*(?!\*)/g, "_$1_")
    .replace(/\*\*([^*]+)\*\*/g, "*$1*")
    .replace(/~~([^~]+)~~/g, "~$1~")
    .replace(/\[([^\]|]+)\]\((https?:\/\/[^\s)|]+)\)/g, "<$2|$1>");
}
