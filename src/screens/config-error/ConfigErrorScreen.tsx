import { Message } from '../../ui/Message.tsx';
import { words } from '../../ui/words/words.ts';
import { PlainScreen } from '../PlainScreen.tsx';

/** `config.json` cannot be used: names the field, so that it can be told over the telephone. */
export function ConfigErrorScreen({ field }: { field: string }) {
  const say = words.value.configError;
  return (
    <PlainScreen
      left={<Message sign={{ icon: 'warning', tone: 'warn' }} title={say.title} act={say.act} />}
      focused={`${say.field} ${field}`}
    />
  );
}
