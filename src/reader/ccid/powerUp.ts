/** USB-IF CCID 1.1, 6.1.1 and 6.1.7, ISO 7816-3, 6 to 9: from no power to a card that takes commands. */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import { type Atr, DEFAULT_FI_DI, exchangeTimeMs, parseAtr } from '../atr.ts';
import type { PoweredCard } from '../cardConnection.ts';
import type { CardProtocol } from '../cardReader.ts';
import { chooseProtocol, fasterFiDi, isAnnounced, ppsAccepted, ppsRequest } from '../pps.ts';
import { type ReaderError, type ReaderErrorCode, readerError } from '../readerError.ts';
import { requestIfsd, t1State } from '../t1.ts';
import { type CardTransmit, cardTransmit } from './cardTransmit.ts';
import { type CcidDescriptor, FEATURE, levelOf } from './ccidDescriptor.ts';
import type { Answered, CcidExchange } from './ccidExchange.ts';
import { FROM_READER, TO_READER } from './ccidMessage.ts';
import { setParametersFor } from './parameters.ts';
import { type Xfr, xfrBlock } from './xfrBlock.ts';

export interface PoweredUp extends PoweredCard {
  readonly transmit: CardTransmit;
  /** For one command, where the caller does not say. */
  readonly timeoutMs: number;
  /** At a speed that was asked for, and may not work. */
  readonly isFast: boolean;
}

interface Speed {
  /** Asking for more than the default has failed before. */
  readonly isSlow: boolean;
  failed(): void;
}

/** The state of a slot as its last answer showed it (bmICCStatus); `null`: not known. */
export type IccState = 0 | 1 | null;

const POWER_MS = 60_000;
const BLOCK_MS = 3_000;
/** A reader is given up before the platform stops waiting, though T=0 allows minutes. */
const MAX_COMMAND_MS = 15_000;
const ICC_ACTIVE = 0;
const ICC_ABSENT = 2;
const MAX_IFSD = 254;

/** bPowerSelect by bit of bVoltageSupport, the highest first: 5 V, 3 V, 1.8 V. Bank cards are of class A and AB. */
const VOLTAGES = [1, 2, 3];

/** The reader, or the card through it, has said no: another voltage or speed may do. Nothing else is tried again. */
const isNo = ({ code, outcome }: ReaderError): boolean =>
  outcome === 'not-sent' && code !== 'READER_UNAVAILABLE' && code !== 'NO_SMARTCARD';

const failed = (code: ReaderErrorCode, detail: string) =>
  fail(readerError(code, 'answered', detail));

/** How a reader tells that a card does not answer PPS; some say nothing themselves. */
const SILENCES: readonly ReaderErrorCode[] = ['UNRESPONSIVE_CARD', 'COMM_ERROR', 'TIMEOUT'];

const NO_CARD = fail(readerError('NO_SMARTCARD', 'not-sent'));

/** `slower`: what was agreed on with card or reader did not work; start again, without asking for speed. */
type Activated = Result<PoweredUp, ReaderError> | 'slower';

async function powerOn(
  run: CcidExchange['run'],
  { features, voltageSupport }: CcidDescriptor,
  known: IccState,
): Promise<Answered> {
  let icc: number | null = known;
  if (icc === null) {
    const status = await run({ type: TO_READER.getSlotStatus, answer: FROM_READER.slotStatus });
    if (!status.ok) return status;
    icc = status.value.specific[0] & 3;
  }
  if (icc === ICC_ABSENT) return NO_CARD;
  if (icc === ICC_ACTIVE) {
    const off = await run({ type: TO_READER.iccPowerOff, answer: FROM_READER.slotStatus });
    if (!off.ok && !isNo(off.error)) return off;
  }
  const isAutomatic = (features & (FEATURE.autoVoltage | FEATURE.autoActivate)) !== 0;
  const own = VOLTAGES.filter((_, bit) => voltageSupport & (1 << bit));
  const selects = isAutomatic ? [0] : own.length > 0 ? own : VOLTAGES;
  let answer: Answered = NO_CARD;
  for (const select of selects) {
    answer = await run({
      type: TO_READER.iccPowerOn,
      specific: [select, 0, 0],
      answer: FROM_READER.dataBlock,
      timeoutMs: POWER_MS,
    });
    if (answer.ok || !isNo(answer.error)) return answer;
  }
  return answer;
}

async function activate(
  run: CcidExchange['run'],
  descriptor: CcidDescriptor,
  timers: Timers,
  known: IccState,
  maySpeedUp: boolean,
): Promise<Activated> {
  const powered = await powerOn(run, descriptor, known);
  if (!powered.ok) return powered;
  const atr = powered.value.data;
  const parsed = parseAtr(atr);
  if (!parsed.ok) return failed('UNSUPPORTED_CARD', parsed.error);
  const details = parsed.value;
  const { features, maxIfsd, defaultClockKhz } = descriptor;
  const isTpdu = levelOf(descriptor) === 'tpdu';
  const xfr = xfrBlock(run, descriptor);
  const chosen = chooseProtocol(details, descriptor.protocols);
  let protocol: CardProtocol = chosen.ok ? chosen.value : 'T0';
  let fiDi = DEFAULT_FI_DI;

  if (features & FEATURE.autoParameterNegotiation) {
    // Of a card with one protocol there is nothing to ask.
    if (isTpdu && details.protocols.length > 1 && !details.specificMode) {
      const set = await run({ type: TO_READER.getParameters, answer: FROM_READER.parameters });
      if (set.ok) protocol = set.value.specific[2] === 1 ? 'T1' : 'T0';
    }
  } else {
    if (!chosen.ok) return failed('PROTO_MISMATCH', chosen.error);
    const agreed = await agree(run, xfr, descriptor, details, protocol, maySpeedUp);
    if (agreed === 'slower' || !agreed.ok) return agreed;
    fiDi = agreed.value;
  }

  const timeoutMs = Math.min(
    MAX_COMMAND_MS,
    Math.max(BLOCK_MS, exchangeTimeMs(details, protocol, fiDi, defaultClockKhz)),
  );
  const state = t1State(details);
  if (isTpdu && protocol === 'T1' && !(features & FEATURE.autoIfsd) && maxIfsd > state.ifsd) {
    const told = await requestIfsd(
      (bytes) => xfr(bytes, { timeoutMs, isBlock: true }),
      state,
      Math.min(maxIfsd, MAX_IFSD),
    );
    if (!told.ok) {
      if (told.error.code !== 'COMM_ERROR') return told;
      if (maySpeedUp) return 'slower';
    }
  }
  const ours = isTpdu ? (protocol === 'T1' ? state : 'T0') : 'apdu';
  return ok({
    atr,
    activeProtocol: protocol,
    transmit: cardTransmit(xfr, ours, timers),
    timeoutMs,
    isFast: fiDi !== DEFAULT_FI_DI && !details.specificMode,
  });
}

/** PPS and SetParameters, as far as the reader leaves them to us. Answers Fi and Di. */
async function agree(
  run: CcidExchange['run'],
  xfr: Xfr,
  descriptor: CcidDescriptor,
  atr: Atr,
  protocol: CardProtocol,
  maySpeedUp: boolean,
): Promise<Result<number, ReaderError> | 'slower'> {
  const { features } = descriptor;
  const isKnown = isAnnounced(protocol, descriptor.protocols);
  const isAutomatic = (features & FEATURE.autoPps) !== 0;
  const isFirst = atr.protocols[0] === (protocol === 'T1' ? 1 : 0);
  const mayPps = !atr.specificMode && !isAutomatic && levelOf(descriptor) === 'tpdu';
  let fiDi = atr.specificMode ? atr.fiDi : DEFAULT_FI_DI;
  if (maySpeedUp && isKnown && !atr.specificMode && (mayPps || isAutomatic)) {
    fiDi = fasterFiDi(atr, descriptor);
  }
  if (mayPps && (fiDi !== DEFAULT_FI_DI || !isFirst)) {
    const request = ppsRequest(protocol, fiDi);
    const answer = await xfr(request, { timeoutMs: BLOCK_MS });
    // The card or the reader is gone: there is nothing to start again with.
    if (!answer.ok && !SILENCES.includes(answer.error.code)) {
      return answer;
    }
    const agreed = answer.ok ? ppsAccepted(request, answer.value) : null;
    if (agreed === null) {
      return maySpeedUp ? 'slower' : failed('PROTO_MISMATCH', 'card refuses PPS');
    }
    fiDi = agreed;
  }
  const set = await run({
    type: TO_READER.setParameters,
    specific: [protocol === 'T1' ? 1 : 0, 0, 0],
    data: setParametersFor(atr, protocol, fiDi),
    answer: FROM_READER.parameters,
  });
  if (set.ok) return ok(fiDi);
  if (!isNo(set.error)) return set;
  if (!isKnown) return failed('PROTO_MISMATCH', `reader refuses ${protocol}`);
  if (maySpeedUp && fiDi !== DEFAULT_FI_DI) return 'slower';
  // Some readers know the default by themselves and reject being told.
  return isFirst && fiDi === DEFAULT_FI_DI ? ok(fiDi) : set;
}

/**
 * A cold reset, and everything up to the first command. 5 V, 3 V, 1.8 V are tried where the reader does not choose; a
 * speed that does not work is remembered.
 */
export async function powerUp(
  run: CcidExchange['run'],
  descriptor: CcidDescriptor,
  timers: Timers,
  speed: Speed,
  known: IccState,
): Promise<Result<PoweredUp, ReaderError>> {
  const first = await activate(run, descriptor, timers, known, !speed.isSlow);
  if (first !== 'slower') return first;
  speed.failed();
  const second = await activate(run, descriptor, timers, ICC_ACTIVE, false);
  return second === 'slower' ? failed('PROTO_MISMATCH', 'card and reader do not agree') : second;
}
