import { showAccount } from "../../../operations/customers/show-account.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { accountMessage } from "../../messages/account-message.ts";
import type { Command } from "./command.ts";

export const account: Command = {
  name: "account",
  usage: "account KEY",
  summary: "a customer: what runs, what is due, last documents",
  detail:
    "Who an account is, what is sold to it, what is due and when, its last documents with what " +
    "is open of them, and what became of it in the latest runs.",
  run: async ({ world, actor, words }) => {
    const view = await showAccount(world, actor, { key: words });
    return isRefusal(view) ? view : accountMessage(view);
  },
};
