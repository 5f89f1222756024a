import type { Approval, Tally } from "../../billing/approvals/approval.ts";
import type { PersonView } from "../bill-runs/bill-run-view.ts";

/** Everything the card of a request shows, loaded in one go. */
export type ApprovalView = {
  readonly approval: Approval;
  readonly tally: Tally;
  readonly requestedBy: PersonView;
  /** Who can still vote on it now. */
  readonly mayVote: readonly PersonView[];
  /** Members who can still vote in the place of somebody who is away. */
  readonly standIns: readonly { readonly person: PersonView; readonly absent: PersonView }[];
  /** Voters, those they stand in for and the people that the policy names. */
  readonly people: readonly PersonView[];
};
