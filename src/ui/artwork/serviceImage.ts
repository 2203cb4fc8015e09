/** Reads what the platform says of a service's picture (ServiceImage in docs/api/tsp.yaml), which may be anything. */
import type { Text } from '../../shared/text.ts';

interface ImageFile {
  readonly name: string;
  /** Pixels. */
  readonly width: number;
}

interface ServiceImage {
  /** Narrowest first. */
  readonly files: readonly ImageFile[];
  readonly alt?: Text;
  readonly hue?: number;
}

/** A name and never an address: only the operator's `config.json` says which host is asked. */
const NAME = /^(?=.{1,80}$)[\w-]+(\.[\w-]+)*\.(svg|jpg|png)$/;
const MOST_BYTES = 20_480;
const [NARROWEST, WIDEST] = [64, 1_920];
const RED_TO_RED = 360;

const isWithin = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value % 1 === 0 && value >= least && value <= most;

const isFile = (given: unknown): given is ImageFile => {
  const { name, width, bytes } = Object(given);
  return (
    typeof name === 'string' &&
    NAME.test(name) &&
    isWithin(width, NARROWEST, WIDEST) &&
    isWithin(bytes, 1, MOST_BYTES)
  );
};

const isText = (given: unknown): given is Text => typeof Object(given)['zh-CN'] === 'string';

/** What can be used of it, without the files that do not fit. */
export function readImage(given: unknown): ServiceImage {
  const { files, alt, hue } = Object(given);
  return {
    files: (Array.isArray(files) ? files : [])
      .filter(isFile)
      .sort((one, other) => one.width - other.width),
    ...(isText(alt) ? { alt } : {}),
    ...(isWithin(hue, 0, RED_TO_RED - 1) ? { hue } : {}),
  };
}

/** The narrowest file with at least `px` pixels, else the widest; `null` where there is none. */
export function fileFor({ files }: ServiceImage, px: number): string | null {
  const file = files.filter(({ width }) => width >= px)[0] || files[files.length - 1];
  return file ? file.name : null;
}
