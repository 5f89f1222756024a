/** Commands that people ask for and this version lacks, with what there is instead. */
export const missingCommands: Readonly<Record<string, string>> = {};
