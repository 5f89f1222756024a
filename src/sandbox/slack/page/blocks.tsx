import type { ImageElement, KnownBlock, RichTextBlock } from "@slack/web-api";
import { elementsOf } from "../elements.ts";
import { parseMarkdown } from "../markdown.ts";
import type { StateValues } from "../model.ts";
import { Element } from "./elements.tsx";
import type { Place } from "./place.ts";
import { RichText } from "./rich-text.tsx";
import { Nodes, Text } from "./text.tsx";

/** What blocks need to be drawn. */
export type BlocksProps = {
  blocks: KnownBlock[];
  values: StateValues;
  errors?: Record<string, string>;
  place: Place;
};

/** Block Kit as HTML. Which blocks there are is said by the validator. */
export function Blocks(props: BlocksProps) {
  return (
    <div class="blocks">
      {props.blocks.map((block) => (
        <Block {...props} block={block} />
      ))}
    </div>
  );
}

type BlockProps = BlocksProps & { block: KnownBlock };

function Block(props: BlockProps) {
  const { block, place } = props;
  const { reader } = place;
  switch (block.type) {
    case "header":
      return (
        <h3 class="block-header">
          <Text text={block.text} reader={reader} />
        </h3>
      );
    case "section":
      return <Section {...props} />;
    case "context":
      return (
        <div class="block-context">
          {block.elements.map((element) => (
            <span>
              {element.type === "image" ? (
                <Image image={element} />
              ) : (
                <Text text={element} reader={reader} />
              )}
            </span>
          ))}
        </div>
      );
    case "divider":
      return <hr />;
    case "actions":
      return (
        <div class="block-actions">
          <Elements {...props} />
        </div>
      );
    case "input":
      return <InputBlock {...props} />;
    case "image":
      return (
        <figure class="block-image">
          {block.title ? <figcaption>{block.title.text}</figcaption> : null}
          <Image image={{ ...block, type: "image" }} />
        </figure>
      );
    case "rich_text":
      return <RichText block={block} reader={reader} />;
    case "markdown":
      return (
        <div class="block-text">
          <Nodes nodes={parseMarkdown(block.text)} reader={reader} />
        </div>
      );
    case "table":
      return <Table rows={block.rows} settings={block.column_settings ?? []} place={place} />;
    case "data_table":
      return <Table rows={block.rows} settings={[]} caption={block.caption} place={place} />;
    case "alert":
      return (
        <div class={`block-alert ${block.level ?? "default"}`} role="alert">
          <Text text={block.text} reader={reader} />
        </div>
      );
    default:
      return null;
  }
}

function Image({ image }: { image: ImageElement }) {
  const url = "image_url" in image ? image.image_url : "";
  return <img src={url} alt={image.alt_text} loading="lazy" />;
}

function Elements(props: BlockProps) {
  const { block, values, place } = props;
  const blockId = block.block_id ?? "";
  return (
    <>
      {elementsOf(block).map((element) => (
        <Element
          element={element}
          blockId={blockId}
          value={values[blockId]?.[element.action_id ?? ""]}
          dispatches={true}
          place={place}
        />
      ))}
    </>
  );
}

function Section(props: BlockProps) {
  const { block, place } = props;
  if (block.type !== "section") return null;
  const { reader } = place;
  return (
    <div class="block-section">
      <div class="block-text">
        {block.text ? <Text text={block.text} reader={reader} /> : null}
        {block.fields ? (
          <div class="fields">
            {block.fields.map((field) => (
              <div>
                <Text text={field} reader={reader} />
              </div>
            ))}
          </div>
        ) : null}
      </div>
      <div class="accessory">
        {block.accessory?.type === "image" ? <Image image={block.accessory} /> : null}
        <Elements {...props} />
      </div>
    </div>
  );
}

function InputBlock(props: BlockProps) {
  const { block, values, errors, place } = props;
  if (block.type !== "input") return null;
  const element = elementsOf(block)[0];
  if (!element) return null;
  const blockId = block.block_id ?? "";
  const error = errors?.[blockId];
  return (
    <div class={error ? "block-input wrong" : "block-input"} data-block-id={blockId}>
      <div class="label">
        {block.label.text}
        {block.optional ? <span class="optional"> (optional)</span> : null}
      </div>
      <Element
        element={element}
        blockId={blockId}
        value={values[blockId]?.[element.action_id ?? ""]}
        dispatches={block.dispatch_action ?? false}
        label={block.label.text}
        place={place}
      />
      {error ? (
        <p class="error" role="alert">
          {error}
        </p>
      ) : null}
      {block.hint ? <p class="hint">{block.hint.text}</p> : null}
    </div>
  );
}

type Cell = { type: string; text?: string } | RichTextBlock;
type ColumnSettings = { align?: string; is_wrapped?: boolean };

// Amounts and counts line up on the right even where the message does not say so.
const NUMERIC = /^[−–+-]?[\d.,\s]+( ?[A-Z]{3}| ?%)?$/;

function cellText(cell: Cell | undefined): string {
  return cell && "text" in cell ? (cell.text ?? "") : "";
}

function Table(props: {
  rows: Cell[][];
  settings: ColumnSettings[];
  caption?: string;
  place: Place;
}) {
  const { rows, settings, place } = props;
  const [head, ...body] = rows;
  const cells = (row: Cell[], isHead: boolean) =>
    row.map((cell, column) => {
      const setting = settings[column];
      const text = cellText(cell);
      const isNumeric = body.every((one) => NUMERIC.test(cellText(one[column])));
      const align = setting?.align ?? (isNumeric && body.length > 0 ? "right" : "left");
      const classes = `${align} ${setting?.is_wrapped ? "wrapped" : ""}`;
      const content = "elements" in cell ? <RichText block={cell} reader={place.reader} /> : text;
      return isHead ? (
        <th scope="col" class={classes}>
          {content}
        </th>
      ) : (
        <td class={classes}>{content}</td>
      );
    });
  return (
    <div class="block-table">
      <table>
        {props.caption ? <caption>{props.caption}</caption> : null}
        <thead>
          <tr>{cells(head ?? [], true)}</tr>
        </thead>
        <tbody>
          {body.map((row) => (
            <tr>{cells(row, false)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
