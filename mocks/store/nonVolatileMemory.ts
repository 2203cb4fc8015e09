/** What cards and PSAMs keep without power. Synchronous: a chip has written before it answers. */
export interface NonVolatileMemory {
  read(name: string): string | null;
  write(name: string, json: string): void;
  clear(): void;
}

/** Memory that is lost with the process, for tests and simulations. */
export function memoryNvm(): NonVolatileMemory {
  const kept = new Map<string, string>();
  return {
    read: (name) => kept.get(name) ?? null,
    write: (name, json) => void kept.set(name, json),
    clear: () => kept.clear(),
  };
}
