import { Message } from '../../ui/Message.tsx';
import { words } from '../../ui/words/words.ts';
import { PlainScreen } from '../PlainScreen.tsx';

export function CrashScreen() {
  const say = words.value.crash;
  return (
    <PlainScreen
      message={
        <Message
          sign={{ icon: 'warning', tone: 'warn' }}
          title={say.title}
          act={say.act}
          money={say.money}
        />
      }
      focused={say.restart}
      look="button"
    />
  );
}
