import { auditRefusal } from "../operations/audited.ts";
import { refuse } from "../operations/refusal.ts";
import type { Actor, World } from "../operations/world.ts";
import type { ForeignRequest } from "./slack-intake.ts";

/** Writes down a signed request that was for another workspace or app, and was refused. */
export async function auditForeign(world: World, what: ForeignRequest): Promise<void> {
  const { kind, code, teamId, correlationId } = what;
  const nobody = { id: "", name: "somebody else", email: null, roles: [], active: false };
  const actor: Actor = { member: nobody, via: "slack", where: teamId ?? "slack", correlationId };
  const act = { action: "slack.request", subject: kind };
  const refusal =
    code === "team_unknown"
      ? refuse("team_unknown", "The request comes from a workspace that billrun is not part of.")
      : refuse("app_unknown", "The request was meant for another app.");
  await auditRefusal(world, actor, act, refusal);
}
