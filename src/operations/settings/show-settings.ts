import { mayDo } from "../../billing/approvals/member.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { showPolicy } from "../approvals/show-policy.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { CompanySettings } from "./settings-books.ts";

/** The settings as people read them. */
export type SettingsView = CompanySettings & {
  /** Who must agree to what, as sentences. */
  readonly approvals: readonly string[];
  /** Whether the person may change what can be changed here. */
  readonly mayChange: boolean;
};

/** How the company bills, and what may be changed. Refuses `role_missing`. */
export async function showSettings(world: World, actor: Actor): Promise<SettingsView | Refusal> {
  const no = requirePermission(actor, "view");
  if (no) return no;
  const policy = await showPolicy(world, actor);
  if (isRefusal(policy)) return policy;
  return {
    ...(await world.books.companySettings()),
    approvals: policy.sentences,
    mayChange: mayDo(actor.member, "configure"),
  };
}
