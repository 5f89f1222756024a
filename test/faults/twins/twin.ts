import type { World } from "../../../src/operations/world.ts";
import type { Stage } from "../twin-stage.ts";

/** One operation, made ready to be done twice. */
export type Twin = {
  /** Sets up what the operation needs, and gives the operation itself. */
  readonly prepare: (stage: Stage) => Promise<(world: World) => Promise<unknown>>;
  /** What the second answer is: a refusal with one of these codes, the same, or this value. */
  readonly second: readonly string[] | "same" | boolean | number;
  /** A second request is written down too where people ask. */
  readonly auditsOfSecond: number;
  /** Why nobody does it twice at once: its jobs stand in one queue. */
  readonly oneAtATime?: boolean;
  readonly readsOnly?: boolean;
};

/** An operation that only reads: twice it says the same, and writes nothing. */
export function reading(read: (world: World, stage: Stage) => Promise<unknown>): Twin {
  const prepare = async (stage: Stage) => (world: World) => read(world, stage);
  return { prepare, second: "same", auditsOfSecond: 0, readsOnly: true };
}
