import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { News } from "../../src/operations/notifications/news.ts";
import { allNoticeEvents, usualEvents } from "../../src/operations/notifications/notice-events.ts";
import { sumOverdue } from "../../src/operations/notifications/overdue-facts.ts";
import { parseMrkdwn, type TextNode } from "../../src/sandbox/slack/mrkdwn.ts";
import { validateBlocks, validateView } from "../../src/sandbox/slack/validate-blocks.ts";
import type { SlackMessage } from "../../src/slack/blocks.ts";
import { newsMessage } from "../../src/slack/messages/news-message.ts";
import { newsRollMessage } from "../../src/slack/messages/news-roll-message.ts";
import { noteMessage } from "../../src/slack/messages/note-message.ts";
import {
  subscribedMessage,
  subscriptionsMessage,
  unsubscribedMessage,
} from "../../src/slack/messages/subscriptions-message.ts";
import { subscriptionView } from "../../src/slack/modals/subscription-view.ts";
import { expectMessage, expectView } from "./expect-golden.ts";
import { sampleNews, sampleRun, sampleSubscription } from "./sample-news.ts";

describe("news", () => {
  it("of every event has a sample", () => {
    expect(sampleNews.map(({ event }) => event)).toEqual(allNoticeEvents);
  });

  it.each(sampleNews.map((news) => [news.event, news] as const))("of %s", async (event, news) => {
    await expectMessage(`news.${event}`, newsMessage(news));
  });

  it("of a run that billed nothing", async () => {
    const run = { ...sampleRun, invoices: 0, creditMemos: 0, amounts: [], parked: 0, held: 0 };
    const news = { ...sampleNews[4], run: { ...run, exceptions: [] } } as News;
    await expectMessage("news.run-ended.nothing", newsMessage(news));
  });

  it("that came together is one message", async () => {
    await expectMessage("news.roll", newsRollMessage(sampleNews));
  });

  it("names the run, the amounts and what to do in its text", () => {
    const [news] = sampleNews;
    if (!news) throw new Error("there is no news");
    expect(newsMessage(news).text).toBe(
      "BR-12 · December subscriptions waits for approval: 316,985.75 USD and 41,200.00 EUR " +
        "in 1,290 invoices. See /billrun show BR-12.",
    );
  });
});

describe("a note", () => {
  it("mentions those whom it concerns", async () => {
    const text = "BR-12 waits for your approval since yesterday.";
    const note = { text, lines: ["It expires tomorrow."], mentions: ["U0LEE", "U0SAM"] };
    await expectMessage("note", noteMessage(note));
  });
});

describe("what a channel hears", () => {
  it("is listed", async () => {
    const plain = { ...sampleSubscription, channel: "C0OTHER", events: usualEvents };
    const narrowed = { segments: [], currencies: [], minimum: null, quiet: null };
    const list = [sampleSubscription, { ...plain, ...narrowed, digest: "off" as const }];
    await expectMessage("subscriptions", subscriptionsMessage(list));
    await expectMessage("subscriptions.none", subscriptionsMessage([]));
  });

  it("is said where it was set or taken back", async () => {
    await expectMessage("subscription.set", subscribedMessage(sampleSubscription));
    const warning = "billrun is not in #billing. Invite it there: /invite @billrun.";
    await expectMessage("subscription.closed", subscribedMessage(sampleSubscription, [warning]));
    await expectMessage("subscription.off", unsubscribedMessage("C0BILLING"));
  });

  it("is set in a form", async () => {
    const choices = { segments: ["enterprise", "smb"], currencies: ["EUR", "USD"] };
    const known = { subscription: sampleSubscription, isSet: true, ...choices };
    await expectView("subscription-form", subscriptionView(known, "C0BILLING"));
    const none = { ...sampleSubscription, channel: "", segments: [], currencies: [] };
    const fresh = { ...none, minimum: null, quiet: null, events: usualEvents };
    const empty = { subscription: fresh, isSet: false, segments: [], currencies: [] };
    await expectView("subscription-form.new", subscriptionView(empty, ""));
  });
});

const nastyParts = [
  "<!channel>",
  "<https://evil.example|Approve>",
  "*Approved*",
  "_x_ ~y~ `code`",
  "\r\n> quote",
  ":white_check_mark:",
  "\u202egnp.exe\u2066",
  "مؤسسة النور",
  "👩‍👩‍👧‍👦".repeat(30),
  "x".repeat(400),
  "\u0000\ud800",
];
const nasty = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.array(fc.constantFrom(...nastyParts), { maxLength: 20 }).map((parts) => parts.join(" ")),
);
const minor = fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String);
const amounts = fc.array(fc.record({ currency: fc.constantFrom("USD", "JPY", "KWD"), minor }), {
  maxLength: 150,
});
const run = fc.record({
  number: fc.integer({ min: 1, max: 999_999_999 }),
  ...{ name: nasty, amounts },
  ...{ invoices: fc.nat(), creditMemos: fc.nat(), eligible: fc.nat() },
  ...{ parked: fc.nat(5_000), held: fc.nat(5_000), isAccountedFor: fc.boolean() },
  exceptions: fc.array(fc.record({ name: nasty, reason: nasty }), { maxLength: 5 }),
});
const at = fc.constant("2027-01-01T09:00:00.000Z");
const runEvents = allNoticeEvents.filter((event) => event.startsWith("run-"));
const news = fc.oneof(
  fc.record({
    event: fc.constantFrom(...runEvents),
    ...{ at, run, by: fc.option(nasty), comment: fc.option(nasty) },
  }),
  fc.record({ event: fc.constant("approval-needed"), at, label: nasty, amounts }),
  fc.record({
    event: fc.constantFrom("schedule-rang", "schedule-failed", "billing-frozen"),
    at,
    note: fc.record({ text: nasty, lines: fc.array(nasty, { maxLength: 4 }) }),
  }),
  fc
    .array(
      fc.record({
        ...{ number: fc.constant("INV-2026-000101"), account: nasty, name: nasty },
        ...{ segment: fc.option(nasty), currency: fc.constantFrom("USD", "JPY") },
        ...{ openMinor: minor, dueOn: fc.constant("2026-12-31"), days: fc.nat(9_999) },
      }),
      { minLength: 1, maxLength: 1_000 },
    )
    .map((all) => ({
      ...{ event: "overdue-invoices", at: "2027-01-31T09:00:00.000Z", asOfOn: "2027-01-31" },
      ...sumOverdue(all),
    })),
  fc.record({
    event: fc.constant("doctor-findings"),
    ...{ at, on: fc.constant("2027-01-31"), more: fc.nat() },
    findings: fc.array(nasty, { minLength: 1, maxLength: 10 }),
  }),
) as fc.Arbitrary<News>;

function kinds(nodes: readonly TextNode[]): readonly string[] {
  return nodes.flatMap((node) => [node.kind, ...("children" in node ? kinds(node.children) : [])]);
}

/** Slack takes it, and nothing that came from data does anything. */
function expectTame(message: SlackMessage, allowed: readonly string[]): void {
  expect(validateBlocks(message.blocks, "message")).toEqual([]);
  expect(message.text.length).toBeLessThanOrEqual(4_000);
  expect(JSON.stringify(message.blocks).length).toBeLessThan(13_000);
  const texts = [message.text, ...message.blocks.flatMap(mrkdwnIn)];
  // Line ends are ours: a text of data has none.
  for (const text of texts.flatMap((each) => each.split("\n"))) {
    const acting = kinds(parseMrkdwn(text)).filter((kind) => !allowed.includes(kind));
    expect(acting).toEqual([]);
  }
}

function mrkdwnIn(block: SlackMessage["blocks"][number]): readonly string[] {
  if (block.type !== "section" || block.text?.type !== "mrkdwn") return [];
  return [block.text.text];
}

describe("whatever customers are called", () => {
  it("news fits into Slack's limits and obeys nobody", () => {
    fc.assert(
      fc.property(news, (each) => expectTame(newsMessage(each), ["text"])),
      { numRuns: 200 },
    );
  });

  it("so does a roll of a thousand", () => {
    fc.assert(
      fc.property(fc.array(news, { minLength: 2, maxLength: 40 }), (all) =>
        expectTame(newsRollMessage([...all, ...all, ...all]), ["text"]),
      ),
      { numRuns: 30 },
    );
  });

  it("so does what channels hear, with a hundred segments", () => {
    const lists = fc.array(nasty, { maxLength: 120 });
    fc.assert(
      fc.property(lists, fc.nat(90), (segments, many) => {
        const one = { ...sampleSubscription, segments, events: allNoticeEvents };
        const message = subscriptionsMessage(Array.from({ length: many }, () => one));
        expectTame(message, ["text", "bold", "channel"]);
        const form = { subscription: one, isSet: true, segments, currencies: ["USD"] };
        expect(validateView(subscriptionView(form, "C1"))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
