import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingKinds } from "../../src/billing/bill-run/findings.ts";
import { parseMrkdwn, type TextNode } from "../../src/sandbox/slack/mrkdwn.ts";
import { validateBlocks, validateView } from "../../src/sandbox/slack/validate-blocks.ts";
import { changesMessage } from "../../src/slack/messages/changes-message.ts";
import { exceptionsMessage } from "../../src/slack/messages/exceptions-message.ts";
import { explanationAnswer } from "../../src/slack/messages/explanation-message.ts";
import { milestoneMessage } from "../../src/slack/messages/milestone-message.ts";
import { runCard } from "../../src/slack/messages/run-card.ts";
import { accountBillView } from "../../src/slack/modals/account-bill-view.ts";
import { createRunView } from "../../src/slack/modals/create-run-view.ts";
import { lookCloserView } from "../../src/slack/modals/look-closer-view.ts";
import { pauseRunView } from "../../src/slack/modals/pause-run-view.ts";
import { nasty } from "./nasty.ts";
import {
  sampleBill,
  sampleChoices,
  sampleCount,
  sampleDraft,
  sampleException,
  sampleLine,
  samplePage,
} from "./sample-accounts.ts";
import { digest, now, sampleRow, sampleView } from "./sample-views.ts";

const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const huge = 10n ** 30n;

/** Every text of blocks that Slack reads as mrkdwn. */
function mrkdwnIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn);
  if (typeof value !== "object" || value === null) return [];
  const own = value as { readonly type?: unknown; readonly text?: unknown };
  const here = own.type === "mrkdwn" && typeof own.text === "string" ? [own.text] : [];
  return [...here, ...Object.values(value).flatMap(mrkdwnIn)];
}

function kindsIn(nodes: readonly TextNode[]): readonly string[] {
  return nodes.flatMap((node) => [
    node.kind,
    ...("children" in node ? kindsIn(node.children) : []),
  ]);
}

/** Foreign text must not mention, link, or call anybody. */
function expectHarmless(content: unknown): void {
  for (const text of mrkdwnIn(content)) {
    const kinds = new Set(kindsIn(parseMrkdwn(text)));
    for (const kind of ["link", "channel", "broadcast", "group"]) expect(kinds).not.toContain(kind);
  }
}

describe("a run's modals and lists, whatever accounts are called", () => {
  it("stay within Slack's limits, and do nothing that a name says", () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 1, max: 2_000_000_000 }), (name, count) => {
        const row = sampleRow(name, {
          ...{ name, segment: name, payer: name, reason: name, invoicedMinor: huge },
          ...{ previousMinor: 1n, creditedMinor: huge, findings: [...findingKinds] },
          documents: many(100, () => "INV-2027-999999999"),
        });
        const view = sampleView("completed-with-exceptions", {
          run: { name, pauseReason: name, state: "paused" },
          counts: { ...sampleView("completed").counts, parked: count, held: count },
        });
        const parked = { ...row, result: "parked" as const };
        for (const rows of [many(12, () => row), many(12, () => parked)]) {
          const page = lookCloserView(samplePage({ view, page: 999_999, rows }));
          expect(validateView(page)).toEqual([]);
          expectHarmless(page);
        }
        const [document] = sampleBill().documents;
        if (!document) throw new Error("no document");
        const line = sampleLine({ charge: name, why: name, amountMinor: huge, account: name });
        const bill = sampleBill({
          ...{ row, payer: { key: "other", name }, nameOf: () => name },
          documents: [{ ...document, lines: many(300, () => line), number: "INV-2027-1" }],
        });
        for (const page of [0, 1, 999]) {
          const shown = accountBillView(bill, page);
          expect(validateView(shown)).toEqual([]);
          expectHarmless(shown);
        }
        const exception = { ...sampleException, account: name, name, reason: name };
        const list = exceptionsMessage(
          view,
          many(1_000, () => exception),
          count,
        );
        const changes = changesMessage(
          view.run,
          many(1_000, () => ({ ...row, why: name })),
        );
        const told = { runId: "r", at: now.toISOString(), kind: "paused" as const, by: name };
        const paused = milestoneMessage({ ...told, reason: name }, view);
        const card = runCard(view, now);
        for (const message of [list, changes, paused, card]) {
          expect(validateBlocks(message.blocks, "message")).toEqual([]);
          expect(message.text.length).toBeLessThan(4_000);
          expectHarmless([message.blocks, { type: "mrkdwn", text: message.text }]);
        }
        const pause = pauseRunView(view, { run: 12, digest, channel: "C1" });
        expect(validateView(pause)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it("the form takes any lists, and any text that was typed", () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 0, max: 300 }), (name, count) => {
        const names = [...new Set(many(count, (index) => `${index} ${name}`))];
        const form = createRunView({
          draft: {
            ...sampleDraft,
            ...{ name: name.slice(0, 80), accounts: name.slice(0, 2_000), segments: names },
            ...{ tags: names, minimumInvoice: name.slice(0, 300), kind: name, creditMemos: name },
          },
          choices: {
            ...sampleChoices,
            ...{ segments: names, tags: names },
            plans: names.map((key) => ({ key, name })),
          },
          counted: { ...sampleCount, unknown: many(3, () => ({ key: name, near: [name, name] })) },
          metadata: { channel: "C0BILLING", more: true },
        });
        expect(validateView(form)).toEqual([]);
        expectHarmless(form);
      }),
      { numRuns: 25 },
    );
  });

  it("an explanation of a thousand charges opens to every line", () => {
    const charge = { account: "acme", subscription: "s", charge: "c", name: "C", lines: [] };
    const message = explanationAnswer({
      ...{ account: "acme", name: "Acme", currency: "USD", runNumber: 12, reason: null },
      ...{ targetOn: "2026-12-31", result: "billed", documents: [] },
      charges: many(1_000, () => ({ ...charge, reason: "because" })),
    });
    expect(validateBlocks(message.blocks, "message")).toEqual([]);
    expect(JSON.stringify(message.blocks.at(-1))).toContain("See every line");
  });
});
