/** Shows the progress of long work to a person at a terminal. */

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

const WIDTH = 30;

/** `share`: 0 to 1. */
export const barOf = (share: number): string => {
  const full = Math.round(Math.max(0, Math.min(1, share)) * WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.floor(share * 100)).padStart(3)} %`;
};

interface ProgressBar {
  at(share: number, what: string): void;
  end(): void;
}

/** A bar that is redrawn in place on a terminal; a log gets one line each quarter. */
export function progressBar(title: string): ProgressBar {
  const { isTTY } = process.stdout;
  let shown = -1;
  return {
    at(share, what) {
      const step = Math.floor(share * (isTTY ? 100 : 4));
      if (step <= shown) return;
      shown = step;
      const line = `  ${title} ${barOf(share)} ${what}`;
      process.stdout.write(isTTY ? `\r${line}` : `${line}\n`);
    },
    end() {
      if (isTTY) process.stdout.write('\r\x1b[K');
    },
  };
}
