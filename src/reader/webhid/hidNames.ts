/** Names for HID readers: product, ids, and a number where there are two of a kind. */
import { toHex, uintBytes } from '../../shared/bytes.ts';
import type { ReaderInfo } from '../cardReader.ts';
import type { HidDeviceLike } from './hidLink.ts';

const hex = (id: number): string => toHex(uintBytes(id, 2));

/** A device keeps its name until it is forgotten. */
export function hidNames() {
  const names = new Map<HidDeviceLike, string>();

  function nameOf(device: HidDeviceLike): string {
    const taken = new Set<string>();
    names.forEach((other) => {
      taken.add(other);
    });
    const { productName, vendorId, productId } = device;
    const plain = `${productName || 'HID'} (${hex(vendorId)}:${hex(productId)})`;
    let name = plain;
    for (let i = 2; taken.has(name); i++) name = `${plain} #${i}`;
    names.set(device, name);
    return name;
  }

  return {
    infoOf: (device: HidDeviceLike): ReaderInfo => ({
      name: names.get(device) ?? nameOf(device),
      transport: 'webhid',
    }),
    forget(device: HidDeviceLike): void {
      names.delete(device);
    },
  };
}
