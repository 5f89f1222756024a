import type { KnownBlock } from "@slack/web-api";
import { failureNotice } from "./commands.ts";
import { findMessage } from "./conversations.ts";
import { type Answer, deliver } from "./delivery.ts";
import type { ShownBlocks } from "./earlier-blocks.ts";
import { holdsValue, stateOf, valueFrom } from "./element-values.ts";
import { elementLabel, type PlacedElement, placedElements } from "./elements.ts";
import type { ElementValue, OptionValue, StateValues } from "./model.ts";
import { interactionBase, interactionParcel, responseAddress, type Slack } from "./payloads.ts";
import { showEphemeral } from "./post.ts";
import { secondsAt } from "./slack-date.ts";
import { messageJson, viewJson } from "./slack-json.ts";
import { issueResponseUrl, issueTrigger } from "./triggers.ts";
import { findView } from "./views.ts";
import { changed, nextTs } from "./workspace.ts";

/** What somebody clicks in: a message, an ephemeral, or a view. */
export type Target =
  | { kind: "message"; channelId: string; ts: string }
  | { kind: "ephemeral"; ts: string }
  | { kind: "view"; viewId: string };

/** The blocks of a target and what a person entered in them; undefined if it is gone. */
export type TargetContent = ShownBlocks & {
  values: StateValues;
  keep: (values: StateValues) => void;
};

/** Looks up what somebody is about to click in. */
export function contentOf(
  slack: Slack,
  target: Target,
  personId: string,
): TargetContent | undefined {
  const { workspace } = slack;
  if (target.kind === "view") {
    const open = findView(workspace, target.viewId);
    if (!open || open.personId !== personId) return undefined;
    const keep = (values: StateValues) => Object.assign(open, { values });
    return { ...shownIn(open), values: open.values, keep };
  }
  if (target.kind === "ephemeral") {
    const shown = workspace.ephemerals.find(
      (one) => one.ts === target.ts && one.personId === personId,
    );
    if (!shown) return undefined;
    const keep = (values: StateValues) => Object.assign(shown, { values });
    return { ...shownIn(shown), values: stateOf(shown.blocks, shown.values), keep };
  }
  const message = findMessage(workspace, target.channelId, target.ts);
  if (!message) return undefined;
  const keep = (values: StateValues) => message.values.set(personId, values);
  const entered = message.values.get(personId) ?? {};
  return { ...shownIn(message), values: stateOf(message.blocks, entered), keep };
}

function shownIn({ blocks, earlierBlocks }: ShownBlocks): ShownBlocks {
  return { blocks, earlierBlocks };
}

/** Finds an element by its action id, by the text on it, or by its block's label. */
export function findElement(blocks: KnownBlock[], wanted: string): PlacedElement | undefined {
  const placed = placedElements(blocks);
  return (
    placed.find((one) => one.actionId === wanted) ??
    placed.find((one) => elementLabel(one.element) === wanted) ??
    placed.find((one) => one.blockId === wanted) ??
    placed.find((one) => one.block.type === "input" && one.block.label.text === wanted)
  );
}

/**
 * Enters a value without telling the app, as typing into a modal does.
 * Throws if the target or the option is not there.
 */
export function enterValue(
  slack: Slack,
  act: { personId: string; target: Target; placed: PlacedElement; given: string[] },
  external: OptionValue[] = [],
): ElementValue {
  const content = contentOf(slack, act.target, act.personId);
  if (!content) throw new Error("What was clicked is not there any more");
  const { blockId, actionId, element } = act.placed;
  const zone = slack.workspace.peopleById.get(act.personId)?.timeZone ?? "UTC";
  // A day and a time are entered as the person's own clock shows them.
  const given = act.given.map((one) =>
    element.type === "datetimepicker" && one.includes("T") ? String(secondsAt(one, zone)) : one,
  );
  const value = valueFrom(element, given, external);
  // What stands there no more tells of a choice, and keeps none.
  const stands = placedElements(content.blocks).some(
    (one) => one.blockId === blockId && one.actionId === actionId,
  );
  if (holdsValue(element) && stands) {
    const block = { ...content.values[blockId], [actionId]: value };
    content.keep({ ...content.values, [blockId]: block });
  }
  return value;
}

/** Clicks a button or chooses in an element, and tells the app with `block_actions`. */
export async function clickElement(
  slack: Slack,
  act: { personId: string; target: Target; placed: PlacedElement; given?: string[] },
  external: OptionValue[] = [],
): Promise<Answer> {
  const { workspace } = slack;
  const value = enterValue(slack, { ...act, given: act.given ?? [] }, external);
  const payload = {
    type: "block_actions",
    ...interactionBase(workspace, act.personId),
    ...targetPayload(slack, act.target, act.personId),
    actions: [actionPayload(act.placed, value, nextTs(workspace))],
  };
  const what = elementLabel(act.placed.element);
  const parcel = interactionParcel("block_actions", `${what} (${act.placed.actionId})`, payload);
  const answer = await deliver(slack.courier, parcel);
  if (answer.outcome !== "answered") tellFailure(slack, act, failureNotice(what, answer));
  return answer;
}

function actionPayload(placed: PlacedElement, value: ElementValue, ts: string) {
  const { element } = placed;
  const shared = { action_id: placed.actionId, block_id: placed.blockId, action_ts: ts };
  if (element.type !== "button") return { ...shared, ...value };
  const { text, value: carried, style, url } = element;
  return {
    ...shared,
    type: "button",
    text: { ...text, emoji: true },
    ...(carried === undefined ? {} : { value: carried }),
    ...(style ? { style } : {}),
    ...(url ? { url } : {}),
  };
}

function targetPayload(slack: Slack, target: Target, personId: string) {
  const { workspace } = slack;
  if (target.kind === "view") {
    const open = findView(workspace, target.viewId);
    return {
      container: { type: "view", view_id: target.viewId },
      trigger_id: issueTrigger(workspace, personId, {
        viewId: target.viewId,
        channelId: open?.channelId ?? null,
      }).id,
      ...(open ? { view: viewJson(workspace, open) } : {}),
    };
  }
  const shown =
    target.kind === "message"
      ? findMessage(workspace, target.channelId, target.ts)
      : workspace.ephemerals.find((one) => one.ts === target.ts);
  const channelId = shown?.channelId ?? "";
  const responseId = issueResponseUrl(workspace, {
    personId,
    channelId,
    origin: { kind: target.kind, ts: target.ts },
  });
  const conversation = workspace.conversations.get(channelId);
  const values = contentOf(slack, target, personId)?.values ?? {};
  return {
    container: {
      type: "message",
      message_ts: target.ts,
      channel_id: channelId,
      is_ephemeral: target.kind === "ephemeral",
      ...(shown?.threadTs ? { thread_ts: shown.threadTs } : {}),
    },
    trigger_id: issueTrigger(workspace, personId, { channelId }).id,
    channel: {
      id: channelId,
      name: conversation?.kind === "im" ? "directmessage" : (conversation?.name ?? ""),
    },
    ...(shown && "userId" in shown ? { message: messageJson(workspace, shown, true) } : {}),
    state: { values },
    response_url: responseAddress(slack, responseId),
  };
}

function tellFailure(slack: Slack, act: { personId: string; target: Target }, text: string): void {
  const { workspace } = slack;
  const { target, personId } = act;
  if (target.kind === "view") {
    const open = findView(workspace, target.viewId);
    if (open) open.notice = text;
    changed(workspace, "modal", "conversation");
    return;
  }
  const channelId =
    target.kind === "message"
      ? target.channelId
      : workspace.ephemerals.find((one) => one.ts === target.ts)?.channelId;
  if (channelId) showEphemeral(workspace, { channelId, personId, text, from: "slack" });
}
