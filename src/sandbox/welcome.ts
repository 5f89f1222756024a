import type { KnownBlock } from "@slack/web-api";

/** What a newcomer reads first, for notifications and screen readers. */
export const welcomeText =
  "Welcome to billrun. Type /billrun preview to see what this month's bill run would bill.";

/** The pinned message of the sandbox: the month in five steps. */
export function welcomeBlocks(): KnownBlock[] {
  return [
    { type: "header", text: { type: "plain_text", text: "Run the month from here" } },
    {
      type: "section",
      text: {
        type: "mrkdwn",
        text: [
          "*1.* You are Dana, who prepares bill runs. Type `/billrun preview` and press Preview.",
          "*2.* Read the card: what is billed, to whom, what to look at. Press *Ask for approval*.",
          "*3.* Press *Approve* yourself, and see why that does not work.",
          "*4.* Switch to Lee at the top and press *Approve*. Then launch.",
          "*5.* Ask why: `/billrun explain acme`.",
        ].join("\n"),
      },
    },
    {
      type: "context",
      elements: [
        {
          type: "mrkdwn",
          text: "A sample company in a database of its own. Nothing leaves this machine.",
        },
      ],
    },
  ];
}
