import { accountWhy } from "./account-why.ts";
import { approvalButtons } from "./approval-actions.ts";
import { createRunActions } from "./create-run-actions.ts";
import { delegateActions } from "./delegate-actions.ts";
import type { ElementAction } from "./element-action.ts";
import { freezeActions } from "./freeze-actions.ts";
import { homeActions } from "./home-actions.ts";
import { policyActions } from "./policy-actions.ts";
import { quoteActions } from "./quote-actions.ts";
import { roleActions } from "./role-actions.ts";
import { runAccountActions } from "./run-account-actions.ts";
import { scheduleActions } from "./schedule-actions.ts";
import { settingsActions } from "./settings-actions.ts";
import { subscriptionActions } from "./subscription-actions.ts";

/** What stands behind every button, menu and picker that is not a run's own. */
export const elementActions: readonly ElementAction[] = [
  accountWhy,
  ...homeActions,
  ...approvalButtons,
  ...policyActions,
  ...delegateActions,
  ...scheduleActions,
  ...runAccountActions,
  ...createRunActions,
  ...subscriptionActions,
  ...roleActions,
  ...settingsActions,
  ...freezeActions,
  ...quoteActions,
];
