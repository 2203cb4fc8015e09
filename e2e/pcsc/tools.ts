/** Reads the card with other programs through pcscd. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../engines/processes.ts';
import { VIRTUAL_READER, VIRTUAL_READER_INDEX } from './realPcscd.ts';

const LIMIT_MS = 20_000;

/** Runs a command without blocking, because the card it talks to is in this process. */
const output = (command: string, ...args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, LC_ALL: 'C' };
    execFile(command, args, { timeout: LIMIT_MS, env }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args.join(' ')}: ${stderr || stdout}`));
      else resolve(stdout);
    });
  });

const bare = (hex: string): string => hex.replace(/[^0-9A-Fa-f]/g, '').toUpperCase();

/** The ATR that `opensc-tool --atr` reads, as hex. */
export const atrByOpensc = async (): Promise<string> =>
  bare(await output('opensc-tool', '--reader', String(VIRTUAL_READER_INDEX), '--atr'));

/** The card's answers that scriptor prints, as hex, with their status words. */
export async function answersByScriptor(commands: readonly string[]): Promise<string[]> {
  const script = join(newFolder('scriptor'), 'commands');
  writeFileSync(script, `${commands.join('\n')}\n`);
  const said = await output('scriptor', '-r', VIRTUAL_READER, '-p', 'T=0', script);
  // `< 61 30 : …`; long answers go on in further lines, up to the colon.
  return [...said.matchAll(/^< ([0-9A-F\s]+) :/gm)].map((match) => bare(match[1]!));
}
