import {
  all,
  anyField,
  type BlockProblem,
  byType,
  type Check,
  flag,
  integer,
  isRecord,
  listOf,
  objectOf,
  oneOf,
  stringLike,
  stringOf,
} from "./block-checks.ts";

/*
 * Block elements and the objects they are made of, with the limits that Slack documents in
 * "Block Kit reference: block elements" and "composition objects".
 */

const anything: Check = () => [];
const string = stringOf(Number.MAX_SAFE_INTEGER);
const day = stringLike(/^\d{4}-\d{2}-\d{2}$/, "a day in the format YYYY-MM-DD");
const time = stringLike(/^\d{2}:\d{2}$/, "a time in the format HH:mm");
const decimal = stringLike(/^-?\d+(\.\d+)?$/, "a number in a string");
const webAddress = stringLike(/^https?:\/\/\S+$/, "a valid URL");

/** A plain text object of at most `max` characters. */
export function plainText(max: number): Check {
  return byType({
    plain_text: objectOf({ type: string, text: stringOf(max, 1) }, { emoji: flag() }),
  });
}

/** A plain text or mrkdwn object of at most `max` characters. */
export function anyText(max: number): Check {
  return byType({
    plain_text: objectOf({ type: string, text: stringOf(max, 1) }, { emoji: flag() }),
    mrkdwn: objectOf({ type: string, text: stringOf(max, 1) }, { verbatim: flag() }),
  });
}

const confirm = objectOf(
  { text: anyText(300) },
  {
    title: plainText(100),
    confirm: plainText(30),
    deny: plainText(30),
    style: oneOf("primary", "danger"),
  },
);

const plainOption = objectOf(
  { text: plainText(75), value: stringOf(150, 1) },
  { description: plainText(75), url: stringOf(3000) },
);
const anyOption = objectOf(
  { text: anyText(75), value: stringOf(150, 1) },
  { description: anyText(75) },
);
const optionGroup = objectOf({
  label: plainText(75),
  options: listOf(plainOption, 100, 1),
});

const action = { type: string, action_id: stringOf(255) };
const { type: typeField, ...actionable } = action;
const asking = { ...actionable, confirm, focus_on_load: flag(), placeholder: plainText(150) };
const typing = {
  ...actionable,
  placeholder: plainText(150),
  focus_on_load: flag(),
  dispatch_action_config: objectOf({
    trigger_actions_on: listOf(oneOf("on_enter_pressed", "on_character_entered"), 2, 1),
  }),
};
const optionSources = {
  options: listOf(plainOption, 100, 1),
  option_groups: listOf(optionGroup, 100, 1),
};
const conversationFilter = objectOf(
  {},
  {
    include: listOf(oneOf("im", "mpim", "private", "public"), 4, 1),
    exclude_external_shared_channels: flag(),
    exclude_bot_users: flag(),
  },
);
const conversationsFields = {
  ...asking,
  default_to_current_conversation: flag(),
  response_url_enabled: flag(),
  filter: conversationFilter,
};
/** What is chosen at first must be one of the options; and options come in groups or not. */
const fitting: Check = (value, pointer) => {
  if (!isRecord(value)) return [];
  const problems: BlockProblem[] = [];
  if (value["options"] !== undefined && value["option_groups"] !== undefined) {
    problems.push({ pointer, message: "must provide only one of options, option_groups" });
  }
  const known = new Set(offered(value).map((one) => one["value"]));
  const initial = listOfRecords(value["initial_options"]);
  if (isRecord(value["initial_option"])) initial.push(value["initial_option"]);
  for (const one of initial) {
    if (known.has(one["value"])) continue;
    problems.push({ pointer, message: `initial option ${String(one["value"])} is no option` });
  }
  return problems;
};

function offered(element: Record<string, unknown>): Record<string, unknown>[] {
  const groups = listOfRecords(element["option_groups"]);
  return [
    ...listOfRecords(element["options"]),
    ...groups.flatMap((group) => listOfRecords(group["options"])),
  ];
}

function listOfRecords(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A smallest value above the largest one can't be met. */
function inOrder(least: string, most: string): Check {
  return (value, pointer) => {
    if (!isRecord(value)) return [];
    const [from, to] = [value[least], value[most]];
    if (from === undefined || to === undefined || Number(from) <= Number(to)) return [];
    return [{ pointer: `${pointer}/${least}`, message: `must not be above ${most}` }];
  };
}

const many = { max_selected_items: integer(1, Number.MAX_SAFE_INTEGER) };
const named = { type: typeField };

const button = objectOf(
  { ...named, text: plainText(75) },
  {
    ...actionable,
    url: stringOf(3000),
    value: stringOf(2000),
    style: oneOf("primary", "danger"),
    confirm,
    accessibility_label: stringOf(75),
  },
);

/** An image element, as contexts and sections show it. */
export const image = all(
  anyField("image_url", "slack_file"),
  objectOf(
    { ...named, alt_text: stringOf(2000) },
    { image_url: all(webAddress, stringOf(3000)), slack_file: anything },
  ),
);

const selects: Record<string, Check> = {
  static_select: all(
    anyField("options", "option_groups"),
    fitting,
    objectOf(named, { ...asking, ...optionSources, initial_option: plainOption }),
  ),
  multi_static_select: all(
    anyField("options", "option_groups"),
    fitting,
    objectOf(named, {
      ...asking,
      ...optionSources,
      ...many,
      initial_options: listOf(plainOption, 100, 1),
    }),
  ),
  external_select: objectOf(named, {
    ...asking,
    initial_option: plainOption,
    min_query_length: integer(0, 1000),
  }),
  multi_external_select: objectOf(named, {
    ...asking,
    ...many,
    initial_options: listOf(plainOption, 100, 1),
    min_query_length: integer(0, 1000),
  }),
  users_select: objectOf(named, { ...asking, initial_user: string }),
  multi_users_select: objectOf(named, {
    ...asking,
    ...many,
    initial_users: listOf(string, 100),
  }),
  conversations_select: objectOf(named, { ...conversationsFields, initial_conversation: string }),
  multi_conversations_select: objectOf(named, {
    ...conversationsFields,
    ...many,
    initial_conversations: listOf(string, 100),
  }),
  channels_select: objectOf(named, {
    ...asking,
    response_url_enabled: flag(),
    initial_channel: string,
  }),
  multi_channels_select: objectOf(named, {
    ...asking,
    ...many,
    initial_channels: listOf(string, 100),
  }),
};

const choices: Record<string, Check> = {
  radio_buttons: all(
    fitting,
    objectOf(
      { ...named, options: listOf(anyOption, 10, 1) },
      { ...actionable, confirm, focus_on_load: flag(), initial_option: anyOption },
    ),
  ),
  checkboxes: all(
    fitting,
    objectOf(
      { ...named, options: listOf(anyOption, 10, 1) },
      { ...actionable, confirm, focus_on_load: flag(), initial_options: listOf(anyOption, 10, 1) },
    ),
  ),
  datepicker: objectOf(named, { ...asking, initial_date: day }),
  timepicker: objectOf(named, { ...asking, initial_time: time, timezone: string }),
};

/** Elements that a section may carry beside its text. */
export const accessoryKinds: Record<string, Check> = {
  button,
  image,
  ...selects,
  ...choices,
  overflow: objectOf({ ...named, options: listOf(plainOption, 5, 1) }, { ...actionable, confirm }),
};

/** A day and a time, as Unix seconds; actions and inputs have it, sections don't. */
const datetimepicker = objectOf(named, {
  ...actionable,
  confirm,
  focus_on_load: flag(),
  initial_date_time: integer(1_000_000_000, 9_999_999_999),
});

const { image: _image, ...withoutImage } = accessoryKinds;

/** Elements of an actions block. */
export const actionKinds: Record<string, Check> = { ...withoutImage, datetimepicker };

/** Elements of an input block. */
export const inputKinds: Record<string, Check> = {
  ...selects,
  ...choices,
  datetimepicker,
  plain_text_input: all(
    inOrder("min_length", "max_length"),
    objectOf(named, {
      ...typing,
      initial_value: stringOf(3000),
      multiline: flag(),
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    }),
  ),
  number_input: all(
    inOrder("min_value", "max_value"),
    objectOf(
      { ...named, is_decimal_allowed: flag() },
      { ...typing, initial_value: decimal, min_value: decimal, max_value: decimal },
    ),
  ),
  email_text_input: objectOf(named, { ...typing, initial_value: string }),
  url_text_input: objectOf(named, { ...typing, initial_value: string }),
};

/** Elements of a context block. */
export const contextKinds: Record<string, Check> = {
  image,
  plain_text: anyText(3000),
  mrkdwn: anyText(3000),
};
