import type { World } from "../operations/world.ts";

/** Something started that must be stopped. */
export type Stoppable = { stop(): Promise<void> };

/** An open company at the command line. */
export type OpenCompany = Stoppable & {
  readonly world: World;
  /** Takes jobs in this process until stopped. */
  startWork(): Promise<Stoppable>;
};

/**
 * What the command line is given by the composition root. Each part is loaded when it is asked for,
 * so that verbs which need no database start at once.
 */
export type Root = {
  /** Brings the tables up to date and opens the books. */
  open(): Promise<OpenCompany>;
  /** Brings the tables up to date; gives the sentence that says where. */
  migrate(): Promise<string>;
  /** Runs the server until the process is told to stop. */
  serve(): Promise<void>;
  /** Runs a worker until the process is told to stop. */
  work(): Promise<void>;
};
