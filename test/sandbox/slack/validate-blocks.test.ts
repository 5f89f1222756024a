import { describe, expect, it } from "vitest";
import { formatProblem } from "../../../src/sandbox/slack/block-checks.ts";
import {
  type Surface,
  validateBlocks,
  validateView,
} from "../../../src/sandbox/slack/validate-blocks.ts";

const plain = (length: number) => ({ type: "plain_text", text: "x".repeat(length) });
const section = (length = 1) => ({ type: "section", text: { ...plain(length), type: "mrkdwn" } });
const button = (more: object = {}) => ({ type: "button", text: plain(1), ...more });
const actions = (...elements: object[]) => ({ type: "actions", elements });
const rows = (count: number, columns: number) =>
  Array.from({ length: count }, () =>
    Array.from({ length: columns }, () => ({ type: "raw_text", text: "1" })),
  );
const option = { text: plain(1), value: "v" };

function problems(blocks: unknown, surface: Surface = "message"): string[] {
  return validateBlocks(blocks, surface).map(formatProblem);
}

describe("blocks at Slack's limits are taken, and one more is refused", () => {
  it.each<[string, (size: number) => unknown[], number, string]>([
    ["blocks of a message", (size) => Array.from({ length: size }, () => section()), 50, "/blocks"],
    ["a header", (size) => [{ type: "header", text: plain(size) }], 150, "/blocks/0/text/text"],
    ["a section", (size) => [section(size)], 3000, "/blocks/0/text/text"],
    [
      "fields of a section",
      (size) => [{ type: "section", fields: Array.from({ length: size }, () => plain(1)) }],
      10,
      "/blocks/0/fields",
    ],
    [
      "a field",
      (size) => [{ type: "section", fields: [plain(size)] }],
      2000,
      "/blocks/0/fields/0/text",
    ],
    [
      "a button's text",
      (size) => [actions(button({ text: plain(size) }))],
      75,
      "/blocks/0/elements/0/text/text",
    ],
    [
      "a button's value",
      (size) => [actions(button({ value: "x".repeat(size) }))],
      2000,
      "/blocks/0/elements/0/value",
    ],
    [
      "elements of an actions block",
      (size) => [actions(...Array.from({ length: size }, () => button()))],
      25,
      "/blocks/0/elements",
    ],
    [
      "elements of a context",
      (size) => [{ type: "context", elements: Array.from({ length: size }, () => plain(1)) }],
      10,
      "/blocks/0/elements",
    ],
    [
      "options of a select",
      (size) => [
        actions({ type: "static_select", options: Array.from({ length: size }, () => option) }),
      ],
      100,
      "/blocks/0/elements/0/options",
    ],
    ["rows of a table", (size) => [{ type: "table", rows: rows(size, 2) }], 100, "/blocks/0/rows"],
    [
      "columns of a table",
      (size) => [{ type: "table", rows: rows(1, size) }],
      20,
      "/blocks/0/rows/0",
    ],
    [
      "rows of a data table",
      (size) => [{ type: "data_table", caption: "c", rows: rows(size, 2) }],
      101,
      "/blocks/0/rows",
    ],
  ])("%s", (_what, build, max, pointer) => {
    expect(problems(build(max))).toEqual([]);
    const refused = problems(build(max + 1));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toContain(`[json-pointer:${pointer}`);
  });
});

describe("blocks that Slack does not know are refused", () => {
  it.each<[string, unknown, string]>([
    ["a block", [{ type: "video" }], "unsupported type: video [json-pointer:/blocks/0/type]"],
    ["a name of every object", [{ type: "constructor" }], "unsupported type: constructor"],
    [
      "an element",
      [actions({ type: "datetimepicker" })],
      "unsupported type: datetimepicker [json-pointer:/blocks/0/elements/0/type]",
    ],
    ["a field", [{ ...section(), colour: "red" }], "invalid additional property: colour"],
    ["no text", [{ type: "section" }], "missing required field: text [json-pointer:/blocks/0]"],
    ["an empty text", [section(0)], "must be more than 0 characters"],
    ["an alert in a message", [{ type: "alert", text: plain(1) }], "unsupported type: alert"],
    [
      "two equal block ids",
      [
        { type: "divider", block_id: "a" },
        { type: "divider", block_id: "a" },
      ],
      "`block_id` a already exists [json-pointer:/blocks/1/block_id]",
    ],
    [
      "two equal action ids in a block",
      [actions(button({ action_id: "a" }), button({ action_id: "a" }))],
      "`action_id` a already exists",
    ],
    [
      "two tables",
      [
        { type: "table", rows: rows(1, 1) },
        { type: "table", rows: rows(1, 1) },
      ],
      "only one table allowed",
    ],
    ["too much text in all", Array.from({ length: 5 }, () => section(3000)), "msg_blocks_too_long"],
    ["something else", "blocks", "must be an array"],
  ])("%s", (_what, blocks, message) => {
    expect(problems(blocks).join("\n")).toContain(message);
  });
});

describe("views", () => {
  const modal = { type: "modal", title: plain(24), blocks: [section()] };
  const input = { type: "input", label: plain(1), element: { type: "plain_text_input" } };
  const of = (view: unknown) => validateView(view).map(formatProblem);

  it("have a title of at most 24 characters and 100 blocks", () => {
    const blocks = Array.from({ length: 100 }, () => section());
    expect(of({ ...modal, blocks })).toEqual([]);
    expect(of({ ...modal, blocks: [...blocks, section()] })).toEqual([
      "[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]",
    ]);
    expect(of({ ...modal, title: plain(25) })[0]).toContain("[json-pointer:/view/title/text]");
  });

  it("need a submit button once they have an input", () => {
    expect(of({ ...modal, blocks: [input] })).toEqual([
      "[ERROR] missing required field: submit [json-pointer:/view]",
    ]);
    expect(of({ ...modal, blocks: [input], submit: plain(6) })).toEqual([]);
  });

  it("take alerts only as modals, and no tables", () => {
    const alert = { type: "alert", text: plain(1), level: "warning" };
    expect(of({ ...modal, blocks: [alert] })).toEqual([]);
    expect(of({ type: "home", blocks: [alert] })[0]).toContain("unsupported type: alert");
    expect(problems([{ type: "table", rows: rows(1, 1) }], "modal")[0]).toContain("table");
  });
});
