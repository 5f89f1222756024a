import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeRoles } from "../../../src/operations/members/change-roles.ts";
import { identifySlackMember } from "../../../src/operations/members/identify-member.ts";
import { mapRoleGroup } from "../../../src/operations/members/map-role-group.ts";
import type { Actor } from "../../../src/operations/world.ts";
import { personCalled, slackOf } from "../../faults/twins/members.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { openSmallBooks, type SmallBooks } from "../../store/small-books.ts";
import { actorNamed, addMember } from "../../support/members.ts";
import { expectSoundBooks } from "../../support/oracles.ts";

let small: SmallBooks;
let ada: Actor;
let inGroup: string[];
const approvers = { groupId: "S0APPROVE", handle: "@billing-approvers" };

beforeEach(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }]));
  ada = actorNamed(await addMember(small.world, "Ada", "admin"));
  inGroup = ["U0DANA", "U0KIM"];
});

afterEach(() => small?.close());

function map(give: ("approver" | "viewer" | "admin")[], take: "approver"[] = []) {
  return mapRoleGroup(small.world, ada, { ...approvers, people: inGroup, give, take });
}

function whoIs(name: string) {
  return identifySlackMember(small.world, personCalled(name), slackOf(inGroup));
}

describe("a Slack user group", () => {
  it("gives its people roles at once, and makes members of those who come", async () => {
    expect(await map(["approver"])).toMatchObject({ roles: ["approver"], setByName: "Ada" });
    expect(await whoIs("Dana")).toMatchObject({ roles: ["preparer", "approver"] });
    expect(await whoIs("Kim")).toMatchObject({ name: "Kim", roles: ["approver"], active: true });
    expect(await whoIs("Nobody")).toMatchObject({ refusal: "not_a_member" });
    await expectSoundBooks(small.books);
  });

  it("takes the role from whoever was taken out of it a minute ago", async () => {
    await map(["approver"]);
    inGroup = ["U0KIM"];
    expect(await whoIs("Dana")).toMatchObject({ roles: ["preparer"] });
    expect((await small.books.listAudit({ limit: 1 }))[0]).toMatchObject({
      action: "member.group-roles",
      subject: "Dana",
      details: { group: "@billing-approvers", before: "approver", after: "no role" },
    });
  });

  it("takes the roles of everybody, not only of the one who acts", async () => {
    await map(["approver"]);
    inGroup = [];
    await whoIs("Lee");
    const members = await small.books.listMembers();
    expect(members.find(({ name }) => name === "Dana")?.roles).toEqual(["preparer"]);
  });

  it("gives nothing to guests in it", async () => {
    await map(["approver"]);
    const guest = { ...personCalled("Kim"), isGuest: true };
    const no = await identifySlackMember(small.world, guest, slackOf(inGroup));
    expect(no).toMatchObject({ refusal: "person_not_allowed" });
  });

  it("that maps to no role any more takes what it gave", async () => {
    await map(["approver"]);
    await map([], ["approver"]);
    expect(await small.books.listRoleGroups()).toEqual([]);
    expect(await whoIs("Dana")).toMatchObject({ roles: ["preparer"] });
    expect(await map([], ["approver"])).toMatchObject({ refusal: "role_group_unknown" });
  });

  it("makes nobody an admin, and whoever maps it no approver", async () => {
    expect(await map(["admin"])).toMatchObject({ refusal: "role_not_by_group" });
    inGroup = ["U0ADA"];
    expect(await map(["approver"])).toMatchObject({ refusal: "role_own" });
    inGroup = [];
    await map(["approver"]);
    inGroup = ["U0ADA"];
    expect(await whoIs("Ada")).toMatchObject({ roles: ["admin"] });
  });

  it("keeps what it gives from being taken by hand", async () => {
    await map(["approver"]);
    await whoIs("Kim");
    const kim = { person: personCalled("Kim"), give: [], take: ["approver"] as const };
    expect(await changeRoles(small.world, ada, kim)).toMatchObject({ refusal: "role_from_group" });
  });
});

describe("where Slack does not say who is in a group", () => {
  const silent = () => Promise.reject(new Error("Slack is down"));
  const slack = { find: silent, ofGroup: silent };

  it("nobody is let in by it, and those with roles by hand are", async () => {
    await map(["approver"]);
    const ask = (name: string) => identifySlackMember(small.world, personCalled(name), slack);
    const no = {
      refusal: "role_group_unreachable",
      remedy: "Try it again in a minute.",
    };
    expect(await ask("Dana")).toMatchObject(no);
    expect(await ask("Kim")).toMatchObject(no);
    expect(await ask("Lee")).toMatchObject({ roles: ["approver"] });
  });
});

it("a hundred clicks of somebody new make one member", async () => {
  await map(["approver"]);
  const all = await Promise.all(Array.from({ length: 20 }, () => whoIs("Kim")));
  expect(new Set(all.map((one) => ("id" in one ? one.id : "refused"))).size).toBe(1);
});
