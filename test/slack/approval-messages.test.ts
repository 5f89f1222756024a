import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Approval } from "../../src/billing/approvals/approval.ts";
import { refuse } from "../../src/operations/refusal.ts";
import { validateBlocks, validateView } from "../../src/sandbox/slack/validate-blocks.ts";
import {
  approvalActions,
  readApprovalForm,
  readApprovalReference,
} from "../../src/slack/approval-reference.ts";
import { elementActions } from "../../src/slack/listeners/actions/element-actions.ts";
import { delegatedNotice } from "../../src/slack/listeners/delegated-notice.ts";
import { forms } from "../../src/slack/listeners/views/on-view.ts";
import { voteNotice } from "../../src/slack/listeners/vote-notice.ts";
import { approvalCard } from "../../src/slack/messages/approval-card.ts";
import { approvalListMessage } from "../../src/slack/messages/approval-list-message.ts";
import { policyMessage } from "../../src/slack/messages/policy-message.ts";
import { runCard } from "../../src/slack/messages/run-card.ts";
import { approvalRefusal } from "../../src/slack/messages/vote-refusal.ts";
import { delegateView } from "../../src/slack/modals/delegate-view.ts";
import { policyFormView } from "../../src/slack/modals/policy-form-view.ts";
import { policyView } from "../../src/slack/modals/policy-view.ts";
import { approveView, rejectView } from "../../src/slack/modals/vote-view.ts";
import { draftOf, mostTiers } from "../../src/slack/policy-draft.ts";
import { expectMessage, expectView } from "./expect-golden.ts";
import { kimsVote, leesVote, samplePolicy, sampleRequestView } from "./sample-approvals.ts";
import { digest, kim, lee, now, sam, sampleApproval, sampleView } from "./sample-views.ts";

const closedAt = "2026-12-31T14:07:00.000Z";
const rejection = { ...leesVote, decision: "reject" as const, comment: "the rate was right" };
const typed = { currency: "USD", minor: 31_046_400n };

const states: readonly (readonly [string, Partial<Approval>])[] = [
  ["open", {}],
  ["one-so-far", { votes: [leesVote] }],
  ["typed", { typed }],
  ["approved", { state: "approved", votes: [leesVote, kimsVote], closedAt }],
  ["rejected", { state: "rejected", votes: [rejection], closedAt }],
  ["void", { state: "void", closedAt, closedBecause: "Its content changed." }],
  ["expired", { state: "expired", closedAt, closedBecause: "Its time ran out." }],
];

describe("the card of a request", () => {
  it.each(states)("%s is the golden one", async (name, patch) => {
    await expectMessage(`approval-card.${name}`, approvalCard(sampleRequestView(patch)));
  });

  it("tells who stands in for whom, and that nobody can where nobody can", async () => {
    const standIns = [{ person: kim, absent: sam }];
    const view = sampleRequestView({}, { mayVote: [lee], standIns });
    await expectMessage("approval-card.stand-in", approvalCard(view));
    const alone = sampleRequestView({}, { mayVote: [] });
    await expectMessage("approval-card.alone", approvalCard(alone));
  });

  it("tells the amounts, what it is and what to do in its text", () => {
    expect(approvalCard(sampleRequestView()).text).toBe(
      "Reversal of BR-11, 310,464.00 USD and 41,365.00 EUR · waits for approval. " +
        "Approve or reject it.",
    );
  });

  it("has buttons that carry ids and a digest, and that something listens to", () => {
    const text = JSON.stringify(states.map(([, patch]) => approvalCard(sampleRequestView(patch))));
    const known = elementActions.map(({ actionId }) => actionId);
    for (const id of Object.values(approvalActions)) {
      expect(text).toContain(`"${id}"`);
      expect(known).toContain(id);
    }
    const seen = { kind: "reversal", subject: "BR-11", digest };
    const value = /"value":"(\{.*?\})"/.exec(text)?.[1]?.replaceAll('\\"', '"') ?? "";
    expect(readApprovalReference(value)).toEqual(seen);
    const forged = { ...seen, kind: "policy", roles: ["admin"] };
    for (const other of ["", "{}", JSON.stringify(forged), `"${"x".repeat(3_000)}"`]) {
      expect(readApprovalReference(other)).toBeNull();
      expect(readApprovalForm(other)).toBeNull();
    }
  });
});

describe("the card of a run", () => {
  it("tells what people said, and asks for the total above the limit", async () => {
    const open = sampleApproval("open", { votes: [leesVote], typed });
    const card = runCard(sampleView("awaiting-approval", { approval: open }), now);
    await expectMessage("run-card.awaiting-approval-typed", card);
  });

  it("tells that time ran out and what to do", async () => {
    const late = sampleApproval("expired", { votes: [], closedAt });
    const card = runCard(sampleView("previewed", { approval: late }), now);
    await expectMessage("run-card.expired", card);
  });
});

describe("what a vote is answered with", () => {
  it("says what it came to", async () => {
    const voted = { kind: "reversal", label: "Reversal of BR-11", standsFor: null } as const;
    const one = { outcome: "open", approvals: 1, stillNeeded: 1 } as const;
    await expectMessage("vote.one-more", voteNotice({ ...voted, tally: one }));
    const done = { outcome: "approved", approvals: 2, stillNeeded: 0 } as const;
    const forSam = { ...voted, tally: done, standsFor: "Sam Okoro" };
    await expectMessage("vote.done", voteNotice(forSam));
    const no = { outcome: "rejected", approvals: 1, stillNeeded: 1 } as const;
    await expectMessage("vote.rejected", voteNotice({ ...voted, tally: no }));
    const run = { ...voted, kind: "run", label: "BR-12", tally: done } as const;
    await expectMessage("vote.run-approved", voteNotice(run));
    const lumiere = { ...voted, label: "Quote Q-91 for Maison Lumière S.A.S.", tally: done };
    expect(voteNotice(lumiere).text).toMatch(/S\.A\.S\. It is done\.$/);
  });

  it("offers whoever asked to remind the others", async () => {
    const own = refuse("self_approval", "You asked for approval of BR-11.", "Lee and Sam can.");
    const about = { kind: "reversal", subject: "BR-11" } as const;
    await expectMessage("vote.own", approvalRefusal(own, about));
  });
});

describe("the list of what waits", () => {
  it("has mine first, with what to do", async () => {
    const mine = [sampleRequestView({ votes: [leesVote] })];
    const content = { label: "Change of the approval policy", amounts: [], lines: [] };
    const change = { kind: "policy-change", subject: "policy", content } as const;
    const list = { mine, others: [sampleRequestView(change)] };
    await expectMessage("approvals", approvalListMessage(list));
    await expectMessage("approvals.none", approvalListMessage({ mine: [], others: [] }));
  });

  it("counts what it has no room for", () => {
    const many = Array.from({ length: 60 }, () => sampleRequestView());
    const message = approvalListMessage({ mine: many, others: many });
    expect(validateBlocks(message.blocks, "message")).toEqual([]);
    expect(JSON.stringify(message.blocks)).toMatch(/and 1\d\d more, which expire later/);
  });
});

describe("the forms", () => {
  const seen = { kind: "reversal", subject: "BR-11", digest } as const;
  const policy = samplePolicy();

  it("to approve and reject are the golden ones", async () => {
    await expectView("view.approve", approveView(sampleRequestView(), seen, "C0BILLING"));
    await expectView("view.reject-approval", rejectView(sampleRequestView(), seen, null));
    const form = approveView(sampleRequestView({ typed }), seen, null);
    await expectView("view.approve-typed", form);
    // Whoever types the number has read it on the card.
    expect(JSON.stringify(form)).not.toContain("310,464");
  });

  it("of the policy and of absence are the golden ones", async () => {
    await expectView("view.policy", policyView(policy, "C0BILLING"));
    const openChange = sampleRequestView({
      kind: "policy-change",
      content: {
        label: "Change of the approval policy",
        amounts: [],
        lines: ["A request expires after 72 hours.", "New: Anything: 2 people.", "No longer: 1."],
      },
    });
    const waits = samplePolicy({ openChange, mayPropose: false, version: 3 });
    await expectView("view.policy-waiting", policyView({ ...waits, activeFrom: closedAt }, null));
    const draft = draftOf(policy.policy, "USD");
    await expectView("view.policy-form", policyFormView(policy, draft, "C0BILLING"));
    await expectMessage("policy", policyMessage(policy));
    await expectMessage("policy.waiting", policyMessage(waits));
    expect(JSON.stringify(policyFormView(waits, draft, null))).toContain("takes its place");
    const nobody = { own: null, standsFor: [], fit: [] };
    await expectView("view.delegate-nobody", delegateView(nobody, "2026-12-31", null));
    const times = { fromAt: now.toISOString(), untilAt: "2027-01-10T00:00:00.000Z" };
    const own = { id: "d1", fromMember: "m-lee", toMember: "m-sam", toName: sam.name, ...times };
    const fit = [{ id: sam.memberId, name: sam.name }];
    const standsFor = [{ ...own, fromName: kim.name }];
    const view = delegateView({ own, standsFor, fit }, "2026-12-31", "C0BILLING");
    await expectView("view.delegate", view);
    await expectMessage("delegated", delegatedNotice(own));
  });

  it("have listeners", () => {
    const callbacks = forms.map(({ callback }) => callback);
    const ours = ["approve_with_comment", "reject_approval", "propose_policy", "delegate_votes"];
    expect(callbacks).toEqual(expect.arrayContaining(ours));
  });
});

describe("names and amounts of any kind", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 400 }),
    fc.string({ unit: "binary", maxLength: 400 }),
    fc.constantFrom("<!channel> *Approved*", "مؤسسة النور".repeat(30), "👩‍👩‍👧‍👦".repeat(90), ""),
  );

  it("stay within Slack's limits, and never act", () => {
    fc.assert(
      fc.property(nasty, fc.bigInt({ min: 0n, max: 10n ** 30n }), (name, minor) => {
        const people = Array.from({ length: 50 }, (_, n) => ({
          ...{ memberId: `m-${n}`, name, slackId: null },
        }));
        const votes = people.map(({ memberId }) => {
          return { ...leesVote, memberId, memberName: name, comment: name };
        });
        const amounts = Array.from({ length: 20 }, () => ({ currency: "USD", minor }));
        const content = { label: name, amounts, lines: Array.from({ length: 1_000 }, () => name) };
        const subject = "BR-11";
        const among = [{ memberIds: people.map(({ memberId }) => memberId), votes: 2 }];
        const required = { ...sampleRequestView().approval.required, among };
        const standIns = people.map((person) => ({ person, absent: person }));
        const more = { mayVote: people, people, standIns };
        const views = states.map(([, patch]) => {
          return sampleRequestView({ ...patch, content, votes, required, subject }, more);
        });
        for (const view of views) {
          const card = approvalCard(view);
          expect(validateBlocks(card.blocks, "message")).toEqual([]);
          expect(card.text.length).toBeLessThan(4_000);
          // Its headline is plain text, in which nothing acts.
          expect(JSON.stringify(card.blocks.slice(1))).not.toContain("<!channel>");
          const seen = { kind: "reversal", subject, digest } as const;
          expect(validateView(approveView(view, seen, null))).toEqual([]);
          expect(validateView(rejectView(view, seen, null))).toEqual([]);
        }
        const list = approvalListMessage({ mine: views, others: views });
        expect(validateBlocks(list.blocks, "message")).toEqual([]);
        const many = people.map(({ memberId: id }) => ({ id, name }));
        const segments = many.map((_, n) => `${name.slice(0, 60)}${n}`);
        const tier = { aboveMinor: minor, votes: 5, including: [] };
        const tiers = Array.from({ length: mostTiers }, () => tier);
        const policy = { tiers, expiresAfterHours: 720 };
        const shown = samplePolicy({ policy, voters: many, segments });
        const form = policyFormView(shown, draftOf(policy, "USD"), "C0BILLING");
        expect(validateView(form)).toEqual([]);
        const change = views.map(({ approval, ...rest }) => {
          const lines = content.lines.map((line) => `New: ${line}`);
          return { ...rest, approval: { ...approval, content: { ...content, lines } } };
        });
        const openChange = change[0] ?? null;
        const worst = { ...shown, sentences: content.lines.slice(0, 20), openChange };
        expect(validateView(policyView(worst, null))).toEqual([]);
        expect(validateBlocks(policyMessage(worst).blocks, "message")).toEqual([]);
        const delegations = { own: null, standsFor: [], fit: many };
        expect(validateView(delegateView(delegations, "2026-12-31", null))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
