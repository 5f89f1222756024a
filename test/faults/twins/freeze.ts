import { freezeBilling } from "../../../src/operations/freeze/freeze-billing.ts";
import { unfreezeBilling } from "../../../src/operations/freeze/unfreeze-billing.ts";
import type { Stage } from "../twin-stage.ts";
import type { Twin } from "./twin.ts";

/** Lifts what the twin before froze. */
async function lift(stage: Stage): Promise<void> {
  if ((await stage.books.currentFreeze()) === null) return;
  await unfreezeBilling(stage.world, stage.admin);
  await unfreezeBilling(stage.world, stage.approver);
}

/** Freezing and lifting; the last of all twins, since the company stays frozen after them. */
export const freezeTwins: Readonly<Record<string, Twin>> = {
  "freeze/freeze-billing": {
    async prepare(stage) {
      await lift(stage);
      return (world) => freezeBilling(world, stage.maker, { reason: "wrong prices" });
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
