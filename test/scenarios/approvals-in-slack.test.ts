import { afterAll, beforeAll, expect, it } from "vitest";
import { tendApprovals } from "../../src/operations/approvals/tend-approvals.ts";
import type { Company } from "../../src/sandbox/main.ts";
import type { Clickable, Driver } from "../../src/sandbox/slack/driver.ts";
import { runReaches } from "../support/wait-until.ts";
import { openSample } from "./open-sample.ts";

// The admin proposes another policy, Lee agrees to it in his own messages, and runs live by it: two
// people, one a controller, the total typed; one of them away. The steps build on each other.
const channel = "C0BILLING";
const today = "2026-11-23";

let company: Company;
let dana: Driver;
let lee: Driver;
let sam: Driver;
let priya: Driver;
let alex: Driver;

beforeAll(async () => {
  company = await openSample(today);
  const { person } = company.slack;
  [dana, lee, sam] = [person("U0DANA"), person("U0LEE"), person("U0SAM")];
  [priya, alex] = [person("U0PRIYA"), person("U0ALEX")];
});

afterAll(() => company?.stop());

const patience = { timeoutMs: 30_000 };

function told(person: Driver, text: string) {
  const find = () => person.ephemerals().findLast((one) => one.shown.includes(text));
  return person.waitFor(find, { ...patience, what: `an answer with “${text}”` });
}

async function type(person: Driver, words: string, text: string): Promise<Clickable> {
  await person.command(channel, words);
  return told(person, text);
}

/** The message that `text` stands in, in a channel or in somebody's own messages with the app. */
function sees(person: Driver, text: string, where = channel) {
  const find = () => person.messages(where).findLast((one) => one.shown.includes(text));
  return person.waitFor(find, { ...patience, what: `a message with “${text}” in ${where}` });
}

async function inForm(person: Driver, text: string): Promise<void> {
  const isThere = () => person.modal()?.shown.includes(text);
  await person.waitFor(isThere, { ...patience, what: `a form with “${text}”` });
}

/** Where somebody's own messages with the app are. */
function ownMessages(person: Driver): string {
  return `D${person.id.slice(1)}`;
}

it("an admin proposes a policy in a form that says what is wrong beside its fields", async () => {
  await alex.command(channel, "settings approvals");
  await inForm(alex, "Anything of any amount: 1 person.");
  await alex.clickInModal("Change…");
  await inForm(alex, "Tier 2");
  await alex.fill("above_1", "a lot");
  expect(await alex.submit()).toMatchObject({ errors: { above_1: "“a lot” is no amount." } });
  await alex.fill("above_1", "1,000.00 USD; 500 EUR");
  await alex.fill("controllers_1", "1");
  await alex.clickInModal("Add a tier");
  await inForm(alex, "Tier 3");
  await alex.fill("typedAbove", "2,000");
  expect(await alex.submit()).toMatchObject({ errors: {} });
  await told(alex, "It holds once others have agreed to it.");
  // The policy that holds stands beneath, and says what waits.
  await inForm(alex, "A change of it does not hold yet. Asked for by @Alex Moreau");
  await inForm(alex, "New: Anything above 1,000.00 USD or 500.00 EUR");
  expect(alex.modal()?.shown).toContain("Anything of any amount: 1 person.");
});

it("Lee finds it in his own messages, approves, and every card says so", async () => {
  const card = await sees(lee, "Change of the approval policy", ownMessages(lee));
  await lee.click(card, "Approve");
  await told(lee, "You approved Change of the approval policy. It is done.");
  for (const [who, where] of [
    [lee, ownMessages(lee)],
    [sam, ownMessages(sam)],
    [dana, channel],
  ] as const) {
    await sees(who, "Approved by @Lee Okafor", where);
  }
  await alex.close();
  await type(sam, "settings approvals text", "Anything above 1,000.00 USD or 500.00 EUR");
});

it("a run above the limits asks for two people, one a controller, and its total", async () => {
  await dana.command(channel, "preview target:2026-11-30");
  await runReaches(company.world, 1, "previewed");
  await type(dana, "ask BR-1", "BR-1 waits for approval");
  const card = await sees(lee, "Waiting for approval: 2 of 3, one a controller");
  await lee.click(card, "Approve…");
  await inForm(lee, "as the card shows it");
  const [amount = ""] = /[\d,]+\.\d\d(?= [A-Z]{3} in)/.exec(card.shown) ?? [];
  await lee.fill("comment", "looks right");
  await lee.fill("total", "1.00");
  const wrong = await lee.submit();
  expect(wrong.errors).toEqual({ total: expect.stringContaining("That is not the total of BR-1") });
  expect(JSON.stringify(wrong.errors)).not.toContain(amount);
  await lee.fill("total", amount.replaceAll(",", " "));
  expect(await lee.submit()).toMatchObject({ errors: {} });
  await told(lee, "You approved BR-1. It needs 1 more approval.");
  await sees(dana, "1 so far (@Lee Okafor: “looks right”)");
  await sees(sam, "1 so far (@Lee Okafor: “looks right”)", ownMessages(sam));
});

it("Priya is away, and Sam votes in her place", async () => {
  await type(priya, "delegate <@U0SAM> until 2026-12-10", "Sam Lindqvist votes for you");
  await type(sam, "approvals", "1 request waiting for approval, 1 for you.");
  const card = await sees(sam, "Waiting for approval");
  const [amount = ""] = /[\d,]+\.\d\d(?= [A-Z]{3} in)/.exec(card.shown) ?? [];
  await type(sam, `approve BR-1 total:${amount}`, "You approved BR-1 for Priya Raman.");
  await runReaches(company.world, 1, "approved");
  await sees(dana, "@Sam Lindqvist for Priya Raman");
  await type(priya, "approve BR-1", "BR-1 was already approved by Sam Lindqvist");
});

it("Priya is deactivated in Slack, and Sam votes for himself only", async () => {
  await dana.command(channel, "preview target:2026-12-31");
  await runReaches(company.world, 2, "previewed");
  await type(dana, "ask BR-2", "BR-2 waits for approval");
  company.slack.chaos.setDeactivated("U0PRIYA", true);
  const card = await sees(sam, "Waiting for approval: 2 of 2, one a controller");
  const [amount = ""] = /[\d,]+\.\d\d(?= [A-Z]{3} in)/.exec(card.shown) ?? [];
  await type(sam, `approve BR-2 total:${amount}`, "You approved BR-2. It needs 1 more approval.");
  await type(alex, "roles", "Deactivated in Slack, so their roles and votes don't count");
});

it("a request that nobody decides is reminded of, and runs out of time", async () => {
  // The company works in New York.
  company.clock.moveToInstant(new Date("2026-11-24T15:00:00Z"));
  await tendApprovals(company.world);
  const { messages } = company.slack.state;
  const isReminded = () => {
    return messages.get(ownMessages(lee))?.some(({ text }) => text.includes("waits for your"));
  };
  await lee.waitFor(isReminded, { ...patience, what: "a reminder" });
  company.clock.moveTo("2026-11-28");
  await tendApprovals(company.world);
  await runReaches(company.world, 2, "previewed");
  await sees(dana, "The request for approval expired");
  await type(lee, "approve BR-2", "The request to approve BR-2 expired");
});
