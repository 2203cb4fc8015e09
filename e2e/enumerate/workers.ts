/** Threads that run the units of an enumeration, each the next one as soon as it is free. */
import { Worker } from 'node:worker_threads';
import type { Unit, WorkerMessage } from './enumerateWorker.ts';

/** A case takes some tens of milliseconds: a thread that is silent for so long hangs. */
const SILENT_MS = 60_000;

interface Told {
  onCase(line: string, faults: readonly string[]): void;
  onUnit(unit: Unit): void;
}

interface Thread {
  /** Resolves when the unit is done; with a fault when the thread hangs or dies, and is of no use any more. */
  run(unit: Unit, onCase: Told['onCase']): Promise<string | null>;
  end(): Promise<unknown>;
}

function startThread(script: string): Thread {
  const worker = new Worker(script);
  let told: (message: WorkerMessage) => void = () => {};
  let died: (fault: string) => void = () => {};
  worker.on('message', (message: WorkerMessage) => told(message));
  worker.on('error', (error) => died(`CRASH ${error.message}`));
  worker.on('exit', () => died('CRASH the thread is gone'));
  return {
    end: () => worker.terminate(),
    run: (unit, onCase) =>
      new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const end = (fault: string | null) => {
          clearTimeout(timer);
          resolve(fault);
        };
        const wait = () => {
          clearTimeout(timer);
          timer = setTimeout(() => end('HANG'), SILENT_MS);
        };
        died = end;
        told = (message) => {
          if (message.kind === 'unit') return end(null);
          onCase(message.line, message.faults);
          wait();
        };
        wait();
        worker.postMessage(unit);
      }),
  };
}

/** Runs all units; resolves when the last one is done. A unit that hangs is told as a fault of its case. */
export async function runUnits(
  script: string,
  threads: number,
  units: readonly Unit[],
  { onCase, onUnit }: Told,
): Promise<void> {
  let next = 0;
  async function work(): Promise<void> {
    let thread = startThread(script);
    for (let unit = units[next++]; unit; unit = units[next++]) {
      let last = unit.line;
      const fault = await thread.run(unit, (line, faults) => {
        last = line;
        onCase(line, faults);
      });
      if (fault !== null) {
        onCase(unit.line, [`${fault}, after ${last}`]);
        await thread.end();
        thread = startThread(script);
      }
      onUnit(unit);
    }
    await thread.end();
  }
  await Promise.all(Array.from({ length: threads }, work));
}
