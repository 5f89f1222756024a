import type { KnownBlock } from "@slack/web-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../src/sandbox/slack/local-slack.ts";
import { postMessage } from "../../../src/sandbox/slack/post.ts";
import { validateBlocks, validateView } from "../../../src/sandbox/slack/validate-blocks.ts";
import { openModal, publishHome, topModal } from "../../../src/sandbox/slack/views.ts";
import { galleryDataTable, galleryMessage } from "./gallery-blocks.ts";
import { galleryHome, galleryModal } from "./gallery-modal.ts";
import { billing, bot, dana, lee, startSlack } from "./small-app.ts";

let slack: LocalSlack;
let message: string;
let modal: string;
let home: string;

beforeAll(async () => {
  slack = await startSlack();
  const post = (blocks: KnownBlock[]) =>
    postMessage(slack.state, { channelId: billing, userId: bot, text: "x", blocks });
  post(galleryMessage);
  post(galleryDataTable);
  const open = openModal(slack.state, lee, galleryModal, billing);
  open.errors = { name: "Taken already." };
  publishHome(slack.state, dana, galleryHome);
  message = await page({ as: dana, channel: billing });
  modal = await page({ as: lee, channel: billing }, "/page/region/modal");
  home = await page({ as: dana, home: "1" }, "/page/region/conversation");
});
afterAll(() => slack.stop());

async function page(query: Record<string, string>, path = "/"): Promise<string> {
  const response = await fetch(`${slack.webUrl}${path}?${new URLSearchParams(query)}`);
  return response.text();
}

/** The opening tags of a page that have all of these in them. */
function tags(html: string, name: string, ...having: string[]): string[] {
  const all = html.match(new RegExp(`<${name}\\b[^>]*>`, "g")) ?? [];
  return all.filter((tag) => having.every((one) => tag.includes(one)));
}

/** Controls that somebody who can't see the page would not know by name. */
function nameless(html: string): string[] {
  const isNamed = (tag: string) => /aria-label="[^"]+"|title="[^"]+"/.test(tag);
  const fields = [...tags(html, "input"), ...tags(html, "select"), ...tags(html, "textarea")];
  const asked = fields.filter((tag) => !/type="(hidden|checkbox|radio)"/.test(tag));
  const boxes = tags(html, "input").filter((tag) => /type="(checkbox|radio)"/.test(tag));
  const labelled = html.match(/<label>\s*<input\b[^>]*type="(checkbox|radio)"/g) ?? [];
  const buttons = html.match(/<button\b[^>]*>[\s\S]*?<\/button>/g) ?? [];
  return [
    ...asked.filter((tag) => !isNamed(tag)),
    ...(boxes.length === labelled.length ? [] : ["a box outside of a label"]),
    ...buttons.filter((one) => !isNamed(one) && one.replace(/<[^>]*>/g, "").trim() === ""),
    ...tags(html, "summary").filter((tag) => !isNamed(tag) && !tag.includes("<summary>")),
  ];
}

describe("the gallery", () => {
  it("is what Slack takes", () => {
    expect(validateBlocks(galleryMessage, "message")).toEqual([]);
    expect(validateBlocks(galleryDataTable, "message")).toEqual([]);
    expect([...validateView(galleryModal), ...validateView(galleryHome)]).toEqual([]);
  });

  it("has a name for every control, wherever it is", () => {
    for (const html of [message, modal, home]) expect(nameless(html)).toEqual([]);
  });

  it("finds a control without a name", () => {
    expect(nameless('<input type="text"><button><svg></svg></button>')).toHaveLength(2);
  });
});

describe("a message shows", () => {
  it.each<[string, string, string[]]>([
    ["a header", "h3", ['class="block-header"']],
    ["a picture with its text", "img", ['alt="A wide picture"']],
    ["a picture beside a section", "img", ['alt="A green square"']],
    ["a picture in small print", "img", ['alt="A blue square"']],
    ["a mention", "span", ['class="mention"']],
    ["a rule", "hr", []],
    ["a primary button", "button", ['class="button primary"', 'data-action-id="approve"']],
    [
      "a button that asks before",
      "button",
      ['data-action-id="cancel"', "Keep it", "Nothing has been", "of @Dana Ortiz are"],
    ],
    ["a button with a name of its own", "button", ['aria-label="Look at BR-12"']],
    ["a button with a link", "button", ['data-url="https://handbook.example/"']],
    ["a menu", "button", ['role="menuitem"', "csv"]],
    ["a drop-down", "select", ['aria-label="Currency"', 'hx-post="/page/act"']],
    ["a list of people", "details", ['class="picker"', 'data-action-id="approver"']],
    ["a day", "input", ['type="date"', 'value="2026-12-31"', 'aria-label="Target date"']],
    ["a time", "input", ['type="time"', 'value="09:00"']],
    ["an instant in the reader's time", "input", ['type="datetime-local"', "2026-12-31T08:00"]],
    ["checkboxes beside a section", "input", ['type="checkbox"', 'value="lee"']],
    ["amounts on the right", "td", ['class="right"', 'title="+1,240.00 EUR"']],
    ["a wrapped column", "td", ['class="left wrapped"']],
    ["a table to scroll in by keyboard", "section", ['class="block-table"', 'tabindex="0"']],
    ["a data table by its caption", "section", ['aria-label="Biggest changes against BR-11"']],
    ["a data table's pages", "nav", ['aria-label="Pages of Biggest changes against BR-11"']],
    ["a data table's row by its name", "th", ['scope="row"']],
    ["numbers to sort by", "td", ['class="right"', 'data-value="1111.5"']],
    ["a quote", "blockquote", []],
    ["an ordered list", "ol", []],
    ["code", "pre", []],
  ])("%s", (_what, name, having) => {
    expect(tags(message, name, ...having)).not.toEqual([]);
  });

  it("people with what they do, and who is chosen", () => {
    const picker = /<details class="picker"[^>]*data-action-id="approver"[\s\S]*?<\/details>/.exec(
      message,
    )?.[0];
    expect(picker).toContain("Lee Park");
    expect(picker).not.toContain(">billrun<");
    expect(tags(picker ?? "", "input", 'type="radio"', `value="${dana}"`, "checked")).toHaveLength(
      1,
    );
  });
});

describe("a modal shows", () => {
  it.each<[string, string, string[]]>([
    ["a warning that says so", "div", ['class="block-alert warning"', 'role="alert"']],
    ["what is wrong with a field, tied to it", "input", ['aria-invalid="true"', "|error"]],
    ["how long a text may be", "input", ['data-longest="40"', 'aria-required="true"']],
    ["a field of several lines", "textarea", ['aria-label="Comment"']],
    ["a hint, tied to its field", "input", ['aria-label="Limit"', "|hint", 'inputmode="decimal"']],
    ["an e-mail address", "input", ['type="email"', 'aria-label="Copy to"']],
    ["a link", "input", ['type="url"', 'aria-label="Ticket"']],
    ["a drop-down that tells the app", "select", ['aria-label="Currency"', 'hx-post="/page/act"']],
    ["groups of options", "optgroup", ['label="Sold now"']],
    ["few choices at once", "input", ['type="checkbox"', 'value="vip"']],
    ["many choices folded, with their limit", "details", ['class="picker"', 'data-most="3"']],
    ["a search for the app", "input", ['type="search"', 'hx-post="/page/suggest"']],
    ["radio buttons as a group", "div", ['role="radiogroup"', 'aria-label="Kind"']],
    ["the button that sends it", "button", ['data-testid="modal-submit"']],
  ])("%s", (_what, name, having) => {
    expect(tags(modal, name, ...having)).not.toEqual([]);
  });

  it("a label for every field that can be clicked", () => {
    const named = tags(modal, "label", 'class="label"').map(
      (tag) => /for="([^"]+)"/.exec(tag)?.[1],
    );
    expect(named).toHaveLength(galleryModal.blocks.length - 2);
    for (const id of named) expect(modal).toContain(`id="${id}"`);
  });

  it("the channel it was opened in, where that is the default", () => {
    const open = topModal(slack.state, lee);
    expect(open?.values["where"]?.["value"]?.selected_conversation).toBe(billing);
  });
});

it("the App Home shows its blocks and buttons", () => {
  expect(tags(home, "button", 'data-action-id="open"')).toHaveLength(1);
  expect(home).toContain("<em>Daily catch-up</em>");
});
