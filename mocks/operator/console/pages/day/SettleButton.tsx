import { useSignal } from '@preact/signals';
import { Button } from '../../parts/Button.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { useConsole } from '../../state/console.ts';
import { businessDate } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import type { Day } from '../../state/opsTypes.ts';

interface Props {
  readonly day: Day;
  onDone(day: Day): void;
}

export function SettleButton({ day, onDone }: Props) {
  const { ops, session, tell } = useConsole();
  const isOpen = useSignal(false);
  if (!session.may('settleDay')) return null;
  const isRunning = day.state === 'running';
  const close = () => {
    isOpen.value = false;
  };
  return (
    <>
      <Button
        look="main"
        disabled={isRunning}
        onPress={() => {
          isOpen.value = true;
        }}
      >
        {isRunning ? say('正在对账…', 'Settling…') : say('立即对账', 'Settle now')}
      </Button>
      {isOpen.value && (
        <ReasonDialog
          id="settle"
          title={say(`对账 ${businessDate(day.date)}？`, `Settle ${businessDate(day.date)}?`)}
          explain={say(
            '上送请款、写对账文件、读取 BOSS 与 PPP 的文件，逐笔比较。可以重复做，不会重复记账。',
            'Claims are sent, files are written and read, and every row is compared. It may be done again; nothing is booked twice.',
          )}
          action={say('开始对账', 'Start')}
          needsReason={false}
          send={() => ops.settle(day.date)}
          onDone={(after) => {
            close();
            tell(say('对账已开始', 'The settlement has started'), 'info');
            onDone(after);
          }}
          onClose={close}
        />
      )}
    </>
  );
}
