import type { ModalView } from "@slack/web-api";
import { formatProblem, isRecord } from "./block-checks.ts";
import { type Answer, deliver } from "./delivery.ts";
import { checkInputs } from "./input-checks.ts";
import type { OpenView } from "./model.ts";
import { interactionBase, interactionParcel, type Slack } from "./payloads.ts";
import { viewJson } from "./slack-json.ts";
import { issueTrigger } from "./triggers.ts";
import { validateView } from "./validate-blocks.ts";
import { closeModals, pushModal, topModal, updateView } from "./views.ts";
import { changed } from "./workspace.ts";

const TROUBLE = "We had some trouble connecting. Try again?";

/** What a submission led to. `errors` are by block id; empty means that it went through. */
export type SubmitOutcome = { errors: Record<string, string>; notice: string | null };

/**
 * Submits the modal a person sees. Slack itself refuses missing and impossible input before the
 * app hears of it; the app's answer closes, replaces, pushes, or shows errors.
 */
export async function submitModal(slack: Slack, personId: string): Promise<SubmitOutcome> {
  const { workspace } = slack;
  const open = topModal(workspace, personId);
  if (!open) throw new Error("There is no modal to submit");
  open.notice = null;
  open.errors = checkInputs(open);
  changed(workspace, "modal");
  if (Object.keys(open.errors).length > 0) return { errors: open.errors, notice: null };
  const payload = {
    type: "view_submission",
    ...interactionBase(workspace, personId),
    trigger_id: issueTrigger(workspace, personId, { viewId: open.id, channelId: open.channelId })
      .id,
    view: viewJson(workspace, open),
    response_urls: [],
  };
  const summary = `${open.view.callback_id || "modal"} submitted`;
  const answer = await deliver(
    slack.courier,
    interactionParcel("view_submission", summary, payload),
  );
  applyAnswer(slack, open, answer);
  changed(workspace, "modal");
  return { errors: open.errors, notice: open.notice };
}

function applyAnswer(slack: Slack, open: OpenView, answer: Answer): void {
  const { workspace } = slack;
  const body = answer.outcome === "answered" ? parseJson(answer.body) : null;
  if (!body) {
    open.notice = TROUBLE;
    return;
  }
  switch (body["response_action"]) {
    case undefined:
      closeOne(slack, open);
      return;
    case "clear":
      closeModals(workspace, open.personId, "all");
      return;
    case "errors":
      open.errors = readErrors(open, body["errors"]);
      if (Object.keys(open.errors).length === 0) open.notice = TROUBLE;
      return;
    case "update":
    case "push":
      showNext(slack, open, body);
      return;
    default:
      open.notice = TROUBLE;
  }
}

function showNext(slack: Slack, open: OpenView, body: Record<string, unknown>): void {
  const problems = validateView(body["view"]);
  if (problems.length > 0) {
    open.notice = problems.map(formatProblem).join(" ");
    return;
  }
  const view = body["view"] as ModalView;
  const shown =
    body["response_action"] === "push"
      ? pushModal(slack.workspace, open.personId, view, open.channelId)
      : updateView(slack.workspace, open, view);
  if (typeof shown === "string") open.notice = `${TROUBLE} (${shown})`;
}

// Only errors of input blocks that are there can be shown; Slack ignores the others.
function readErrors(open: OpenView, errors: unknown): Record<string, string> {
  if (!isRecord(errors)) return {};
  const inputs = new Set(
    open.blocks.filter((block) => block.type === "input").map((block) => block.block_id),
  );
  const known = Object.entries(errors).filter(
    (entry): entry is [string, string] => inputs.has(entry[0]) && typeof entry[1] === "string",
  );
  return Object.fromEntries(known);
}

function closeOne(slack: Slack, open: OpenView): void {
  const { workspace } = slack;
  const stack = workspace.modals.get(open.personId) ?? [];
  workspace.modals.set(
    open.personId,
    stack.filter((one) => one !== open),
  );
}

function parseJson(body: string): Record<string, unknown> | null {
  if (body.trim() === "") return {};
  try {
    const json: unknown = JSON.parse(body);
    return isRecord(json) ? json : null;
  } catch {
    return null;
  }
}

/**
 * Closes the modal a person sees, as Cancel or the cross do, and tells the app if it asked for
 * that. With `clear_on_close` the whole stack goes.
 */
export async function closeModal(slack: Slack, personId: string): Promise<void> {
  const { workspace } = slack;
  const open = topModal(workspace, personId);
  if (open?.view.type !== "modal") return;
  const isCleared = open.view.clear_on_close ?? false;
  const closed = closeModals(workspace, personId, isCleared ? "all" : "top");
  for (const view of closed) {
    if (view.view.type !== "modal" || !view.view.notify_on_close) continue;
    const payload = {
      type: "view_closed",
      ...interactionBase(workspace, personId),
      view: viewJson(workspace, view),
      is_cleared: isCleared,
    };
    const summary = `${view.view.callback_id || "modal"} closed`;
    await deliver(slack.courier, interactionParcel("view_closed", summary, payload));
  }
}
