/** The current time in the samples. */
export const NOW = Date.parse('2026-11-23T20:36:00+08:00');

export const at = (minutesAgo: number): string => new Date(NOW - minutesAgo * 60_000).toISOString();
