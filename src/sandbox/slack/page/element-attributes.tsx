import type { ConfirmationDialog } from "@slack/web-api";
import { elementLabel, type InteractiveElement } from "../elements.ts";
import type { ElementValue } from "../model.ts";
import { type TextReader, textToText } from "../render-text.ts";
import { actKey, fieldName } from "./fields.ts";
import type { Place } from "./place.ts";

/** What an element needs to be drawn. */
export type ElementProps = {
  element: InteractiveElement;
  blockId: string;
  value: ElementValue | undefined;
  /** Whether using it tells the app at once. */
  dispatches: boolean;
  /** What it is called, where its own text does not say it. */
  label?: string;
  /** The ids of its hint and of what is wrong with it. */
  describedBy?: string | undefined;
  isWrong?: boolean;
  isRequired?: boolean;
  place: Place;
};

/** Attributes that send the form to the app as `block_actions`. */
export function acting(props: ElementProps, trigger: string) {
  if (!props.dispatches) return {};
  const act = actKey(props.blockId, props.element.action_id ?? "");
  return {
    "hx-post": "/page/act",
    "hx-trigger": trigger,
    "hx-swap": "none",
    "hx-vals": JSON.stringify({ act }),
    ...confirming(props),
  };
}

/** The confirm dialog of an element, for the page's script. */
export function confirming({ element, place }: ElementProps): { "data-confirm"?: string } {
  const confirm = "confirm" in element ? element.confirm : undefined;
  return confirm ? { "data-confirm": confirmText(confirm, place.reader) } : {};
}

function confirmText(confirm: ConfirmationDialog, reader: TextReader): string {
  const read = (text: { type: string; text: string } | undefined, otherwise: string) =>
    text ? textToText(text, reader) : otherwise;
  return JSON.stringify({
    title: read(confirm.title, "Are you sure?"),
    text: read(confirm.text, ""),
    yes: read(confirm.confirm, "Yes"),
    no: read(confirm.deny, "Cancel"),
    isDanger: confirm.style === "danger",
  });
}

/** What every form control of an element carries. */
export function common(props: ElementProps) {
  const name = fieldName(props.blockId, props.element.action_id ?? "");
  return { name, id: name, "data-action-id": props.element.action_id ?? "", ...named(props) };
}

/** How a control, or a group of them, is called and described to who can't see it. */
export function named(props: ElementProps) {
  return {
    "aria-label": props.label ?? elementLabel(props.element),
    "aria-describedby": props.describedBy,
    "aria-invalid": props.isWrong ? "true" : undefined,
    "aria-required": props.isRequired ? "true" : undefined,
  };
}

/** What stands in an empty element. */
export function placeholderOf(element: InteractiveElement): string | undefined {
  return "placeholder" in element ? element.placeholder?.text : undefined;
}

/** Unchecked boxes send nothing: this tells that the field was on the form. */
export function Marker(props: ElementProps) {
  const name = fieldName(props.blockId, props.element.action_id ?? "");
  return <input type="hidden" name="has" value={name} />;
}
