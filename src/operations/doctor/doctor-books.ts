/** A job that the queue tried often, or gave up. */
export type TroubledJob = {
  readonly task: string;
  readonly tries: number;
  readonly gaveUp: boolean;
  readonly error: string;
};

/** A message that waits for longer than it should, or was given up. */
export type LateMessage = {
  readonly channel: string;
  /** ISO instant. */
  readonly queuedAt: string;
  readonly gaveUp: boolean;
  /** It was given up, and is tried again now and then all the same. */
  readonly comesAgain: boolean;
  readonly trouble: string | null;
};

/** How much work there is, for a page that a machine reads. */
export type WorkCounts = {
  /** Bill runs by state; states that no run is in are absent. */
  readonly runs: Readonly<Record<string, number>>;
  /** `later` is not due yet. */
  readonly jobs: Readonly<Record<"waiting" | "later" | "running" | "givenUp", number>>;
  /** `held` waits for a digest or for the morning. */
  readonly messages: Readonly<Record<"waiting" | "held" | "givenUp", number>>;
  /** For how long the oldest message that is due waits; 0 where none does. */
  readonly oldestMessageSeconds: number;
  /** Queue workers with a beat within half a minute. */
  readonly workers: number;
};

/** What a doctor looks at beside the promises. */
export type DoctorReader = {
  /** Why this database may lose what it was given, as a sentence; null where it may not. */
  databaseProblem(): Promise<string | null>;
  /** Milliseconds by which this machine's clock is ahead of the database's; negative: behind. */
  clockAheadMs(): Promise<number>;
  /** Jobs that failed again and again, the worst first. */
  troubledJobs(limit: number): Promise<readonly TroubledJob[]>;
  /** Jobs that are due for so long, by the database's clock, and that nobody began. */
  countWaitingJobs(seconds: number): Promise<number>;
  /** Counts what there is to do, in one look. */
  countWork(now: Date): Promise<WorkCounts>;
  /** Queue workers with a beat since. */
  countWorkers(since: Date): Promise<number>;
  /** Messages queued before an instant and not delivered, the oldest first. */
  lateMessages(before: Date, limit: number): Promise<readonly LateMessage[]>;
  /** Slack ids of channels that were told something since, and of those that want to be told. */
  channelsInUse(since: Date): Promise<readonly string[]>;
};
