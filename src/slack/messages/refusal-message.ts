import type { Refusal } from "../../operations/refusal.ts";
import { type SlackMessage, section } from "../blocks.ts";
import { safeText } from "../text/safe-text.ts";

/** A no, for the one who met it: what stands in the way, and what to do now. */
export function refusalMessage(refusal: Refusal): SlackMessage {
  const text = [refusal.message, refusal.remedy ?? ""]
    .map((part) => part.trim())
    .join(" ")
    .trim();
  return { text: safeText(text), blocks: [section(safeText(text))] };
}
