import { describe, expect, it } from "vitest";
import type { PolicyTier } from "../../src/billing/approvals/policy.ts";
import { policyFormView } from "../../src/slack/modals/policy-form-view.ts";
import { draftOf, mostTiers, policyOfDraft, readDraft } from "../../src/slack/policy-draft.ts";
import { samplePolicy } from "./sample-approvals.ts";

/** What Slack sends of a form that nobody touched. */
function untouched(view: { readonly blocks: readonly unknown[] }) {
  type Element = {
    readonly initial_value?: string;
    readonly initial_option?: object;
    readonly initial_options?: readonly object[];
  };
  type Input = { readonly block_id?: string; readonly element?: Element };
  const values: Record<string, Record<string, unknown>> = {};
  for (const { block_id: id, element } of view.blocks as readonly Input[]) {
    if (!id || !element) continue;
    const { initial_value: value, initial_option, initial_options } = element;
    const chosen = { selected_option: initial_option, selected_options: initial_options };
    values[id] = { value: { value, ...chosen } };
  }
  return values;
}

describe("the form of the policy", () => {
  it("says what it was filled with, tier by tier", () => {
    const tiers: readonly PolicyTier[] = [
      { aboveMinor: 0n, votes: 0, including: [], kinds: ["scheduled-run"] },
      {
        ...{ aboveMinor: 5_000_000n, aboveByCurrency: { EUR: 4_000_000n }, votes: 2 },
        ...{ kinds: ["run"], segments: ["enterprise"] },
        including: [{ role: "controller", votes: 1 }],
        among: [{ memberIds: ["m-lee", "m-sam"], votes: 2 }],
      },
    ];
    const typedAbove = { minor: 10_000_000n, byCurrency: { JPY: 9_000n } };
    const policy = { tiers, expiresAfterHours: 24, typedAbove };
    const view = policyFormView(samplePolicy({ policy }), draftOf(policy, "USD"), null);
    const read = policyOfDraft(readDraft(untouched(view), 2), "USD");
    const [scheduled, large] = tiers;
    const bare = { aboveByCurrency: {}, segments: [], among: [] };
    const expected = { ...policy, tiers: [{ ...bare, ...scheduled }, large] };
    expect(read).toEqual({ policy: expected });
  });

  it("warns where a policy says more than it can hold", () => {
    const among = ["m-lee", "m-sam"].map((id) => ({ memberIds: [id], votes: 1 }));
    const tier = { aboveMinor: 0n, votes: 2, including: [] };
    const formOf = (tiers: readonly PolicyTier[]) => {
      const policy = { tiers, expiresAfterHours: 24 };
      const view = samplePolicy({ policy });
      return JSON.stringify(policyFormView(view, draftOf(policy, "USD"), null));
    };
    expect(formOf([tier])).not.toContain("is lost if you propose");
    expect(formOf([{ ...tier, among }])).toContain("is lost if you propose");
    expect(formOf(Array.from({ length: 9 }, () => tier))).toContain("is lost if you propose");
  });

  it("gets a tier more, and says what is wrong under its fields", () => {
    const policy = samplePolicy();
    const before = policyFormView(policy, draftOf(policy.policy, "USD"), null);
    const draft = readDraft(untouched(before), 2, 1);
    expect(draft.tiers).toHaveLength(3);
    expect(readDraft({}, mostTiers, 1).tiers).toHaveLength(mostTiers);
    const wrong = {
      ...untouched(before),
      above_1: { value: { value: "a lot" } },
      expires: { value: { value: "0" } },
      votes_0: { value: {} },
    };
    expect(policyOfDraft(readDraft(wrong, 2), "USD")).toEqual({
      errors: { above_1: "“a lot” is no amount.", expires: expect.stringContaining("1 to 720") },
    });
    const none = { ...wrong, votes_1: { value: {} } };
    expect(policyOfDraft(readDraft(none, 2), "USD")).toMatchObject({
      errors: { votes_0: "A policy needs at least one tier." },
    });
  });
});
