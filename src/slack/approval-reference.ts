import type { Button } from "@slack/web-api";
import { z } from "zod";
import { type ApprovalKind, approvalKinds } from "../billing/approvals/approval-kind.ts";
import { isApprovable } from "../operations/approvals/approval-subjects.ts";
import { cut } from "./blocks.ts";

/** What the buttons of a request carry: what it is about, and which content the person saw. */
export type ApprovalReference = {
  readonly kind: ApprovalKind;
  readonly subject: string;
  /** Null where the button is about the request, whatever its content. */
  readonly digest: string | null;
};

/** What a form about a request carries: where its sender is told what came of it. */
export type ApprovalFormReference = ApprovalReference & { readonly channel: string | null };

const referenceSchema = z.strictObject({
  kind: z.enum(approvalKinds).refine(isApprovable),
  subject: z.string().min(1).max(200),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .nullable(),
});
const formSchema = referenceSchema.extend({
  channel: z
    .string()
    .regex(/^[CDGUW][A-Z0-9]{1,30}$/)
    .nullable(),
});

/** `{"kind":"reversal","subject":"BR-12","digest":"sha256:…"}`. */
export function writeApprovalReference({ kind, subject, digest }: ApprovalReference): string {
  return JSON.stringify({ kind, subject, digest });
}

/** What a button's value says; null where it is not ours (older, or changed on the way). */
export function readApprovalReference(value: string): ApprovalReference | null {
  return referenceSchema.safeParse(readJson(value)).data ?? null;
}

/** What a form carries in its `private_metadata`. */
export function writeApprovalForm(seen: ApprovalReference, channel: string | null): string {
  const { kind, subject, digest } = seen;
  return JSON.stringify({ kind, subject, digest, channel });
}

/** What a form carried; null where it is not ours. */
export function readApprovalForm(value: string): ApprovalFormReference | null {
  return formSchema.safeParse(readJson(value)).data ?? null;
}

function readJson(value: string): unknown {
  if (value.length > 2_000) return null;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

/** Every button of a request that has no run's card, by the name that its click arrives under. */
export const approvalActions = {
  approve: "approval_approve",
  comment: "approval_comment",
  reject: "approval_reject",
  remind: "approval_remind",
  askAgain: "approval_ask_again",
} as const;

/** A button of a request. Its value names the subject and the content shown. */
export function approvalButton(
  approval: ApprovalReference,
  action: keyof typeof approvalActions,
  label: string,
  style?: "primary" | "danger",
): Button {
  return {
    type: "button",
    action_id: approvalActions[action],
    text: { type: "plain_text", text: cut(label, 75), emoji: false },
    value: writeApprovalReference(approval),
    accessibility_label: cut(`${label.replace("…", "")} ${approval.subject}`, 75),
    ...(style ? { style } : {}),
  };
}

/** Reminds those who can still vote, whatever was seen. */
export function remindButton(about: Pick<ApprovalReference, "kind" | "subject">): Button {
  return approvalButton({ ...about, digest: null }, "remind", "Remind them");
}

/** The name under which the wish to see the approval policy arrives, wherever it is offered. */
export const openPolicyAction = "open_approval_policy";

/** What the buttons say where the last click posts documents. */
const words: Partial<Record<ApprovalKind, readonly [approve: string, sendBack: string]>> = {
  "quote-invoice": ["Approve and post", "Send back…"],
  credit: ["Approve and post", "Send back…"],
  reversal: ["Approve and post", "Send back…"],
};

/** What the two decisions are called: "Approve" and "Reject…", or what they do at once. */
export function decisionWords(kind: ApprovalKind): readonly [approve: string, sendBack: string] {
  return words[kind] ?? ["Approve", "Reject…"];
}
