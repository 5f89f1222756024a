const explainInstead = "See an account's bill with /billrun explain ACCOUNT BR-n.";
const correctInstead =
  "Correct the account's data; the next run gives back what was billed too much.";

/** Commands that people ask for and this version lacks, with what there is instead. */
export const missingCommands: Readonly<Record<string, string>> = {
  account: explainInstead,
  credit: correctInstead,
  invoice: explainInstead,
  quotes: "See /billrun help for what there is.",
  reverse: correctInstead,
  schedule: "Make the run with /billrun preview.",
  settings: "They come with the billing file: on the server, billrun import FILE.",
};
