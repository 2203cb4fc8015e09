/** The portal's journal in IndexedDB: an entry is there once its transaction has completed. */
import type { Journal, JournalEntry } from '../../payment/journal.ts';

const STORE = 'attempts';

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: 'attemptId' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Every call rejects where this page has no IndexedDB, or may not use it. After a failure the next call opens it again. */
export function indexedDbJournal(name: string): Journal {
  let opening: Promise<IDBDatabase> | undefined;

  /** Resolves when the transaction is complete, not when its requests are. An error of a request aborts it. */
  function within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => T): Promise<T> {
    opening = opening || openDatabase(name);
    const done = opening.then(
      (database) =>
        new Promise<T>((resolve, reject) => {
          const transaction = database.transaction(STORE, mode);
          const result = act(transaction.objectStore(STORE));
          transaction.oncomplete = () => resolve(result);
          transaction.onabort = () => reject(transaction.error);
        }),
    );
    done.catch(() => {
      opening = undefined;
    });
    return done;
  }

  return {
    put: (entry) => within('readwrite', (store) => void store.put(entry)),
    remove: (attemptId) => within('readwrite', (store) => void store.delete(attemptId)),
    all: () =>
      within('readonly', (store) => {
        const entries: JournalEntry[] = [];
        const request = store.openCursor();
        request.onsuccess = () => {
          const cursor = request.result;
          if (!cursor) return;
          entries.push(cursor.value as JournalEntry);
          cursor.continue();
        };
        return entries;
      }),
  };
}
