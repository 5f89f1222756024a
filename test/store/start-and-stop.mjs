// Finds or starts the server of a folder, uses it and lets it go, over and over: what commands do
// that are given one after another in several windows.
const [, , program, folder, rounds] = process.argv;
const { startEmbedded } = await import(`${program}/store/embedded.js`);
const { openPool } = await import(`${program}/store/database.js`);

for (let round = 0; round < Number(rounds); round++) {
  const server = await startEmbedded(folder);
  // The moment in which somebody else finds that nobody is connected.
  await new Promise((wake) => setTimeout(wake, 30 * Math.random()));
  const pool = openPool(server.url, 1);
  await pool.query("SELECT 1");
  await pool.end();
  await server.stop();
}
