/** The steps at which journeys reload the page, in the order of a payment. */
export const RELOADED = [
  'service',
  'quoting',
  'confirm',
  'ordering',
  'waitCard',
  'cardCheck',
  'authorising',
  'debiting',
  'reporting',
  'finishing',
  'result',
] as const;
