import { afterEach, beforeEach, expect, it } from "vitest";
import { voteOnBillRun } from "../../../src/operations/bill-runs/vote-on-bill-run.ts";
import { changeRoles } from "../../../src/operations/members/change-roles.ts";
import { linkSlackIds } from "../../../src/operations/members/link-slack-ids.ts";
import type { Actor } from "../../../src/operations/world.ts";
import { type Stage, setStage, waiting } from "../../faults/twin-stage.ts";
import { personCalled } from "../../faults/twins/members.ts";
import { actorNamed, addMember } from "../../support/members.ts";
import { expectSoundBooks } from "../../support/oracles.ts";

let stage: Stage;
let lee2: Actor;

beforeEach(async () => {
  stage = await setStage();
  lee2 = actorNamed(await addMember(stage.world, "Lee2", "approver", "controller"));
});

afterEach(() => stage?.close());

function link(actor: Actor, member: string, second: string) {
  const both = { member: personCalled(member), second: personCalled(second) };
  return linkSlackIds(stage.world, actor, both);
}

it("two Slack ids of one person are one member with one vote", async () => {
  const linked = { name: "Lee", slackIds: ["U0LEE", "U0LEE2"] };
  expect(await link(stage.admin, "Lee", "Lee2")).toEqual(linked);
  expect(await link(stage.admin, "Lee", "Lee2")).toEqual(linked);
  const both = [
    await stage.books.findMemberBySlackId("U0LEE"),
    await stage.books.findMemberBySlackId("U0LEE2"),
  ];
  expect(both[0]).toEqual(both[1]);
  expect(both[0]).toMatchObject({ name: "Lee", roles: ["approver"] });
  const { number } = await waiting(stage);
  const vote = { number, digest: null, decision: "approve", comment: null } as const;
  // Even a click that was on its way when the two became one is no second vote.
  await expect(voteOnBillRun(stage.world, lee2, vote)).rejects.toThrow("has no role that votes");
  await expectSoundBooks(stage.books);
});

it("they are not linked while one of them has a vote or work on something open", async () => {
  await changeRoles(stage.world, stage.admin, {
    person: personCalled("Sam"),
    give: ["controller"],
    take: [],
  });
  const { number } = await waiting(stage);
  const no = {
    refusal: "link_unfinished",
    message: `Dana made or voted on BR-${number}, and one person may not do both.`,
  };
  expect(await link(stage.admin, "Sam", "Dana")).toMatchObject(no);
  const vote = { number, digest: null, decision: "approve", comment: null } as const;
  await voteOnBillRun(stage.world, lee2, vote);
  expect(await link(stage.admin, "Lee", "Lee2")).toMatchObject({ refusal: "link_unfinished" });
});

it("nobody links an id of one's own to the rights of another one", async () => {
  const no = { refusal: "role_own", remedy: "Another admin can link them." };
  expect(await link(stage.admin, "Lee", "Ada")).toMatchObject(no);
});

it("nobody is linked to somebody who is no member", async () => {
  expect(await link(stage.admin, "Nobody", "Lee")).toMatchObject({ refusal: "not_a_member" });
});
