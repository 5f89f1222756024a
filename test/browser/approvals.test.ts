import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { become, card, type Opened, openSample, type } from "./open-page.ts";

let opened: Opened;

beforeAll(async () => {
  opened = await openSample();
});
afterAll(() => opened.stop());

const folder = process.env["SCREENSHOTS"];

async function look(name: string): Promise<void> {
  if (folder) await opened.page.screenshot({ path: join(folder, `${name}.png`) });
}

it("a policy is changed in a form, and Lee agrees to it", async () => {
  const { page } = opened;
  await become(page, "Alex Moreau");
  await type(page, "/billrun settings approvals");
  const shown = page.getByRole("dialog").last();
  await shown.getByText("Anything of any amount: 1 person.").waitFor();
  await look("policy");
  await shown.getByRole("button", { name: "Change…" }).click();
  const form = page.getByRole("dialog").last();
  await form.getByText("Tier 2").waitFor();
  const limit = form.getByLabel("Approvers type the total above");
  await limit.scrollIntoViewIfNeeded();
  await limit.fill("much");
  await form.getByTestId("modal-submit").click();
  await form.getByText("“much” is no amount.").waitFor();
  await look("policy-form");
  await limit.fill("1,000");
  await form.getByTestId("modal-submit").click();
  // What holds still stands there, and beside it what was just proposed.
  await page.getByRole("dialog").last().getByText("A change of it does not hold yet.").waitFor();
  await look("policy-waiting");
  await page.getByRole("dialog").last().getByText("Close", { exact: true }).click();
  await page.getByText("It holds once others have agreed to it.").first().waitFor();
  await become(page, "Lee Okafor");
  const approve = page.getByRole("button", { name: "Approve policy", exact: true });
  await approve.waitFor();
  await look("policy-card");
  await approve.click();
  await page.getByText("Approved by").first().waitFor();
});

it("a run above the limit takes its total, typed as it stands on the card", async () => {
  const { page } = opened;
  await become(page, "Dana Weber");
  await type(page, "/billrun preview target:2026-11-30 account:acme");
  await card(page, "BR-1").getByRole("button", { name: "Ask for approval" }).click();
  await card(page, "BR-1").getByText("Waiting for approval: 1 of 3").waitFor();
  await become(page, "Lee Okafor");
  const [total = ""] = /[\d,]+\.\d\d(?= [A-Z]{3} in)/.exec(
    (await card(page, "BR-1").textContent()) ?? "",
  ) ?? [""];
  await card(page, "BR-1").getByRole("button", { name: "Approve BR-1" }).click();
  const form = page.getByRole("dialog").last();
  await form.getByLabel("Comment").fill("looks right");
  await form.getByLabel(/as the card shows it/).fill("12");
  await form.getByTestId("modal-submit").click();
  await form.getByText("That is not the total of BR-1").waitFor();
  await look("approve-typed");
  expect(await form.textContent()).not.toContain(total);
  await form.getByLabel(/as the card shows it/).fill(total);
  await form.getByTestId("modal-submit").click();
  await card(page, "BR-1")
    .getByText(/Approved by .*“looks right”/)
    .waitFor();
  await look("approved");
  expect(opened.complaints).toEqual([]);
});
