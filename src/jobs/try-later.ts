import type { JobHelpers } from "graphile-worker";
import { NotifierTrouble } from "../operations/ports.ts";

/**
 * Does `work`; where the notifier says that trying again will not help (an archived channel, a
 * revoked token) the job ends, with a warning, instead of failing for days. Everything else is
 * thrown and tried again by the queue, later each time.
 */
export async function orTryLater(helpers: JobHelpers, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof NotifierTrouble) || error.retryAfterMs !== null) throw error;
    helpers.logger.warn(`given up: ${error.message}`);
  }
}
