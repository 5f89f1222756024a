import type { ContextBlockElement, ImageElement, KnownBlock } from "@slack/web-api";
import { elementsOf } from "../elements.ts";
import { parseMarkdown } from "../markdown.ts";
import type { StateValues } from "../model.ts";
import { Element } from "./elements.tsx";
import { AlertIcon } from "./icons.tsx";
import { InputBlock } from "./input-block.tsx";
import type { Place } from "./place.ts";
import { RichText } from "./rich-text.tsx";
import { DataTable, Table } from "./tables.tsx";
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
      return <Context elements={block.elements} place={place} />;
    case "divider":
      return <hr />;
    case "actions":
      return (
        <div class="block-actions">
          <Elements {...props} />
        </div>
      );
    case "input":
      return <InputBlock block={block} values={props.values} errors={props.errors} place={place} />;
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
      return (
        <DataTable
          rows={block.rows}
          caption={block.caption}
          pageSize={block.page_size}
          headerColumn={block.row_header_column_index ?? 0}
          blockId={block.block_id ?? ""}
          place={place}
        />
      );
    case "alert":
      return <Alert level={block.level ?? "default"} text={block.text} place={place} />;
    default:
      return null;
  }
}

function Context({ elements, place }: { elements: ContextBlockElement[]; place: Place }) {
  return (
    <div class="block-context">
      {elements.map((element) => (
        <span>
          {element.type === "image" ? (
            <Image image={element} />
          ) : (
            <Text text={element} reader={place.reader} />
          )}
        </span>
      ))}
    </div>
  );
}

function Alert(props: { level: string; text: { type: string; text: string }; place: Place }) {
  return (
    <div class={`block-alert ${props.level}`} role="alert">
      <AlertIcon />
      <span class="unseen">{alertWords[props.level]}</span>
      <div class="block-text">
        <Text text={props.text} reader={props.place.reader} />
      </div>
    </div>
  );
}

// The colour of an alert says nothing to who can't see it.
const alertWords: Record<string, string> = {
  default: "Note: ",
  info: "Note: ",
  warning: "Warning: ",
  error: "Problem: ",
  success: "Done: ",
};

function Image({ image }: { image: ImageElement }) {
  const url = "image_url" in image ? image.image_url : fileUrl(image.slack_file);
  return <img src={url} alt={image.alt_text} loading="lazy" />;
}

function fileUrl(file: { id: string } | { url: string }): string {
  return "id" in file ? `/files/${encodeURIComponent(file.id)}` : file.url;
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
