import type { Button, KnownBlock, RawTextElement, TableBlock } from "@slack/web-api";

/** One Slack message: `text` is what notifications and screen readers read, and stands alone. */
export type SlackMessage = { readonly text: string; readonly blocks: KnownBlock[] };

/** A headline; Slack takes 150 characters and no markup. */
export function header(text: string): KnownBlock {
  return { type: "header", text: { type: "plain_text", text: cut(text, 150), emoji: false } };
}

/** A paragraph of mrkdwn. Verbatim: Slack makes no links or mentions of its own from it. */
export function section(text: string): KnownBlock {
  return { type: "section", text: { type: "mrkdwn", text: cut(text, 3_000), verbatim: true } };
}

/** Small print below a message. */
export function context(text: string): KnownBlock {
  const element = { type: "mrkdwn" as const, text: cut(text, 2_000), verbatim: true };
  return { type: "context", elements: [element] };
}

/** A row of buttons; none at all where the list is empty. */
export function buttons(list: readonly Button[]): KnownBlock[] {
  return list.length === 0 ? [] : [{ type: "actions", elements: [...list] }];
}

/** A table of text cells, the first row its headings; Slack takes 100 rows. */
export function table(
  rows: readonly (readonly string[])[],
  columns: TableBlock["column_settings"],
): KnownBlock {
  const cell = (text: string): RawTextElement => ({ type: "raw_text", text: text || "–" });
  const block: TableBlock = { type: "table", rows: rows.slice(0, 100).map((row) => row.map(cell)) };
  return columns ? { ...block, column_settings: columns } : block;
}

/** Lines as few paragraphs of at most 2,900 characters; a line is never torn. */
export function paragraphs(lines: readonly string[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let text = "";
  for (const line of lines) {
    if (text !== "" && text.length + line.length > 2_900) {
      blocks.push(section(text));
      text = "";
    }
    text = text === "" ? line : `${text}\n${line}`;
  }
  return text === "" ? blocks : [...blocks, section(text)];
}

/** The last guard of Slack's limits; texts are made to fit before they come here. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
