import { mayDo } from "../../billing/approvals/member.ts";
import type { ApprovalPolicy } from "../../billing/approvals/policy.ts";
import { policySentences } from "../../billing/approvals/policy-text.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { ApprovalView } from "./approval-view.ts";
import { policySubjectName } from "./policy-subject.ts";
import { requirePermission } from "./require-permission.ts";

/** The approval policy as people read and change it. */
export type PolicyView = {
  readonly version: number | null;
  readonly activeFrom: string | null;
  readonly policy: ApprovalPolicy;
  readonly sentences: readonly string[];
  /** The settings' currency, in which amounts are read. */
  readonly currency: string;
  readonly segments: readonly string[];
  /** Members who may vote, by name. */
  readonly voters: readonly { readonly id: string; readonly name: string }[];
  /** A change that waits for approval. */
  readonly openChange: ApprovalView | null;
  readonly mayPropose: boolean;
};

/** Who must agree to what, as it holds now. Refuses `role_missing`. */
export async function showPolicy(world: World, actor: Actor): Promise<PolicyView | Refusal> {
  const no = requirePermission(actor, "view");
  if (isRefusal(no)) return no;
  const { books } = world;
  const [standing, { settings }, members, choices, latest] = await Promise.all([
    books.standingPolicy(),
    books.loadCatalog(),
    books.listMembers(),
    books.selectionChoices(),
    books.latestApprovalOf("policy-change", policySubjectName),
  ]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? "somebody";
  const isOpen = latest?.state === "open";
  return {
    ...standing,
    sentences: policySentences(standing.policy, settings.currency, nameOf),
    currency: settings.currency,
    segments: choices.segments,
    voters: members.filter((member) => mayDo(member, "vote")).map(({ id, name }) => ({ id, name })),
    openChange: isOpen ? await books.viewApproval(latest.id, world.clock.now()) : null,
    mayPropose: requirePermission(actor, "administer") === null,
  };
}
