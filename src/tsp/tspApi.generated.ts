// Generated from docs/api/tsp.yaml by `npm run generate`. Do not edit.
export interface paths {
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriber": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSubscriber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listServices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{serviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getService"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{serviceId}/renewal/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancelRenewal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["createQuote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listOrders"];
        put?: never;
        post: operations["confirmOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderId}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderId}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["startAttempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attempts/{attemptId}/authorise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["authorise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attempts/{attemptId}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description What the card answered to DEBIT. A right MAC2 counts from any box; all else only from the box that began the attempt (attempt.not_found). */
        post: operations["report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attempts/{attemptId}/abandon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description DEBIT was never handed over. Only from the box that began the attempt (attempt.not_found) */
        post: operations["abandon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attempts/{attemptId}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description What the card says afterwards. From the box that began the attempt all of it counts, as a claim; from any other a right MAC2 counts and nothing else (attempt.not_found). Only a right MAC2 debits; a log record opens a case (manual). */
        post: operations["resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/card-proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description For a box that an earlier payment of the card, begun elsewhere, keeps from paying (card.unresolved without an attempt), or whose card is to show the TAC of its last payment once more, because the PPP refused the one that came. It brings what the card gives as proof and, with `sequence` and `log`, what the card says of its other payments. It learns whether a payment may be tried once more, nothing else. A right MAC2 settles the earlier payment. What the card says settles nothing: it only clears the way of this card in this box. */
        post: operations["proveCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/telemetry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["telemetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description What the box showed its viewer with a code: refusals, doubts, outages, crashes. It keeps them while there is no network and tells them later. Telling one again (same box, code and at) changes nothing. The platform keeps them as told by the box: they change no money, no order and no attempt. Never a card number, MAC, TAC, key, PIN or name. */
        post: operations["tellIncidents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Id: string;
        Ulid: string;
        /** @description What a viewer reads out to the hotline, `7K3-0D42`: seven of the 32 digits and letters without I, L, O, U. Whoever finds the fault makes it: the platform for a refusal (Problem.ref) and for an order (Order.ref, also of its doubts), the box for what it finds itself. Random, so two faults may share one; of a crash it is worked out from its text, so that one bug has one code. */
        Code: string;
        Fen: number;
        AmountFen: number;
        /**
         * Format: date-time
         * @description RFC 3339 with offset
         */
        Time: string;
        /** Format: date */
        Date: string;
        /**
         * @description What is known of the money, from the subscriber's side. A refusal of a call about one attempt or one order that was not looked at, or is not there, says `unknown`: it may have been debited. Only startAttempt comes before any debit
         * @enum {string}
         */
        Money: "untouched" | "unknown" | "taken";
        /** @description The same words by language; zh-CN is always there */
        Text: {
            "zh-CN": string;
            "zh-TW"?: string;
            en?: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            code: components["schemas"]["ProblemCode"];
            money: components["schemas"]["Money"];
            /**
             * @description same-key: send the same again; new: begin anew, with new keys; no: asking again changes nothing
             * @enum {string}
             */
            retry: "same-key" | "new" | "no";
            retryAfterMs?: number;
            ref: components["schemas"]["Code"];
            /** @description Milliseconds since 1970, with auth.clock_skew */
            serverTime?: number;
            /** @description The field at fault, with request.invalid */
            field?: string;
            /** @description BOSS's reject code */
            reason?: string;
            /** @description Place in the queue, with psam.busy */
            position?: number;
            balanceFen?: components["schemas"]["Fen"];
            amountFen?: components["schemas"]["Fen"];
            /** @description What must be paid first, with boss.rejected for arrears.first */
            arrears?: components["schemas"]["Arrears"];
            /** @description The earlier attempt, with card.unresolved, card.mismatch and attempt.open; only for the box that began it */
            attempt?: components["schemas"]["OpenAttempt"];
        };
        /**
         * @description A code that is not listed is a refusal in general words where money is untouched and the call is one that comes before authorise; after that it says that the money is unknown, whatever it claims.
         * @enum {string}
         */
        ProblemCode: "request.invalid" | "request.not_found" | "auth.signature" | "auth.session_expired" | "auth.clock_skew" | "auth.replay" | "stb.unknown" | "stb.blocked" | "service.not_found" | "renewal.not_cancellable" | "order.not_found" | "attempt.not_found" | "quote.not_found" | "quote.expired" | "quote.changed" | "order.already_paying" | "order.already_paid" | "order.state" | "attempt.open" | "attempt.state" | "idempotency.in_progress" | "idempotency.missing" | "idempotency.mismatch" | "card.unsupported" | "card.blocked" | "card.expired" | "card.insufficient" | "card.counter_exhausted" | "card.unresolved" | "card.mismatch" | "mac.card_rejected" | "mac2.invalid" | "psam.none_for_card" | "psam.busy" | "hsm.unavailable" | "boss.unavailable" | "boss.rejected" | "rate.limited" | "payments.paused" | "portal.outdated" | "internal";
        SessionRequest: {
            stbId: components["schemas"]["Id"];
            boxNonce: string;
            portalVersion: string;
            readers: ("webusb" | "webhid" | "host-object" | "websocket")[];
        };
        Session: {
            sessionToken: string;
            serverNonce: string;
            serverTime: number;
            expiresAt: components["schemas"]["Time"];
            /** @description How patient the platform is. The portal goes by it, within bounds of its own; before the first session it has values of its own. How long a command to the card may take is the reader's and the card's business. */
            limits: {
                /** @description How long the portal waits for the card. Portal: 30000 to 300000. */
                cardWaitMs: number;
                /** @description Without a report for this long after MAC1 an attempt is in doubt; the portal asks for it soon after. Portal: 10000 to 120000. */
                reportMs: number;
                /** @description After this time the screen says that the service opens a little later. Portal: 3000 to 30000. */
                activationWaitMs: number;
            };
            open: components["schemas"]["Order"][];
            /** @description Only where it is asked for: the bodies of getSubscriber, listServices from 0 and listOrders with open=1, as each would be answered now. What would be refused, or is not there in time, is left out; the portal asks for it apart. */
            first?: {
                subscriber?: components["schemas"]["Subscriber"];
                services?: components["schemas"]["ServicePage"];
                orders?: components["schemas"]["OrderPage"];
            };
        };
        Subscriber: {
            /** @description Masked */
            name: string;
            /** @description Masked account, e.g. 8538 **** 2107 */
            accountTail: string;
            area: components["schemas"]["Text"];
            dues: components["schemas"]["Due"][];
            arrears?: components["schemas"]["Arrears"];
        };
        /**
         * @description The serviceId under which overdue bills are paid alone; no service of the catalogue has it. Its item has months 1, which means nothing; from and to of its quote and order are the day since which the oldest bill is overdue and the day of the quote.
         * @constant
         */
        ArrearsId: "arrears";
        /** @description The bills that are overdue; absent where there are none. They are paid together, as an order of their own whose item is ArrearsId: BOSS says the amount, and no part of it can be paid alone. */
        Arrears: {
            amountFen: components["schemas"]["AmountFen"];
            /** @description When the oldest of them was due */
            since: components["schemas"]["Date"];
            /**
             * @description all: no service is sold before they are paid. others: the services that they are for are sold, and the quote has the overdue bills of that service in it
             * @enum {string}
             */
            blocks: "all" | "others";
            /** @description The bills, oldest first */
            items: components["schemas"]["Due"][];
        };
        Due: {
            serviceId: components["schemas"]["Id"];
            title: components["schemas"]["Text"];
            amountFen: components["schemas"]["AmountFen"];
            dueDate: components["schemas"]["Date"];
        };
        Subscription: {
            /** @enum {string} */
            state: "none" | "active" | "expiring" | "expired" | "stopped";
            validTo?: components["schemas"]["Date"];
            /** @description BOSS charges the account again and again, never the card; absent when the service simply ends */
            renewal?: {
                amountFen: components["schemas"]["AmountFen"];
                /** @description When it charges next */
                nextDate: components["schemas"]["Date"];
                /** @description Whether it can be cancelled on the television; otherwise only by phone */
                cancellable: boolean;
            };
        };
        Period: {
            months: number;
            amountFen: components["schemas"]["AmountFen"];
            savingFen: components["schemas"]["Fen"];
            from?: components["schemas"]["Date"];
            to?: components["schemas"]["Date"];
        };
        Service: {
            serviceId: components["schemas"]["Id"];
            /** @description The number a remote control can type */
            number: number;
            category: components["schemas"]["Id"];
            /** @enum {string} */
            icon: "tv" | "film" | "children" | "sport" | "vod" | "broadband" | "record" | "opera" | "music" | "news" | "game" | "education" | "other";
            title: components["schemas"]["Text"];
            introduction: components["schemas"]["Text"];
            /** @description List price of one month */
            priceFen: components["schemas"]["AmountFen"];
            periods: components["schemas"]["Period"][];
            subscription: components["schemas"]["Subscription"];
            image?: components["schemas"]["ServiceImage"];
        };
        /** @description The picture of a service. The platform names files and never an address: the box asks for them below `artworkUrl` of its own config.json, so no answer can send it to another host. A picture that does not fit is left out, and its service stands with its icon. */
        ServiceImage: {
            /** @description The same picture in several widths; the box takes the narrowest one that is wide enough */
            files: {
                /** @description Of a file, without a folder. Another picture has another name, since boxes keep it for a year */
                name: string;
                /** @description In pixels; the height is nine sixteenths of it */
                width: number;
                /** @description Length of the file */
                bytes: number;
            }[];
            /** @description What is to be seen, for those who hear it */
            alt?: components["schemas"]["Text"];
            /** @description Of the ground that stands there until the picture has come, in degrees of the colour wheel */
            hue?: number;
        };
        ServicePage: {
            items: components["schemas"]["Service"][];
            /** @description Index of the first item */
            from: number;
            /** @description How many there are on all pages */
            total: number;
            categories: {
                id: components["schemas"]["Id"];
                title: components["schemas"]["Text"];
            }[];
        };
        ServiceDetail: components["schemas"]["Service"] & {
            text: components["schemas"]["Text"];
            includes: components["schemas"]["Text"][];
            terms: components["schemas"]["Text"];
            refundRule: components["schemas"]["Text"];
            pastOrders: {
                orderId: components["schemas"]["Id"];
                paidAt: components["schemas"]["Time"];
                months: number;
                amountFen: components["schemas"]["AmountFen"];
            }[];
        };
        Item: {
            /** @description A service of the catalogue, or ArrearsId */
            serviceId: components["schemas"]["Id"];
            months: number;
        };
        QuoteRequest: {
            items: components["schemas"]["Item"][];
        };
        PriceLine: {
            /**
             * @description Any kind is shown by its label and counts in the total
             * @enum {string}
             */
            kind: "list" | "discount" | "proration" | "arrears" | "tax" | "other";
            label: components["schemas"]["Text"];
            /** @description Signed; the lines add up to the total */
            amountFen: number;
            unitFen?: components["schemas"]["AmountFen"];
            quantity?: number;
        };
        Quote: {
            quoteId: components["schemas"]["Ulid"];
            quoteDigest: string;
            items: components["schemas"]["Item"][];
            title: components["schemas"]["Text"];
            /** @description Masked name and account */
            subscriber: string;
            lines: components["schemas"]["PriceLine"][];
            amountFen: components["schemas"]["AmountFen"];
            from: components["schemas"]["Date"];
            to: components["schemas"]["Date"];
            expiresAt: components["schemas"]["Time"];
        };
        OrderRequest: {
            quoteId: components["schemas"]["Ulid"];
            quoteDigest: string;
            confirmedAmountFen: components["schemas"]["AmountFen"];
        };
        /**
         * @description Of an order in a state that is not listed, the money is unknown, whatever it claims
         * @enum {string}
         */
        OrderState: "QUOTED" | "CONFIRMED" | "PAYING" | "IN_DOUBT" | "PAID" | "ACTIVATING" | "COMPLETED" | "CREDIT_DUE" | "CREDITED" | "REFUND_DUE" | "REFUNDED" | "MANUAL" | "CANCELLED" | "EXPIRED";
        /** @enum {string} */
        AttemptState: "CREATED" | "CARD_BOUND" | "PSAM_LEASED" | "INIT_DONE" | "MAC1_ISSUED" | "DEBITED" | "NOT_DEBITED" | "IN_DOUBT" | "VOID";
        /** @description What the portal needs to find out how an attempt ended */
        OpenAttempt: {
            attemptId: components["schemas"]["Ulid"];
            orderId: components["schemas"]["Ulid"];
            amountFen: components["schemas"]["AmountFen"];
            cardTail: string;
            /** @description The card's offline purchase sequence before the payment */
            cardSequence?: number;
        };
        Order: {
            orderId: components["schemas"]["Ulid"];
            state: components["schemas"]["OrderState"];
            money: components["schemas"]["Money"];
            serviceId: components["schemas"]["Id"];
            title: components["schemas"]["Text"];
            months: number;
            amountFen: components["schemas"]["AmountFen"];
            from: components["schemas"]["Date"];
            to: components["schemas"]["Date"];
            createdAt: components["schemas"]["Time"];
            paidAt?: components["schemas"]["Time"];
            /** @description Another attempt may start: CONFIRMED, the quote is alive, tries are left */
            payable: boolean;
            ref: components["schemas"]["Code"];
            caseNo?: string;
            receiptNo?: string;
            cardTail?: string;
            outcome?: components["schemas"]["Outcome"];
            /** @description The newest attempt */
            attempt?: {
                attemptId: components["schemas"]["Ulid"];
                state: components["schemas"]["AttemptState"];
                cardTail?: string;
                cardSequence?: number;
                /** @description Why a finished attempt took nothing */
                reason?: components["schemas"]["ProblemCode"];
            };
        };
        /** @description What became of a paid order, or is still to become of it; the order's state says what it is about. `at` only for what is done by the books or a decision, `dueBy` only for what is not done yet. Neither: it is not known when. */
        Outcome: {
            /** @description When it was done: opened, credited or refunded */
            at?: components["schemas"]["Time"];
            /** @description By when at the latest: opening or crediting is tried so long before people decide; a refund is promised by then */
            dueBy?: components["schemas"]["Time"];
            /**
             * @description Where the money went or goes. account: that of the subscriber at the operator; bank: a transfer by the operator
             * @enum {string}
             */
            place?: "account" | "bank" | "unknown";
            /** @description Why the service is not open: the reject code of BOSS, or people where two people decided it */
            cause?: string;
            /** @description Of the credit, or of the transfer that refunded it */
            number?: string;
        };
        OrderPage: {
            items: components["schemas"]["Order"][];
            /** @description Months that have orders, newest first */
            months: string[];
            nextCursor?: string;
        };
        CardData: {
            /** @description The 10-byte application serial number, sealed: base64 of nonce 12 | AES-256-GCM ciphertext | tag 16 under HMAC-SHA256(session key, "card-data") */
            serialToken: string;
            issuer: string;
            applicationType: string;
            applicationVersion: string;
            validFrom: string;
            validTo: string;
            atr: string;
        };
        AttemptRequest: {
            card: components["schemas"]["CardData"];
            balanceFen: number;
            readerId: string;
        };
        Attempt: {
            attemptId: components["schemas"]["Ulid"];
            /** @description The PSAM's */
            terminalNo: string;
            keyIndex: number;
            leaseUntil: components["schemas"]["Time"];
        };
        /** @description The 15 bytes that INITIALIZE FOR PURCHASE answered */
        InitAnswer: {
            balanceFen: number;
            sequence: number;
            overdraftFen: number;
            keyVersion: string;
            algorithmId: string;
            random: string;
        };
        Authorisation: {
            terminalSequence: string;
            date: string;
            time: string;
            mac1: string;
        };
        /** @description 9000 with tac and mac2, or what the card said instead. Only 9302 and 9401 that answer the DEBIT command itself say that nothing was taken; the attempt is then kept on watch. Every other word puts the attempt in doubt. 9302 counts as a rejection of the card's day, unless it answers a GET RESPONSE. */
        DebitReport: {
            statusWord: string;
            /**
             * @description What the status word answers: DEBIT itself, sent once; a GET RESPONSE after it; or the reader or host may have followed 61xx by itself and nobody can tell. Absent is unknown
             * @enum {string}
             */
            answers?: "command" | "follow-up" | "unknown";
            tac?: string;
            mac2?: string;
        };
        Abandon: {
            /**
             * @description The box states that DEBIT was never handed to the reader
             * @constant
             */
            debitSent: false;
            /** @enum {string} */
            reason: "back" | "card-removed" | "reader-lost" | "card-error" | "timeout" | "guard" | "idle";
        };
        Proof: {
            /** @description The number GET TRANSACTION PROVE was asked for */
            sequence: number;
            mac2: string;
            tac: string;
        };
        CardProofs: {
            card: components["schemas"]["CardData"];
            /** @description Of the number that INIT has just said, and of the one before */
            proofs: components["schemas"]["Proof"][];
            noProofBy?: components["schemas"]["NoProofBy"];
            sequence?: components["schemas"]["SequenceNow"];
            log?: components["schemas"]["CardLog"];
        };
        CardProofsResult: {
            /** @description A payment may be tried once more */
            settled: boolean;
        };
        /** @description What the card says afterwards; collected in this order */
        Observation: {
            card: components["schemas"]["CardData"];
            proofs: components["schemas"]["Proof"][];
            noProofBy?: components["schemas"]["NoProofBy"];
            sequence: components["schemas"]["SequenceNow"];
            log: components["schemas"]["CardLog"];
        };
        /**
         * @description Without proofs: who said that the card has none. `unknown`: a port that cannot tell whose answer it is. Absent: an older portal, taken as `card`
         * @enum {string}
         */
        NoProofBy: "card" | "unknown";
        /** @description From an INIT that is never followed by a DEBIT; null when it could not be read */
        SequenceNow: number | null;
        /** @description The transaction log, newest first; null when the card does not let it be read */
        CardLog: {
            sequence: number;
            amountFen: number;
            type: string;
            terminalNo: string;
            date: string;
            time: string;
        }[] | null;
        Resolution: {
            /** @enum {string} */
            verdict: "debited" | "not-debited" | "other-card" | "undecided" | "manual";
            order: components["schemas"]["Order"];
        };
        Receipt: {
            receiptNo: string;
            orderId: components["schemas"]["Ulid"];
            title: components["schemas"]["Text"];
            from: components["schemas"]["Date"];
            to: components["schemas"]["Date"];
            months: number;
            amountFen: components["schemas"]["AmountFen"];
            cardTail: string;
            balanceBeforeFen: components["schemas"]["Fen"];
            balanceAfterFen: components["schemas"]["Fen"];
            paidAt: components["schemas"]["Time"];
            terminalNo: string;
            terminalSequence: string;
            /** @enum {string} */
            serviceState: "open" | "opening" | "credited" | "refunded" | "manual";
            outcome?: components["schemas"]["Outcome"];
        };
        Incidents: {
            incidents: components["schemas"]["BoxIncident"][];
        };
        /** @description One thing that the box showed with a code. No field has six digits in a row but ids and `at` */
        BoxIncident: {
            code: components["schemas"]["Code"];
            /** @description When the box showed it, by the platform clock as the box knew it */
            at: components["schemas"]["Time"];
            /** @description The step of the payment it happened in, or the place outside of it: waitCard, debiting, renewal, crash */
            step: string;
            /** @description The name of the cause: card-removed, offline, a code of Problem */
            cause: string;
            /** @description What the screen said of it */
            money: components["schemas"]["Money"];
            orderId?: components["schemas"]["Ulid"];
            attemptId?: components["schemas"]["Ulid"];
            /** @enum {string} */
            readerPort?: "webusb" | "webhid" | "host-object" | "websocket";
            /** @description Names only: of an error, a field, a reject code of BOSS */
            detail?: string;
            /** @description Of the portal that showed it */
            portalVersion: string;
        };
        Telemetry: {
            portalVersion: string;
            counters: {
                [key: string]: number;
            };
        };
    };
    responses: {
        /** @description RFC 9457 */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        IdempotencyKey: string;
        OrderId: components["schemas"]["Ulid"];
        AttemptId: components["schemas"]["Ulid"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    openSession: {
        parameters: {
            query?: {
                /** @description So many services, the subscriber and the open orders are wanted with the session. A platform that does not know this refuses it with request.invalid, or ignores it */
                first?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionRequest"];
            };
        };
        responses: {
            /** @description The box is known */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSubscriber: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who pays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscriber"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listServices: {
        parameters: {
            query?: {
                category?: components["schemas"]["Id"];
                /** @description Digits: services whose number begins so. Letters: services whose pinyin initials contain them */
                q?: string;
                /** @description Index of the first service wanted, in order of their numbers; 0 when absent */
                from?: number;
                /** @description Instead of from: the page begins with the first service of this number or a higher one */
                number?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of services */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getService: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serviceId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One service whole */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelRenewal: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                serviceId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description BOSS charges nothing more; the service stays on to validTo */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createQuote: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteRequest"];
            };
        };
        responses: {
            /** @description Priced and held at BOSS */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description 1: only orders that are not at rest */
                open?: "1";
                /** @description Only orders made in this month, in China */
                month?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first; orders that never got past a quote are left out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirmOrder: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderRequest"];
            };
        };
        responses: {
            /** @description Confirmed and validated by BOSS; its orderId is the quoteId */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The order after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    startAttempt: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttemptRequest"];
            };
        };
        responses: {
            /** @description The card is accepted and a PSAM is leased */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    authorise: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                attemptId: components["parameters"]["AttemptId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InitAnswer"];
            };
        };
        responses: {
            /** @description MAC1; the attempt is durable before this answer leaves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authorisation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    report: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                attemptId: components["parameters"]["AttemptId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DebitReport"];
            };
        };
        responses: {
            /** @description The order after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    abandon: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                attemptId: components["parameters"]["AttemptId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Abandon"];
            };
        };
        responses: {
            /** @description The order after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resolve: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                attemptId: components["parameters"]["AttemptId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Observation"];
            };
        };
        responses: {
            /** @description The verdict */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resolution"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    proveCard: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardProofs"];
            };
        };
        responses: {
            /** @description Whether a payment may be tried once more */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardProofsResult"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    telemetry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Telemetry"];
            };
        };
        responses: {
            /** @description Noted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    tellIncidents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Incidents"];
            };
        };
        responses: {
            /** @description Kept */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
}
