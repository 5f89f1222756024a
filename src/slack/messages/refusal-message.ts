import type { Button } from "@slack/web-api";
import type { Refusal } from "../../operations/refusal.ts";
import { buttons, type SlackMessage, section } from "../blocks.ts";
import { clockText } from "../text/day-text.ts";
import { safeText } from "../text/safe-text.ts";

/** A no, for the one who met it: what stands in the way, what to do now, and a button for it. */
export function refusalMessage(refusal: Refusal, offered: readonly Button[] = []): SlackMessage {
  const { message, remedy, at } = refusal;
  // The instant is Slack's markup, so it joins the sentence after foreign text was made safe.
  const when = at === undefined ? "" : `, ${clockText(at)}`;
  const ended = safeText(message.trim());
  const first = when === "" ? ended : `${ended.replace(/\.$/, "")}${when}.`;
  const text = [first, remedy ? safeText(remedy) : ""].join(" ").trim();
  return { text, blocks: [section(text), ...buttons(offered)] };
}
