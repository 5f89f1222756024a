import type { BillRunState } from "../../billing/bill-run/lifecycle.ts";
import type { AccountOutcome } from "../../billing/bill-run/proposal.ts";

/** What a run came to for one account. */
export type AccountRunResult = {
  /** 12 in "BR-12". */
  readonly number: number;
  readonly name: string;
  readonly state: BillRunState;
  /** Of its launch, or of its preview where it was not launched; null before that. */
  readonly result: AccountOutcome | null;
  readonly reason: string | null;
};

/** Looking single customers and documents up. */
export type CustomersReader = {
  /** The latest runs that looked at an account, canceled ones aside. */
  runsOfAccount(account: string, limit: number): Promise<readonly AccountRunResult[]>;
  /** Numbers of documents that end in `digits`; where none does, the latest ones. */
  nearNumbers(digits: string, limit: number): Promise<readonly string[]>;
};
