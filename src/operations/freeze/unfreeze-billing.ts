import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import type { BooksWriter } from "../books.ts";
import { runSubject } from "../notifications/card.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { Freeze, FreezeAct } from "./freeze-books.ts";
import { isAskedStill } from "./refuse-frozen.ts";
import { tellOfFreeze } from "./tell-of-freeze.ts";

/** What became of a wish to lift a freeze. */
export type Unfreezing = {
  /** True once a second person agreed; false while one is waited for. */
  readonly lifted: boolean;
  readonly freeze: Freeze;
  /** Launches that go on by themselves. */
  readonly goingOn: number;
};

/**
 * Lifts a freeze by two people: the first asks, another one agrees within an hour. Launches that
 * ran before go on by themselves; what people paused stays paused. Refuses `role_missing`,
 * `not_frozen`, `unfreeze_own`.
 */
export async function unfreezeBilling(world: World, actor: Actor): Promise<Unfreezing | Refusal> {
  const act = { action: "billing.unfreeze", subject: "billing" };
  const no = requirePermission(actor, "unfreeze");
  if (no) return auditRefusal(world, actor, act, no);
  return audited(
    world,
    actor,
    act,
    async (tx) => {
      const freeze = await tx.lockFreeze();
      if (!freeze)
        return refuse("not_frozen", "Billing is not frozen, so nothing is to be lifted.");
      const { id: by, name: byName } = actor.member;
      const own: FreezeAct = { by, byName, at: world.clock.now() };
      if (!isAskedStill(freeze, own.at)) return ask(tx, freeze, own);
      if (freeze.asked?.by === by) return refuseOwn(freeze.asked.at);
      return lift(tx, freeze, own);
    },
    ({ lifted }) => ({ details: { step: lifted ? "lifted" : "asked" } }),
  );
}

function refuseOwn(askedAt: string): Refusal {
  const message = "Somebody else has to agree: you asked to lift the freeze.";
  const remedy = "Another controller, approver or admin types /billrun unfreeze within the hour.";
  return { ...refuse("unfreeze_own", message, remedy), at: askedAt };
}

async function ask(tx: BooksWriter, freeze: Freeze, own: FreezeAct): Promise<Unfreezing> {
  await tx.askToLift(freeze.id, own);
  const { by, byName, at } = own;
  for (const run of await tx.runsInTheWay()) await tx.queueCard(runSubject(run.id));
  await tellOfFreeze(tx, freeze, { did: "asked", ...own });
  const asked = { by, byName, at: at.toISOString() };
  return { lifted: false, freeze: { ...freeze, asked }, goingOn: 0 };
}

async function lift(tx: BooksWriter, freeze: Freeze, own: FreezeAct): Promise<Unfreezing> {
  await tx.liftFreeze(freeze.id, own);
  let goingOn = 0;
  for (const run of await tx.runsInTheWay()) {
    if (run.isRunning) {
      await tx.openLaunchChunks(run.id);
      const { byName: by } = own;
      const at = own.at.toISOString();
      await tx.queueMilestone({ runId: run.id, at, kind: "unfrozen", by });
      goingOn += 1;
    }
    await tx.queueCard(runSubject(run.id));
  }
  await tellOfFreeze(tx, freeze, { did: "lifted", ...own, goingOn });
  return { lifted: true, freeze, goingOn };
}
