// Loaded into a worker with --import: at one failpoint, the given time that it is reached, the
// worker sends itself a signal. SIGKILL and SIGSTOP take effect at once, with nothing tidied up.
import process from "node:process";

const { FAULT_MODULE, FAULT_AT, FAULT_TIME, FAULT_SIGNAL } = process.env;
const { atFailpoints } = await import(FAULT_MODULE);
let times = 0;
atFailpoints((name) => {
  if (name !== FAULT_AT) return;
  times += 1;
  if (times === Number(FAULT_TIME)) process.kill(process.pid, FAULT_SIGNAL);
});
