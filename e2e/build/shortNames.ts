/** Two-letter names for classes: all classes of all style sheets are numbered, so names are the same in every build. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** For `css.modules.generateScopedName`. @throws Error for a class that is in no style sheet under `folder`. */
export function shortNames(folder: string): (name: string, file: string) => string {
  const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.module.css'))
    .map((file) => join(folder, file))
    .sort();
  const classes = sheets.flatMap((file) => [
    ...new Set(
      (readFileSync(file, 'utf8').match(/\.[a-z]\w*(?=[^{}]*{)/gi) ?? []).map(
        (name) => file + name,
      ),
    ),
  ]);
  return (name, file) => {
    const number = classes.indexOf(`${file}.${name}`);
    if (number < 0) throw new Error(`${file}: .${name} is not where a class is looked for`);
    return (10 * 36 + number).toString(36);
  };
}
