import type { KnownBlock } from "@slack/web-api";
import type { BillingData } from "../billing/billing-file/billing-data.ts";

/** What a newcomer reads first, for notifications and screen readers. */
export const welcomeText =
  "Welcome to billrun. Type /billrun preview to see what this month's bill run would bill.";

/** The pinned message of the sandbox: the month in six steps, and what else there is to try. */
export function welcomeBlocks(data: BillingData): KnownBlock[] {
  const account = data.accounts[0]?.key ?? "ACCOUNT";
  return [
    { type: "header", text: { type: "plain_text", text: "Run the month from here" } },
    lines([
      "*1.* You are Dana, who prepares runs. Type `/billrun preview`, then press *Preview*.",
      "*2.* Read the card: how much, for whom, what to look at. Press *Ask for approval*.",
      "*3.* Press *Approve* yourself, and read why you can't.",
      "*4.* Switch to Lee at the top and press *Approve*.",
      "*5.* Be Dana again and press *Launch*. Documents are posted, and the card says how many.",
      `*6.* Ask why an account was billed that: \`/billrun explain ${account} BR-1\``,
    ]),
    { type: "divider" },
    lines([
      "*What else to try*",
      "• `/billrun schedule`: let the clock go past its next date; the run makes itself.",
      ...quoteLines(data),
      "• *Home*, on the left: what waits for each of you. Switch people and compare.",
      "• `/billrun settings approvals`, as Alex: let every run take two people.",
      "• *Under the hood*, top right: the clock, requests that get lost, and a customer who buys " +
        "more between approval and launch, whose account is then held.",
    ]),
    {
      type: "context",
      elements: [
        {
          type: "mrkdwn",
          text: "Everything there is: `/billrun help`. Nothing leaves this machine.",
        },
      ],
    },
  ];
}

/** Only where there is something to invoice. */
function quoteLines({ quotes }: BillingData): readonly string[] {
  return quotes.length === 0
    ? []
    : ["• `/billrun quotes`: the invoice of a quote is posted by the click that approves it."];
}

function lines(texts: readonly string[]): KnownBlock {
  return { type: "section", text: { type: "mrkdwn", text: texts.join("\n") } };
}
