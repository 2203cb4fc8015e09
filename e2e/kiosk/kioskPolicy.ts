/** Managed policies of Chromium (docs/integrate/kiosk.md) that let one portal, and no other page, use the card readers of a box. */

interface KioskWish {
  /** The portal's: `https://portal.example`. */
  readonly origin: string;
  /** The ways to a reader in the operator's config. */
  readonly readers: readonly string[];
  /** `vendor:product` in hex, or a vendor alone. */
  readonly devices: readonly string[];
}

interface DeviceId {
  readonly vendor_id: number;
  readonly product_id?: number;
}

/** The vendor-defined collection that docs/integrate/ccid-over-hid.md requires of a reader. */
const CCID_OVER_HID = { usage_page: 0xff00, usage: 0x43 };
/** The value of a default setting that refuses without asking. */
const REFUSE = 2;

/** Reads a device id. @throws Error that names what is wrong with it. */
function deviceId(text: string): DeviceId {
  const match = /^([0-9a-f]{4})(?::([0-9a-f]{4}))?$/i.exec(text);
  if (!match)
    throw new Error(`device ${JSON.stringify(text)}: expected vendor:product, like 1db2:0600`);
  const vendor_id = Number.parseInt(match[1]!, 16);
  return match[2] ? { vendor_id, product_id: Number.parseInt(match[2], 16) } : { vendor_id };
}

/** Makes the policy. @throws Error that names the invalid field of the wish. */
export function kioskPolicy({ origin, readers, devices }: KioskWish): Record<string, unknown> {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  const isSecure = url?.protocol === 'https:' || url?.hostname === 'localhost';
  if (!url || !isSecure || url.origin !== origin) {
    throw new Error(
      origin === ''
        ? 'give --origin, the origin of the portal, like https://portal.example'
        : `origin ${JSON.stringify(origin)}: expected https and a host, no path, like https://portal.example`,
    );
  }
  const urls = [origin];
  const ids = devices.map(deviceId);
  const policy: Record<string, unknown> = {
    DefaultWebUsbGuardSetting: REFUSE,
    DefaultWebHidGuardSetting: REFUSE,
  };
  if (readers.includes('webusb')) {
    if (ids.length === 0) throw new Error('devices: which readers? For example --device 1db2:0600');
    policy.WebUsbAllowDevicesForUrls = [{ devices: ids, urls }];
  }
  if (readers.includes('webhid')) {
    policy.WebHidAllowDevicesWithHidUsagesForUrls = [{ usages: [CCID_OVER_HID], urls }];
    if (ids.length > 0) policy.WebHidAllowDevicesForUrls = [{ devices: ids, urls }];
  }
  if (readers.includes('websocket')) {
    // Chromium before 146 knows only the first policy; from then on the second one decides.
    policy.LocalNetworkAccessAllowedForUrls = urls;
    policy.LoopbackNetworkAllowedForUrls = urls;
  }
  return policy;
}
