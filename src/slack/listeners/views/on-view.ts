import type { ViewResponseAction, ViewSubmitAction } from "@slack/bolt";
import type { ModalView } from "@slack/web-api";
import { isRefusal, type Refusal } from "../../../operations/refusal.ts";
import type { SlackMessage } from "../../blocks.ts";
import { actorOf, type Caller, type SlackDesk } from "../../caller.ts";
import { oldMessage } from "../../messages/notice-message.ts";
import { waitingView } from "../../modals/plain-view.ts";
import { platformCode } from "../../notifier-trouble.ts";
import { leavingTrail, noted, noteOutcome } from "../../request-trail.ts";
import { showTrouble, tell, tellTrouble, viewOf } from "../../tell.ts";
import { isPersonId } from "../../text/people-text.ts";
import { onHomeOpened } from "../events/on-home-opened.ts";
import { changeRolesForm } from "./change-roles.ts";
import { changeSettingsForm } from "./change-settings.ts";
import { createRunForm } from "./create-run.ts";
import { creditInvoiceForm } from "./credit-invoice.ts";
import { delegateVotesForm } from "./delegate-votes.ts";
import { lookCloserForm } from "./look-closer.ts";
import { pauseRunForm } from "./pause-run.ts";
import { proposePolicyForm } from "./propose-policy.ts";
import { quoteInvoiceForm } from "./quote-invoice.ts";
import { rejectRunForm } from "./reject-run.ts";
import { reverseRunForm } from "./reverse-run.ts";
import type { RunForm, SubmittedForm } from "./run-form.ts";
import { saveScheduleForm } from "./save-schedule.ts";
import { subscribeChannelForm } from "./subscribe-channel.ts";
import { approveForm, rejectForm } from "./vote-on-approval.ts";

/** Every form that people fill in. */
export const forms: readonly RunForm[] = [
  approveForm,
  delegateVotesForm,
  proposePolicyForm,
  changeRolesForm,
  changeSettingsForm,
  createRunForm,
  creditInvoiceForm,
  lookCloserForm,
  pauseRunForm,
  quoteInvoiceForm,
  rejectForm,
  rejectRunForm,
  reverseRunForm,
  saveScheduleForm,
  subscribeChannelForm,
];

/** Slack waits three seconds; a form that takes longer is acknowledged and answered afterwards. */
const answerWithinMs = 2_000;

type Ack = (response?: ViewResponseAction) => Promise<void>;

/**
 * Takes a form: wrong entries are told under their fields, a refusal stands in the form or on top
 * of it, and success closes it with a word to the one who sent it, or shows what was asked for.
 */
export async function onView(
  open: SlackDesk,
  body: ViewSubmitAction,
  ack: Ack,
  correlationId: string,
): Promise<void> {
  const { id: viewId, private_metadata: metadata, state } = body.view;
  const form: SubmittedForm = { viewId, metadata, values: state.values };
  const known = forms.find(({ callback }) => callback === body.view.callback_id);
  const act = known?.act(form) ?? { action: "slack.form", subject: body.view.callback_id };
  const channel = known?.channelOf(form) ?? null;
  const sentBy = { slackId: body.user.id, channel, responseUrl: null, correlationId };
  await leavingTrail(open, sentBy, act, async (desk, caller) => {
    if (!known) {
      noteOutcome(caller, "form_old");
      return ack({ response_action: "update", view: viewOf("Old form", oldMessage()) });
    }
    const errors = known.check(form);
    if (!errors) {
      const beneathId = body.view.previous_view_id ?? null;
      await answerInTime(desk, caller, { known, form, ack, beneathId });
      // A form that was opened on the home page changes what waits there.
      if (channel === null || isPersonId(channel)) {
        await onHomeOpened(desk, sentBy.slackId, correlationId);
      }
      return;
    }
    noteOutcome(caller, "form_invalid");
    await ack({ response_action: "errors", errors: { ...errors } });
  });
}

type Submission = {
  readonly known: RunForm;
  readonly form: SubmittedForm;
  readonly ack: Ack;
  /** The modal that the form was opened on. */
  readonly beneathId: string | null;
};

async function answerInTime(desk: SlackDesk, caller: Caller, submission: Submission) {
  const { known, form, ack } = submission;
  const work = submit(desk, caller, known, form).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  const late = Symbol("late");
  let timer: NodeJS.Timeout | undefined;
  const clock = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), answerWithinMs);
  });
  const first = await Promise.race([work, clock]);
  clearTimeout(timer);
  if (first === late) {
    await ack({ response_action: "update", view: waitingView(known.title) });
    return showLate(desk, caller, submission, await work);
  }
  if ("error" in first) {
    await ack();
    return tellTrouble(desk, caller, first.error);
  }
  await answerForm(desk, caller, submission, first.answer);
  await showBeneath(desk, caller, submission, first.answer);
}

/** What lies beneath a form was drawn before the form changed it. */
async function showBeneath(
  desk: SlackDesk,
  caller: Caller,
  { known, form, beneathId }: Submission,
  answer: SlackMessage | Refusal | ModalView,
): Promise<void> {
  if (!known.beneath || beneathId === null || isRefusal(answer) || "type" in answer) return;
  try {
    const actor = await actorOf(desk, caller, known.act(form));
    const view = isRefusal(actor) ? actor : await known.beneath({ world: desk.world, actor, form });
    if (!isRefusal(view)) await desk.client.views.update({ view_id: beneathId, view });
  } catch (error) {
    // Closed by the person meanwhile: there is nobody to show anything to.
    if (platformCode(error) === "not_found") return;
    desk.log.warn({ correlationId: caller.correlationId }, `not drawn anew: ${String(error)}`);
  }
}

async function submit(desk: SlackDesk, caller: Caller, known: RunForm, form: SubmittedForm) {
  const actor = await actorOf(desk, caller, known.act(form));
  if (isRefusal(actor)) return actor;
  const { world, people } = desk;
  return noted(caller, await known.submit({ world, people, actor, form }));
}

async function answerForm(
  desk: SlackDesk,
  caller: Caller,
  { known, ack }: Submission,
  answer: SlackMessage | Refusal | ModalView,
): Promise<void> {
  if ("type" in answer) return ack({ response_action: "update", view: answer });
  if (!isRefusal(answer)) {
    await ack();
    try {
      return await tell(desk, caller, answer);
    } catch (error) {
      desk.log.warn({ correlationId: caller.correlationId }, `not told: ${String(error)}`);
      return;
    }
  }
  const field = known.fieldOf(answer);
  if (field === null) {
    return ack({ response_action: "push", view: viewOf(known.title, answer) });
  }
  const sentence = `${answer.message} ${answer.remedy ?? ""}`.trim();
  await ack({ response_action: "errors", errors: { [field]: sentence.slice(0, 300) } });
}

async function showLate(
  desk: SlackDesk,
  caller: Caller,
  { known, form }: Submission,
  late: { answer: SlackMessage | Refusal | ModalView } | { error: unknown },
): Promise<void> {
  if ("error" in late) return showTrouble(desk, caller, form.viewId, late.error);
  const { answer } = late;
  const view = "type" in answer ? answer : viewOf(known.title, answer);
  await desk.client.views.update({ view_id: form.viewId, view });
}
