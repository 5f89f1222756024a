import { afterEach, expect, it } from "vitest";
import { answer, type HttpServer, startHttpServer } from "../src/http-server.ts";

let server: HttpServer;
const errors: unknown[] = [];

async function start() {
  server = await startHttpServer({
    host: "127.0.0.1",
    port: 0,
    routes: {
      "GET /healthz": (_, response) => answer(response, 200, "ok\n"),
      "GET /broken": () => {
        throw new Error("secret detail");
      },
    },
    onError: (error) => errors.push(error),
  });
}

afterEach(() => server.stop());

it("requests find their route by method and path, and nothing else", async () => {
  await start();
  const get = await fetch(`${server.url}/healthz?probe=1`);
  expect([get.status, await get.text()]).toEqual([200, "ok\n"]);
  expect((await fetch(`${server.url}/healthz`, { method: "POST" })).status).toBe(404);
  expect((await fetch(`${server.url}/__proto__`)).status).toBe(404);
});

it("a route that throws answers 500 and tells only the log", async () => {
  await start();
  const response = await fetch(`${server.url}/broken`);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("secret");
  expect(String(errors.at(-1))).toContain("secret detail");
});
