import type { ResponseUrl, Trigger } from "./model.ts";
import { newId, type Workspace } from "./workspace.ts";

/** A trigger opens one modal, and only this long. */
export const TRIGGER_MS = 3_000;
/** A response_url works this long and this often. */
export const RESPONSE_URL_MS = 30 * 60_000;
const RESPONSE_URL_USES = 5;

/** Hands out the right to open one modal, after something a person did in a channel or a view. */
export function issueTrigger(
  workspace: Workspace,
  personId: string,
  place: { viewId?: string; channelId?: string | null } = {},
): Trigger {
  const { viewId = null, channelId = null } = place;
  const id = `${workspace.wallMs()}.${workspace.team.id.length}.${newId("t").toLowerCase()}`;
  const issuedMs = workspace.wallMs();
  const trigger: Trigger = { id, personId, issuedMs, isUsed: false, viewId, channelId };
  workspace.triggers.set(id, trigger);
  return trigger;
}

/**
 * Uses a trigger up. Refusals, as Slack words them: `invalid_trigger_id`, `exchanged_trigger_id`
 * (used before), `expired_trigger_id` (older than three seconds).
 */
export function exchangeTrigger(workspace: Workspace, id: string): Trigger | string {
  const trigger = workspace.triggers.get(id);
  if (!trigger) return "invalid_trigger_id";
  if (trigger.isUsed) return "exchanged_trigger_id";
  if (workspace.wallMs() - trigger.issuedMs > TRIGGER_MS) return "expired_trigger_id";
  trigger.isUsed = true;
  return trigger;
}

/** Hands out a response_url for a command or a click. Returns its id. */
export function issueResponseUrl(
  workspace: Workspace,
  url: Pick<ResponseUrl, "personId" | "channelId" | "origin">,
): string {
  const id = newId("r").toLowerCase();
  workspace.responseUrls.set(id, {
    ...url,
    id,
    issuedMs: workspace.wallMs(),
    usesLeft: RESPONSE_URL_USES,
  });
  return id;
}

/** Takes one use of a response_url. Refusals: `expired_url`, `used_url`. */
export function takeResponseUrl(workspace: Workspace, id: string): ResponseUrl | string {
  const url = workspace.responseUrls.get(id);
  if (!url || workspace.wallMs() - url.issuedMs > RESPONSE_URL_MS) return "expired_url";
  if (url.usesLeft === 0) return "used_url";
  url.usesLeft -= 1;
  return url;
}
