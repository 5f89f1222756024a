import type { Button, KnownBlock, ModalView } from "@slack/web-api";
import { accountingLine, contentText } from "../../billing/bill-run/run-text.ts";
import { totalLines } from "../../billing/invoicing/totals-text.ts";
import { countText } from "../../billing/money/amount-text.ts";
import type { RunAccountsPage } from "../../operations/bill-runs/list-run-accounts.ts";
import type { RunAccountRow } from "../../operations/bill-runs/run-accounts-books.ts";
import { context, cut, header, paragraphs, section } from "../blocks.ts";
import { accountLine } from "../messages/account-line.ts";
import { runButton } from "../run-buttons.ts";
import { longestKey, writeAccountsReference } from "../run-reference.ts";
import { accountsFilterOptions, writeAccountsFilter } from "./accounts-filter.ts";
import { plainView } from "./plain-view.ts";

/** So many accounts stand on a page. */
export const accountsOnPage = 12;

/** The name under which a search arrives that is sent. */
export const lookCloserCallback = "look_closer";

/** Block ids, and the names under which choices arrive. */
export const lookCloserFields = { filter: "filter", search: "search" } as const;
export const lookCloserActions = {
  filter: "run_accounts_filter",
  search: "run_accounts_search",
  back: "run_accounts_back",
  next: "run_accounts_next",
} as const;

/** A run's accounts, the largest bills first, narrowed and searched, page by page. */
export function lookCloserView(closer: RunAccountsPage): ModalView {
  const { view, page, rows } = closer;
  const { run } = view;
  const bold = (amount: string) => `*${amount}*`;
  const content = contentText(run.digest);
  const blocks: KnownBlock[] = [
    ...(run.state === "canceled"
      ? [section("*Canceled: it billed nothing.* This is what its preview found.")]
      : []),
    ...paragraphs([...totalLines(view.totals, view.compared, bold), accountingLine(view.counts)]),
    filterBlock(closer),
    searchBlock(),
    ...(rows.length === 0 ? [section("No account of this run is like that.")] : []),
    ...rows.map((row) => accountRow(closer, row)),
    ...pager(closer),
    context(
      [pageText(closer), ...(content ? [`content ${content}`] : [])].join(" · ") ||
        `BR-${run.number}`,
    ),
  ];
  const list = blocks.length === 0 ? [header("Accounts")] : blocks;
  return {
    ...plainView(`BR-${run.number}, closer`, list),
    callback_id: lookCloserCallback,
    submit: { type: "plain_text", text: "Find", emoji: false },
    private_metadata: writeAccountsReference({ run: run.number, page, account: null }),
  };
}

function filterBlock({ view, filter }: RunAccountsPage): KnownBlock {
  const options = [...accountsFilterOptions(view)];
  const chosen = writeAccountsFilter(filter);
  const initial = options.find((option) => option.value === chosen) ?? options[0];
  return {
    type: "section",
    block_id: lookCloserFields.filter,
    text: { type: "mrkdwn", text: "Show" },
    accessory: {
      type: "static_select",
      action_id: lookCloserActions.filter,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

function searchBlock(): KnownBlock {
  return {
    type: "input",
    block_id: lookCloserFields.search,
    optional: true,
    dispatch_action: true,
    label: { type: "plain_text", text: "Find by key or name", emoji: false },
    element: {
      type: "plain_text_input",
      action_id: lookCloserActions.search,
      max_length: 80,
      placeholder: { type: "plain_text", text: "acme, then Enter", emoji: false },
      dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] },
    },
  };
}

/** A paragraph about one account, with the button that opens its bill. */
function accountRow({ view }: RunAccountsPage, row: RunAccountRow): KnownBlock {
  const text = accountLine(row);
  if (row.account.length > longestKey) return section(text);
  const open = runButton(view.run, "account", "Open", { account: row.account });
  return { ...section(text), accessory: open } as KnownBlock;
}

function pager({ page, hasMore }: RunAccountsPage): readonly KnownBlock[] {
  const list = [
    ...(page > 0 ? [pageButton(lookCloserActions.back, "Back", page - 1)] : []),
    ...(hasMore ? [pageButton(lookCloserActions.next, "Next", page + 1)] : []),
  ];
  return list.length === 0 ? [] : [{ type: "actions", elements: list }];
}

function pageButton(action: string, label: string, page: number): Button {
  return {
    type: "button",
    action_id: action,
    text: { type: "plain_text", text: cut(label, 75), emoji: false },
    value: String(page),
  };
}

function pageText({ page, rows, hasMore }: RunAccountsPage): string {
  if (rows.length === 0) return "";
  const first = page * accountsOnPage + 1;
  const range = `${countText(first)}–${countText(first + rows.length - 1)}`;
  return `${range}${hasMore ? ", and more" : ""}, largest bills first`;
}
