import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import * as engineGlue from "@prisma/schema-engine-wasm/schema_engine_bg";

type Glue = typeof import("@prisma/schema-engine-wasm") & {
  __wbg_set_wasm(exports: unknown): void;
};

// The compiler's library for Node has no types of WebAssembly; this is all that is needed here.
type Assembler = {
  instantiate(
    code: Uint8Array,
    imports: Readonly<Record<string, unknown>>,
  ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

type Connection = Awaited<ReturnType<PrismaPg["connect"]>>;

let glue: Promise<Glue> | null = null;

/** A schema engine on a database; close it, or its connections keep the engine's own lock. */
type OpenEngine = { readonly engine: SchemaEngine; close(): Promise<void> };

/**
 * Opens Prisma's schema engine on a database. It is the engine of `prisma migrate`, compiled to
 * WebAssembly: the command line would download a binary, which a machine without network can't.
 */
export async function openSchemaEngine(url: string): Promise<OpenEngine> {
  glue ??= instantiate();
  const { SchemaEngine } = await glue;
  const connections: Connection[] = [];
  const factory = new PrismaPg(url);
  const connect = factory.connect.bind(factory);
  const connectToShadowDb = factory.connectToShadowDb.bind(factory);
  const keep = (connection: Connection) => {
    connections.push(connection);
    return withWholeScripts(connection);
  };
  factory.connect = async () => keep(await connect());
  factory.connectToShadowDb = async () => keep(await connectToShadowDb());
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
  async function close(): Promise<void> {
    engine.free();
    for (const connection of connections) await connection.dispose();
  }
  return { engine, close };
}

/**
 * The adapter cuts a migration at every semicolon, those inside functions too. Given in one piece
 * to the server, a migration is also one transaction.
 */
function withWholeScripts(connection: Connection): Connection {
  connection.executeScript = async (script) => {
    await connection.underlyingDriver().query(script);
  };
  return connection;
}

async function instantiate(): Promise<Glue> {
  const bound = engineGlue as unknown as Glue;
  const { resolve } = createRequire(import.meta.url);
  const folder = dirname(resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const code = await readFile(join(folder, "schema_engine_bg.wasm"));
  const assembler = (globalThis as unknown as { WebAssembly: Assembler }).WebAssembly;
  const imports = { "./schema_engine_bg.js": withIdleTimers(engineGlue) };
  const { instance } = await assembler.instantiate(code, imports);
  bound.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bound;
}

/** The engine waits up to ten seconds for its lock and forgets the timer, which would hold us. */
function withIdleTimers(glue: object): object {
  const names = Object.keys(glue).filter((name) => name.startsWith("__wbg_setTimeout_"));
  const idle = (wake: () => void, ms: number) => setTimeout(wake, ms >>> 0).unref();
  return { ...glue, ...Object.fromEntries(names.map((name) => [name, idle])) };
}
