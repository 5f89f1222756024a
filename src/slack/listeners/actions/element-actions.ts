import type { ElementAction } from "./element-action.ts";

/** What stands behind every button, menu and picker that is not a run's own. */
export const elementActions: readonly ElementAction[] = [];
