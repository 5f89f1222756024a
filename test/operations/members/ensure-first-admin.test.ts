import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ensureFirstAdmin } from "../../../src/operations/members/ensure-first-admin.ts";
import { identifySlackMember } from "../../../src/operations/members/identify-member.ts";
import { personCalled, slackOf } from "../../faults/twins/members.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { openSmallBooks, type SmallBooks } from "../../store/small-books.ts";
import { addMember } from "../../support/members.ts";
import { expectSoundBooks } from "../../support/oracles.ts";

let small: SmallBooks;

beforeEach(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }]));
});

afterEach(() => small?.close());

const kim = personCalled("Kim");
const silent = async () => null;

async function adminNames(): Promise<readonly string[]> {
  const members = await small.books.listMembers();
  return members.filter(({ roles }) => roles.includes("admin")).map(({ name }) => name);
}

describe("the first admin, whom a setting names by a Slack id", () => {
  it("is called what Slack calls them", async () => {
    await ensureFirstAdmin(small.world, "U0KIM", async () => kim);
    expect(await adminNames()).toEqual(["Kim"]);
    expect((await small.books.listAudit({ limit: 1 }))[0]).toMatchObject({
      action: "member.name",
      subject: "Kim",
      actorName: "Slack",
    });
    await expectSoundBooks(small.books);
  });

  it("gets their name at the next start, or as soon as they act, if Slack was silent", async () => {
    await ensureFirstAdmin(small.world, "U0KIM", silent);
    expect(await adminNames()).toEqual(["Admin"]);
    await ensureFirstAdmin(small.world, "U0KIM", async () => kim);
    expect(await adminNames()).toEqual(["Kim"]);
    await small.sql("UPDATE member SET name = 'Admin' WHERE name = 'Kim'");
    const found = await identifySlackMember(small.world, kim, slackOf([]));
    expect(found).toMatchObject({ name: "Kim" });
    expect(await adminNames()).toEqual(["Kim"]);
  });

  it("keeps the name that people gave, and is no namesake's double", async () => {
    await addMember(small.world, "Kim", "preparer");
    await ensureFirstAdmin(small.world, "U0KIM2", async () => ({ ...kim, slackId: "U0KIM2" }));
    expect(await adminNames()).toEqual(["Kim (U0KIM2)"]);
    await ensureFirstAdmin(small.world, "U0LEE", async () => personCalled("Somebody"));
    expect((await small.books.listMembers()).map(({ name }) => name)).toContain("Lee");
  });
});
