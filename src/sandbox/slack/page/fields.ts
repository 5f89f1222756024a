import type { Target } from "../clicks.ts";

/*
 * How block and action ids travel through form fields. Both may hold any character.
 */

/** The form field that holds an element's value. */
export function fieldName(blockId: string, actionId: string): string {
  return `v|${encodeURIComponent(blockId)}|${encodeURIComponent(actionId)}`;
}

/** The value of the `act` field: which element was used, and with which option of a menu. */
export function actKey(blockId: string, actionId: string, option?: string): string {
  return JSON.stringify(option === undefined ? [blockId, actionId] : [blockId, actionId, option]);
}

/** Reads an `act` field; null if it is none. */
export function parseActKey(
  key: string,
): { blockId: string; actionId: string; option: string | undefined } | null {
  try {
    const parts: unknown = JSON.parse(key);
    if (!Array.isArray(parts) || !parts.every((part) => typeof part === "string")) return null;
    const [blockId = "", actionId = "", option] = parts as string[];
    return { blockId, actionId, option };
  } catch {
    return null;
  }
}

/** Hidden fields that say what a form acts on. */
export function targetFields(target: Target): Record<string, string> {
  if (target.kind === "view") return { target: "view", view: target.viewId };
  if (target.kind === "ephemeral") return { target: "ephemeral", ts: target.ts };
  return { target: "message", channel: target.channelId, ts: target.ts };
}

/** The target of a posted form. */
export function targetFrom(form: FormData): Target {
  const text = (name: string) => String(form.get(name) ?? "");
  if (text("target") === "view") return { kind: "view", viewId: text("view") };
  if (text("target") === "ephemeral") return { kind: "ephemeral", ts: text("ts") };
  return { kind: "message", channelId: text("channel"), ts: text("ts") };
}
