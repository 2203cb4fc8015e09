import { LimitDialog } from '../lock/LimitDialog.tsx';
import { NewPinDialog } from '../lock/NewPinDialog.tsx';
import { PinDialog } from '../lock/PinDialog.tsx';
import { ResetDialog } from '../lock/ResetDialog.tsx';
import { onLayer, type Portal } from '../portal.ts';
import { SettingsDialog } from './SettingsDialog.tsx';

/** The dialog above the screen, if one is open. */
export function Dialogs({ portal }: { portal: Portal }) {
  const state = portal.dialog.value;
  if (state === null) return null;
  const above = onLayer(portal, 1);
  switch (state.at) {
    case 'settings':
      return <SettingsDialog portal={above} />;
    case 'pin':
      return <PinDialog portal={above} asked={state} />;
    case 'newPin':
      return <NewPinDialog key={state.first ?? ''} portal={above} asked={state} />;
    case 'limit':
      return <LimitDialog portal={above} lockKey={state.lockKey} />;
    case 'reset':
      return <ResetDialog portal={above} asked={state.asked} />;
    default:
      return state satisfies never;
  }
}
