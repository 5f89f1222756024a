import type { KnownBlock } from "@slack/web-api";
import { expect, it } from "vitest";
import { blocksToText } from "../../../src/sandbox/slack/render-text.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const raw = (text: string) => ({ type: "raw_text" as const, text });

it("a card is printed with its table aligned and its buttons in brackets", () => {
  const blocks: KnownBlock[] = [
    { type: "header", text: plain("BR-12 · December") },
    { type: "section", text: { type: "mrkdwn", text: "*316,985.75 USD* in 1,204 invoices" } },
    {
      type: "table",
      column_settings: [{ align: "left" }, { align: "right" }],
      rows: [
        [raw("Account"), raw("Amount")],
        [raw("Acme"), raw("12,400.00")],
        [raw("Globex"), raw("9.00")],
      ],
    },
    { type: "divider" },
    {
      type: "actions",
      elements: [
        { type: "button", text: plain("Approve"), action_id: "a" },
        { type: "button", text: plain("Reject…"), action_id: "b" },
      ],
    },
    { type: "context", elements: [{ type: "mrkdwn", text: "Made by <@U1>" }, plain("14:02")] },
  ];
  const reader = { timeZone: "UTC", userName: () => "Dana", channelName: (id: string) => id };
  expect(blocksToText(blocks, reader).split("\n")).toEqual([
    "BR-12 · December",
    "316,985.75 USD in 1,204 invoices",
    "Account     Amount",
    "Acme     12,400.00",
    "Globex        9.00",
    "────────────────────────────────────────",
    "[ Approve ]  [ Reject… ]",
    "Made by @Dana · 14:02",
  ]);
});

it("a form is printed with its labels and what it starts with", () => {
  const options = [
    { text: plain("Everything"), value: "all" },
    { text: plain("Recurring"), value: "recurring" },
  ];
  const blocks: KnownBlock[] = [
    {
      type: "input",
      label: plain("Target date"),
      element: { type: "datepicker", action_id: "d", initial_date: "2026-12-31" },
    },
    {
      type: "input",
      label: plain("Bills"),
      optional: true,
      element: { type: "radio_buttons", action_id: "r", options, initial_option: options[0]! },
    },
    {
      type: "rich_text",
      elements: [
        {
          type: "rich_text_list",
          style: "ordered",
          elements: [
            { type: "rich_text_section", elements: [{ type: "text", text: "first" }] },
            { type: "rich_text_section", elements: [{ type: "link", url: "https://a.example" }] },
          ],
        },
      ],
    },
  ];
  expect(blocksToText(blocks).split("\n")).toEqual([
    "Target date: [ 2026-12-31 ]",
    "Bills (optional): (x) Everything  ( ) Recurring",
    "1. first",
    "2. https://a.example",
  ]);
});
