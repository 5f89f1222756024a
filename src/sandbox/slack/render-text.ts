import type { KnownBlock, RichTextBlock } from "@slack/web-api";
import { parseMarkdown } from "./markdown.ts";
import { parseMrkdwn, parsePlain, type TextNode } from "./mrkdwn.ts";
import { elementText } from "./render-element-text.ts";
import { richTextLines } from "./render-rich-text.ts";
import { formatSlackDate } from "./slack-date.ts";

/** How names and days are printed. */
export type TextReader = {
  timeZone: string;
  /** As people set it in Slack: "en-GB"; without it Slack's own. */
  locale?: string;
  /** What is called today; without it nothing is. */
  now?: () => Date;
  userName: (id: string) => string;
  channelName: (id: string) => string;
  /** Of a user group, without its @; its id if that is all there is. */
  groupName?: (id: string) => string;
};

/** A reader without a workspace: ids stay ids, days are UTC. */
export const plainReader: TextReader = {
  timeZone: "UTC",
  userName: (id) => id,
  channelName: (id) => id,
};

/** Prints parsed text without its marks. */
export function nodesToText(nodes: TextNode[], reader: TextReader): string {
  return nodes.map((node) => nodeToText(node, reader)).join("");
}

function nodeToText(node: TextNode, reader: TextReader): string {
  switch (node.kind) {
    case "text":
    case "code":
    case "pre":
    case "emoji":
      return node.text;
    case "break":
      return "\n";
    case "bold":
    case "italic":
    case "strike":
      return nodesToText(node.children, reader);
    case "quote":
      return `${nodesToText(node.children, reader).replace(/^/gm, "│ ")}\n`;
    case "link":
      return node.label === node.url ? node.url : `${node.label} (${node.url})`;
    case "user":
      return `@${node.label ?? reader.userName(node.id)}`;
    case "channel":
      return `#${node.label ?? reader.channelName(node.id)}`;
    case "group":
      return groupMention(node, reader);
    case "broadcast":
      return `@${node.range}`;
    case "date":
      return formatSlackDate(node.seconds, node.format, reader, node.fallback);
  }
}

/** A user group as it is mentioned: by the label it came with, or by its handle. */
export function groupMention(
  node: { id: string; label?: string | null },
  reader: TextReader,
): string {
  return `@${(node.label ?? reader.groupName?.(node.id) ?? node.id).replace(/^@/, "")}`;
}

/** Prints a text object or a plain string of mrkdwn. */
export function textToText(
  text: { type: string; text: string } | string,
  reader: TextReader = plainReader,
): string {
  if (typeof text === "string") return nodesToText(parseMrkdwn(text), reader);
  const nodes = text.type === "mrkdwn" ? parseMrkdwn(text.text) : parsePlain(text.text);
  return nodesToText(nodes, reader);
}

/**
 * Prints blocks as lines of text, as a terminal shows them: tables are aligned, buttons are
 * `[ Approve ]`, inputs show their label. Nothing of what a reader needs is left out.
 */
export function blocksToText(blocks: KnownBlock[], reader: TextReader = plainReader): string {
  return blocks.map((block) => blockToText(block, reader)).join("\n");
}

/** Prints a message: its blocks, or its text if it has none. */
export function messageToText(
  message: { text: string; blocks: KnownBlock[] },
  reader: TextReader = plainReader,
): string {
  return message.blocks.length > 0
    ? blocksToText(message.blocks, reader)
    : textToText(message.text, reader);
}

function blockToText(block: KnownBlock, reader: TextReader): string {
  const text = (value: { type: string; text: string }) => textToText(value, reader);
  switch (block.type) {
    case "header":
      return text(block.text);
    case "section": {
      const fields = (block.fields ?? []).map((field) => text(field).replaceAll("\n", " "));
      const accessory = block.accessory ? elementText(block.accessory, reader) : "";
      const own = block.text ? [text(block.text)] : [];
      return [...own, ...fields, ...(accessory ? [accessory] : [])].join("\n");
    }
    case "context":
      return block.elements
        .map((element) => (element.type === "image" ? element.alt_text : text(element)))
        .join(" · ");
    case "divider":
      return "─".repeat(40);
    case "actions":
      return block.elements.map((element) => elementText(element, reader)).join("  ");
    case "input": {
      const optional = block.optional ? " (optional)" : "";
      const hint = block.hint ? `\n  ${text(block.hint)}` : "";
      const element = elementText(block.element, reader);
      return `${text(block.label)}${optional}: ${element}${hint}`;
    }
    case "image":
      return block.title ? `${text(block.title)} (${block.alt_text})` : block.alt_text;
    case "rich_text":
      return richTextLines(block, reader).join("\n");
    case "markdown":
      return nodesToText(parseMarkdown(block.text), reader);
    case "table":
      return tableToText(block.rows, alignments(block.column_settings), reader);
    case "data_table":
      return `${block.caption}\n${tableToText(block.rows, [], reader)}`;
    case "alert":
      return `! ${text(block.text)}`;
    default:
      return "";
  }
}

type Cell = { type: string; text?: string } | RichTextBlock;
type Alignment = "left" | "center" | "right";

function alignments(settings: { align?: Alignment }[] | undefined): Alignment[] {
  return (settings ?? []).map((one) => one.align ?? "left");
}

/** What stands in one cell of a table, on one line. */
export function cellToText(cell: Cell, reader: TextReader): string {
  if (cell.type === "rich_text" && "elements" in cell) {
    return richTextLines(cell, reader).join(" ");
  }
  return "text" in cell ? (cell.text ?? "") : "";
}

function tableToText(rows: Cell[][], aligns: Alignment[], reader: TextReader): string {
  const cells = rows.map((row) => row.map((cell) => cellToText(cell, reader)));
  const widths: number[] = [];
  for (const row of cells) {
    for (const [column, value] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, value.length);
    }
  }
  return cells
    .map((row) =>
      row
        .map((value, column) => pad(value, widths[column] ?? 0, aligns[column] ?? "left"))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function pad(value: string, width: number, align: Alignment): string {
  if (align === "right") return value.padStart(width);
  if (align === "center") {
    return value.padStart(Math.floor((width + value.length) / 2)).padEnd(width);
  }
  return value.padEnd(width);
}
