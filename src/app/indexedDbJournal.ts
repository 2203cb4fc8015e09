/** The portal's journal in IndexedDB: an entry is there once its transaction has completed. */
import type { Journal, JournalEntry } from '../payment/journal.ts';

const STORE = 'attempts';

function openDatabase(name: string, onClose: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: 'attemptId' });
    };
    request.onsuccess = () => {
      request.result.onclose = onClose;
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

/** Every call rejects where this page has no IndexedDB, or may not use it. What was closed or not opened is opened again. */
export function indexedDbJournal(name: string): Journal {
  let opening: Promise<IDBDatabase> | undefined;
  const forget = () => {
    opening = undefined;
  };

  function inDatabase<T>(
    act: (
      database: IDBDatabase,
      resolve: (value: T) => void,
      reject: (cause: unknown) => void,
    ) => void,
  ): Promise<T> {
    opening = opening || openDatabase(name, forget);
    opening.catch(forget);
    return opening.then(
      (database) => new Promise<T>((resolve, reject) => act(database, resolve, reject)),
    );
  }

  /** Resolves when the transaction is complete, not when the request is. */
  const change = (act: (store: IDBObjectStore) => void): Promise<void> =>
    inDatabase((database, resolve, reject) => {
      const transaction = database.transaction(STORE, 'readwrite');
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
      act(transaction.objectStore(STORE));
    });

  return {
    put: (entry) => change((store) => store.put(entry)),
    remove: (attemptId) => change((store) => store.delete(attemptId)),
    all: () =>
      inDatabase((database, resolve, reject) => {
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
