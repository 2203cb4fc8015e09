/** The files of sorted rows during a comparison, in memory or on a disk. */

export interface WorkWriter {
  write(bytes: Uint8Array): void;
  close(): void;
}

export interface WorkReader {
  readonly size: number;
  /** Fills `into` from this position on. @throws Error if the file is too short. */
  read(into: Uint8Array, position: number): void;
  close(): void;
}

/** All calls are synchronous, because loops make them millions of times. */
export interface WorkFiles {
  /** Replaces an existing file. */
  create(name: string): WorkWriter;
  open(name: string): WorkReader;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function memoryFiles(): WorkFiles {
  const files = new Map<string, Uint8Array>();
  return {
    create(name) {
      const parts: Uint8Array[] = [];
      return {
        // A copy, because the caller reuses its buffer.
        write: (bytes) => void parts.push(bytes.slice()),
        close: () => void files.set(name, joined(parts)),
      };
    },
    open(name) {
      const bytes = files.get(name);
      if (!bytes) throw new Error(`${name} was not written`);
      return {
        size: bytes.length,
        read(into, position) {
          if (position + into.length > bytes.length) throw new Error(`${name} is shorter`);
          into.set(bytes.subarray(position, position + into.length));
        },
        close: () => {},
      };
    },
  };
}
