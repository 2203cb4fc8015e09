/** `config.json`: how the operator presents itself and where its TSP is. Read once at start, checked whole. */
import type { ReaderTransport } from '../../reader/cardReader.ts';
import type { KeyProfile } from '../../remote/keyProfile.ts';
import type { TypeSize } from '../../screens/settings/settings.ts';
import type { Log } from '../../shared/log.ts';
import type { Result } from '../../shared/result.ts';
import type { Language } from '../../shared/text.ts';
import { boolean, integer, listOf, matching, oneOf, optional } from '../../tsp/shape.ts';
import type { Operator } from '../../ui/operator.ts';
import { languageShape, typeSizeShape } from '../settings/preferences.ts';
import { keysField } from './keyShape.ts';
import { namesShape } from './namesShape.ts';
import { type ConfigFault, noted, readFile } from './readFile.ts';

export interface OperatorConfig extends Operator {
  /** Absolute https URL, or a path on the portal's own origin; no slash at its end. */
  readonly tspUrl: string;
  /** The address that Back on the home screen leads to; without it the window is closed. */
  readonly exitUrl?: string;
  /**
   * The box's key profile: the name of a file of `keys/`, or a whole profile. Without it the family of the box is
   * guessed.
   */
  readonly keys?: string | KeyProfile;
  /** The language of a box that remembers no choice of its own. */
  readonly language?: Language;
  /** The languages a household can choose from; without it, all of them. */
  readonly languages?: readonly Language[];
  readonly typeSize?: TypeSize;
  /**
   * Which ways to a card reader are tried, and in which order; without it, all of them in the order of `READER_PORTS`.
   */
  readonly readers?: readonly ReaderTransport[];
  /** What is known of reader models (src/reader/readerModels.ts): checked where it is used, by few boxes. */
  readonly readerModels?: unknown;
  /**
   * Parts of the names of readers and ports, preferred first; a reader in whose name the part behind a `!` stands is
   * never opened.
   */
  readonly readerOrder?: readonly string[];
  /** The daemon on the box that has the reader, and the box's key where no host object has it (docs/integrate/host-bridge.md). */
  readonly readerDaemon?: { readonly url: string; readonly token: string };
  /** Minutes without a key until the screens go home; 3 without it. */
  readonly idleMinutes?: number;
}

const FILE = 'config.json';
/** Only what no browser writes in another way: the box signs the path as it stands here. */
const URL_OR_PATH =
  /^(https:\/\/[\w.:[\]-]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?|(?=\/))(\/[\w.~!$&'()*+,;=:@%-]+)*$/;

/** Short enough for a QR code once the placeholder is filled. */
const template = (place: string) =>
  matching(new RegExp(`^https://(?=.{0,112}$)[!-z~]+\\{${place}\\}[!-z~]*$`));

/**
 * Preferred first: a host object is meant for this page; what a browser offers needs a grant; a daemon needs to run.
 */
export const READER_PORTS = ['host-object', 'websocket', 'webusb', 'webhid'] as const;

/** What is right in each, the screen of faults says (src/ui/words/faultZhCN.ts). */
const fields = {
  // For the operator's editor: docs/schemas/config.schema.json.
  $schema: optional(matching(/^/)),
  name: namesShape,
  hotline: matching(/^(?=.*\d)[0-9a-z +()-]{3,20}$/),
  accent: matching(/^#[0-9a-f]{6}$/i),
  logo: optional(matching(/^\.?\/(?![/\\])\S*$/)),
  artworkUrl: optional(matching(URL_OR_PATH)),
  tspUrl: matching(URL_OR_PATH),
  receiptUrl: optional(template('receiptNo')),
  helpUrl: optional(template('ref')),
  exitUrl: optional(matching(/^(https?:\/\/|\.?\/)\S+$/)),
  keys: optional(keysField),
  speech: optional(boolean),
  language: optional(languageShape),
  languages: optional(listOf(languageShape)),
  typeSize: optional(typeSizeShape),
  readers: optional(listOf(oneOf<ReaderTransport>(...READER_PORTS))),
  readerModels: (value: unknown) => value,
  readerOrder: optional(listOf(matching(/[^!]/))),
  readerDaemon: optional(
    noted({
      url: matching(/^ws:\/\/(127\.0\.0\.1|localhost)(:\d{1,5})?(\/[^\s?#]*)?$/),
      token: matching(/^[!-~]{16,256}$/),
    }),
  ),
  idleMinutes: optional(integer(1, 60)),
};

/** Checks the text of `config.json`; the fault names the first field that does not fit. */
export const parseConfig = (source: string, log: Log): Result<OperatorConfig, ConfigFault> =>
  readFile<OperatorConfig>(noted(fields), FILE, source, log);
