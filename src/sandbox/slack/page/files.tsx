import { csvRows } from "../csv-rows.ts";
import type { Message, SharedFile } from "../model.ts";
import { mimeTypeOf } from "../slack-json.ts";
import type { Place } from "./place.ts";

/** How much of a file is shown without opening it. */
const PREVIEW_ROWS = 5;
const PREVIEW_COLUMNS = 7;
const PREVIEW_LINES = 6;

/** The files of a message as cards: what they are, how large, and their first lines. */
export function Files({ message, place }: { message: Message; place: Place }) {
  const { files } = place.world.slack.workspace;
  return (
    <>
      {message.fileIds.map((id) => {
        const file = files.get(id);
        return file ? <FileCard file={file} /> : null;
      })}
    </>
  );
}

function FileCard({ file }: { file: SharedFile }) {
  const kind = file.name.includes(".") ? (file.name.split(".").at(-1) ?? "") : "file";
  const text = mimeTypeOf(file.name).startsWith("text/") ? textOf(file) : null;
  const isCsv = mimeTypeOf(file.name) === "text/csv";
  return (
    <div class="file" data-file-id={file.id}>
      <div class="file-head">
        <span class={`file-kind ${kind.toLowerCase()}`} aria-hidden="true">
          {kind.slice(0, 4).toUpperCase()}
        </span>
        <span class="file-name">
          <bdi>{file.title}</bdi>
          <small>
            {file.title === file.name ? "" : `${file.name} · `}
            {sizeText(file.sizeBytes)}
            {text === null ? "" : ` · ${countLines(text, isCsv)}`}
          </small>
        </span>
        <a class="button" href={`/files/${file.id}`} download={file.name}>
          Download
          <span class="unseen"> {file.name}</span>
        </a>
      </div>
      {text === null ? null : isCsv ? <CsvPreview text={text} /> : <Lines text={text} />}
    </div>
  );
}

function textOf(file: SharedFile): string {
  return new TextDecoder().decode(file.bytes ?? new Uint8Array());
}

/** 980 bytes, 12.4 KB, 3.1 MB. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function countLines(text: string, hasHead: boolean): string {
  const lines = text.trimEnd().split("\n").length - (hasHead ? 1 : 0);
  const word = hasHead ? "row" : "line";
  return `${lines.toLocaleString("en")} ${word}${lines === 1 ? "" : "s"}`;
}

function CsvPreview({ text }: { text: string }) {
  const [head = [], ...rows] = csvRows(text, PREVIEW_ROWS + 1);
  const shown = (row: string[]) => row.slice(0, PREVIEW_COLUMNS);
  return (
    <div class="file-rows">
      <table>
        <thead>
          <tr>
            {shown(head).map((value) => (
              <th scope="col">{value}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {shown(row).map((value) => (
                <td class={/^[−-]?[\d.,\s]+$/.test(value) ? "right" : ""}>
                  <bdi>{value}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Lines({ text }: { text: string }) {
  return <pre>{text.trimEnd().split("\n").slice(0, PREVIEW_LINES).join("\n")}</pre>;
}
