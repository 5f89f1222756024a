import { freezeBilling } from "../../../src/operations/freeze/freeze-billing.ts";
import { unfreezeBilling } from "../../../src/operations/freeze/unfreeze-billing.ts";
import type { World } from "../../../src/operations/world.ts";
import type { Stage } from "../twin-stage.ts";
import type { Twin } from "./twin.ts";

/** Lifts what the twin before froze. */
async function lift(stage: Stage): Promise<void> {
  if ((await stage.books.currentFreeze()) === null) return;
  await unfreezeBilling(stage.world, stage.admin);
  await unfreezeBilling(stage.world, stage.approver);
}

let minutes = 0;

/** Each freeze at an instant of its own: what a thread was told of another one is no copy of it. */
function aMinuteLater(): (world: World) => World {
  minutes += 1;
  const passed = minutes * 60_000;
  return (world) => {
    const clock = { now: () => new Date(world.clock.now().getTime() + passed) };
    return { ...world, clock };
  };
}

/** Freezing and lifting; the last of all twins, since the company stays frozen after them. */
export const freezeTwins: Readonly<Record<string, Twin>> = {
  "freeze/freeze-billing": {
    async prepare(stage) {
      await lift(stage);
      const later = aMinuteLater();
      return (world) => freezeBilling(later(world), stage.maker, { reason: "wrong prices" });
    },
    second: ["frozen_already"],
    auditsOfSecond: 1,
  },
  "freeze/unfreeze-billing": {
    async prepare(stage) {
      await lift(stage);
      await freezeBilling(stage.world, stage.maker, { reason: null });
      return (world) => unfreezeBilling(world, stage.approver);
    },
    second: ["unfreeze_own"],
    auditsOfSecond: 1,
  },
};
