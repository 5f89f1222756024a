import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { delegateVotes } from "../../../src/operations/approvals/delegate-votes.ts";
import { ensureFirstAdmin } from "../../../src/operations/members/ensure-first-admin.ts";
import {
  identifySlackMember,
  type SlackDirectory,
} from "../../../src/operations/members/identify-member.ts";
import { linkSlackIds } from "../../../src/operations/members/link-slack-ids.ts";
import { noteSlackAccess } from "../../../src/operations/members/note-slack-access.ts";
import type { Actor } from "../../../src/operations/world.ts";
import { personCalled, slackOf } from "../../faults/twins/members.ts";
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

/** Slack as it is while these people are deactivated. */
function slackWithout(...gone: string[]): SlackDirectory {
  const { find, ofGroup } = slackOf([]);
  return {
    ofGroup,
    find: async (slackId) => ({ ...(await find(slackId)), isDeactivated: gone.includes(slackId) }),
  };
}

async function isActive(name: string): Promise<boolean | undefined> {
  return (await small.books.listMembers()).find((member) => member.name === name)?.active;
}

describe("somebody whom Slack deactivates", () => {
  it("is known as such once, with a row in the trail, and is back once Slack says so", async () => {
    const deactivated = { slackId: "U0LEE", isDeactivated: true };
    await noteSlackAccess(small.world, [deactivated]);
    await noteSlackAccess(small.world, [deactivated]);
    expect(await isActive("Lee")).toBe(false);
    await noteSlackAccess(small.world, [{ ...deactivated, isDeactivated: false }]);
    expect(await isActive("Lee")).toBe(true);
    const trail = await small.books.listAudit({ limit: 10 });
    const told = trail.filter(({ action }) => action.startsWith("member.slack"));
    expect(told.map(({ action, subject, actorName }) => [action, subject, actorName])).toEqual([
      ["member.slack-reactivated", "Lee", "Slack"],
      ["member.slack-deactivated", "Lee", "Slack"],
    ]);
    await expectSoundBooks(small.books);
  });

  it("goes on by another id of theirs", async () => {
    const [member, second] = [personCalled("Lee"), personCalled("Lee2")];
    await linkSlackIds(small.world, ada, { member, second });
    await noteSlackAccess(small.world, [{ slackId: "U0LEE", isDeactivated: true }]);
    expect(await isActive("Lee")).toBe(true);
    await noteSlackAccess(small.world, [{ slackId: "U0LEE2", isDeactivated: true }]);
    expect(await isActive("Lee")).toBe(false);
  });

  it("is noted when they try something, or when somebody acts who votes for them", async () => {
    await identifySlackMember(
      small.world,
      { ...personCalled("Dana"), isDeactivated: true },
      slackOf([]),
    );
    expect(await isActive("Dana")).toBe(false);
    const sam = await addMember(small.world, "Sam", "viewer");
    const away = { toMember: sam.id, untilOn: "2026-11-10" };
    await delegateVotes(small.world, small.approver, away);
    await identifySlackMember(small.world, personCalled("Sam"), slackWithout("U0LEE"));
    expect(await isActive("Lee")).toBe(false);
    await identifySlackMember(small.world, personCalled("Sam"), slackWithout());
    expect(await isActive("Lee")).toBe(true);
  });

  it("is what Slack said last while Slack is silent", async () => {
    const sam = await addMember(small.world, "Sam", "viewer");
    await delegateVotes(small.world, small.approver, { toMember: sam.id, untilOn: "2026-11-10" });
    await noteSlackAccess(small.world, [{ slackId: "U0LEE", isDeactivated: true }]);
    const silent = { ...slackOf([]), find: () => Promise.reject(new Error("Slack is down")) };
    expect(await identifySlackMember(small.world, personCalled("Sam"), silent)).toEqual(sam);
    expect(await isActive("Lee")).toBe(false);
  });

  it("leaves no company without an admin: the setting makes one again", async () => {
    await noteSlackAccess(small.world, [{ slackId: "U0ADA", isDeactivated: true }]);
    await ensureFirstAdmin(small.world, "U0LEE", async () => null);
    const lee = (await small.books.listMembers()).find(({ name }) => name === "Lee");
    expect(lee?.roles).toEqual(["approver", "admin"]);
  });
});
