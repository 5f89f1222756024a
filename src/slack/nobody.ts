import type { Actor } from "../operations/world.ts";

/** Somebody who is no member, for the audit trail: `name` says what is known of them. */
export function nobody(name: string, where: string, correlationId: string): Actor {
  const member = { id: "", name, email: null, roles: [], active: false };
  return { member, via: "slack", where, correlationId };
}
