import type { BillRunState } from "../../billing/bill-run/lifecycle.ts";

/** A run in a line: what it is called, where it stands, and how far it is. */
export type HomeRun = {
  readonly number: number;
  readonly name: string;
  readonly state: BillRunState;
  /** Of the last finished preview. */
  readonly digest: string | null;
  readonly eligible: number;
  /** Accounts that have a result in the phase that goes on or went last. */
  readonly done: number;
  /** Parked and held ones among them. */
  readonly exceptions: number;
  /** Slack channel of its card; null where it has none. */
  readonly channel: string | null;
};

/** What the home page reads of the books beside what others read, too. */
export type HomeReader = {
  /** Runs whose preview or launch goes on or is paused, the newest first, and their number. */
  runsGoingOn(limit: number): Promise<{ readonly runs: readonly HomeRun[]; readonly many: number }>;
  /** Runs that a member made, that ended with exceptions nobody has taken up again. */
  exceptionsOf(
    memberId: string,
    limit: number,
  ): Promise<{ readonly runs: readonly HomeRun[]; readonly many: number }>;
};
