import { requirePermission } from "../approvals/require-permission.ts";
import { type Act, audited, auditRefusal } from "../audited.ts";
import type { BooksWriter } from "../books.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { TeamMember } from "./members-books.ts";

/** A change of the team, written down as `act`. */
export type TeamChange<T> = Act & {
  /** Why it can't be, as far as that is known without the team. */
  readonly refused?: Refusal | null;
  /** `team` is as it stands: nobody else changes it before the end. */
  readonly work: (tx: BooksWriter, team: readonly TeamMember[]) => Promise<T | Refusal>;
  /** What is known of it once it is done. */
  readonly tell?: (answer: T) => Partial<Act>;
};

/** Has an admin change the team: one change after another. Refuses `role_missing`. */
export async function changeTeam<T>(
  world: World,
  actor: Actor,
  { refused = null, work, tell, ...act }: TeamChange<T>,
): Promise<T | Refusal> {
  const no = requirePermission(actor, "administer") ?? refused;
  if (no) return auditRefusal(world, actor, act, no);
  return audited(world, actor, act, async (tx) => work(tx, await tx.lockTeam()), tell);
}
