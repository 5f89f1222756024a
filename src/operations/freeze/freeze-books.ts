/** A time in which nothing is billed; people by member id and name. */
export type Freeze = {
  readonly id: string;
  /** ISO instant. */
  readonly frozenAt: string;
  readonly by: string;
  readonly byName: string;
  readonly reason: string | null;
  /** Who asked to lift it, until somebody else agrees. */
  readonly asked: { readonly by: string; readonly byName: string; readonly at: string } | null;
};

/** Somebody who freezes or lifts, and when. */
export type FreezeAct = { readonly by: string; readonly byName: string; readonly at: Date };

/** What can be read of a freeze. */
export type FreezeReader = {
  /** The freeze that stands; null where billing goes on. */
  currentFreeze(): Promise<Freeze | null>;
};

/** What a transaction does with a freeze. */
export type FreezeWriter = {
  /** The freeze that stands; where there is none, nobody freezes before this transaction ends. */
  freezeNow(): Promise<Freeze | null>;
  /** The same for whoever freezes or lifts: waits until what is being posted is committed. */
  lockFreeze(): Promise<Freeze | null>;
  insertFreeze(act: FreezeAct & { readonly reason: string | null }): Promise<Freeze>;
  /** Notes who wants it lifted. */
  askToLift(id: string, act: FreezeAct): Promise<void>;
  /** Ends it, by somebody else than who asked. */
  liftFreeze(id: string, act: FreezeAct): Promise<void>;
  /** Runs that a freeze stops or keeps from starting: their cards tell of it. */
  runsInTheWay(): Promise<readonly { readonly id: string; readonly isRunning: boolean }[]>;
};
