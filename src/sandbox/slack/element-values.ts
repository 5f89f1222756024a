import type { KnownBlock } from "@slack/web-api";
import { type InteractiveElement, placedElements } from "./elements.ts";
import type { ElementValue, OptionValue, StateValues } from "./model.ts";

/** The options of a select with those of its groups. */
export function optionsOf(element: InteractiveElement): OptionValue[] {
  const own = "options" in element ? (element.options ?? []) : [];
  const groups = "option_groups" in element ? (element.option_groups ?? []) : [];
  return [...own, ...groups.flatMap((group) => group.options)] as OptionValue[];
}

/**
 * What an element holds before anybody touched it, as `state.values` shows it. Where it defaults to
 * the current conversation, `channelId` is that.
 */
export function initialValue(
  element: InteractiveElement,
  channelId: string | null = null,
): ElementValue {
  const { type } = element;
  switch (element.type) {
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return { type, value: element.initial_value ?? null };
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return { type, selected_option: (element.initial_option as OptionValue) ?? null };
    case "multi_static_select":
    case "multi_external_select":
    case "checkboxes":
      return { type, selected_options: (element.initial_options as OptionValue[]) ?? [] };
    case "users_select":
      return { type, selected_user: element.initial_user ?? null };
    case "multi_users_select":
      return { type, selected_users: element.initial_users ?? [] };
    case "channels_select":
      return { type, selected_channel: element.initial_channel ?? null };
    case "multi_channels_select":
      return { type, selected_channels: element.initial_channels ?? [] };
    case "conversations_select":
      return {
        type,
        selected_conversation:
          element.initial_conversation ?? currentFor(element, channelId)[0] ?? null,
      };
    case "multi_conversations_select":
      return {
        type,
        selected_conversations: element.initial_conversations ?? currentFor(element, channelId),
      };
    case "datepicker":
      return { type, selected_date: element.initial_date ?? null };
    case "timepicker":
      return { type, selected_time: element.initial_time ?? null };
    case "datetimepicker":
      return { type, selected_date_time: element.initial_date_time ?? null };
    default:
      return { type };
  }
}

function currentFor(
  element: { default_to_current_conversation?: boolean },
  channelId: string | null,
): string[] {
  return element.default_to_current_conversation && channelId ? [channelId] : [];
}

/**
 * Turns what a form or a driver gives for an element into its value. Options are found by their
 * value or by their text; `external` are options an external select was offered.
 * Throws if there is no such option, because then the caller is mistaken.
 */
export function valueFrom(
  element: InteractiveElement,
  given: string[],
  external: OptionValue[] = [],
): ElementValue {
  const { type } = element;
  const chosen = given.filter((one) => one !== "");
  const first = chosen[0] ?? null;
  const options = [...optionsOf(element), ...external];
  const pick = (wanted: string) => findOption(element, options, wanted);
  switch (type) {
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return { type, value: first };
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return { type, selected_option: first === null ? null : pick(first) };
    case "multi_static_select":
    case "multi_external_select":
    case "checkboxes":
      return { type, selected_options: chosen.map(pick) };
    case "overflow":
      return { type, selected_option: first === null ? null : pick(first) };
    case "users_select":
      return { type, selected_user: first };
    case "multi_users_select":
      return { type, selected_users: chosen };
    case "channels_select":
      return { type, selected_channel: first };
    case "multi_channels_select":
      return { type, selected_channels: chosen };
    case "conversations_select":
      return { type, selected_conversation: first };
    case "multi_conversations_select":
      return { type, selected_conversations: chosen };
    case "datepicker":
      return { type, selected_date: first };
    case "timepicker":
      return { type, selected_time: first };
    case "datetimepicker":
      return { type, selected_date_time: first === null ? null : Number(first) };
    case "button":
      return { type };
  }
}

function findOption(
  element: InteractiveElement,
  options: OptionValue[],
  wanted: string,
): OptionValue {
  const option =
    options.find((one) => one.value === wanted) ?? options.find((one) => one.text.text === wanted);
  if (!option) throw new Error(`${element.action_id ?? element.type} has no option "${wanted}"`);
  return option;
}

/** The values in the words of the screen, joined by commas. */
export function valueToText(value: ElementValue): string {
  if (value.selected_option) return value.selected_option.text.text;
  if (value.selected_options) return value.selected_options.map((one) => one.text.text).join(", ");
  return rawValues(value).join(", ");
}

/** The values as a form would send them. */
export function rawValues(value: ElementValue): string[] {
  if (value.selected_option) return [value.selected_option.value ?? ""];
  if (value.selected_options) return value.selected_options.map((one) => one.value ?? "");
  const many =
    value.selected_users ?? value.selected_channels ?? value.selected_conversations ?? undefined;
  if (many) return many;
  const one =
    value.value ??
    value.selected_user ??
    value.selected_channel ??
    value.selected_conversation ??
    value.selected_date ??
    value.selected_time ??
    value.selected_date_time;
  return one === null || one === undefined ? [] : [String(one)];
}

/** Elements that hold a value; buttons and overflow menus only act. */
export function holdsValue(element: InteractiveElement): boolean {
  return element.type !== "button" && element.type !== "overflow";
}

/**
 * The state of blocks: what was entered where the same element still stands, and what the
 * elements start with everywhere else. So a view that is updated keeps what was typed.
 */
export function stateOf(
  blocks: KnownBlock[],
  entered: StateValues,
  channelId: string | null = null,
): StateValues {
  const state: StateValues = {};
  for (const { blockId, actionId, element } of placedElements(blocks)) {
    if (!holdsValue(element)) continue;
    const kept = entered[blockId]?.[actionId];
    const value = kept?.type === element.type ? kept : initialValue(element, channelId);
    state[blockId] = { ...state[blockId], [actionId]: value };
  }
  return state;
}
