import type { ActionsBlockElement, KnownBlock } from "@slack/web-api";
import { billing, dana } from "./small-app.ts";

/*
 * Every block and element that the local Slack can show in a message, once each.
 */

export const plain = (text: string) => ({ type: "plain_text" as const, text });
export const mrkdwn = (text: string) => ({ type: "mrkdwn" as const, text });
export const option = (value: string, text: string, description?: string) => ({
  text: plain(text),
  value,
  ...(description ? { description: plain(description) } : {}),
});
export const currencies = [option("USD", "US dollar"), option("EUR", "Euro"), option("JPY", "Yen")];
const segments = ["enterprise", "mid-market", "small", "start-ups", "public", "schools"];
export const manySegments = [...segments, "north", "south", "east", "west"].map((one) =>
  option(one, one),
);
const confirm = {
  title: plain("Cancel BR-12?"),
  text: mrkdwn(`*Nothing* has been billed yet.\nThe approvals of <@${dana}> are void.`),
  confirm: plain("Cancel the run"),
  deny: plain("Keep it"),
  style: "danger" as const,
};
// A picture of one colour, so that nothing is fetched from anywhere.
const picture = (colour: string) => `https://pictures.example/${colour}.png`;

const buttons: ActionsBlockElement[] = [
  {
    type: "button",
    action_id: "approve",
    text: plain("Approve"),
    style: "primary",
    value: "BR-12",
  },
  { type: "button", action_id: "cancel", text: plain("Cancel…"), style: "danger", confirm },
  {
    type: "button",
    action_id: "look",
    text: plain("Look closer"),
    accessibility_label: "Look at BR-12",
  },
  { type: "button", action_id: "docs", text: plain("Handbook"), url: "https://handbook.example/" },
  {
    type: "overflow",
    action_id: "more",
    options: [option("csv", "Download as CSV"), option("why", "Why these accounts")],
  },
];

const pickers: ActionsBlockElement[] = [
  {
    type: "static_select",
    action_id: "currency",
    placeholder: plain("Currency"),
    options: currencies,
  },
  {
    type: "users_select",
    action_id: "approver",
    placeholder: plain("Approver"),
    initial_user: dana,
  },
  { type: "channels_select", action_id: "channel", placeholder: plain("Channel") },
  {
    type: "datepicker",
    action_id: "target",
    initial_date: "2026-12-31",
    placeholder: plain("Target date"),
  },
  { type: "timepicker", action_id: "at", initial_time: "09:00", timezone: "Europe/Berlin" },
  { type: "datetimepicker", action_id: "instant", initial_date_time: 1_798_700_400 },
];

const cell = (text: string) => ({ type: "raw_text" as const, text });
const number = (text: string) => ({
  type: "raw_number" as const,
  text,
  value: Number(text.replaceAll(",", "")),
});

/** Sixteen rows of accounts with amounts, for a data table. */
export const accountRows = [
  [cell("Account"), cell("Segment"), cell("December"), cell("November")],
  ...Array.from({ length: 16 }, (_, index) => [
    cell(`Account ${index + 1}`),
    cell(segments[index % segments.length] ?? ""),
    number(`${(index + 1) * 1_111}.50`),
    number(`${(index + 1) * 1_000}.00`),
  ]),
];

const table: KnownBlock = {
  type: "table",
  block_id: "changes",
  column_settings: [{ is_wrapped: true }, { align: "right" }, { align: "center" }],
  rows: [
    [cell("Account"), cell("Change"), cell("Finding")],
    [cell("Nordwind Handelsgesellschaft mbH"), cell("+1,240.00 EUR"), cell("first bill")],
    [
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "text", text: "Tanaka KK", style: { bold: true } },
              { type: "text", text: ", asked for by " },
              { type: "user", user_id: dana },
            ],
          },
        ],
      },
      cell("−80,000 JPY"),
      cell("–"),
    ],
  ],
};

const richText: KnownBlock = {
  type: "rich_text",
  elements: [
    {
      type: "rich_text_section",
      elements: [
        { type: "text", text: "Rich " },
        { type: "text", text: "text", style: { bold: true, italic: true } },
        { type: "text", text: " with " },
        { type: "text", text: "code", style: { code: true } },
        { type: "link", url: "https://handbook.example/", text: " and a link" },
      ],
    },
    {
      type: "rich_text_list",
      style: "ordered",
      elements: [
        { type: "rich_text_section", elements: [{ type: "text", text: "first" }] },
        { type: "rich_text_section", elements: [{ type: "text", text: "second" }] },
      ],
    },
    { type: "rich_text_quote", elements: [{ type: "text", text: "A quote" }] },
    { type: "rich_text_preformatted", elements: [{ type: "text", text: "let total = 0" }] },
  ],
};

/** Blocks of a message, each kind at least once. */
export const galleryMessage: KnownBlock[] = [
  { type: "header", text: plain("BR-12 · December subscriptions") },
  {
    type: "section",
    text: mrkdwn(
      `*Waiting for approval* by <@${dana}> in <#${billing}> :tada: ~old~ _new_ \`code\``,
    ),
    accessory: { type: "image", image_url: picture("green"), alt_text: "A green square" },
  },
  {
    type: "section",
    fields: [
      mrkdwn("*Target date*\n31 Dec 2026"),
      mrkdwn("*Invoice date*\n1 Jan 2027"),
      mrkdwn("*Total*\n316,985.75 USD"),
      plain("Accounts\n1,290 of 1,312"),
    ],
  },
  {
    type: "section",
    text: plain("Remind"),
    accessory: { type: "checkboxes", action_id: "remind", options: [option("lee", "Lee")] },
  },
  {
    type: "context",
    elements: [
      { type: "image", image_url: picture("blue"), alt_text: "A blue square" },
      mrkdwn("Made by *Dana* · previewed 14:02"),
      plain("content 4f3a-9c21"),
    ],
  },
  { type: "divider" },
  { type: "actions", block_id: "buttons", elements: buttons },
  { type: "actions", block_id: "pickers", elements: pickers },
  table,
  richText,
  { type: "markdown", text: "## Markdown\n- **bold** and *italic*\n- [a link](https://a.example)" },
  {
    type: "image",
    image_url: picture("wide"),
    alt_text: "A wide picture",
    title: plain("Totals by currency"),
  },
];

/** A data table, which a message has instead of a table. */
export const galleryDataTable: KnownBlock[] = [
  {
    type: "data_table",
    block_id: "accounts",
    caption: "Biggest changes against BR-11",
    rows: accountRows,
    row_header_column_index: 0,
  },
];
