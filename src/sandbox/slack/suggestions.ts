import { isRecord } from "./block-checks.ts";
import { contentOf, type Target } from "./clicks.ts";
import { deliver } from "./delivery.ts";
import type { PlacedElement } from "./elements.ts";
import type { OptionValue } from "./model.ts";
import { interactionBase, interactionParcel, type Slack } from "./payloads.ts";
import { viewJson } from "./slack-json.ts";
import { findView } from "./views.ts";

/** Asks the app for the options of an external select. Nothing comes if the app is silent. */
export async function suggestOptions(
  slack: Slack,
  ask: { personId: string; target: Target; placed: PlacedElement; typed: string },
): Promise<OptionValue[]> {
  const { workspace } = slack;
  if (!contentOf(slack, ask.target, ask.personId)) return [];
  const { target } = ask;
  const open = target.kind === "view" ? findView(workspace, target.viewId) : undefined;
  const payload = {
    type: "block_suggestion",
    ...interactionBase(workspace, ask.personId),
    container:
      target.kind === "view"
        ? { type: "view", view_id: target.viewId }
        : { type: "message", message_ts: target.ts },
    ...(target.kind === "message" ? { channel: { id: target.channelId, name: "" } } : {}),
    ...(open ? { view: viewJson(workspace, open) } : {}),
    action_id: ask.placed.actionId,
    block_id: ask.placed.blockId,
    value: ask.typed,
  };
  const answer = await deliver(
    slack.courier,
    interactionParcel("block_suggestion", `${ask.placed.actionId}: “${ask.typed}”`, payload),
  );
  return answer.outcome === "answered" ? readOptions(answer.body) : [];
}

function readOptions(body: string): OptionValue[] {
  try {
    const json: unknown = JSON.parse(body);
    if (!isRecord(json)) return [];
    const groups = Array.isArray(json["option_groups"]) ? json["option_groups"] : [];
    const grouped = groups.flatMap((group) =>
      isRecord(group) && Array.isArray(group["options"]) ? group["options"] : [],
    );
    const own = Array.isArray(json["options"]) ? json["options"] : [];
    return [...own, ...grouped].filter(isOption).slice(0, 100);
  } catch {
    return [];
  }
}

function isOption(option: unknown): option is OptionValue {
  return (
    isRecord(option) &&
    typeof option["value"] === "string" &&
    isRecord(option["text"]) &&
    typeof option["text"]["text"] === "string"
  );
}
