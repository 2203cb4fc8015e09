/** The TSP's messages under the names the portal uses. */
import type { Bytes } from '../shared/bytes.ts';
import type { components } from './tspApi.generated.ts';

type Schemas = components['schemas'];

export type Abandon = Schemas['Abandon'];
export type Arrears = Schemas['Arrears'];
export type Attempt = Schemas['Attempt'];
export type AttemptRequest = Schemas['AttemptRequest'];
export type Authorisation = Schemas['Authorisation'];
export type CardProofs = Schemas['CardProofs'];
export type CardProofsResult = Schemas['CardProofsResult'];
export type CardData = Schemas['CardData'];
export type DebitReport = Schemas['DebitReport'];
export type InitAnswerBody = Schemas['InitAnswer'];
export type Item = Schemas['Item'];
export type Money = Schemas['Money'];
export type Observation = Schemas['Observation'];
export type OpenAttempt = Schemas['OpenAttempt'];
export type Order = Schemas['Order'];
export type OrderPage = Schemas['OrderPage'];
export type OrderState = Schemas['OrderState'];
export type Outcome = Schemas['Outcome'];
export type Period = Schemas['Period'];
export type PriceLine = Schemas['PriceLine'];
export type Problem = Schemas['Problem'];
export type ProblemCode = Schemas['ProblemCode'];
export type Quote = Schemas['Quote'];
export type Receipt = Schemas['Receipt'];
export type Resolution = Schemas['Resolution'];
/** A picture may be anything: it is checked where it is drawn. */
type WithImage<T> = Omit<T, 'image'> & { image?: unknown };
export type Service = WithImage<Schemas['Service']>;
export type ServiceDetail = WithImage<Schemas['ServiceDetail']>;
export type ServicePage = Omit<Schemas['ServicePage'], 'items'> & { items: Service[] };
export type Session = Schemas['Session'];
export type SessionRequest = Schemas['SessionRequest'];
export type Subscriber = Schemas['Subscriber'];
export type Subscription = Schemas['Subscription'];
/** Words by language. */
export type Text = Schemas['Text'];

/** What the portal reads of a session's opening; each part of `first` is read as the answer that it stands for. */
export type SessionStart = Pick<Session, 'sessionToken' | 'serverNonce' | 'serverTime'> &
  Partial<Pick<Session, 'limits'>> & { first?: unknown };
/** A page of services as it is read; `undefined` stands in the place of one that could not be. */
export type ReadServicePage = Omit<ServicePage, 'items'> & { items: (Service | undefined)[] };
/** A page of orders as it is read, and what is left of those that could not be. */
export type ReadOrderPage = OrderPage & { unread?: { orderId?: string; ref?: string }[] };

/** Which services are asked for. */
export interface ServicesQuery {
  readonly category?: string | undefined;
  /** Digits a number begins with, or letters the initials of a title contain. */
  readonly q?: string | undefined;
  /** Index of the first one wanted. */
  readonly from?: number;
  /** Instead: the first one whose number is this or higher. */
  readonly number?: number;
  readonly limit?: number;
}

/** The data a card gives of itself; the client seals the serial number for the session it is sent in. */
export type CardFacts = Omit<CardData, 'serialToken'> & { readonly serial: Bytes };
export type WithCard<T extends { card: CardData }> = Omit<T, 'card'> & { readonly card: CardFacts };
