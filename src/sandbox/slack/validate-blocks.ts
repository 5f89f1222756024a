import {
  all,
  anyField,
  type BlockProblem,
  byType,
  type Check,
  distinct,
  flag,
  isRecord,
  listOf,
  objectOf,
  oneOf,
  stringOf,
} from "./block-checks.ts";
import {
  accessoryKinds,
  actionKinds,
  anyText,
  contextKinds,
  inputKinds,
  plainText,
} from "./element-checks.ts";
import { richText } from "./rich-text-checks.ts";
import { checkTables, dataTable, table } from "./table-checks.ts";

/** Where blocks are shown; some blocks exist in modals only. */
export type Surface = "message" | "modal" | "home";

const string = stringOf(Number.MAX_SAFE_INTEGER);
const named = { type: string };
const common = { block_id: stringOf(255) };
const elementsWithIds = (kinds: Record<string, Check>, max: number): Check =>
  all(listOf(byType(kinds), max, 1), distinct("action_id"));
const cutShort: Check = (value, pointer) =>
  isRecord(value) && value["text"] === undefined && value["fields"] === undefined
    ? [{ pointer, message: "missing required field: text" }]
    : [];

/** Every block this Slack can show, with the limits of Slack's block reference. */
const blockKinds: Record<string, Check> = {
  header: objectOf({ ...named, text: plainText(150) }, common),
  section: all(
    cutShort,
    objectOf(named, {
      ...common,
      text: anyText(3000),
      fields: listOf(anyText(2000), 10, 1),
      accessory: byType(accessoryKinds),
      expand: flag(),
    }),
  ),
  context: objectOf({ ...named, elements: listOf(byType(contextKinds), 10, 1) }, common),
  divider: objectOf(named, common),
  actions: objectOf({ ...named, elements: elementsWithIds(actionKinds, 25) }, common),
  input: objectOf(
    { ...named, label: plainText(2000), element: byType(inputKinds) },
    { ...common, hint: plainText(2000), optional: flag(), dispatch_action: flag() },
  ),
  image: all(
    anyField("image_url", "slack_file"),
    objectOf(
      { ...named, alt_text: stringOf(2000) },
      { ...common, title: plainText(2000), image_url: stringOf(3000), slack_file: () => [] },
    ),
  ),
  rich_text: richText,
  markdown: objectOf({ ...named, text: stringOf(12_000, 1) }, common),
  table,
  data_table: dataTable,
};

// Tables and markdown exist in messages only, alerts in modals only.
const { table: _table, data_table: _dataTable, markdown: _markdown, ...homeKinds } = blockKinds;
const modalKinds: Record<string, Check> = {
  ...homeKinds,
  alert: objectOf(
    { ...named, text: anyText(200) },
    { ...common, level: oneOf("default", "info", "warning", "error", "success") },
  ),
};

const kindsOf: Record<Surface, Record<string, Check>> = {
  message: blockKinds,
  modal: modalKinds,
  home: homeKinds,
};

/** Slack's undocumented cap on all text of one message's blocks together. */
const ALL_BLOCKS_CHARACTERS = 13_200;

/**
 * Everything Slack would refuse in a list of blocks, with JSON pointers; an empty list if it
 * would take them. Limits: 50 blocks in a message, 100 in a modal or App Home, one table.
 */
export function validateBlocks(
  blocks: unknown,
  surface: Surface,
  pointer = "/blocks",
): BlockProblem[] {
  const max = surface === "message" ? 50 : 100;
  const check = all(listOf(byType(kindsOf[surface]), max), distinct("block_id"));
  const problems = check(blocks, pointer);
  if (!Array.isArray(blocks) || surface !== "message") return problems;
  problems.push(...checkTables(blocks, pointer));
  if (characters(blocks) > ALL_BLOCKS_CHARACTERS) {
    problems.push({ pointer, message: "msg_blocks_too_long" });
  }
  return problems;
}

/** Counts what people read: the strings in `text` fields, wherever they are. */
function characters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + characters(one), 0);
  if (!isRecord(value)) return 0;
  let sum = 0;
  for (const [name, inner] of Object.entries(value)) {
    sum += name === "text" && typeof inner === "string" ? inner.length : characters(inner);
  }
  return sum;
}

const modal = objectOf(
  { type: string, title: plainText(24), blocks: () => [] },
  {
    submit: plainText(24),
    close: plainText(24),
    private_metadata: stringOf(3000),
    callback_id: stringOf(255),
    external_id: stringOf(255),
    clear_on_close: flag(),
    notify_on_close: flag(),
    submit_disabled: flag(),
  },
);
const home = objectOf(
  { type: string, blocks: () => [] },
  {
    private_metadata: stringOf(3000),
    callback_id: stringOf(255),
    external_id: stringOf(255),
    // Tolerated by Slack on both kinds of view.
    title: plainText(24),
    close: plainText(24),
    submit: plainText(24),
    clear_on_close: flag(),
    notify_on_close: flag(),
  },
);

/** Everything Slack would refuse in a view: modal or App Home. */
export function validateView(view: unknown): BlockProblem[] {
  const shape = byType({ modal, home })(view, "/view");
  if (!isRecord(view)) return shape;
  const surface = view["type"] === "home" ? "home" : "modal";
  const problems = [...shape, ...validateBlocks(view["blocks"], surface, "/view/blocks")];
  const hasInput =
    Array.isArray(view["blocks"]) &&
    view["blocks"].some((block) => isRecord(block) && block["type"] === "input");
  if (focused(view["blocks"]) > 1) {
    problems.push({ pointer: "/view/blocks", message: "only one focus_on_load allowed" });
  }
  if (surface === "modal" && hasInput && view["submit"] === undefined) {
    problems.push({ pointer: "/view", message: "missing required field: submit" });
  }
  return problems;
}

/** Only one element of a view may take the focus when it opens. */
function focused(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + focused(one), 0);
  if (!isRecord(value)) return 0;
  const own = value["focus_on_load"] === true ? 1 : 0;
  return Object.values(value).reduce<number>((sum, one) => sum + focused(one), own);
}
