/** When something was measured, and of which state of the code. */
import { execFileSync } from 'node:child_process';

/** `2026-11-30, commit 1a2b3c4d`; without git the date alone. */
export function measuredOn(): string {
  const when = new Date().toISOString().slice(0, 10);
  try {
    const asked = ['-C', import.meta.dirname, 'rev-parse', '--short=8', 'HEAD'];
    const commit = execFileSync('git', asked, { encoding: 'utf8', stdio: 'pipe' });
    return `${when}, commit ${commit.trim()}`;
  } catch {
    return when;
  }
}
