/** Which starts there are, and how soon each has to end. */
import { LOSSES, type Loss, ODD_ANSWERS } from '../../shipped/lossyProxy.ts';
import type { Started } from './oneStart.ts';
import { FILE_NAMES, type FileName, type Length, type Start } from './startFiles.ts';

/** From the network's coming back to the first screen. */
const UP_MS = 5_000;
/** To the last side script, of which some are asked for only when others are there. */
const WHOLE_MS = 8_000;

/** What is wrong with a start; `''` if nothing is. */
export function faultOf({ upMs, wholeMs, dark }: Started): string {
  if (dark > 0) return 'no word on the page';
  if (upMs === null || wholeMs === null) return 'it does not come up';
  if (upMs > UP_MS) return `up after ${upMs} ms`;
  return wholeMs > WHOLE_MS ? `whole after ${wholeMs} ms` : '';
}

const WAYS = Object.keys(LOSSES) as Loss[];
const LENGTHS: readonly Length[] = ['once', 'minute'];

/** Every file, every loss, once and for a minute. */
export const SINGLES: readonly Start[] = FILE_NAMES.flatMap((file) =>
  WAYS.flatMap((loss) => LENGTHS.map((length) => ({ lost: [{ file, loss }], length }))),
);

const pairsOf = (files: readonly FileName[]): (readonly [FileName, FileName])[] =>
  files.flatMap((first, place) => files.slice(place + 1).map((second) => [first, second] as const));

/** Every pair of files, once and for a minute; the losses go round, so that each loss meets each other one in some pair. */
export const PAIRS: readonly Start[] = pairsOf(FILE_NAMES).flatMap(([first, second], place) =>
  LENGTHS.map((length, turn) => {
    const number = place + turn * 3;
    const [one, other] = [number, number + Math.floor(number / WAYS.length)].map(
      (at) => WAYS[at % WAYS.length]!,
    );
    return {
      lost: [
        { file: first, loss: one! },
        { file: second, loss: other! },
      ],
      length,
    };
  }),
);

const single = (file: FileName, loss: Loss, length: Length): Start => ({
  lost: [{ file, loss }],
  length,
});

/** What `npm test` tries: each file once, each loss and each odd answer at least once, and the worst. */
export const FIXED: readonly Start[] = [
  single('boot', 'torn', 'once'),
  single('first script', 'half', 'minute'),
  single('style sheet', 'gate', 'once'),
  { ...single('style sheet', 'half', 'minute'), page: 'sd.html' },
  {
    lost: [
      { file: 'config.json', loss: 'silent' },
      { file: 'words', loss: 'silent' },
    ],
    length: 'once',
  },
  {
    lost: [
      { file: 'keys', loss: 'gate' },
      { file: 'late script', loss: 'busy' },
    ],
    length: 'once',
  },
  {
    lost: [
      { file: 'late sheet', loss: 'silent' },
      { file: 'crypto', loss: 'cut' },
    ],
    length: 'minute',
  },
  {
    lost: [
      { file: 'socket', loss: 'cut' },
      { file: 'ccid', loss: 'half' },
    ],
    length: 'once',
  },
  ...(Object.keys(ODD_ANSWERS) as Loss[]).map((loss) => single('style sheet', loss, 'once')),
];
