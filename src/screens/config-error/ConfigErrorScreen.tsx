import { Rows } from '../../ui/Rows.tsx';
import { words } from '../../ui/words/words.ts';
import { HelpPanel } from '../HelpPanel.tsx';
import { PlainScreen } from '../PlainScreen.tsx';

interface Props {
  readonly field: string;
  readonly value?: string;
  readonly expected?: string;
}

/**
 * The configuration or the page's surroundings cannot be used: names the field, so that it can be told over the phone.
 */
export function ConfigErrorScreen({ field, value, expected }: Props) {
  const say = words.value.configError;
  const rows = [{ label: say.field, value: field }];
  if (value !== undefined) rows.push({ label: say.value, value });
  if (expected !== undefined) rows.push({ label: say.expected, value: expected });
  return (
    <PlainScreen
      title={say.title}
      act={say.act}
      money={say.reload}
      focused={<Rows rows={rows} />}
      look="status"
      help={<HelpPanel code={field} label={say.field} />}
    />
  );
}
