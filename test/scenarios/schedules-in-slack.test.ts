import { afterAll, beforeAll, expect, it } from "vitest";
import { ringSchedules } from "../../src/operations/schedules/ring-schedules.ts";
import type { Company } from "../../src/sandbox/main.ts";
import type { Clickable, Driver } from "../../src/sandbox/slack/driver.ts";
import { runReaches } from "../support/wait-until.ts";
import { openSample } from "./open-sample.ts";

// Dana's schedules from the first to a scheduled run that Lee approves on his home page. The steps
// build on each other, in this order.
const channel = "C0BILLING";
const today = "2026-11-22";

let company: Company;
let dana: Driver;
let lee: Driver;

beforeAll(async () => {
  company = await openSample(today);
  dana = company.slack.person("U0DANA");
  lee = company.slack.person("U0LEE");
});

afterAll(() => company?.stop());

const patience = { timeoutMs: 30_000 };

/** What the app answered to a person alone, the latest first, that has `text` in it. */
function told(person: Driver, text: string) {
  const find = () => person.ephemerals().findLast((one) => one.shown.includes(text));
  return person.waitFor(find, { ...patience, what: `an answer with “${text}”` });
}

async function type(person: Driver, words: string, text: string): Promise<Clickable> {
  await person.command(channel, words);
  return told(person, text);
}

it("the sample company has a schedule, told with its next three dates", async () => {
  await type(dana, "schedule", "every month on the last day at 09:00 Europe/Berlin");
  await told(dana, "30 Nov 2026 · 31 Dec 2026 · 31 Jan 2027");
});

it("a form makes another one, and says beside the field what is wrong", async () => {
  await dana.command(channel, "schedule new usage");
  await dana.waitFor(() => dana.modal()?.shown.includes("Next:"), patience);
  expect(dana.modal()?.shown).toContain("usage");
  expect(dana.modal()?.shown).toContain("Today its selection takes in 45 accounts.");
  await dana.clickInModal("every", "week");
  await dana.waitFor(() => dana.modal()?.shown.includes("Every week on Monday"), patience);
  await dana.fill("key", "Not a name");
  expect(await dana.submit()).toMatchObject({ errors: { key: expect.stringContaining("small") } });
  await dana.fill("key", "usage-weekly");
  await dana.submit();
  await told(dana, "The schedule usage-weekly is saved. It rings on 23 Nov 2026 at 09:00");
  expect(await company.world.books.listSchedules()).toMatchObject([
    { key: "monthly" },
    { key: "usage-weekly", plan: { rhythm: { every: "week", weekday: "monday" } }, channel },
  ]);
});

it("buttons and words pause, resume and remove it, and a typing error is guessed", async () => {
  const list = await type(dana, "schedule show usage-weekly", "Owned by Dana Weber");
  await dana.click(list, "Pause");
  await told(dana, "The schedule usage-weekly is paused.");
  await type(dana, "schedule show usage-weakly", "Did you mean usage-weekly?");
  await type(dana, "schedule pasue monthly", "Did you mean /billrun schedule pause?");
  await type(lee, "schedule remove usage-weekly", "You may not change schedules");
  await type(dana, "schedule remove usage-weekly", "The schedule usage-weekly is removed.");
});

it("a month later it has rung, and waits for Lee on his home page", async () => {
  company.clock.moveTo("2026-12-22");
  await ringSchedules(company.world);
  await runReaches(company.world, 1, "awaiting-approval");
  await lee.openHome();
  await lee.waitFor(() => lee.home()?.shown.includes("BR-1"), patience);
  const shown = lee.home()?.shown ?? "";
  expect(shown).toContain("November 2026");
  expect(shown).toContain("0 of 1 so far");
  expect(shown).toContain("monthly on 31 Dec 2026 at 09:00 Europe/Berlin");
  expect(shown).toContain("You are an approver");
  await dana.waitFor(
    () => dana.messages(channel).some((one) => one.shown.includes("Waiting for")),
    patience,
  );
});

it("he approves there, and the page is drawn anew", async () => {
  await lee.clickInHome("Approve");
  const isDone = () => lee.home()?.shown.includes("Nothing waits for your approval");
  await lee.waitFor(isDone, patience);
  await runReaches(company.world, 1, "approved");
});

it("Dana sees what she may do; a guest is told calmly whom to ask", async () => {
  await dana.openHome();
  await dana.waitFor(() => dana.home()?.shown.includes("Preview this month"), patience);
  await dana.clickInHome("home_preview_month");
  await runReaches(company.world, 2, "previewed");
  const gus = company.slack.person("U0GUS");
  await gus.openHome();
  await gus.waitFor(() => gus.home()?.shown.includes("can give you access"), patience);
  expect(gus.home()?.shown).toContain("not for guests");
});

it("an account and an invoice are looked up, or the nearest one is named", async () => {
  await dana.command(channel, "launch BR-1");
  await runReaches(company.world, 1, "completed");
  await type(dana, "account acme", "Acme Manufacturing, Inc.");
  await told(dana, "INV-2026-000001");
  await type(dana, "account acmee", "Did you mean acme");
  await type(dana, "invoice inv-2026-1", "Posted by BR-1");
  await type(dana, "invoice 7", "Did you mean INV-2026-000007?");
  expect(await company.world.books.checkInvariants()).toEqual([]);
});
