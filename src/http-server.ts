import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers a request; routes are looked up by method and path. */
export type Route = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** The program's only HTTP server: counters give it their routes. */
export type HttpServer = {
  readonly port: number;
  /** "http://127.0.0.1:3000". */
  readonly url: string;
  stop(): Promise<void>;
};

/**
 * Listens on `host` and `port` (0: a free one) and sends "GET /healthz" and the like to the route
 * of that name; others get 404. A route that throws answers 500 without telling what went wrong.
 */
export async function startHttpServer(options: {
  readonly host: string;
  readonly port: number;
  readonly routes: Readonly<Record<string, Route>>;
  readonly onError: (error: unknown) => void;
}): Promise<HttpServer> {
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0];
    const route = options.routes[`${request.method} ${path}`];
    if (!route) {
      answer(response, 404, "There is nothing here.\n");
      return;
    }
    Promise.resolve()
      .then(() => route(request, response))
      .catch((error: unknown) => {
        options.onError(error);
        if (!response.headersSent) answer(response, 500, "Something went wrong.\n");
        else response.end();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(sayWhatToDo(error, options.port)));
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()));
      server.closeIdleConnections();
      // Requests that still run get a moment; a client that keeps a connection open does not.
      setTimeout(() => server.closeAllConnections(), 2_000).unref();
    });
  return { port, url: `http://127.0.0.1:${port}`, stop };
}

function sayWhatToDo(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new Error(`Port ${port} is in use: set PORT to another, or end what uses it.`);
  }
  if (error.code !== "EACCES") return error;
  return new Error(`Port ${port} is not this user's to open: set PORT to one above 1023.`);
}

/** Sends a short plain text. */
export function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(text);
}
