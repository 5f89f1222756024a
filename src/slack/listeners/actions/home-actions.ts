import { createBillRun } from "../../../operations/bill-runs/create-bill-run.ts";
import { defaultRunRequest } from "../../../operations/bill-runs/parse-run-filters.ts";
import { retryBillRun } from "../../../operations/bill-runs/retry-bill-run.ts";
import { showBillRun } from "../../../operations/bill-runs/show-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { todayOf } from "../../../operations/today.ts";
import { homeActionIds, readLatestRun } from "../../home-buttons.ts";
import { unreadableButton } from "../../messages/notice-message.ts";
import { emptyDraft } from "../../run-draft.ts";
import { readRunReference } from "../../run-reference.ts";
import { createForm, drawCreateForm } from "../create-form.ts";
import { newRunNotice } from "../new-run-notice.ts";
import type { ElementAction } from "./element-action.ts";

/** The month's run for everybody; its card comes to the person's messages with the app. */
const previewMonth: ElementAction = {
  actionId: homeActionIds.previewMonth,
  act: () => ({ action: "slack.preview", subject: "home" }),
  run: async ({ world, actor, slackId, value }) => {
    const after = readLatestRun(value);
    if (after === null) return unreadableButton();
    const made = await createBillRun(world, actor, {
      ...defaultRunRequest(await todayOf(world)),
      channel: slackId,
      // The page as it was seen makes one run, however often its button is clicked.
      requestKey: `home:${actor.member.id}:${after}`,
      preview: true,
    });
    return isRefusal(made) ? made : newRunNotice(made, slackId);
  },
};

const newRun: ElementAction = {
  actionId: homeActionIds.newRun,
  act: () => ({ action: "slack.create", subject: "home" }),
  title: createForm.title,
  open: async ({ world, actor, slackId }) => {
    const draft = emptyDraft(defaultRunRequest(await todayOf(world)));
    return drawCreateForm(world, actor, draft, { channel: slackId, more: false });
  },
};

const retry: ElementAction = {
  actionId: homeActionIds.retry,
  act: (value) => {
    const seen = readRunReference(value);
    return { action: "slack.retry", subject: seen ? `BR-${seen.run}` : "bill run" };
  },
  run: async ({ world, actor, slackId, value }) => {
    const seen = readRunReference(value);
    if (!seen) return unreadableButton();
    const number = seen.run;
    const view = await showBillRun(world, actor, { number });
    if (isRefusal(view)) return view;
    // Where the first run's card stands, people expect the second one's.
    const channel = (await world.books.cardChannel(view.run.id)) ?? slackId;
    const requestKey = `retry:${number}:${seen.digest ?? ""}`;
    const made = await retryBillRun(world, actor, { number, channel, requestKey });
    return isRefusal(made) ? made : newRunNotice(made, channel);
  },
};

/** What stands behind the buttons that only the home page has. */
export const homeActions: readonly ElementAction[] = [previewMonth, newRun, retry];
