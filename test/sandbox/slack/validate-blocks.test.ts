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
const other = { text: plain(1), value: "w" };
const group = { label: plain(1), options: [option] };
const raw = (text: string) => ({ type: "raw_text", text });
const rich = (text: string) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
});
const dataTable = { type: "data_table", caption: "c", rows: [[raw("a")], [rich("b")]] };
const inputOf = (element: object) => ({ type: "input", label: plain(1), element });
const at = (seconds: number) => ({ type: "datetimepicker", initial_date_time: seconds });

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
      [actions({ type: "file_input" })],
      "unsupported type: file_input [json-pointer:/blocks/0/elements/0/type]",
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
      "only_one_table_allowed",
    ],
    ["an empty cell", [{ type: "table", rows: [[raw("")]] }], "/blocks/0/rows/0/0/text"],
    [
      "cells of more than 10,000 characters together",
      [{ type: "table", rows: [[raw("x".repeat(6_000))], [raw("x".repeat(4_001))]] }],
      "cells must be less than 10001 characters together",
    ],
    [
      "a data table with a short row",
      [{ type: "data_table", caption: "c", rows: [[raw("a"), raw("b")], [raw("c")]] }],
      "must have 2 cells, as the head has [json-pointer:/blocks/0/rows/1]",
    ],
    [
      "rich text in the head of a data table",
      [{ type: "data_table", caption: "c", rows: [[rich("a")], [rich("b")]] }],
      "unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]",
    ],
    [
      "a row header that is no column",
      [{ ...dataTable, row_header_column_index: 1 }],
      "must be the index of a column",
    ],
    ["rich text without any", [{ type: "rich_text", elements: [] }], "/blocks/0/elements"],
    ["an empty part of rich text", [rich("")], "must be more than 0 characters"],
    [
      "a choice that is not offered",
      [actions({ type: "static_select", options: [option], initial_option: other })],
      "initial option w is no option [json-pointer:/blocks/0/elements/0]",
    ],
    [
      "checked boxes that are not there",
      [actions({ type: "checkboxes", options: [option], initial_options: [other] })],
      "initial option w is no option",
    ],
    [
      "options beside groups of options",
      [actions({ type: "static_select", options: [option], option_groups: [group] })],
      "must provide only one of options, option_groups",
    ],
    [
      "a least number above the largest",
      [inputOf({ type: "number_input", is_decimal_allowed: true, min_value: "2", max_value: "1" })],
      "must not be above max_value [json-pointer:/blocks/0/element/min_value]",
    ],
    [
      "a least length above the largest",
      [inputOf({ type: "plain_text_input", min_length: 9, max_length: 3 })],
      "must not be above max_length",
    ],
    ["an instant in milliseconds", [actions(at(1_700_000_000_000))], "initial_date_time"],
    ["too much text in all", Array.from({ length: 5 }, () => section(3000)), "msg_blocks_too_long"],
    ["something else", "blocks", "must be an array"],
  ])("%s", (_what, blocks, message) => {
    expect(problems(blocks).join("\n")).toContain(message);
  });
});

it("takes groups of options, instants, and rich text in the rows of a data table", () => {
  const select = { type: "static_select", option_groups: [group], initial_option: option };
  expect(problems([actions(select, at(1_700_000_000)), dataTable])).toEqual([]);
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
    expect(of({ ...modal, blocks: [{ type: "alert", text: plain(201) }] })).toHaveLength(1);
  });

  it("put the focus into one element at most", () => {
    const focused = { ...input, element: { ...input.element, focus_on_load: true } };
    const view = { ...modal, submit: plain(1) };
    expect(of({ ...view, blocks: [focused] })).toEqual([]);
    expect(of({ ...view, blocks: [focused, focused] })).toEqual([
      "[ERROR] only one focus_on_load allowed [json-pointer:/view/blocks]",
    ]);
  });
});
