/** All that is played for the gallery. */
import { dayPlays } from './dayPlays.ts';
import { doubtPlays } from './doubtPlays.ts';
import { payPlays } from './payPlays.ts';
import type { Play } from './playing.ts';
import { refusalPlays } from './refusalPlays.ts';

export const plays: readonly Play[] = [...dayPlays, ...payPlays, ...doubtPlays, ...refusalPlays];
