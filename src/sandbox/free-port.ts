import { createServer } from "node:net";

/** So many ports are tried; a machine that uses all of them has another trouble. */
const mostPorts = 50;

/** The first free port of 127.0.0.1 from `port` on, so that two sandboxes can run side by side. */
export async function freePortFrom(port: number): Promise<number> {
  for (let next = port; next < port + mostPorts; next++) {
    if (await isFree(next)) return next;
  }
  throw new Error(`the ports ${port} to ${port + mostPorts - 1} are all in use: give a --port`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once("error", () => answer(false));
    server.listen(port, "127.0.0.1", () => server.close(() => answer(true)));
  });
}
