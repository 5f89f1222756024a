import type { CliIo } from "../../src/cli/cli-io.ts";

/** A process of a test: files that never touch the disk, and what was written. */
export function capturedIo(files: Record<string, string | Uint8Array> = {}) {
  const written = { out: "", err: "" };
  const bytesOf = (path: string) => {
    const content = files[path];
    if (content === undefined) throw Object.assign(new Error("missing"), { code: "ENOENT" });
    return typeof content === "string" ? new TextEncoder().encode(content) : content;
  };
  const io: CliIo = {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    readFile: async (path) => bytesOf(path),
    async *openFile(path) {
      // Cut into odd pieces, which split characters of several bytes.
      const bytes = bytesOf(path);
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
    },
    status: 0,
  };
  return { io, written };
}
