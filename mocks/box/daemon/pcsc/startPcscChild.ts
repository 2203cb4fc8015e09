/** Starts the process of the PC/SC binding from the text of its program. */
import { spawn } from 'node:child_process';
import type { StartChild } from './pcscProcess.ts';
import type { FromChild } from './pcscWire.ts';

/** One for each of pcsc-lite's 16 readers, whose calls may hang, one that waits for events, and some to spare. */
const THREADS = 20;

/** `program`: `pcscChild.ts`, bundled. `binding`: where the package's module is. */
export const startPcscChild =
  (program: string, binding: string): StartChild =>
  (hear, ended) => {
    const child = spawn(process.execPath, ['-e', program, binding], {
      env: { ...process.env, UV_THREADPOOL_SIZE: String(THREADS) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    const over = () => {
      child.kill('SIGKILL');
      ended();
    };
    child.on('message', (message) => hear(message as FromChild));
    // Comes after the last message, while `exit` may come before it.
    child.on('disconnect', over);
    child.on('error', over);
    return {
      send: (message) => void child.send(message),
      end: () => void child.kill('SIGKILL'),
    };
  };
