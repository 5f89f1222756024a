const explainInstead = "See an account's bill with /billrun explain ACCOUNT BR-n.";
const correctInstead =
  "Correct the account's data; the next run gives back what was billed too much.";
const pauseInstead = "Pause a run with /billrun pause BR-n.";

/** Commands that people ask for and this version lacks, with what there is instead. */
export const missingCommands: Readonly<Record<string, string>> = {
  account: explainInstead,
  audit: "On the server, billrun doctor verifies the audit trail.",
  credit: correctInstead,
  doctor: "On the server, run billrun doctor.",
  freeze: pauseInstead,
  invoice: explainInstead,
  notify: "A run's card and its thread come to the channel in which it was made.",
  quotes: "See /billrun help for what there is.",
  reverse: correctInstead,
  roles: "See /billrun help roles. On the server, billrun member add gives them.",
  schedule: "Make the run with /billrun preview.",
  settings: "They come with the billing file: on the server, billrun import FILE.",
  unfreeze: pauseInstead,
};
