import type { ModalView } from "@slack/web-api";
import { isRefusal, type Refusal } from "../operations/refusal.ts";
import type { SlackMessage } from "./blocks.ts";
import type { Caller, SlackDesk } from "./caller.ts";
import { errorMessage, unopenedMessage } from "./messages/error-message.ts";
import { refusalMessage } from "./messages/refusal-message.ts";
import { messageView } from "./modals/plain-view.ts";
import { noted, noteOutcome } from "./request-trail.ts";
import { errorFields } from "./slack-log.ts";
import { isPersonId } from "./text/people-text.ts";

/** An answer that did not come within this is given up; Slack's own client uses the same. */
const respondWithinMs = 2_500;

/** Tells only the one who acted: by the response_url, else in an ephemeral or direct message. */
export async function tell(
  desk: SlackDesk,
  caller: Caller,
  answer: SlackMessage | Refusal,
): Promise<void> {
  noted(caller, answer);
  const message = isRefusal(answer) ? refusalMessage(answer) : answer;
  const { channel, slackId: user, responseUrl, correlationId } = caller;
  if (responseUrl && desk.mayRespondTo(responseUrl)) {
    try {
      return await respond(responseUrl, message);
    } catch (error) {
      // It works five times within half an hour; the Web API tells the person all the same.
      desk.log.warn({ ...errorFields(error), correlationId }, "an answer goes another way");
    }
  }
  if (channel === null || isPersonId(channel)) {
    await desk.client.chat.postMessage({ channel: user, ...message });
  } else {
    await desk.client.chat.postEphemeral({ channel, user, ...message });
  }
}

async function respond(url: string, message: SlackMessage): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ response_type: "ephemeral", replace_original: false, ...message }),
    redirect: "error",
    signal: AbortSignal.timeout(respondWithinMs),
  });
  if (!response.ok) throw new Error(`the response_url answered ${response.status}`);
}

/** Logs what broke under the caller's reference, and tells the person. */
export async function tellTrouble(desk: SlackDesk, caller: Caller, error: unknown): Promise<void> {
  await tellBroken(desk, caller, error, errorMessage(caller.correlationId));
}

/** The same where Slack opened no modal, before anything was done. */
export async function tellUnopened(desk: SlackDesk, caller: Caller, error: unknown): Promise<void> {
  await tellBroken(desk, caller, error, unopenedMessage(caller.correlationId));
}

async function tellBroken(
  desk: SlackDesk,
  caller: Caller,
  error: unknown,
  message: SlackMessage,
): Promise<void> {
  logTrouble(desk, caller, error);
  try {
    await tell(desk, caller, message);
  } catch (second) {
    desk.log.warn({ ...errorFields(second), ...reference(caller) }, "the person was not told");
  }
}

/** The same inside a modal that is already open. */
export async function showTrouble(
  desk: SlackDesk,
  caller: Caller,
  viewId: string,
  error: unknown,
): Promise<void> {
  logTrouble(desk, caller, error);
  try {
    const view = messageView("It did not work", errorMessage(caller.correlationId));
    await desk.client.views.update({ view_id: viewId, view });
  } catch (second) {
    desk.log.warn({ ...errorFields(second), ...reference(caller) }, "the person was not told");
  }
}

/** A modal that says what a refusal or a message says. */
export function viewOf(title: string, answer: SlackMessage | Refusal): ModalView {
  return messageView(title, isRefusal(answer) ? refusalMessage(answer) : answer);
}

function logTrouble(desk: SlackDesk, caller: Caller, error: unknown): void {
  noteOutcome(caller, "failed");
  desk.log.error({ ...errorFields(error), ...reference(caller) }, "a request from Slack failed");
}

function reference(caller: Caller): object {
  return { correlationId: caller.correlationId, slackId: caller.slackId };
}
