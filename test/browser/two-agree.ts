import type { Page } from "playwright-core";
import { become, leaveModal, request, tell, type } from "./open-page.ts";

/** Alex proposes that everything takes two people, one a controller; Lee agrees to it. */
export async function letTwoAgree(page: Page): Promise<void> {
  await become(page, "Alex Moreau");
  await type(page, "/billrun settings approvals");
  const form = page.getByRole("dialog").last();
  await form.getByText("Anything of any amount: 1 person.").waitFor();
  await form.getByRole("button", { name: "Change…" }).click();
  const choose = (field: string, label: string) =>
    form.locator(`[data-block-id=${field}] select`).selectOption({ label });
  await choose("votes_0", "2 people");
  await choose("controllers_0", "One a controller");
  await form.getByTestId("modal-submit").click();
  await tell(page, "It holds once others have agreed to it.");
  await leaveModal(page);
  await become(page, "Lee Okafor");
  const policy = request(page, "Change of the approval policy");
  await policy.getByRole("button", { name: /^Approve(?! with)/ }).click();
  await policy.getByText("Approved by @Lee Okafor").waitFor();
}
