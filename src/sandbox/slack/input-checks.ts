import { rawValues } from "./element-values.ts";
import { elementsOf, type InteractiveElement } from "./elements.ts";
import type { ElementValue, OpenView } from "./model.ts";

/** What Slack itself refuses before a submission is sent to the app: sentences by block id. */
export function checkInputs(open: OpenView): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of open.blocks) {
    const element = elementsOf(block)[0];
    if (block.type !== "input" || !element) continue;
    const blockId = block.block_id ?? "";
    const value = open.values[blockId]?.[element.action_id ?? ""];
    const error = checkInput(element, value, block.optional ?? false);
    if (error) errors[blockId] = error;
  }
  return errors;
}

function checkInput(
  element: InteractiveElement,
  value: ElementValue | undefined,
  isOptional: boolean,
): string | null {
  const entered = value ? rawValues(value) : [];
  const first = entered[0] ?? "";
  if (first === "") return isOptional ? null : "Please complete this required field.";
  const most = "max_selected_items" in element ? element.max_selected_items : undefined;
  if (most !== undefined && entered.length > most) return `Choose ${most} at most.`;
  switch (element.type) {
    case "plain_text_input":
      if (first.length < (element.min_length ?? 0)) {
        return `Must be at least ${element.min_length} characters.`;
      }
      if (first.length > (element.max_length ?? 3000)) {
        return `Must be less than ${(element.max_length ?? 3000) + 1} characters.`;
      }
      return null;
    case "number_input":
      return checkNumber(element, first);
    case "email_text_input":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(first) ? null : "Enter a valid email address.";
    case "url_text_input":
      return /^https?:\/\/\S+$/.test(first) ? null : "Enter a valid URL.";
    default:
      return null;
  }
}

function checkNumber(
  element: { is_decimal_allowed: boolean; min_value?: string; max_value?: string },
  entered: string,
): string | null {
  const pattern = element.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(entered)) {
    return element.is_decimal_allowed ? "Enter a number." : "Enter a whole number.";
  }
  if (element.min_value !== undefined && Number(entered) < Number(element.min_value)) {
    return `Must be ${element.min_value} or more.`;
  }
  if (element.max_value !== undefined && Number(entered) > Number(element.max_value)) {
    return `Must be ${element.max_value} or less.`;
  }
  return null;
}
