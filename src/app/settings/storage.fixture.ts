/** A Storage for tests: what it holds can be looked at, and it can be full. */
interface FakeStorage extends Storage {
  text(): string;
  fill(): void;
  /** From now on it takes everything and keeps nothing. */
  goesDeaf(): void;
  heals(): void;
}

export function fakeStorage(): FakeStorage {
  const items = new Map<string, string>();
  let isFull = false;
  let isDeaf = false;
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem(name, text) {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      if (!isDeaf) items.set(name, text);
    },
    removeItem: (name) => void items.delete(name),
    clear: () => items.clear(),
    text: () => JSON.stringify([...items]).replace(/\\"/g, '"'),
    fill() {
      isFull = true;
    },
    goesDeaf() {
      isDeaf = true;
    },
    heals() {
      isFull = false;
      isDeaf = false;
    },
  };
}
