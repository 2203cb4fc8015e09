/** The portal's journal in IndexedDB: an entry is there once its transaction has completed. */
import type { Journal, JournalEntry } from '../payment/journal.ts';

const STORE = 'attempts';

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: 'attemptId' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('journal is blocked by another page'));
  });
}

/** Rejects when this page has no IndexedDB (or may not use it). */
export async function indexedDbJournal(name: string): Promise<Journal> {
  const database = await openDatabase(name);

  /** Resolves when the transaction is complete, not when the request is. */
  function change(act: (store: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, 'readwrite');
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
      act(transaction.objectStore(STORE));
    });
  }

  return {
    put: (entry) => change((store) => store.put(entry)),
    remove: (attemptId) => change((store) => store.delete(attemptId)),
    all: () =>
      new Promise((resolve, reject) => {
        const request = database.transaction(STORE).objectStore(STORE).openCursor();
        const entries: JournalEntry[] = [];
        request.onsuccess = () => {
          const cursor = request.result;
          if (!cursor) return resolve(entries);
          entries.push(cursor.value as JournalEntry);
          cursor.continue();
        };
        request.onerror = () => reject(request.error);
      }),
  };
}
