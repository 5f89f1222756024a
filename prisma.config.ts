import { defineConfig } from "prisma/config";

// `prisma generate` never runs the schema engine, yet the CLI downloads that binary first. Any
// existing file keeps it from trying, so that a machine without network can build the client.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
});
