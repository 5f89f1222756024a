import { requirePermission } from "../approvals/require-permission.ts";
import type { SelectionChoices } from "../book-records.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";

/** What a run can be narrowed to. Refuses `role_missing`. */
export async function listSelectionChoices(
  world: World,
  actor: Actor,
): Promise<SelectionChoices | Refusal> {
  return requirePermission(actor, "view") ?? world.books.selectionChoices();
}
