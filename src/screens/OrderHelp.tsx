import type { Order } from '../tsp/tspTypes.ts';
import type { Operator } from '../ui/operator.ts';
import { words } from '../ui/words/words.ts';
import { HelpPanel } from './HelpPanel.tsx';

interface Props {
  readonly operator: Operator;
  readonly order: Order;
  /** Of the QR code, in rem. */
  readonly size?: number;
}

/** What the hotline finds an order by: its case, or while there is none its own code. */
export function OrderHelp({ order, ...props }: Props) {
  const { caseNo, ref } = order;
  const { row } = words.value;
  return (
    <HelpPanel
      {...props}
      code={caseNo ?? ref}
      label={caseNo === undefined ? row.ref : row.caseNo}
    />
  );
}
