import type {
  RunAccountsReader,
  RunAccountsWriter,
} from "../operations/bill-runs/run-accounts-books.ts";
import { cardChannel } from "./cards.ts";
import { countSelected } from "./count-selected.ts";
import type { Db } from "./database.ts";
import { documentsOfPayers, lastInvoices } from "./documents.ts";
import { loadPayers } from "./payer-facts.ts";
import { findRunAccount, listRunAccounts, mostChanged, pageRunAccounts } from "./run-accounts.ts";

/** What ends of phases ask inside of their transaction. */
export function runAccountsWriter(db: Db): RunAccountsWriter {
  return { channelOfRun: (runId) => cardChannel(db, runId) };
}

/** Reading about the accounts of a run. */
export function runAccountsReader(db: Db): RunAccountsReader {
  return {
    listRunAccounts: (runId, filter, page) => listRunAccounts(db, runId, filter, page),
    findRunAccount: (runId, account) => findRunAccount(db, runId, account),
    pageRunAccounts: (runId, filter, page) => pageRunAccounts(db, runId, filter, page),
    mostChanged: (runId, limit) => mostChanged(db, runId, limit),
    countSelected: (select) => countSelected(db, select),
    loadPayers: (payers) => loadPayers(db, payers),
    documentsOfRun: (runId, payers) => documentsOfPayers(db, runId, payers),
    lastInvoices: (payers, notOfRun) => lastInvoices(db, payers, notOfRun),
  };
}
