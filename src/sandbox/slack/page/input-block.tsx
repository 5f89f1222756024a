import type { InputBlock as InputBlockRecord } from "@slack/web-api";
import { elementsOf } from "../elements.ts";
import type { StateValues } from "../model.ts";
import { Element } from "./elements.tsx";
import { fieldName } from "./fields.ts";
import type { Place } from "./place.ts";

/** An input block: its label, its element, what is wrong with what was entered, and a hint. */
export function InputBlock(props: {
  block: InputBlockRecord;
  values: StateValues;
  errors: Record<string, string> | undefined;
  place: Place;
}) {
  const { block, values, errors, place } = props;
  const element = elementsOf(block)[0];
  if (!element) return null;
  const blockId = block.block_id ?? "";
  const actionId = element.action_id ?? "";
  const error = errors?.[blockId];
  const name = fieldName(blockId, actionId);
  const describedBy = [
    ...(error ? [`${name}|error`] : []),
    ...(block.hint ? [`${name}|hint`] : []),
  ];
  return (
    <div class={error ? "block-input wrong" : "block-input"} data-block-id={blockId}>
      <label class="label" for={name}>
        {block.label.text}
        {block.optional ? <span class="optional"> (optional)</span> : null}
      </label>
      <Element
        element={element}
        blockId={blockId}
        value={values[blockId]?.[actionId]}
        dispatches={block.dispatch_action ?? false}
        label={block.label.text}
        describedBy={describedBy.length > 0 ? describedBy.join(" ") : undefined}
        isWrong={error !== undefined}
        isRequired={!block.optional}
        place={place}
      />
      {error ? (
        <p class="error" role="alert" id={`${name}|error`}>
          {error}
        </p>
      ) : null}
      {block.hint ? (
        <p class="hint" id={`${name}|hint`}>
          {block.hint.text}
        </p>
      ) : null}
    </div>
  );
}
