import type { ApprovalKind } from "../../billing/approvals/approval-kind.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { ApprovalView } from "./approval-view.ts";
import { requirePermission } from "./require-permission.ts";

/** The latest request about something. Refuses `role_missing`, `approval_missing`. */
export async function showApproval(
  world: World,
  actor: Actor,
  { kind, subject }: { readonly kind: ApprovalKind; readonly subject: string },
): Promise<ApprovalView | Refusal> {
  const no = requirePermission(actor, "view");
  if (no) return no;
  const latest = await world.books.latestApprovalOf(kind, subject);
  if (latest) return world.books.viewApproval(latest.id, world.clock.now());
  return refuse("approval_missing", `Nobody asked for approval of ${subject} yet.`);
}
