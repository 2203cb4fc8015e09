import { zoneOf } from '../../remote/zones.ts';
import { Button, ButtonRow } from '../../ui/Button.tsx';
import { Countdown } from '../../ui/Countdown.tsx';
import { fill } from '../../ui/words/fill.ts';
import { words } from '../../ui/words/words.ts';
import { Dialog, DialogText } from '../Dialog.tsx';
import { onLayer, type Portal } from '../portal.ts';
import type { Idle } from './createIdle.ts';

const STAY = 'stay';

/**
 * Above everything, dialogs too. Any key keeps the screen, and does nothing else: it ends the warning before it could
 * move anything.
 */
export function IdleWarning({ portal, idle }: { portal: Portal; idle: Pick<Idle, 'leavesAt'> }) {
  const { idle: say } = words.value;
  const until = idle.leavesAt.value;
  if (until === null) return null;
  return (
    <Dialog
      portal={onLayer(portal, 2)}
      id="idle"
      title={say.title}
      zones={[zoneOf(STAY, [STAY], 1)]}
      hints={[['ok', say.stay]]}
    >
      <DialogText>
        <Countdown
          now={portal.now}
          until={() => until}
          say={(seconds) => fill(say.act, { seconds })}
        />
      </DialogText>
      <ButtonRow>
        <Button id={STAY} focus={portal.focus}>
          {say.anyKey}
        </Button>
      </ButtonRow>
    </Dialog>
  );
}
