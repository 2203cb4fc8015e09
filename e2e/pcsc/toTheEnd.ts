/** A program on the real pcscd, from its start to its exit code. */
import { NotHere } from '../engines/install.ts';

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Runs `program` and ends the process: with 1 when it fails; what cannot be had here is said, and is no failure. */
export async function toTheEnd(program: () => Promise<void>): Promise<void> {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => process.exit(130));
  }
  try {
    await program();
  } catch (error) {
    if (error instanceof NotHere) print(`skipped: ${error.message}`);
    else {
      print(`failed: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
  process.exit();
}
