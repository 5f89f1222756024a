import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Requirement, tally, type Vote } from "../../../src/billing/approvals/approval.ts";
import { policyKinds } from "../../../src/billing/approvals/approval-kind.ts";
import { neededText, requiredText } from "../../../src/billing/approvals/approval-text.ts";
import {
  type ApprovalPolicy,
  defaultPolicy,
  type PolicyTier,
  requiredTier,
  typedAmount,
  type Weighed,
} from "../../../src/billing/approvals/policy.ts";
import { readPolicy, writePolicy } from "../../../src/billing/approvals/policy-content.ts";
import { policyFault } from "../../../src/billing/approvals/policy-faults.ts";
import { policySentences } from "../../../src/billing/approvals/policy-text.ts";
import { documentAmounts, documentWeights } from "../../../src/billing/approvals/shown-amounts.ts";

const people = ["lee", "sam", "priya", "cora", "kim"];
const currencies = ["USD", "EUR", "JPY"];
const minor = fc.bigInt({ min: 0n, max: 10n ** 9n });

const tier: fc.Arbitrary<PolicyTier> = fc.record({
  aboveMinor: fc.oneof(fc.constant(0n), minor),
  aboveByCurrency: fc.dictionary(fc.constantFrom(...currencies), minor, { maxKeys: 2 }),
  kinds: fc.subarray([...policyKinds], { maxLength: 2 }),
  segments: fc.subarray(["enterprise", "small"]),
  votes: fc.integer({ min: 0, max: 4 }),
  including: fc.array(
    fc.record({ role: fc.constant("controller" as const), votes: fc.integer({ min: 1, max: 2 }) }),
    { maxLength: 1 },
  ),
  among: fc.array(
    fc.record({
      memberIds: fc.subarray(people, { minLength: 1 }),
      votes: fc.integer({ min: 1, max: 2 }),
    }),
    { maxLength: 1 },
  ),
});
const policy: fc.Arbitrary<ApprovalPolicy> = fc.record({
  tiers: fc.array(tier, { minLength: 1, maxLength: 5 }),
  expiresAfterHours: fc.integer({ min: 1, max: 720 }),
});
const weighed: fc.Arbitrary<Weighed> = fc.record({
  kind: fc.constantFrom(...policyKinds),
  segments: fc.option(fc.subarray(["enterprise", "small"])),
  amounts: fc.array(fc.record({ currency: fc.constantFrom(...currencies), minor }), {
    maxLength: 3,
  }),
});
const votes: fc.Arbitrary<readonly Vote[]> = fc
  .uniqueArray(fc.constantFrom(...people), { maxLength: 5 })
  .map((voters) =>
    voters.map((memberId) => ({
      ...{ memberId, memberName: memberId, decision: "approve" as const, comment: null },
      roles: memberId === "cora" || memberId === "kim" ? ["controller"] : ["approver"],
      votedAt: "2026-12-01T10:00:00.000Z",
    })),
  );

const isEnough = (required: Requirement, given: readonly Vote[]) =>
  tally(required, given).outcome === "approved";

describe("a policy", () => {
  it("asks for all that any tier that applies asks for: the strictest holds", () => {
    fc.assert(
      fc.property(policy, weighed, votes, (all, what, given) => {
        const together = requiredTier(all, what);
        for (const each of all.tiers) {
          const alone = requiredTier({ ...all, tiers: [each] }, what);
          if (isEnough(together, given)) expect(isEnough(alone, given)).toBe(true);
        }
      }),
    );
  });

  it("never asks for less with a tier more, nor for another order of its tiers", () => {
    fc.assert(
      fc.property(policy, tier, weighed, votes, (all, more, what, given) => {
        const before = requiredTier(all, what);
        const tiers = [more, ...all.tiers.toReversed()];
        const after = requiredTier({ ...all, tiers }, what);
        if (what.kind !== "scheduled-run" && isEnough(after, given)) {
          expect(isEnough(before, given)).toBe(true);
        }
        const turned = requiredTier({ ...all, tiers: all.tiers.toReversed() }, what);
        expect(isEnough(turned, given)).toBe(isEnough(before, given));
      }),
    );
  });

  it("lets nothing through without a vote but a scheduled run", () => {
    fc.assert(
      fc.property(policy, weighed, (all, what) => {
        if (what.kind !== "scheduled-run") {
          expect(requiredTier(all, what).votes).toBeGreaterThan(0);
        }
      }),
    );
  });

  it("is written and read without loss", () => {
    fc.assert(
      fc.property(policy, (all) => {
        const text = JSON.stringify(writePolicy(all));
        const read = readPolicy(JSON.parse(text));
        expect(read && JSON.stringify(writePolicy(read))).toBe(text);
      }),
    );
    for (const wrong of [null, {}, { tiers: [] }, { ...writePolicy(defaultPolicy), more: 1 }]) {
      expect(readPolicy(wrong)).toBeNull();
    }
  });

  it("looks at amounts of each currency, and at what a tier says of one", () => {
    const above = { aboveMinor: 1_000n, aboveByCurrency: { EUR: 5_000n }, votes: 2, including: [] };
    const votesFor = (currency: string, amount: bigint) =>
      requiredTier(
        { tiers: [above], expiresAfterHours: 1 },
        { kind: "run", segments: null, amounts: [{ currency, minor: amount }] },
      ).votes;
    expect([votesFor("USD", 1_000n), votesFor("USD", 1_001n)]).toEqual([1, 2]);
    expect([votesFor("EUR", 1_001n), votesFor("EUR", 5_001n)]).toEqual([1, 2]);
  });

  it("of a segment holds for what touches it, and for what touches all", () => {
    const enterprise = { aboveMinor: 0n, votes: 3, including: [], segments: ["enterprise"] };
    const votesFor = (segments: readonly string[] | null) =>
      requiredTier(
        { tiers: [enterprise], expiresAfterHours: 1 },
        { kind: "run", segments, amounts: [] },
      ).votes;
    expect(votesFor(["small", "enterprise"])).toBe(3);
    expect(votesFor(null)).toBe(3);
    expect(votesFor(["small"])).toBe(1);
  });

  it.each<readonly [string, Partial<PolicyTier>]>([
    ["Only scheduled runs can go without an approval.", { votes: 0 }],
    ["Only scheduled runs", { votes: 0, kinds: ["run", "scheduled-run"] }],
    [
      "names nobody who approves",
      { votes: 0, kinds: ["scheduled-run"], including: [{ role: "controller", votes: 1 }] },
    ],
    ["Approvers and controllers vote", { including: [{ role: "admin", votes: 1 }] }],
    ["more people of a role", { including: [{ role: "controller", votes: 2 }] }],
    ["than it names", { votes: 2, among: [{ memberIds: ["lee", "lee"], votes: 2 }] }],
    ["than for people", { among: [{ memberIds: ["lee", "sam"], votes: 2 }] }],
  ])("says what is wrong: %s", (fault, wrong) => {
    const tiers = [{ aboveMinor: 0n, votes: 1, including: [], ...wrong }];
    expect(policyFault({ tiers, expiresAfterHours: 72 })).toContain(fault);
  });

  it("reads as sentences", () => {
    const tiers: readonly PolicyTier[] = [
      { aboveMinor: 0n, votes: 1, including: [] },
      {
        ...{ aboveMinor: 5_000_000n, aboveByCurrency: { EUR: 4_000_000n }, votes: 2 },
        ...{ kinds: ["run", "reversal"], segments: ["enterprise"] },
        including: [{ role: "controller", votes: 1 }],
        among: [{ memberIds: ["lee", "sam", "priya"], votes: 2 }],
      },
      { aboveMinor: 0n, votes: 0, including: [], kinds: ["scheduled-run"] },
    ];
    const typedAbove = { minor: 10_000_000n, byCurrency: {} };
    const all = { tiers, expiresAfterHours: 24, typedAbove };
    expect(policyFault(all)).toBeNull();
    expect(policySentences(all, "USD", (id) => id)).toEqual([
      "Anything of any amount: 1 person.",
      "Bill runs and reversals above 50,000.00 USD or 40,000.00 EUR, enterprise: " +
        "2 people, one a controller, any 2 of lee, sam and priya.",
      "Scheduled runs of any amount: " +
        "no approval needed once people agreed to one for the same accounts.",
      "Above 100,000.00 USD, approvers type the total.",
      "A request expires after 24 hours.",
    ]);
  });

  it("asks for the total of the main currency where any is above the limit", () => {
    const typedAbove = { minor: 1_000n, byCurrency: { JPY: 50n } };
    const typed = (...amounts: Weighed["amounts"]) =>
      typedAmount({ ...defaultPolicy, typedAbove }, amounts, amounts);
    const [usd, yen] = [
      { currency: "USD", minor: 1_000n },
      { currency: "JPY", minor: 51n },
    ];
    expect(typed(usd)).toBeNull();
    expect(typed(usd, yen)).toEqual(usd);
    expect(typedAmount(defaultPolicy, [{ ...usd, minor: 10n ** 15n }], [usd])).toBeNull();
  });

  it("asks for it of large credits, too: typed is the larger of what the card shows", () => {
    const policy = { ...defaultPolicy, typedAbove: { minor: 1_000n, byCurrency: {} } };
    const typed = (invoicedMinor: bigint, creditedMinor: bigint) => {
      const totals = [
        { currency: "USD", invoices: 2, creditMemos: 3, invoicedMinor, creditedMinor },
      ];
      return typedAmount(policy, documentWeights(totals), documentAmounts(totals))?.minor ?? null;
    };
    expect(typed(400n, 600n)).toBeNull();
    expect(typed(400n, 601n)).toBe(-601n);
    expect(typed(0n, 5_000n)).toBe(-5_000n);
    expect(typed(5_000n, 5_000n)).toBe(5_000n);
    const gone = [
      { currency: "USD", invoices: 0, creditMemos: 1, invoicedMinor: 0n, creditedMinor: 5_000n },
    ];
    expect(typedAmount(policy, documentWeights(gone), documentAmounts(gone))).toEqual({
      currency: "USD",
      minor: -5_000n,
    });
  });
});

describe("votes", () => {
  it("more of them never undo an approval", () => {
    fc.assert(
      fc.property(policy, weighed, votes, fc.nat(5), (all, what, given, few) => {
        const required = requiredTier(all, what);
        if (isEnough(required, given.slice(0, few))) expect(isEnough(required, given)).toBe(true);
        const left = given.map((_, n) => tally(required, given.slice(0, n)).stillNeeded);
        expect(left).toEqual([...left].sort((a, b) => b - a));
      }),
    );
  });

  it("count once a person, whoever casts them", () => {
    const vote = (memberId: string, standsFor: string | null = null): Vote => ({
      ...{ memberId, memberName: memberId, roles: ["approver"], decision: "approve" },
      ...{ comment: null, votedAt: "2026-12-01T10:00:00.000Z" },
      standsFor: standsFor === null ? null : { memberId: standsFor, memberName: standsFor },
    });
    const two = { votes: 2, including: [] };
    expect(tally(two, [vote("lee"), vote("sam", "lee")]).approvals).toBe(1);
    expect(tally(two, [vote("sam"), vote("sam", "lee")]).approvals).toBe(1);
    expect(tally(two, [vote("priya"), vote("sam", "lee")]).outcome).toBe("approved");
  });

  it("say who is needed", () => {
    const needs: Requirement = {
      votes: 3,
      including: [{ role: "controller", votes: 2 }],
      among: [{ memberIds: ["lee"], votes: 1 }],
    };
    expect(requiredText(needs, (id) => id)).toBe("3 people, 2 of them controllers, one by lee");
    expect(neededText(needs, (id) => id)).toBe("3 approvals, 2 by controllers, one by lee");
  });
});
