import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "../../../src/billing/approvals/member.ts";
import { changeRoles } from "../../../src/operations/members/change-roles.ts";
import { listTeam } from "../../../src/operations/members/list-team.ts";
import { saveMember } from "../../../src/operations/members/save-member.ts";
import { isRefusal } from "../../../src/operations/refusal.ts";
import type { Actor } from "../../../src/operations/world.ts";
import { personCalled } from "../../faults/twins/members.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { openSmallBooks, type SmallBooks } from "../../store/small-books.ts";
import { actorNamed, addMember } from "../../support/members.ts";
import { expectSoundBooks } from "../../support/oracles.ts";

let small: SmallBooks;
let ada: Actor;

beforeEach(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }]));
  ada = actorNamed(await addMember(small.world, "Ada", "admin"));
});

afterEach(() => small?.close());

function change(actor: Actor, name: string, give: Role[], take: Role[] = []) {
  return changeRoles(small.world, actor, { person: personCalled(name), give, take });
}

async function rolesOf(name: string): Promise<readonly Role[] | undefined> {
  const members = await small.books.listMembers();
  return members.find((member) => member.name === name)?.roles;
}

describe("roles in Slack", () => {
  it("make somebody a member, and say who gave them", async () => {
    expect(await change(ada, "Kim", ["approver", "preparer"])).toEqual({
      name: "Kim",
      before: [],
      after: ["preparer", "approver"],
      all: ["preparer", "approver"],
    });
    const team = await listTeam(small.world, ada);
    if (isRefusal(team)) throw new Error(team.message);
    const kim = team.people.find(({ member }) => member.name === "Kim");
    expect(kim?.slackIds).toEqual(["U0KIM"]);
    expect(kim?.grants[0]).toMatchObject({ role: "preparer", groupId: null, givenBy: "Ada" });
    expect((await small.books.listAudit({ limit: 1 }))[0]).toMatchObject({
      action: "member.roles",
      subject: "Kim",
      outcome: "done",
      details: { before: "no role", after: "preparer, approver" },
    });
  });

  it("are taken away one by one, and given twice they change nothing", async () => {
    await change(ada, "Lee", ["preparer"]);
    await change(ada, "Lee", ["preparer"]);
    expect(await rolesOf("Lee")).toEqual(["preparer", "approver"]);
    await change(ada, "Lee", [], ["approver"]);
    expect(await rolesOf("Lee")).toEqual(["preparer"]);
  });

  it("are set to exactly what a form says", async () => {
    const person = personCalled("Lee");
    await changeRoles(small.world, ada, { person, exactly: ["viewer", "controller"] });
    expect(await rolesOf("Lee")).toEqual(["viewer", "controller"]);
  });

  it("of two people with one name are two people's", async () => {
    const other = { ...personCalled("Lee"), slackId: "U0LEE2" };
    await changeRoles(small.world, ada, { person: other, give: ["viewer"], take: [] });
    expect(await rolesOf("Lee")).toEqual(["approver"]);
    expect(await rolesOf("Lee (U0LEE2)")).toEqual(["viewer"]);
  });
});

describe("it is refused, and written down,", () => {
  it.each([
    ["isGuest", "guests"],
    ["isBot", "bots"],
    ["isStranger", "people of other workspaces"],
    ["isDeactivated", "deactivated people"],
  ])("to give a role to somebody who is %s", async (mark, whom) => {
    const person = { ...personCalled("Pat"), [mark]: true };
    const no = await changeRoles(small.world, ada, { person, give: ["viewer"], take: [] });
    expect(no).toMatchObject({
      refusal: "person_not_allowed",
      message: `Pat can't have a role: billrun is not for ${whom}.`,
    });
    expect((await small.books.listAudit({ limit: 1 }))[0]?.outcome).toBe("person_not_allowed");
  });

  it.each(["approver", "controller"] as const)("to make oneself %s", async (role) => {
    const no = await change(ada, "Ada", [role]);
    expect(no).toMatchObject({ refusal: "role_own", remedy: "Another admin can." });
    expect(await rolesOf("Ada")).toEqual(["admin"]);
  });

  it("to leave billrun without an admin, by whatever way", async () => {
    expect(await change(ada, "Ada", ["viewer"], ["admin"])).toMatchObject({
      refusal: "admin_last",
    });
    const ended = { name: "Ada", email: null, roles: ["admin"] as const, active: false };
    expect(await saveMember(small.world, ada, { ...ended, slackIds: [] })).toMatchObject({
      refusal: "admin_last",
    });
    await change(ada, "Bo", ["admin"]);
    expect(await change(ada, "Ada", ["viewer"], ["admin"])).toMatchObject({ after: ["viewer"] });
  });

  it("to name roles without being an admin", async () => {
    expect(await change(small.maker, "Dana", ["viewer"])).toMatchObject({
      refusal: "role_missing",
    });
  });

  it("to take a Slack id of one member for another one", async () => {
    const both = { name: "Dana", email: null, roles: ["viewer"] as const, active: true };
    const no = await saveMember(small.world, ada, { ...both, slackIds: ["U0DANA", "U0LEE"] });
    expect(no).toMatchObject({
      refusal: "slack_id_taken",
      message: "One of these Slack ids belongs to Lee.",
    });
  });
});

it("a role that nobody gave is seen", async () => {
  await expectSoundBooks(small.books);
  await small.sql("UPDATE member SET roles = '{admin,controller}' WHERE name = 'Dana'");
  expect(await small.books.checkInvariants()).toEqual([
    { invariant: "O8", message: "has roles that nobody gave: Dana" },
  ]);
});
