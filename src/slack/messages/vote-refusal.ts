import type { Refusal } from "../../operations/refusal.ts";
import type { SlackMessage } from "../blocks.ts";
import { runButton } from "../run-buttons.ts";
import { refusalMessage } from "./refusal-message.ts";

/** Why somebody can't vote on a run; whoever made it can remind those who can. */
export function voteRefusal(refusal: Refusal, number: number): SlackMessage {
  const isOwn = refusal.refusal === "self_approval" && (refusal.remedy ?? "").endsWith(" can.");
  const remind = runButton({ number, digest: null }, "remind", "Remind them");
  return refusalMessage(refusal, isOwn ? [remind] : []);
}
