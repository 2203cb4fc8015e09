/** The name of a USB reader: for people, for logs, and to find it again. Never a proof of which reader it is. */
import type { CcidInterface } from '../ccid/parseConfiguration.ts';
import { vidPid } from '../readerModels.ts';

const MAX_PART = 40;

/** A device's texts are not trusted: printable characters only, and not too many. */
const partOf = (text: string | null | undefined): string =>
  (text || '')
    .slice(0, MAX_PART)
    .replace(/[^ -~\u4e00-\u9fff]+/g, ' ')
    .trim();

type Named = Pick<
  USBDevice,
  'manufacturerName' | 'productName' | 'serialNumber' | 'vendorId' | 'productId'
>;

/** The same reader is called the same after a restart, as far as it has a serial number or is the only one of its kind. */
export function readerName(
  device: Named,
  ccid: CcidInterface,
  slot: number,
  hasMoreInterfaces: boolean,
): string {
  const maker = partOf(device.manufacturerName);
  const product = partOf(device.productName);
  const serial = partOf(device.serialNumber);
  return [
    product.indexOf(maker) === 0 ? '' : maker,
    product || `reader ${vidPid(device.vendorId, device.productId)}`,
    serial && `[${serial}]`,
    hasMoreInterfaces ? `interface ${ccid.interfaceNumber}` : '',
    ccid.descriptor.maxSlotIndex > 0 ? `slot ${slot}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
