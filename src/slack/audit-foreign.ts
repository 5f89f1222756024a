import { auditRefusal } from "../operations/audited.ts";
import { refuse } from "../operations/refusal.ts";
import type { Actor, World } from "../operations/world.ts";
import type { ForeignRequest } from "./slack-receiver.ts";

/** Writes down a signed request that was for another workspace or app, and was refused. */
export async function auditForeign(world: World, what: ForeignRequest): Promise<void> {
  const { kind, code, teamId, correlationId } = what;
  const nobody = { id: "", name: "somebody else", email: null, roles: [], active: false };
  const actor: Actor = { member: nobody, via: "slack", where: teamId ?? "slack", correlationId };
  const act = { action: "slack.request", subject: kind };
  await auditRefusal(world, actor, act, refuse(code, "The request is for somebody else."));
}
