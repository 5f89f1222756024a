import { allRoles, type Role } from "../billing/approvals/member.ts";
import { type Refusal, refuse } from "../operations/refusal.ts";
import { nearestWord } from "./text/nearest-word.ts";

/** Roles that are given and taken. */
export type RoleWords = { readonly give: readonly Role[]; readonly take: readonly Role[] };

/**
 * Reads "approver", "+approver", "-preparer" and "none" (all of them are taken). Refuses
 * `role_unknown`.
 */
export function readRoles(words: readonly string[]): RoleWords | Refusal {
  const give: Role[] = [];
  const take: Role[] = [];
  for (const typed of words.flatMap((word) => word.split(",")).filter((word) => word !== "")) {
    const name = typed
      .toLowerCase()
      .replace(/^[+−-]/, "")
      .replace(/s$/, "");
    if (name === "none") {
      take.push(...allRoles);
      continue;
    }
    const role = allRoles.find((one) => one === name);
    if (!role) return refuseRole(name);
    (/^[−-]/.test(typed) ? take : give).push(role);
  }
  return { give, take: take.filter((role) => !give.includes(role)) };
}

function refuseRole(name: string): Refusal {
  const near = nearestWord(name, allRoles);
  const remedy = near ? `Did you mean ${near}?` : `Roles are ${allRoles.join(", ")}.`;
  return refuse("role_unknown", `There is no role "${name.slice(0, 40)}".`, remedy);
}
