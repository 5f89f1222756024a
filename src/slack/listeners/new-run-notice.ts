import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import type { SlackMessage } from "../blocks.ts";
import { noticeMessage } from "../messages/notice-message.ts";
import { isPersonId } from "../text/people-text.ts";

/** Tells who made a run where its card will stand. */
export function newRunNotice(run: BillRun, channel: string): SlackMessage {
  const where = placeName(channel);
  const isNew = run.state === "draft" || run.state === "previewing";
  // The same request sent twice finds the run that it made first.
  if (!isNew) return noticeMessage(`${runLabel(run)} is there already. See /billrun list.`);
  const what = run.state === "draft" ? "is a draft" : "is being previewed";
  return noticeMessage(`${runLabel(run)} ${what}. Its card comes to ${where}.`);
}

function placeName(channel: string): string {
  if (/^C[A-Z0-9]+$/.test(channel)) return `<#${channel}>`;
  return isPersonId(channel) ? "your direct messages with me" : "this conversation";
}
