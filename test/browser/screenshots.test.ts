import { join } from "node:path";
import { expect, it } from "vitest";
import { become, card, openSample, type } from "./open-page.ts";

// SCREENSHOTS=/tmp npm run test:browser -- screenshots; docs/sandbox.png is one of them.
const folder = process.env["SCREENSHOTS"];

it.runIf(folder)("the pictures of the sandbox are taken", { timeout: 120_000 }, async () => {
  const { page, complaints, stop } = await openSample();
  const take = async (name: string) => {
    await page.mouse.move(5, 500);
    await page.waitForTimeout(900);
    await page.screenshot({ path: join(folder ?? "", `${name}.png`) });
  };
  try {
    await take("welcome");
    await type(page, "/billrun preview");
    await page.getByRole("dialog").getByLabel("Target date").waitFor();
    await take("form");
    await page.getByTestId("modal-submit").click();
    const first = card(page, "BR-1");
    await first.getByRole("button", { name: "Ask for approval" }).waitFor();
    await take("previewed");
    await first.getByRole("button", { name: "Look closer" }).click();
    await page.getByRole("dialog").waitFor();
    await take("look-closer");
    await page.getByTestId("modal-close").click();
    await first.getByRole("button", { name: "Ask for approval" }).click();
    await first.getByRole("button", { name: "Approve" }).click();
    await page.getByText("somebody else approves it").waitFor();
    await take("refused");
    await become(page, "Lee Okafor");
    await first.getByRole("button", { name: "Approve" }).click();
    await first.getByText("Approved by @Lee Okafor").waitFor();
    await become(page, "Dana Weber");
    await page.getByText("Under the hood", { exact: true }).click();
    await page.getByText("150 now").waitFor();
    await take("under-the-hood");
    await page.getByRole("button", { name: "Acme adds 2 seats" }).click();
    await page.getByText("152 now").waitFor();
    await page.getByText("Under the hood", { exact: true }).click();
    await first.getByRole("button", { name: "Launch" }).click();
    await page.locator("dialog#confirm").getByText("Launch BR-1?").waitFor();
    await take("launch");
    await page.locator("dialog#confirm").getByRole("button", { name: "Launch" }).click();
    await first.getByRole("button", { name: "Retry the 1" }).waitFor();
    await first.getByTestId("replies").click();
    await page.getByTestId("thread").getByText("BR-1 completed").waitFor();
    const dismiss = page.getByTestId("messages").getByRole("button", { name: "Dismiss" });
    for (let left = await dismiss.count(); left > 0; left--) {
      await dismiss.first().click();
      await dismiss.nth(left - 1).waitFor({ state: "detached" });
    }
    await page.evaluate("document.activeElement?.blur()");
    await page.waitForTimeout(1_500);
    await first.evaluate((one) => (one as { scrollIntoView?: () => void }).scrollIntoView?.());
    await take("sandbox");
    await page.setViewportSize({ width: 1024, height: 700 });
    await take("narrow");
    await page.setViewportSize({ width: 1400, height: 900 });
    await page.getByRole("link", { name: "Close the thread" }).click();
    await type(page, "/billrun explain acme BR-1");
    await page.getByText("(acme) · BR-1").waitFor();
    await type(page, "/billrun explain nordwind BR-1");
    await page.getByText("(nordwind) · BR-1").waitFor();
    await type(page, "/billrun list");
    await take("explained");
    await type(page, "/billrun help");
    await page.getByText("A month of billing").waitFor();
    await first.getByRole("button", { name: "Exceptions" }).click();
    await take("answers");
    await page.getByTestId("app-home").click();
    await take("home");
  } finally {
    await stop();
  }
  expect(complaints).toEqual([]);
});
