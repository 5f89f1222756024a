import { describe, expect, it } from "vitest";
import type { Member, Role } from "../../../src/billing/approvals/member.ts";
import { defaultPolicy, type PolicyTier } from "../../../src/billing/approvals/policy.ts";
import { shortfallOf, shortText, unmetTier } from "../../../src/billing/approvals/shortfall.ts";

function member(id: string, ...roles: Role[]): Member {
  return { id, name: id, email: null, roles, active: true };
}

const dana = member("dana", "preparer");
const [lee, sam] = [member("lee", "approver"), member("sam", "approver")];
const cora = member("cora", "controller");
const ada = member("ada", "admin");

describe("what people could not meet", () => {
  const two = { votes: 2, including: [{ role: "controller", votes: 1 }] } as const;

  it("is nothing where there are enough with the roles", () => {
    expect(shortfallOf(two, [lee, cora])).toBeNull();
  });

  it("is a role, people by name, or people at all", () => {
    expect(shortfallOf(two, [lee, sam])).toEqual({ asks: "1 controller", have: 0 });
    expect(shortfallOf(two, [cora])).toEqual({ asks: "2 people", have: 1 });
    const named = { votes: 1, including: [], among: [{ memberIds: ["lee", "sam"], votes: 2 }] };
    expect(shortfallOf(named, [lee, cora])).toEqual({ asks: "2 of the people named", have: 1 });
    expect([0, 1, 2].map(shortText)).toEqual(["is nobody", "is only 1", "are only 2"]);
  });
});

describe("a policy", () => {
  const tier = (votes: number, patch: Partial<PolicyTier> = {}): PolicyTier => {
    return { aboveMinor: 0n, votes, including: [], ...patch };
  };
  const unmet = (tiers: readonly PolicyTier[], ...members: Member[]) =>
    unmetTier({ ...defaultPolicy, tiers }, members);

  it("can be met by two approvers where others prepare and propose", () => {
    expect(unmet([tier(2)], dana, lee, sam, ada)).toBeNull();
  });

  it("can't be met by an approver and the only one who prepares", () => {
    const both = member("dana", "preparer", "approver");
    expect(unmet([tier(2)], both, lee)).toMatchObject({ asks: "2 people", have: 1 });
    // An admin may prepare, too.
    expect(unmet([tier(2)], both, lee, ada)).toBeNull();
  });

  it("could never be dropped where its only admin would have to vote on that", () => {
    const both = member("ada", "admin", "approver");
    expect(unmet([tier(2)], dana, both, lee)).toMatchObject({ asks: "2 people", have: 1 });
    expect(unmet([tier(2)], dana, both, lee, sam)).toBeNull();
  });

  it("may name people whom dropping it does not take", () => {
    const both = member("ada", "admin", "approver");
    const named = tier(1, { kinds: ["run"], among: [{ memberIds: ["ada"], votes: 1 }] });
    expect(unmet([named], dana, both, lee)).toBeNull();
  });

  it("is short of nobody who was taken out of the team", () => {
    const gone = { ...sam, active: false };
    expect(unmet([tier(1), tier(2)], dana, lee, gone, ada)?.tier).toEqual(tier(2));
  });
});
