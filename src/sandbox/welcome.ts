import type { KnownBlock } from "@slack/web-api";
import type { BillingData } from "../billing/billing-file/billing-data.ts";

/** What a newcomer reads first, for notifications and screen readers. */
export const welcomeText =
  "Welcome to billrun. Type /billrun preview to see what this month's bill run would bill.";

/** The pinned message of the sandbox: the month in six steps, with an account of the data. */
export function welcomeBlocks(data: BillingData): KnownBlock[] {
  const account = data.accounts[0]?.key ?? "ACCOUNT";
  return [
    { type: "header", text: { type: "plain_text", text: "Run the month from here" } },
    {
      type: "section",
      text: {
        type: "mrkdwn",
        text: [
          "*1.* You are Dana, who prepares runs. Type `/billrun preview`, then press *Preview*.",
          "*2.* Read the card: how much, for whom, what to look at. Press *Ask for approval*.",
          "*3.* Press *Approve* yourself, and read why you can't.",
          "*4.* Switch to Lee at the top and press *Approve*.",
          "*5.* Press *Launch*. The documents are posted, and the card says how many.",
          `*6.* Ask why an account was billed that: \`/billrun explain ${account} BR-1\``,
        ].join("\n"),
      },
    },
    {
      type: "context",
      elements: [
        {
          type: "mrkdwn",
          text:
            "To see an account being held, let a customer buy more between approval and launch: " +
            "“Under the hood”, top right. Nothing leaves this machine.",
        },
      ],
    },
  ];
}
