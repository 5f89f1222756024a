import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Member } from "../../src/billing/approvals/member.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { openSmallBooks, postNovember, type SmallBooks } from "../store/small-books.ts";
import { addMember } from "../support/members.ts";
import { type OpenCounter, openCounterOver } from "./open-counter.ts";

const channel = "C0BILLING";
let small: SmallBooks;
let counter: OpenCounter<SmallBooks["world"]>;

beforeEach(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }]));
  await addMember(small.world, "Sam", "admin", "controller");
  counter = await openCounterOver(small.world);
});

afterEach(async () => {
  await counter?.close();
  await small?.close();
});

/** Types a command and gives the answer that only this person sees. */
async function asks(personId: string, words: string): Promise<string> {
  const person = counter.slack.person(personId);
  const before = person.ephemerals().length;
  await person.command(channel, words);
  await person.waitFor(() => person.ephemerals().length > before, { what: `answer to ${words}` });
  return person.ephemerals().at(-1)?.shown ?? "";
}

async function memberCalled(name: string): Promise<Member | undefined> {
  return (await small.books.listMembers()).find((member) => member.name === name);
}

describe("/billrun roles", () => {
  it("lists who may what and who gave it, and offers admins to change it", async () => {
    const list = await asks("U0DANA", "roles");
    expect(list).toContain("3 people may use billrun.");
    expect(list).toContain("@dana: preparer, given by billrun");
    expect(list).toContain("@sam can change roles.");
    expect(await asks("U0SAM", "roles")).toContain("[ Change roles… ]");
  });

  it("says of one person what they may do, and who can change that", async () => {
    const own = await asks("U0DANA", "roles <@U0LEE|lee>");
    expect(own).toMatch(/^@lee: approver, given by billrun\.\n@sam can change roles/);
  });

  it("gives and takes roles of somebody who is chosen from Slack's list", async () => {
    expect(await asks("U0SAM", "roles <@U0NOBODY|nobody> preparer, +approver")).toContain(
      "@nobody has preparer, approver now. Before: no role.",
    );
    expect(await asks("U0NOBODY", "list")).toContain("There is no bill run yet.");
    expect(await asks("U0SAM", "roles <@U0NOBODY|nobody> -preparer")).toContain(
      "@nobody has approver now.",
    );
    expect(await asks("U0SAM", "roles <@U0NOBODY|nobody> none")).toContain("no role any more");
    expect(await asks("U0NOBODY", "list")).toContain("You may not look at bill runs");
  });

  it.each([
    ["U0DANA", "roles <@U0LEE|lee> admin", "You may not change members and their roles"],
    ["U0SAM", "roles dana preparer", "Type @ and choose the person from Slack's list"],
    ["U0SAM", "roles <@U0LEE|lee> aprover", 'There is no role "aprover". Did you mean approver?'],
    ["U0SAM", "roles <@U0GUEST|guest> viewer", "guest can't have a role: billrun is not for"],
    ["U0SAM", "roles <@U0STRANGE|stranger> viewer", "not for people of other workspaces"],
    ["U0SAM", "roles <@U0BOT|billrun> viewer", "not for bots"],
    ["U0SAM", "roles <@U0SAM|sam> -admin", "That would leave billrun without an admin."],
    ["U0SAM", "roles <@U0GONE|gone> viewer", "I could not ask Slack who that is"],
    ["U0SAM", "roles group approver", "Which Slack user group, and which role?"],
    ["U0SAM", "roles link <@U0DANA|dana>", "Which two ids belong to one person?"],
    ["U0SAM", "roles <@U0LEE|lee>", "@lee: approver, given by billrun"],
  ])("%s: %s is answered with a sentence that helps", async (personId, words, answer) => {
    expect(await asks(personId, words)).toContain(answer);
  });

  it("has a Slack user group give roles, and take them with its people", async () => {
    const words = "roles group <!subteam^S0APPROVE|@billing-approvers> viewer";
    expect(await asks("U0SAM", words)).toContain("Whoever is in @billing-approvers has viewer");
    expect((await memberCalled("Sam"))?.roles).toContain("viewer");
    expect(await asks("U0SAM", "roles")).toContain("viewer, given by @billing-approvers");
    expect(await asks("U0SAM", "roles <@U0SAM|sam> preparer")).toContain(
      "viewer by a Slack user group, which /billrun roles names. By hand before: ",
    );
    expect(await asks("U0SAM", words.replace("viewer", "-viewer"))).toContain("no role any more");
    expect((await memberCalled("Sam"))?.roles).not.toContain("viewer");
  });

  it("links two ids of one person", async () => {
    expect(await asks("U0SAM", "roles link <@U0LEE|lee> <@U0NOBODY|nobody>")).toContain(
      "@lee and @nobody are one person now, Lee, with one vote.",
    );
    expect(await small.books.findMemberBySlackId("U0NOBODY")).toMatchObject({ name: "Lee" });
  });

  it("has a form, which shows what the chosen person has", async () => {
    const sam = counter.slack.person("U0SAM");
    await asks("U0SAM", "roles");
    const list = sam.ephemerals().at(-1);
    if (!list) throw new Error("there is no list");
    await sam.click(list, "Change roles…");
    await sam.waitFor(() => sam.modal()?.shown.includes("Choose somebody"));
    await sam.fill("person", "U0LEE");
    await sam.waitFor(() => sam.modal()?.shown.includes("Roles given by hand"));
    await sam.fill("roles_U0LEE", ["viewer", "approver"]);
    await sam.submit();
    await sam.waitFor(() => sam.ephemerals().at(-1)?.shown.includes("viewer, approver now"));
    expect((await memberCalled("Lee"))?.roles).toEqual(["viewer", "approver"]);
  });
});

describe("/billrun freeze and unfreeze", () => {
  it("stop billing by one and let it go on by two", async () => {
    expect(await asks("U0DANA", "unfreeze")).toContain("You may not lift a freeze of billing");
    const frozen = await asks("U0DANA", "freeze wrong VAT rate");
    expect(frozen).toContain("Billing is frozen. Launches stop at once");
    expect(await asks("U0LEE", "freeze")).toContain("Dana froze all billing (wrong VAT rate)");
    const asked = await asks("U0LEE", "unfreeze");
    expect(asked).toContain("You asked to lift the freeze by Dana. @sam can agree to it");
    expect(await asks("U0LEE", "unfreeze")).toContain(
      "Somebody else has to agree: you asked to lift the freeze, ",
    );
    expect(await asks("U0SAM", "unfreeze")).toContain("Billing goes on: you lifted the freeze.");
  });

  it("an old button lifts no other freeze", async () => {
    const lee = counter.slack.person("U0LEE");
    await asks("U0LEE", "freeze");
    const old = lee.ephemerals().at(-1);
    await asks("U0LEE", "unfreeze");
    await asks("U0SAM", "unfreeze");
    expect(await asks("U0DANA", "freeze again")).not.toContain("[ Unfreeze ]");
    if (!old) throw new Error("there is no message");
    await lee.click(old, "Unfreeze");
    await lee.waitFor(() => lee.ephemerals().at(-1)?.shown.includes("an earlier freeze"));
    expect(await small.books.currentFreeze()).toMatchObject({ reason: "again", asked: null });
  });
});

describe("/billrun explain", () => {
  it("tells an invoice by its number line by line, in many spellings", async () => {
    await postNovember(small);
    for (const typed of ["INV-2026-000001", "inv-2026-1"]) {
      const shown = await asks("U0DANA", `explain ${typed}`);
      expect(shown).toContain("Invoice INV-2026-000001");
      expect(shown).toMatch(/• .+ = /);
    }
    expect(await asks("U0DANA", "explain INV-2026-77")).toContain("There is no document");
    expect(await asks("U0DANA", "explain acme-2")).toContain('no account "acme-2"');
  });
});

describe("/billrun audit", () => {
  it("shows who did what, refused things too, and narrows to a run or a person", async () => {
    await postNovember(small);
    await asks("U0LEE", "launch BR-1");
    const all = await asks("U0DANA", "audit 3");
    expect(all).toContain("The last 3 entries in the audit trail, newest first.");
    expect(all).toContain("role_missing");
    expect(all).toMatch(/What +Outcome +About/);
    expect(await asks("U0DANA", "audit of BR-1")).toMatch(/bill-run\.create +done/);
    expect(await asks("U0DANA", "audit of BR-1")).toContain("bill-run.create");
    const ofLee = await asks("U0DANA", "audit 20 of <@U0LEE|lee>");
    expect(ofLee).toContain("about Lee in the audit trail");
    expect(ofLee).not.toContain("bill-run.create");
    expect(await asks("U0DANA", "audit launch")).toContain("bill-run.launch");
    expect(await asks("U0DANA", "audit of nobody")).toContain("has nothing about nobody");
  });

  it("verifies the chain and gives its head", async () => {
    await asks("U0SAM", "list");
    const verified = await asks("U0SAM", "audit verify");
    expect(verified).toMatch(/All \d+ rows? of the audit trail/);
    expect(verified).toMatch(/It stands at \d+:[0-9a-f]{64}/);
    expect(await asks("U0LEE", "audit verify")).toContain("You may not have the books examined");
  });
});

describe("/billrun doctor", () => {
  it("tells what is wrong with what to do, and what is fine", async () => {
    const found = await asks("U0SAM", "doctor");
    expect(found).toContain("Workers: fine. None is running");
    expect(found).toContain("Promises: fine. Every promise holds");
    expect(await asks("U0LEE", "doctor")).toContain("You may not have the books examined");
  });
});

describe("/billrun settings", () => {
  it("shows what each means, and a form for controllers", async () => {
    const shown = await asks("U0DANA", "settings");
    expect(shown).toContain("Currency: USD");
    expect(shown).not.toContain("Change settings…");
    const sam = counter.slack.person("U0SAM");
    await asks("U0SAM", "settings");
    const message = sam.ephemerals().at(-1);
    if (!message) throw new Error("there are no settings");
    await sam.click(message, "Change settings…");
    await sam.waitFor(() => sam.modal()?.shown.includes("Usage so many %"));
    await sam.fill("changePercent", "many");
    const { errors } = await sam.submit();
    expect(errors).toEqual({ changePercent: "Write a whole number from 1 to 1,000." });
    await sam.fill("changePercent", "25");
    await sam.fill("largeMinor", "25,000.00");
    await sam.submit();
    await sam.waitFor(() => sam.ephemerals().at(-1)?.shown.includes("bills that changed: 50 → 25"));
    expect(await small.books.findingRules()).toMatchObject({
      changePercent: 25n,
      largeMinor: 2_500_000n,
    });
  });

  it("knows no other words", async () => {
    expect(await asks("U0DANA", "settings colours")).toContain(`I don't know "settings colours".`);
  });
});
