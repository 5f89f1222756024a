import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import {
  answer,
  become,
  card,
  home,
  leaveModal,
  openSample,
  request,
  tell,
  type,
  underTheHood,
  visit,
} from "./open-page.ts";
import { smallPng } from "./small-png.ts";
import { letTwoAgree } from "./two-agree.ts";

// SCREENSHOTS=docs npm run test:browser -- screenshots takes the pictures of the README.
const folder = process.env["SCREENSHOTS"];

/** The README shows pictures side by side: the empty right of wide messages is left out. */
const mostPixels = 780;
/** A picture is no heavier than a page of text. */
const mostBytes = 120_000;

/** Moves the pointer away, lets everything come to rest, and takes a picture of one thing. */
async function take(page: Page, name: string, what: Locator, width = mostPixels): Promise<void> {
  await page.evaluate("document.activeElement?.blur()");
  await page.mouse.move(5, 500);
  await what.scrollIntoViewIfNeeded();
  await page.waitForTimeout(900);
  const box = await what.boundingBox();
  if (!box) throw new Error(`${name} is not on the page`);
  const clip = { ...box, width: Math.min(box.width, width) };
  const picture = smallPng(await page.screenshot({ clip }));
  expect(picture.length).toBeLessThan(mostBytes);
  await writeFile(join(folder ?? "", `${name}.png`), picture);
}

/** Puts away what only the person at the keyboard sees. */
async function dismissAll(page: Page): Promise<void> {
  const dismiss = page.getByTestId("messages").getByRole("button", { name: "Dismiss" });
  for (let left = await dismiss.count(); left > 0; left--) {
    await dismiss.first().click();
    await dismiss.nth(left - 1).waitFor({ state: "detached" });
  }
}

const size = { width: 1180, height: 770 };
/** High enough for a form that would scroll. */
const tall = { width: 1180, height: 1120 };

it.runIf(folder)("the pictures of the README are taken", { timeout: 120_000 }, async () => {
  const { page, company, complaints, stop } = await openSample(size);
  const dialog = page.getByRole("dialog").last();
  const first = card(page, "BR-1");
  // An hour at which all of them work.
  company.clock.moveToInstant(new Date("2026-11-23T14:05:00Z"));
  try {
    await letTwoAgree(page);
    await become(page, "Dana Weber");
    await type(page, "/billrun schedule");
    await answer(page).getByText("every month on the last day").waitFor();
    await take(page, "schedule", answer(page));
    await page.setViewportSize(tall);
    await type(page, "/billrun create");
    await dialog.getByText("45 accounts").waitFor();
    await dialog.getByLabel("Name").fill("November");
    await dialog.getByLabel("Target date").fill("2026-11-30");
    await dialog.getByLabel("enterprise", { exact: true }).check();
    await dialog.getByText(/^(?!45)\d+ accounts$/).waitFor();
    await take(page, "create", dialog);
    await dialog.getByLabel("enterprise", { exact: true }).uncheck();
    await dialog.getByText("45 accounts").waitFor();
    await dialog.getByTestId("modal-submit").click();
    await page.setViewportSize(size);
    await first.getByRole("button", { name: "Look closer" }).click();
    await dialog.getByText("largest bills first").waitFor();
    await dialog.getByRole("combobox").selectOption("finding:first-bill");
    await dialog.getByText("1–3, largest bills first").waitFor();
    await take(page, "closer", dialog);
    await leaveModal(page);
    await first.getByRole("button", { name: "Ask for approval" }).click();
    await type(page, "/billrun quotes Q-88");
    await dialog.getByText("48,000.00 USD, and tax").waitFor();
    await dialog.getByTestId("modal-submit").click();
    await tell(page, "Nothing is posted before that.");
    await become(page, "Lee Okafor");
    await home(page);
    await page.getByTestId("home").getByText("Quote Q-88").waitFor();
    await take(page, "home", page.getByTestId("home"));
    await visit(page, "billing");
    await first.getByRole("button", { name: "Approve BR-1", exact: true }).click();
    await first.getByText("1 so far (@Lee Okafor)").waitFor();
    await dismissAll(page);
    await take(page, "approval", first);
    await become(page, "Priya Raman");
    await take(page, "quote", request(page, "Quote Q-88"));
    await first.getByRole("button", { name: "Approve BR-1", exact: true }).click();
    await first.getByRole("button", { name: "Launch" }).waitFor();
    await become(page, "Dana Weber");
    await underTheHood(page, async () => {
      await page.getByRole("button", { name: "Acme adds 2 seats" }).click();
      await page.getByText("152 now").waitFor();
    });
    await first.getByRole("button", { name: "Launch" }).click();
    await page.locator("dialog#confirm").getByRole("button", { name: "Launch" }).click();
    await first.getByRole("button", { name: "Retry the 1" }).waitFor();
    await first.getByTestId("replies").click();
    await page.getByTestId("thread").getByText("BR-1 completed").waitFor();
    await dismissAll(page);
    await first.evaluate((one) => (one as { scrollIntoView?: () => void }).scrollIntoView?.());
    await take(page, "sandbox", page.locator("body"), size.width);
  } finally {
    await stop();
  }
  expect(complaints).toEqual([]);
});
