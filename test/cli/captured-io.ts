import type { CliIo } from "../../src/cli/cli-io.ts";

/** A process of a test: files that never touch the disk, and what was written. */
export function capturedIo(files: Record<string, string | Uint8Array> = {}) {
  const written = { out: "", err: "" };
  const io: CliIo = {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    readFile: async (path) => {
      const content = files[path];
      if (content === undefined) throw Object.assign(new Error("missing"), { code: "ENOENT" });
      return typeof content === "string" ? new TextEncoder().encode(content) : content;
    },
    status: 0,
  };
  return { io, written };
}
