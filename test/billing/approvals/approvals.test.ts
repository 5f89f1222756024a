import { describe, expect, it } from "vitest";
import { type ApprovalTier, tally, type Vote } from "../../../src/billing/approvals/approval.ts";
import {
  allRoles,
  type Member,
  mayDo,
  type Permission,
  type Role,
  rolesThatMay,
} from "../../../src/billing/approvals/member.ts";

const member = (roles: readonly Role[], active = true): Member => ({
  id: "m1",
  name: "Dana",
  email: null,
  roles,
  active,
});

import {
  type ApprovalPolicy,
  defaultPolicy,
  requiredTier,
} from "../../../src/billing/approvals/policy.ts";

describe("what a member may do", () => {
  const granted: readonly (readonly [Role, readonly Permission[]])[] = [
    ["viewer", ["view"]],
    ["preparer", ["view", "prepare", "launch"]],
    ["approver", ["view", "vote"]],
    ["controller", ["view", "prepare", "vote", "launch"]],
    ["admin", ["view", "prepare", "launch", "administer"]],
  ];
  const permissions: readonly Permission[] = ["view", "prepare", "vote", "launch", "administer"];

  it.each(granted)("a %s may %s and nothing else", (role, may) => {
    const allowed = permissions.filter((permission) => mayDo(member([role]), permission));
    expect(allowed).toEqual(may);
  });

  it("is the sum of all roles", () => {
    expect(permissions.every((one) => mayDo(member(["admin", "approver"]), one))).toBe(true);
  });

  it("is nothing without a role, and nothing once somebody is deactivated", () => {
    expect(permissions.some((one) => mayDo(member([]), one))).toBe(false);
    expect(permissions.some((one) => mayDo(member(allRoles, false), one))).toBe(false);
  });

  it("can be looked up the other way round", () => {
    for (const permission of permissions) {
      const may = allRoles.filter((role) => mayDo(member([role]), permission));
      expect([...rolesThatMay(permission)].sort()).toEqual([...may].sort());
    }
  });
});

describe("the tier that holds", () => {
  const totals = (currency: string, minor: bigint) => ({ currency, minor });
  const votesFor = (...amounts: readonly ReturnType<typeof totals>[]) =>
    requiredTier(defaultPolicy, { kind: "run", segments: null, amounts }).votes;

  it("asks for one other person up to 1,000,000.00 and for two above", () => {
    expect(votesFor(totals("USD", 1n))).toBe(1);
    expect(votesFor(totals("USD", 100_000_000n))).toBe(1);
    expect(votesFor(totals("USD", 100_000_001n))).toBe(2);
  });

  it("is never none, even for a run over nothing", () => {
    expect(votesFor()).toBe(1);
    expect(votesFor(totals("USD", 0n))).toBe(1);
  });

  it("looks at the largest currency, whatever the order", () => {
    const small = totals("EUR", 5n);
    const large = totals("USD", 100_000_001n);
    expect(votesFor(small, large)).toBe(2);
    expect(votesFor(large, small)).toBe(2);
  });

  it("needs a policy with a tier", () => {
    const empty: ApprovalPolicy = { tiers: [], expiresAfterHours: 1 };
    const weighed = { kind: "run", segments: null, amounts: [] } as const;
    expect(() => requiredTier(empty, weighed)).toThrow("at least one tier");
  });
});

describe("the tally", () => {
  const vote = (memberId: string, changes: Partial<Vote> = {}): Vote => ({
    memberId,
    memberName: memberId,
    roles: ["approver"],
    decision: "approve",
    comment: null,
    votedAt: "2026-12-01T10:00:00.000Z",
    ...changes,
  });
  const one: ApprovalTier = { aboveMinor: 0n, votes: 1, including: [] };
  const two: ApprovalTier = {
    aboveMinor: 0n,
    votes: 2,
    including: [{ role: "controller", votes: 1 }],
  };

  it("is open without votes and approved with the last one needed", () => {
    expect(tally(one, [])).toEqual({ outcome: "open", approvals: 0, stillNeeded: 1 });
    expect(tally(one, [vote("lee")])).toEqual({
      outcome: "approved",
      approvals: 1,
      stillNeeded: 0,
    });
  });

  it("waits for the controller, however many others agree", () => {
    const three = [vote("lee"), vote("sam"), vote("kim")];
    expect(tally(two, three)).toEqual({ outcome: "open", approvals: 3, stillNeeded: 1 });
    const controller = vote("priya", { roles: ["controller"] });
    expect(tally(two, [vote("lee"), controller]).outcome).toBe("approved");
  });

  it("counts one vote a person, the latest", () => {
    expect(tally(two, [vote("lee"), vote("lee")])).toMatchObject({ approvals: 1, outcome: "open" });
    const reversed = [vote("lee", { decision: "reject" }), vote("lee")];
    expect(tally(one, reversed).outcome).toBe("approved");
  });

  it("is rejected by a single no, whoever agreed before", () => {
    const votes = [vote("lee"), vote("sam", { decision: "reject", comment: "Acme is wrong" })];
    expect(tally(one, votes)).toMatchObject({ outcome: "rejected", approvals: 1 });
  });
});
