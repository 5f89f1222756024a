import { auditRefusal } from "../operations/audited.ts";
import { refuse } from "../operations/refusal.ts";
import type { World } from "../operations/world.ts";
import { nobody } from "./nobody.ts";
import type { ForeignRequest } from "./slack-intake.ts";

/** Writes down a signed request that was for another workspace or app, and was refused. */
export async function auditForeign(world: World, what: ForeignRequest): Promise<void> {
  const { kind, code, teamId, correlationId } = what;
  const actor = nobody("somebody else", teamId ?? "slack", correlationId);
  const act = { action: "slack.request", subject: kind };
  const refusal =
    code === "team_unknown"
      ? refuse("team_unknown", "The request comes from a workspace that billrun is not part of.")
      : refuse("app_unknown", "The request was meant for another app.");
  await auditRefusal(world, actor, act, refusal);
}
