import type { RichTextBlock } from "@slack/web-api";
import type { Place } from "./place.ts";
import { RichText } from "./rich-text.tsx";

type Cell = { type: string; text?: string; value?: number } | RichTextBlock;
type ColumnSettings = { align?: string; is_wrapped?: boolean };

// Amounts and counts line up on the right even where the message does not say so.
const NUMERIC = /^[−–+-]?[\d.,\s]+( ?[A-Z]{3}| ?%)?$/;

/** Rows that Slack shows of a data table at once, if the block does not say. */
const PAGE_SIZE = 5;

function cellText(cell: Cell | undefined): string {
  return cell && "text" in cell ? (cell.text ?? "") : "";
}

function alignments(rows: Cell[][], settings: ColumnSettings[]): string[] {
  const [head = [], ...body] = rows;
  return head.map((_, column) => {
    const isNumeric = body.every((row) => NUMERIC.test(cellText(row[column])));
    return settings[column]?.align ?? (isNumeric && body.length > 0 ? "right" : "left");
  });
}

/** A `table` block: its first row is the head. Long ones scroll inside of themselves. */
export function Table(props: { rows: Cell[][]; settings: ColumnSettings[]; place: Place }) {
  const { rows, settings, place } = props;
  const [head = [], ...body] = rows;
  const aligns = alignments(rows, settings);
  const classes = (column: number) =>
    `${aligns[column] ?? "left"}${settings[column]?.is_wrapped ? " wrapped" : ""}`;
  return (
    <section class="block-table" tabindex={0} aria-label="Table">
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th scope="col" class={classes(column)}>
                <CellContent cell={cell} place={place} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row) => (
            <tr>
              {row.map((cell, column) => (
                <td class={classes(column)} title={cellText(cell) || undefined}>
                  <CellContent cell={cell} place={place} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A `data_table` block: with a caption, pages, and columns to sort by. */
export function DataTable(props: {
  rows: Cell[][];
  caption: string;
  pageSize: number | undefined;
  headerColumn: number;
  blockId: string;
  place: Place;
}) {
  const { rows, caption, pageSize = PAGE_SIZE, headerColumn, place } = props;
  const [head = [], ...body] = rows;
  const aligns = alignments(rows, []);
  return (
    <div class="data-table" data-table={props.blockId} data-page-size={pageSize}>
      <section class="block-table" tabindex={0} aria-label={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {head.map((cell, column) => (
                <th scope="col" class={aligns[column]}>
                  <button type="button" class="sort" data-column={column}>
                    {cellText(cell)}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.map((row) => (
              <tr>
                {row.map((cell, column) => (
                  <DataCell
                    cell={cell}
                    align={aligns[column] ?? "left"}
                    isHeader={column === headerColumn}
                    place={place}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {body.length > pageSize ? (
        <nav class="pages" aria-label={`Pages of ${caption}`}>
          <button type="button" class="button" data-turn="-1" aria-label="Earlier rows">
            ‹
          </button>
          <span class="range" aria-live="polite">
            {body.length} rows
          </span>
          <button type="button" class="button" data-turn="1" aria-label="Later rows">
            ›
          </button>
        </nav>
      ) : null}
    </div>
  );
}

function DataCell(props: { cell: Cell; align: string; isHeader: boolean; place: Place }) {
  const { cell, align, isHeader, place } = props;
  const value = "value" in cell ? cell.value : undefined;
  const content = <CellContent cell={cell} place={place} />;
  return isHeader ? (
    <th scope="row" class={align} data-value={value}>
      {content}
    </th>
  ) : (
    <td class={align} data-value={value} title={cellText(cell) || undefined}>
      {content}
    </td>
  );
}

function CellContent({ cell, place }: { cell: Cell; place: Place }) {
  return "elements" in cell ? (
    <RichText block={cell} reader={place.reader} />
  ) : (
    <bdi>{cellText(cell)}</bdi>
  );
}
