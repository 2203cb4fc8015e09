import { useSignal } from '@preact/signals';
import { failureWords } from '../names/endingNames.ts';
import { useConsole } from '../state/console.ts';
import { language, say } from '../state/language.ts';
import type { ExportName } from '../state/opsTypes.ts';
import { Button } from './Button.tsx';

interface Props {
  readonly list: ExportName;
  readonly date?: string | undefined;
  /** The filters of the list, which are those of the file too. */
  readonly query?: Readonly<Record<string, string>>;
}

/** The list as a file for spreadsheets, in the language of the page. */
export function ExportButton({ list, date, query = {} }: Props) {
  const { ops, session, save, tell } = useConsole();
  const isLoading = useSignal(false);
  if (!session.may('exportList')) return null;
  async function download(): Promise<void> {
    isLoading.value = true;
    const answer = await ops.export(list, { ...query, date, language: language.value });
    isLoading.value = false;
    if (!answer.ok) return tell(failureWords(answer.error), 'bad');
    const { fileName, csv } = answer.value;
    save(fileName, csv);
    tell(say(`已保存 ${fileName}`, `Saved ${fileName}`));
  }
  return (
    <Button onPress={() => void download()} disabled={isLoading.value}>
      {isLoading.value ? say('正在导出…', 'Exporting…') : say('导出 CSV', 'Export CSV')}
    </Button>
  );
}
