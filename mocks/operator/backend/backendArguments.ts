/** The words of `npm run backend`, before anybody asks what they mean. */
import { fail, ok, type Result } from '../../../src/shared/result.ts';

/** Wrong words on the command line or in the file: a sentence for whoever wrote them. */
export class BadArguments extends Error {}

export const FLAGS = [
  'config',
  'state',
  'scenario',
  'faults',
  'households',
  'psams',
  'portal',
  'bind',
] as const;

export interface Arguments {
  readonly reset: boolean;
  /** Nothing is started: the list, or help, is all that is asked for. */
  readonly shows?: 'scenarios' | 'help' | 'hash';
  readonly given: Partial<Record<(typeof FLAGS)[number], string>>;
}

export function readArguments(argv: readonly string[]): Result<Arguments, string> {
  const given: Arguments['given'] = {};
  let reset = false;
  for (let at = 0; at < argv.length; at++) {
    const [flag, ...rest] = argv[at]!.split('=');
    if (flag === '--help') return ok({ reset, shows: 'help', given });
    if (flag === '--hash') return ok({ reset, shows: 'hash', given });
    if (flag === '--reset') {
      reset = true;
      continue;
    }
    const option = FLAGS.find((one) => `--${one}` === flag);
    if (!option) {
      return fail(
        `${flag}: there is no such option; there are --reset --help --hash ${FLAGS.map((one) => `--${one}`).join(' ')}`,
      );
    }
    const value = rest.length > 0 ? rest.join('=') : argv[++at];
    if (value === undefined || value === '') return fail(`${flag}: a value is missing`);
    given[option] = value;
  }
  const { scenario: name, ...others } = given;
  return name === 'list' ? ok({ reset, shows: 'scenarios', given: others }) : ok({ reset, given });
}
