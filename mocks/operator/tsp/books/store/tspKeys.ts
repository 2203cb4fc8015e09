/** The keys of the platform's room in the store. Only the files beside this one may import it. */

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');

/** Padded, so that rows sort in the order they were written. */
export const chainNumber = (number: number): string => padded(number, 12);

export const keys = {
  // Orders and their indexes.
  orders: 'order/',
  order: (orderId: string) => `order/${orderId}`,
  openOrders: (subscriberId: string) => `open/${subscriberId}/`,
  pastOrders: (subscriberId: string) => `past/${subscriberId}/`,
  orderMonths: (subscriberId: string) => `months/${subscriberId}/`,
  ordersOfMonth: (subscriberId: string, month: string) => `month/${subscriberId}/${month}/`,
  activeOrder: (subscriberId: string, serviceId: string) => `active/${subscriberId}/${serviceId}`,
  ordersByRef: (ref: string) => `orderOfRef/${ref}/`,
  ordersByBox: (stbId: string) => `orderOfBox/${stbId}/`,
  ordersByAmount: 'orderOfAmount/',
  ordersIndexed: 'ordersIndexed',
  orderByReceipt: (receiptNo: string) => `orderOfReceipt/${receiptNo}`,

  // Attempts, and what only one attempt may have.
  attempts: 'attempt/',
  attempt: (attemptId: string) => `attempt/${attemptId}`,
  attemptsOfOrder: (orderId: string) => `attemptOf/${orderId}/`,
  attemptsOfTail: (cardTail: string) => `attemptOfTail/${cardTail}/`,
  attemptsListed: 'attemptsListed',
  attemptOfCard: (card: string, stbId: string) => `cardAt/${card}/${stbId}`,
  debitsOfFactor: (factor: string, sequence: number) => `debitOf/${sequence}/${factor}.`,
  debitOfCard: (card: string, sequence: number) => `debitOf/${sequence}/${card}`,
  lastPaidNumber: (card: string) => `paidUpTo/${card}`,
  attemptsOfNumber: (card: string, sequence: number) => `number/${card}/${sequence}/`,
  unsettledOfCard: (card: string) => `unsettled/${card}/`,
  passesOf: (attemptId: string) => `pass/${attemptId}/`,
  passOf: (attemptId: string, stbId: string) => `pass/${attemptId}/${stbId}`,
  cardsIndexed: 'cardsIndexed',
  /** Before cards had an identity, by their whole serial. */
  earlier: {
    debitOfCard: (asn: string, sequence: number) => `debit/${asn}/${sequence}`,
    blockedCard: (asn: string) => `blocked/${asn}`,
  },
  terminalSequence: (terminalNo: string, sequence: string) => `terminal/${terminalNo}/${sequence}`,
  allClaims: 'claim/',
  claims: (date: string) => `claim/${date}/`,
  debits: 'dayDebit/',
  debitsOfDay: (date: string) => `dayDebit/${date}/`,
  lateDebits: (date: string) => `lateDebit/${date}/`,
  doubts: 'doubt/',
  awaited: (stbId: string, subscriberId: string) => `awaited/${stbId}/${subscriberId}/`,
  endsOfDay: (date: string) => `dayEnd/${date}/`,

  cases: 'case/',
  case: (caseNo: string) => `case/${caseNo}`,
  casesOn: (id: string) => `caseOn/${id}/`,
  openCases: 'caseOpen/',
  lastGrace: (subscriberId: string) => `grace/${subscriberId}`,
  caseOfTransfer: (reference: string) => `caseOfTransfer/${encodeURIComponent(reference)}`,

  // Rows that are only ever added.
  chain: (chain: string) => `${chain}/`,
  chainHead: (chain: string) => `${chain}-head`,
  chainOf: (chain: string, orderId: string) => `${chain}Of/${orderId}/`,
  exchanges: (orderId: string) => `exchange/${orderId}/`,
  exchangeCount: (orderId: string) => `exchanges/${orderId}`,
  counter: (name: string, date: string) => `counter/${name}/${date}`,

  // What is still to be done.
  deadlines: 'due/',
  deadlinesOfAttempts: 'due/attempt/',
  outbox: 'outbox/',
  outboxOf: (kind: string) => `outbox/${kind}/`,

  // Settlement, by business day.
  days: 'day/',
  openDays: 'dayOpen/',
  dayWork: (date: string) => `dayWork/${date}`,
  allDifferences: 'difference/',
  differences: (date: string) => `difference/${date}/`,
  differencesOf: (date: string, kind: string) => `difference/${date}/${kind}/`,
  /** A party's findings about a day, row by row, in the first or the second place. */
  findings: (date: string, party: string) => `finding/${date}/${party}/`,
  findingsAside: (date: string, party: string) => `finding/${date}/${party}-2/`,
  finding: (number: number) => padded(number, 9),
  /** Files of a side that have a debit, and files of its own day that lack it, by its name in them; a row for each place. */
  having: (party: string, name: string) => `having/${party}/${name}/`,
  lacking: (party: string, name: string, place: string) => `lacking/${party}/${name}/${place}`,
  /** The debits of a day that files of other days have, by name and day of the file. */
  hadElsewhere: (party: string, date: string) => `hadElsewhere/${party}/${date}/`,
  allBatches: 'batch/',
  batches: (date: string) => `batch/${date}/`,

  // Sessions, nonces and kept answers.
  sessions: 'session/',
  session: (token: string) => `session/${token}`,
  nonces: 'seen/',
  nonce: (at: number, number: number) => `${padded(at, 13)}/${number}`,
  keptAnswer: (stbId: string, key: string) => `answer/${stbId}/${encodeURIComponent(key)}`,

  // Blacklist, blocked cards, PSAMs, boxes and switches.
  blacklist: 'blacklist',
  blockedCard: (card: string) => `blockedCard/${card}`,
  macRefusals: (date: string, card: string, stbId: string) => `refused/${date}/${card}/${stbId}`,
  psams: 'psam/',
  boxes: 'box/',
  box: (stbId: string) => `box/${stbId}`,
  switch: (name: string) => `switch/${name}`,

  // Incidents by the code that a viewer reads out, and what keeps their number small.
  incidents: (code: string, list: string) => `incident/${code}/${list}/`,
  incidentsByAge: (list: string) => `incidentAge/${list}/`,
  incidentsOfBox: (list: string, stbId: string) => `incidentOf/${list}/${stbId}/`,
  incidentCount: (list: string) => `incidentCount/${list}`,

  // What counts towards a limit.
  limits: 'limit/',
  limit: (name: string, subject: string) => `limit/${name}/${encodeURIComponent(subject)}`,
  mac2Tries: (attemptId: string) => `mac2Tries/${attemptId}`,

  // Ids of rows whose lists sort by more than one part.
  idOf: {
    /** Orders by amount, then by time. */
    orderByAmount: (fen: number, orderId: string) => `${padded(fen, 9)}/${orderId}`,
    debit: (orderId: string, attemptId: string) => `${orderId}/${attemptId}`,
    doubt: (doubtedAt: number, attemptId: string) => `${padded(doubtedAt, 13)}/${attemptId}`,
    exchange: (number: number) => padded(number, 6),
    incident: (at: number, name: string) => `${padded(Math.max(0, at), 13)}/${name}`,
  },
};
