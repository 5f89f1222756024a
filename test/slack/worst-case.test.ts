import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountText, changeText } from "../../src/billing/money/amount-text.ts";
import { parseMrkdwn, type TextNode } from "../../src/sandbox/slack/mrkdwn.ts";
import { validateBlocks, validateView } from "../../src/sandbox/slack/validate-blocks.ts";
import { explanationMessage } from "../../src/slack/messages/explanation-message.ts";
import { milestoneMessage } from "../../src/slack/messages/milestone-message.ts";
import { refusalMessage } from "../../src/slack/messages/refusal-message.ts";
import { runCard } from "../../src/slack/messages/run-card.ts";
import { runListMessage } from "../../src/slack/messages/run-list-message.ts";
import { rejectRunView } from "../../src/slack/modals/reject-run-view.ts";
import { plainName, safeName, safeSentence, safeText } from "../../src/slack/text/safe-text.ts";
import { nasty } from "./nasty.ts";
import { digest, now, sampleApproval, sampleView } from "./sample-views.ts";

function kindsIn(nodes: readonly TextNode[]): readonly string[] {
  return nodes.flatMap((node) => [
    node.kind,
    ...("children" in node ? kindsIn(node.children) : []),
  ]);
}

describe("foreign text in a message", () => {
  it("is shown, never obeyed: no mention, link, mark, emoji or line of its own", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        for (const safe of [safeName(text), safeSentence(text), safeText(text)]) {
          // At the start of a line, where a quote would begin, too.
          expect(kindsIn(parseMrkdwn(safe))).toEqual(["text"]);
          expect(safe).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
          expect(safe).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066\u2067]/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["<!channel> *Approved* <https://evil|Approve>", 48],
    ["x".repeat(1_000), 40],
    ["😀".repeat(1_000), 80],
    ["\u0000\u202e\u200b", 1],
  ])("%j stays short", (text, most) => {
    expect(plainName(text).length).toBeLessThanOrEqual(most);
    expect(plainName(text)).not.toBe("");
  });

  it("keeps keys as they are written, so that they can be copied", () => {
    expect(safeName("acme_eu-1.x")).toBe("acme_eu-1.x");
    expect(safeName("segment:a")).toBe("segment:a");
  });

  it("keeps a right-to-left name from turning the amounts beside it", () => {
    expect(safeName("בע״מ")).toBe("\u2068בע״מ\u2069");
  });
});

describe("the largest messages", () => {
  const many = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, i) => make(i));

  it("stay within Slack's limits for any names and numbers", () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 1, max: 2_000_000_000 }), (name, count) => {
        const view = sampleView("completed-with-exceptions", {
          run: {
            name,
            terms: {
              ...sampleView("draft").run.terms,
              select: { accounts: many(1_000, () => name), tags: [name], segments: [name, name] },
            },
          },
          counts: { ...sampleView("completed").counts, parked: count, held: count },
          exceptions: many(1_000, (index) => ({
            account: name,
            name,
            result: index % 2 === 0 ? ("parked" as const) : ("held" as const),
            reason: name,
          })),
          totals: many(20, () => ({
            currency: "USD",
            invoices: count,
            creditMemos: count,
            invoicedMinor: 10n ** 30n,
            creditedMinor: 10n ** 30n,
          })),
          topFindings: many(100, () => ({
            payer: name,
            name,
            kind: "amount-changed" as const,
            currency: "JPY",
            totalMinor: 10n ** 30n,
            previousMinor: 1n,
            text: name,
          })),
          approval: sampleApproval("open", {
            votes: many(50, (index) => ({
              memberId: `m-${index}`,
              memberName: name,
              roles: ["approver" as const],
              decision: "approve" as const,
              comment: name,
              votedAt: now.toISOString(),
            })),
          }),
          mayApprove: many(50, (index) => ({ memberId: `n-${index}`, name, slackId: null })),
          maker: { memberId: "m", name, slackId: null },
        });
        for (const state of ["awaiting-approval", "approved", view.run.state] as const) {
          const card = runCard({ ...view, run: { ...view.run, state } }, now);
          expect(validateBlocks(card.blocks, "message")).toEqual([]);
          expect(card.text.length).toBeLessThan(4_000);
        }
        const held = { runId: "r", at: now.toISOString(), kind: "held" as const, accounts: count };
        expect(validateBlocks(milestoneMessage(held, view).blocks, "message")).toEqual([]);
        expect(
          validateView(rejectRunView(view, { run: 999_999_999, digest, channel: null })),
        ).toEqual([]);
        const list = runListMessage(many(20, () => ({ run: view.run, totals: view.totals })));
        expect(validateBlocks(list.blocks, "message")).toEqual([]);
        const refusal = refusalMessage({ refusal: "x", message: name, remedy: name });
        expect(validateBlocks(refusal.blocks, "message")).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("an explanation of a thousand charges shows what fits and counts the rest", () => {
    fc.assert(
      fc.property(nasty, (name) => {
        const charge = {
          ...{ account: name, subscription: name, charge: name, name, lines: [], reason: name },
        };
        const message = explanationMessage({
          ...{ account: "acme", name, currency: "USD", runNumber: 12, targetOn: "2026-12-31" },
          ...{ result: "parked" as const, reason: name, documents: [] },
          charges: many(1_000, () => charge),
        });
        expect(validateBlocks(message.blocks, "message")).toEqual([]);
        expect(JSON.stringify(message.blocks.at(-1))).toContain("more charges");
      }),
      { numRuns: 40 },
    );
  });
});

describe("amounts", () => {
  it.each([
    [31_698_575n, "USD", "316,985.75 USD"],
    [-112_000n, "USD", "−1,120.00 USD"],
    [0n, "JPY", "0 JPY"],
    [1_234_567n, "JPY", "1,234,567 JPY"],
    [5n, "KWD", "0.005 KWD"],
    [10n ** 30n, "USD", "10,000,000,000,000,000,000,000,000,000.00 USD"],
  ])("%s minor units of %s are %s", (minor, currency, text) => {
    expect(amountText(minor, currency)).toBe(text);
  });

  it.each([
    [1_021n, 1_000n, "+2.1 %"],
    [996n, 1_000n, "−0.4 %"],
    [1_000n, 1_000n, "±0.0 %"],
    [100_050n, 100_000n, "+0.1 %"],
    [100_049n, 100_000n, "±0.0 %"],
    [0n, 500n, "−100.0 %"],
    [123_456n, 1n, "+12,345,500.0 %"],
    [1n, 0n, null],
  ])("%s against %s is %s", (amount, before, text) => {
    expect(changeText(amount, before)).toBe(text);
  });
});
