// Generated from docs/api/ops.yaml by `npm run generate`. Do not edit.
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
        post: operations["signIn"];
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getToday"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getFigures"];
        put?: never;
        post?: never;
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
        get: operations["findOrders"];
        put?: never;
        post?: never;
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
        get: operations["getOrderHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Finds what a caller reads out. Blanks, dashes, full-width digits and letters, small letters, O for 0, I and L for 1 do not matter. Taken are: a code (7K3-0D42), a receipt, order, attempt or case number, the end of a smart card, telephone, subscriber or box number, the last four digits of a bank card alone or with an amount (6217 26.00), a part of a name. Who was shown is written into the audit. A whole card number is refused. */
        get: operations["find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscribers/{subscriberId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description All that a person on the telephone needs. Every look is written into the audit */
        get: operations["getSubscriber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/incidents/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getIncidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/doubts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDoubts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/days/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/days/{date}/settlement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["settleDay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/days/{date}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDifferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batchId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{caseNo}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{caseNo}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["takeCaseStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["verifyChains"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pool": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getPool"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pool/{terminalNo}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["setPsam"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/switches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSwitches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/switches/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["setSwitch"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/boxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBoxes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/boxes/{stbId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBox"];
        put: operations["setBox"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{list}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["exportList"];
        put?: never;
        post?: never;
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
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            field?: string;
            /** @enum {string} */
            code: "request.invalid" | "request.not_found" | "auth.required" | "auth.refused" | "auth.locked" | "role.forbidden" | "case.same_person" | "case.state" | "case.version" | "case.decision" | "case.preview" | "case.refund_ref" | "case.not_found" | "order.not_found" | "day.not_found" | "day.not_over" | "batch.not_found" | "psam.not_found" | "subscriber.not_found" | "unavailable";
            retryAfterMs?: number;
        };
        /** @description May be 0 or */
        Fen: number;
        Moment: components["schemas"]["Time"];
        BusinessDate: string;
        /** @enum {string} */
        Role: "clerk" | "supervisor" | "auditor";
        Credentials: {
            user: string;
            password: string;
        };
        Operator: {
            user: string;
            name: string;
            role: components["schemas"]["Role"];
        };
        OperatorSession: {
            token: string;
            operator: components["schemas"]["Operator"];
            /** @description The operations of this interface that the role may call */
            may: string[];
            expiresAt: components["schemas"]["Time"];
            /** @description All data are a demonstration; every page says so */
            demonstration?: boolean;
        };
        Sum: {
            count: number;
            totalFen: components["schemas"]["Fen"];
        };
        Open: {
            count: number;
            totalFen: components["schemas"]["Fen"];
            oldestAt?: components["schemas"]["Time"];
        };
        Health: {
            /** @enum {string} */
            state: "up" | "slow" | "down" | "unknown";
            lastAnswerAt?: components["schemas"]["Time"];
            medianMs?: number;
        };
        Today: {
            date: components["schemas"]["BusinessDate"];
            asOf: components["schemas"]["Time"];
            paid: components["schemas"]["Sum"];
            /** @description Attempts that ended without a known debit; what their box says of the card may be a claim */
            failed: number;
            /** @description Of attempts that ended; absent when none did */
            successRate?: number;
            /** @description From the pressed OK to the debit known; absent without a payment */
            medianMs?: number;
            /** @description The hours of the business day so far, in order. It begins within hour 23, at the cut-off of the evening before, so that one comes first and, in the evening, again last */
            hours: {
                hour: number;
                paid: number;
                paidFen: components["schemas"]["Fen"];
                failed: number;
            }[];
            /** @description Why attempts took nothing, most frequent first */
            endings: {
                code: string;
                count: number;
            }[];
            doubts: components["schemas"]["Open"];
            /** @description Paid and not opened yet */
            backlog: components["schemas"]["Open"];
            cases: components["schemas"]["Open"];
            toApprove: number;
            pool: {
                total: number;
                free: number;
                leased: number;
                out: number;
                waiting: number;
            };
            health: {
                boss: components["schemas"]["Health"];
                ppp: components["schemas"]["Health"];
                hsm: components["schemas"]["Health"];
            };
            /** @description Those that are off */
            switches: components["schemas"]["SwitchName"][];
            /** @description Boxes on watch */
            watchedBoxes?: number;
            /** @description What somebody should look at now; bad ones first */
            alerts?: components["schemas"]["Alert"][];
        };
        /** @description Something has passed its limit. `doubt-old`: minutes since the oldest doubt without a case. `boss-queue`: minutes since the oldest payment that is not opened. `refusals-high`: per cent of the last hour's attempts that took nothing. `pool-short`: per cent of the working PSAMs that are free. `day-unsettled`: hours since `date` was over. `disk-low`: free megabytes. `party-down`: `party` does not answer. */
        Alert: {
            /** @enum {string} */
            id: "doubt-old" | "boss-queue" | "refusals-high" | "pool-short" | "day-unsettled" | "disk-low" | "party-down";
            /** @enum {string} */
            level: "warn" | "bad";
            value: number;
            limit: number;
            date?: components["schemas"]["BusinessDate"];
            /** @enum {string} */
            party?: "boss" | "ppp" | "hsm";
        };
        /** @description Attempts by how they ended, under the time when it became known. Of a mean, `paid` and `failed` have a decimal */
        EndSum: {
            paid: number;
            paidFen: components["schemas"]["Fen"];
            failed: number;
        };
        ServiceFigure: {
            /** @description Empty for payments of an older version */
            serviceId: string;
            title?: components["schemas"]["Text"];
            count: number;
            totalFen: components["schemas"]["Fen"];
        };
        DayFigures: {
            date: components["schemas"]["BusinessDate"];
            asOf: components["schemas"]["Time"];
            /** @description The days before are still being read, as after a start; ask again in a while */
            isReading?: boolean;
            /** @description The business day is not the one that runs */
            isOver: boolean;
            sum: components["schemas"]["EndSum"];
            /** @description Of the day that runs, all of them up to the same whole minute of the day. `sum` alone while `isReading` */
            compared: {
                sum: components["schemas"]["EndSum"];
                dayBefore?: components["schemas"]["EndSum"];
                /** @description Seven days before */
                weekBefore?: components["schemas"]["EndSum"];
                /** @description Of the seven days before, without those on which nothing ended; absent when there is none */
                mean?: components["schemas"]["EndSum"];
            };
            /** @description The seven days before and the day itself, oldest first, each whole; the day alone while `isReading` */
            days: {
                date: components["schemas"]["BusinessDate"];
                sum: components["schemas"]["EndSum"];
            }[];
            /** @description How many of the orders whose price was asked for on this day came at least so far by now; in this order */
            funnel: {
                /** @enum {string} */
                stage: "quoted" | "confirmed" | "attempted" | "debited" | "served";
                count: number;
            }[];
            /** @description Why attempts took nothing, most frequent first */
            endings: {
                code: string;
                count: number;
            }[];
            /** @description What was taken for each service; the sum is that of the day */
            services: components["schemas"]["ServiceFigure"][];
            /** @description Answers to boxes that were refusals, by operation and problem of tsp.yaml, most frequent first. A box may ask again */
            refusals: {
                operation: string;
                code: string;
                count: number;
            }[];
            /** @description What answers to boxes took, within ten per cent. Measures of the running hour are lost when the host is killed */
            latency: {
                operation: string;
                samples: number;
                p50Ms: number;
                p95Ms: number;
                p99Ms: number;
            }[];
        };
        OrderSummary: {
            orderId: string;
            ref: string;
            state: components["schemas"]["OrderState"];
            amountFen: components["schemas"]["Fen"];
            subscriberId: string;
            stbId: string;
            service: components["schemas"]["Text"];
            /** @description Way of paying of its newest attempt; absent without one. `card` is the only one today, others may come */
            way?: string;
            /** @description Absent for overdue bills alone */
            months?: number;
            createdAt: components["schemas"]["Time"];
            paidAt?: components["schemas"]["Time"];
            businessDate?: components["schemas"]["BusinessDate"];
            cardTail?: string;
            receiptNo?: string;
            caseNo?: string;
        };
        OrderPage: {
            orders: components["schemas"]["OrderSummary"][];
            cursor?: string;
            total?: components["schemas"]["Total"];
        };
        /** @description How many rows there are on all pages. A request counts ten thousand rows at most */
        Total: {
            count: number;
            /** @description There may be more than `count`: the counting stopped */
            more: boolean;
        };
        /**
         * @description `code`: read off the television; `card`: a bank card; `smartCard`: the card of the box
         * @enum {string}
         */
        FindKind: "code" | "incident" | "receipt" | "order" | "attempt" | "case" | "card" | "smartCard" | "telephone" | "subscriber" | "box" | "name";
        /** @description What a person needs to choose; `subscriberId` is where it leads */
        Find: {
            subscriberId?: string;
            /** @description Masked */
            name?: string;
            /** @description Masked */
            smartCard?: string;
            area?: components["schemas"]["Text"];
            stbId?: string;
            orderId?: string;
            ref?: string;
            service?: components["schemas"]["Text"];
            amountFen?: components["schemas"]["Fen"];
            at?: components["schemas"]["Time"];
            state?: components["schemas"]["OrderState"];
            cardTail?: string;
            caseNo?: string;
            receiptNo?: string;
            incident?: components["schemas"]["ToldIncident"];
        };
        /** @description What a viewer was shown under a code, in words */
        ToldIncident: {
            code: components["schemas"]["Code"];
            at: components["schemas"]["Time"];
            /** @description What happened, for the person at the console */
            what: components["schemas"]["Text"];
            /** @description What to tell the caller. Of an order the script says it */
            say: components["schemas"]["Text"];
            /** @enum {string} */
            source: "platform" | "box";
            proven: boolean;
            stbId?: string;
            orderId?: string;
        };
        FindGroup: {
            kind: components["schemas"]["FindKind"];
            finds: components["schemas"]["Find"][];
            /** @description There are more: ask the caller for something else */
            isMore: boolean;
        };
        Finds: {
            groups: components["schemas"]["FindGroup"][];
            /** @description What the text may have meant; empty where it can be nothing */
            tried: components["schemas"]["FindKind"][];
            boss: components["schemas"]["BossWord"];
        };
        /**
         * @description `silent`: BOSS did not answer, so names, smart cards, services and bills are missing; `unknown`: it does not know this subscriber
         * @enum {string}
         */
        BossWord: "answered" | "silent" | "unknown" | "unasked";
        /**
         * @description What a line of the script is about. `doubt`: nobody knows yet whether it was debited; `deniedByBox`: the box says that it was not, and nothing proves it; `refused`: it ended before the card could be debited
         * @enum {string}
         */
        Situation: "quoted" | "confirmed" | "paying" | "doubt" | "deniedByBox" | "opening" | "open" | "withPeople" | "creditDue" | "credited" | "refundDue" | "refunded" | "refused" | "notDebited" | "notPaid" | "secondDebit" | "secondReturned" | "boxBlocked" | "arrears" | "nothing";
        /** @description What to say now. `say` is read out; `note` is for the person who reads it */
        ScriptLine: {
            situation: components["schemas"]["Situation"];
            say: components["schemas"]["Text"];
            note?: components["schemas"]["Text"];
            /** @description What the line says of the money of its order; `untouched` also where it is about no money */
            money: components["schemas"]["Money"];
            orderId?: string;
            caseNo?: string;
        };
        SubscriberBox: {
            stbId: string;
            /** @description By the platform */
            blocked: boolean;
            blockedAtBoss: boolean;
            /** @description Why people should look at it */
            watch?: string;
            /** @description When something was confirmed on it last */
            lastOrderAt?: components["schemas"]["Time"];
            lastOrderState?: components["schemas"]["OrderState"];
        };
        SubscriberPage: {
            subscriberId: string;
            boss: components["schemas"]["BossWord"];
            /** @description Masked */
            name?: string;
            /** @description Masked */
            smartCard?: string;
            /** @description Masked */
            telephone?: string;
            area?: components["schemas"]["Text"];
            /** @enum {string} */
            status?: "active" | "closed";
            /** @description The most urgent first */
            script: components["schemas"]["ScriptLine"][];
            boxes: components["schemas"]["SubscriberBox"][];
            services: {
                serviceId: string;
                title: components["schemas"]["Text"];
                subscription: components["schemas"]["Subscription"];
            }[];
            dues: {
                title: components["schemas"]["Text"];
                amountFen: components["schemas"]["Fen"];
                dueDate: components["schemas"]["Date"];
                isOverdue: boolean;
            }[];
            /** @description Newest first */
            orders: components["schemas"]["OrderSummary"][];
            isMoreOrders: boolean;
            doubts: components["schemas"]["Doubt"][];
            /** @description Those that are not closed */
            cases: components["schemas"]["CaseSummary"][];
            /** @description Bank cards of these orders, the last used first */
            cards: {
                cardTail: string;
                lastUsedAt: components["schemas"]["Time"];
                /** @description Attempts of which it is not known what the card did */
                open: number;
            }[];
            /** @description What the boxes of the household were last shown with a code, newest first */
            incidents: components["schemas"]["ToldIncident"][];
        };
        HistoryEntry: {
            at: components["schemas"]["Time"];
            /** @enum {string} */
            kind: "order" | "attempt" | "case" | "posting" | "exchange" | "person";
            /** @description Box id, `tsp`, `psam <terminal>`, `card` (a box says what it answered; nobody else has seen it), or a user */
            who: string;
            /** @description Event, posting, or the header of a command, never its data */
            what: string;
            from?: string;
            to?: string;
            note?: string;
            attemptId?: string;
            statusWord?: string;
            amountFen?: components["schemas"]["Fen"];
            /** @description Account */
            debit?: string;
            /** @description Account */
            credit?: string;
        };
        AttemptSummary: {
            attemptId: string;
            state: string;
            amountFen: components["schemas"]["Fen"];
            cardTail: string;
            terminalNo?: string;
            terminalSequence?: string;
            businessDate?: components["schemas"]["BusinessDate"];
            claim?: string;
            /** @description TACs that were shown for this debit, if more than one or a refused one */
            tacs?: {
                shown: number;
                refused: number;
            };
            reason?: string;
            surplus?: string;
            caseNo?: string;
        };
        OrderHistory: {
            order: components["schemas"]["OrderSummary"];
            attempts: components["schemas"]["AttemptSummary"][];
            /** @description Oldest first */
            entries: components["schemas"]["HistoryEntry"][];
        };
        Doubt: {
            orderId: string;
            attemptId: string;
            ref: string;
            amountFen: components["schemas"]["Fen"];
            cardTail: string;
            stbId: string;
            terminalNo?: string;
            since: components["schemas"]["Time"];
            cause: string;
            caseNo?: string;
        };
        DoubtPage: {
            doubts: components["schemas"]["Doubt"][];
            cursor?: string;
            total?: components["schemas"]["Total"];
        };
        /** @enum {string} */
        DifferenceClass: "MISSING_AT_BOSS" | "MISSING_AT_TSP" | "MISSING_AT_PPP" | "UNKNOWN_AT_TSP" | "AMOUNT_DIFF" | "DUPLICATE" | "TAC_INVALID" | "CLAIM_REJECTED" | "STATE_DIFF" | "DAY_EDGE" | "IN_DOUBT_OPEN" | "TOTAL_ONLY";
        /**
         * @description `listed` needs nobody (timing, open doubts); `waiting` gets another automatic try; `case` is with people
         * @enum {string}
         */
        DifferenceState: "listed" | "waiting" | "cured" | "case" | "closed";
        Difference: {
            id: string;
            class: components["schemas"]["DifferenceClass"];
            state: components["schemas"]["DifferenceState"];
            orderId?: string;
            attemptId?: string;
            terminalNo?: string;
            terminalSequence?: string;
            tspFen?: components["schemas"]["Fen"];
            bossFen?: components["schemas"]["Fen"];
            pppFen?: components["schemas"]["Fen"];
            tspState?: string;
            bossState?: string;
            otherDate?: components["schemas"]["BusinessDate"];
            firstSeen: components["schemas"]["Time"];
            ageDays: number;
            /** @description What the platform did about it by itself */
            step?: string;
            caseNo?: string;
            note?: string;
        };
        DifferencePage: {
            differences: components["schemas"]["Difference"][];
            cursor?: string;
            total?: components["schemas"]["Total"];
        };
        SettlementFile: {
            name: string;
            /** @enum {string} */
            party: "boss" | "ppp";
            /** @enum {string} */
            direction: "sent" | "received";
            /** @enum {string} */
            state: "waiting" | "delivered" | "read" | "refused";
            count?: number;
            totalFen?: components["schemas"]["Fen"];
            sha256?: string;
            at?: components["schemas"]["Time"];
            /** @description What is wrong with it and where */
            problem?: string;
        };
        IncidentList: {
            items: components["schemas"]["Incident"][];
        };
        Incident: {
            code: components["schemas"]["Code"];
            /**
             * @description `platform`: it refused, or it saw the attempt in doubt; `box`: told by the box, and only as true as the box
             * @enum {string}
             */
            source: "platform" | "box";
            /** @description When it happened; of `box` by the clock of the box */
            at: components["schemas"]["Time"];
            /** @description When the platform noted it */
            heardAt: components["schemas"]["Time"];
            /** @description Absent where the request named no box */
            stbId?: string;
            /** @description Whether the key of this box had signed the request. If not, anybody may have named the box */
            proven: boolean;
            subscriberId?: string;
            orderId?: components["schemas"]["Ulid"];
            attemptId?: components["schemas"]["Ulid"];
            /** @description With `box`: where the viewer was */
            step?: string;
            /** @description With `platform`: the operation of tsp.yaml that was refused; absent for a doubt */
            call?: string;
            /** @description With `platform`: a ProblemCode of tsp.yaml, or `attempt.in_doubt`; with `box`: the name of what it found (card-removed, offline), or a ProblemCode */
            cause: string;
            /** @description What the viewer was told of the money then; what became of it stands in the order */
            money: components["schemas"]["Money"];
            /**
             * @description With `platform`: what the box was told to do
             * @enum {string}
             */
            retry?: "same-key" | "new" | "no";
            /** @description The field at fault, with request.invalid */
            field?: string;
            /** @description BOSS's reject code */
            reason?: string;
            /** @description Names only */
            detail?: string;
            readerPort?: string;
            portalVersion?: string;
        };
        /**
         * @description `running`: being settled; `waiting`: for the other sides; `explained`: all sides are in, and a difference, a case about one or a doubt is open, so money may still be missing; `settled`: all sides are in and nothing is open
         * @enum {string}
         */
        DayState: "open" | "running" | "waiting" | "explained" | "settled";
        DaySummary: {
            date: components["schemas"]["BusinessDate"];
            state: components["schemas"]["DayState"];
            tsp?: components["schemas"]["Sum"];
            boss?: components["schemas"]["Sum"];
            ppp?: components["schemas"]["Sum"];
            differences: number;
            /** @description Neither timing nor cured nor closed nor with people */
            unexplained: number;
            /** @description Waiting for a cure, with a case that is not closed, or a doubt: money may be missing */
            open?: number;
            receivable?: components["schemas"]["Sum"];
        };
        DayList: {
            days: components["schemas"]["DaySummary"][];
        };
        Day: {
            date: components["schemas"]["BusinessDate"];
            state: components["schemas"]["DayState"];
            tsp?: components["schemas"]["Sum"];
            boss?: components["schemas"]["Sum"];
            ppp?: components["schemas"]["Sum"];
            differences: number;
            unexplained: number;
            open?: number;
            /** @description The PPP still owes it in the books though people closed its difference as explained. No closing file pays it, it is not written off, and nobody works on it */
            receivable?: components["schemas"]["Sum"];
            runs: number;
            lastRunAt?: components["schemas"]["Time"];
            /** @description What stopped the last run */
            problem?: string;
            classes: {
                class: components["schemas"]["DifferenceClass"];
                count: number;
                totalFen: components["schemas"]["Fen"];
                open: number;
            }[];
            /** @description Open differences by age in days, from this age to the next */
            ageing: {
                /** @enum {integer} */
                fromDays: 0 | 1 | 3 | 7;
                count: number;
            }[];
            files: components["schemas"]["SettlementFile"][];
        };
        BatchSummary: {
            batchId: string;
            date: components["schemas"]["BusinessDate"];
            /** @enum {string} */
            state: "BATCHED" | "SENT" | "DONE";
            count: number;
            totalFen: components["schemas"]["Fen"];
            accepted: number;
            rejected: number;
            sha256?: string;
        };
        BatchPage: {
            batches: components["schemas"]["BatchSummary"][];
            cursor?: string;
        };
        BatchDetail: {
            batch: components["schemas"]["BatchSummary"];
            records: {
                index: number;
                orderId: string;
                amountFen: components["schemas"]["Fen"];
                terminalNo: string;
                terminalSequence: string;
                cardTail: string;
                result?: string;
                caseNo?: string;
            }[];
        };
        /** @enum {string} */
        CaseKind: "doubt-aged" | "evidence-conflict" | "log-record" | "passed-over" | "card-blocked" | "activation-stuck" | "service-stopped" | "credit-refused" | "surplus-refused" | "credit-stuck" | "no-tac" | "claim-rejected" | "missing-at-boss" | "missing-at-tsp" | "missing-at-ppp" | "unknown-at-tsp" | "amount-diff" | "duplicate" | "state-diff" | "total-only";
        /** @enum {string} */
        CaseState: "OPEN" | "ASSIGNED" | "EVIDENCE" | "PROPOSED" | "APPROVED" | "POSTED" | "CLOSED";
        /**
         * @description `rework`: claim it from the PPP again; `explained`: the cause is known and nothing is to be booked; `releaseCard`: the card may pay again; `followSignature`: it was debited, by its right MAC2, and the attempt that people gave its number to was not
         * @enum {string}
         */
        Decision: "debited" | "notDebited" | "followSignature" | "credit" | "refund" | "writeOff" | "rework" | "blockCard" | "releaseCard" | "explained";
        CaseSummary: {
            caseNo: string;
            kind: components["schemas"]["CaseKind"];
            state: components["schemas"]["CaseState"];
            /** @description Counts the openings */
            version: number;
            amountFen: components["schemas"]["Fen"];
            orderId?: string;
            attemptId?: string;
            openedAt: components["schemas"]["Time"];
            ageDays: number;
            assignee?: string;
            decision?: components["schemas"]["Decision"];
            proposedBy?: string;
        };
        CasePage: {
            cases: components["schemas"]["CaseSummary"][];
            cursor?: string;
            total?: components["schemas"]["Total"];
        };
        Case: {
            case: components["schemas"]["CaseSummary"];
            /** @description Why it was opened */
            note: string;
            /** @description Counts every step; a step names the one it was decided on */
            revision?: number;
            /** @description Oldest first */
            steps: {
                at: components["schemas"]["Time"];
                who: string;
                step: components["schemas"]["CaseStepName"];
                decision?: components["schemas"]["Decision"];
                reason?: string;
                refundRef?: string;
            }[];
            /** @description What may be proposed now */
            decisions: components["schemas"]["Decision"][];
            /** @description For every decision while one may be proposed, and for the proposed one until it is approved; otherwise empty, also where it no longer fits */
            previews: components["schemas"]["DecisionPreview"][];
            /** @description Of the preview that was proposed. Where the preview has another one now, only `refuse` is left */
            proposedDigest?: string;
            /** @description Steps this person may take now */
            may: components["schemas"]["CaseStepName"][];
        };
        /** @description What happens the moment a second person approves, found by the code that posts it */
        DecisionPreview: {
            decision: components["schemas"]["Decision"];
            /** @description Booked with the approval, in this order; nothing else is */
            postings: {
                kind: string;
                orderId: string;
                attemptId: string;
                amountFen: components["schemas"]["Fen"];
                /** @description An account */
                debit: string;
                /** @description An account */
                credit: string;
            }[];
            /** @description Requested with the approval: from BOSS, or `CLAIM` from the PPP in the next batch. Its postings are made when they have answered */
            asks: {
                /** @enum {string} */
                what: "ACTIVATE" | "ACTIVATE_AGAIN" | "CREDIT" | "SURPLUS_CREDIT" | "STOP_SERVICE" | "RELEASE_HOLD" | "GRACE" | "CLAIM";
                amountFen?: components["schemas"]["Fen"];
            }[];
            /** @description Further cases that the approval opens */
            opens: components["schemas"]["CaseKind"][];
            /** @description Before it is booked BOSS is asked, and may forbid it */
            needsBossWord: boolean;
            /** @description Of all the rest */
            digest: string;
        };
        /** @enum {string} */
        CaseStepName: "assign" | "evidence" | "propose" | "approve" | "refuse" | "reopen";
        CaseStep: {
            step: components["schemas"]["CaseStepName"];
            revision: number;
            /** @description For `evidence`: the evidence */
            reason: string;
            decision?: components["schemas"]["Decision"];
            /** @description Reference of the bank transfer, with the decision `refund`. It has a letter or a digit, is kept without blanks around it, and is of this case alone: `case.refund_ref` */
            refundRef?: string;
            /** @description With `propose` and `approve`: the preview that the person was shown. Exactly that is posted, or nothing (`case.preview`) */
            previewDigest?: string;
        };
        AuditPage: {
            events: {
                number: number;
                at: components["schemas"]["Time"];
                who: string;
                what: string;
                orderId?: string;
                attemptId?: string;
                from?: string;
                to?: string;
                note?: string;
                hash: string;
            }[];
            cursor?: string;
            total?: components["schemas"]["Total"];
        };
        ChainState: {
            rows: number;
            head?: string;
            /** @description Absent when the chain is whole */
            firstBroken?: number;
        };
        Verification: {
            audit: components["schemas"]["ChainState"];
            ledger: components["schemas"]["ChainState"];
            ledgerFault?: string;
        };
        PsamView: {
            terminalNo: string;
            issuer: string;
            applicationType: string;
            keyVersions?: string[];
            /** @enum {string} */
            state: "free" | "leased" | "drained" | "dead" | "locked" | "counter-exhausted" | "closing-failed" | "frozen";
            leaseUntil?: components["schemas"]["Time"];
            lastUsedAt?: components["schemas"]["Time"];
            /** @description Why it is drained or frozen */
            reason?: string;
        };
        PoolView: {
            psams: components["schemas"]["PsamView"][];
            waiting: number;
        };
        /** @description Either `drained` or `frozen` */
        PsamChange: {
            /** @description Gets no new lease; what it has leased is finished */
            drained?: boolean;
            /**
             * @description Thaws it. The platform freezes a PSAM by itself, when the PPP has a debit of its number that the platform has not: no lease, no MAC1
             * @enum {boolean}
             */
            frozen?: false;
            reason: string;
        };
        /**
         * @description `attempts`: new attempts may start; `batches`: batches are sent
         * @enum {string}
         */
        SwitchName: "attempts" | "batches";
        Switch: {
            name: components["schemas"]["SwitchName"];
            on: boolean;
            since?: components["schemas"]["Time"];
            who?: string;
            reason?: string;
        };
        SwitchList: {
            switches: components["schemas"]["Switch"][];
        };
        SwitchChange: {
            on: boolean;
            reason: string;
        };
        Box: {
            stbId: string;
            blocked: boolean;
            since?: components["schemas"]["Time"];
            who?: string;
            reason?: string;
            /** @description What it did that no honest box does, until somebody blocks it or lets it in */
            watch?: {
                since: components["schemas"]["Time"];
                lastAt: components["schemas"]["Time"];
                why: string;
                times: number;
            };
        };
        BoxList: {
            boxes: components["schemas"]["Box"][];
            blocked?: components["schemas"]["Box"][];
        };
        BoxChange: {
            blocked: boolean;
            reason: string;
        };
        Export: {
            fileName: string;
            csv: string;
        };
        /**
         * Format: date-time
         * @description RFC 3339 with offset
         */
        Time: string;
        /** @description The same words by language; zh-CN is always there */
        Text: {
            "zh-CN": string;
            "zh-TW"?: string;
            en?: string;
        };
        /**
         * @description Of an order in a state that is not listed, the money is unknown, whatever it claims
         * @enum {string}
         */
        OrderState: "QUOTED" | "CONFIRMED" | "PAYING" | "IN_DOUBT" | "PAID" | "ACTIVATING" | "COMPLETED" | "CREDIT_DUE" | "CREDITED" | "REFUND_DUE" | "REFUNDED" | "MANUAL" | "CANCELLED" | "EXPIRED";
        Ulid: string;
        /** @description What a viewer reads out to the hotline, `7K3-0D42`: seven of the 32 digits and letters without I, L, O, U. Whoever finds the fault makes it: the platform for a refusal (Problem.ref) and for an order (Order.ref, also of its doubts), the box for what it finds itself. Random, so two faults may share one; of a crash it is worked out from its text, so that one bug has one code. */
        Code: string;
        /**
         * @description What is known of the money, from the subscriber's side. A refusal of a call about one attempt or one order that was not looked at, or is not there, says `unknown`: it may have been debited. Only startAttempt comes before any debit
         * @enum {string}
         */
        Money: "untouched" | "unknown" | "taken";
        /** Format: date */
        Date: string;
        AmountFen: number;
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
        /** @description Without it and without `find`: confirmed orders. Unconfirmed quotes are listed only by their state; `find`, `subscriber` and `box` do not lead to them, but for their own id */
        OrderState: components["schemas"]["OrderState"];
        /** @description A day of the calendar in China, included */
        FromDay: components["schemas"]["BusinessDate"];
        /** @description A day of the calendar in China, included */
        ToDay: components["schemas"]["BusinessDate"];
        /** @description In fen, included */
        AmountFrom: number;
        /** @description In fen, included */
        AmountTo: number;
        /** @description Id of a service, or a part of its name in any language */
        Service: string;
        /** @description Way of paying. `card` is the only one today; others may come, so an unknown one finds nothing */
        Way: string;
        /** @description Exactly this subscriber id */
        OfSubscriber: string;
        /** @description Exactly this box id */
        OfBox: string;
        /** @description `desc` (newest, dearest first) without it */
        Direction: "asc" | "desc";
        /** @description `asc` (oldest first) without it */
        OldestFirst: "asc" | "desc";
        /** @description Rows on a page; 50 without it */
        Limit: number;
        /** @description The answer also has the total */
        WithTotal: "yes";
        /** @description From the page before */
        Cursor: string;
        Date: components["schemas"]["BusinessDate"];
        CaseNo: string;
        StbId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Signed in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorSession"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getToday: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The business day that runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getFigures: {
        parameters: {
            query?: {
                /** @description Without it the day that runs */
                date?: components["schemas"]["BusinessDate"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures of one business day */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayFigures"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    findOrders: {
        parameters: {
            query?: {
                /** @description Order id, attempt id, short number, receipt number, case number, subscriber id or box id */
                find?: string;
                /** @description Without it and without `find`: confirmed orders. Unconfirmed quotes are listed only by their state; `find`, `subscriber` and `box` do not lead to them, but for their own id */
                state?: components["parameters"]["OrderState"];
                /** @description A day of the calendar in China, included */
                from?: components["parameters"]["FromDay"];
                /** @description A day of the calendar in China, included */
                to?: components["parameters"]["ToDay"];
                /** @description In fen, included */
                amountFrom?: components["parameters"]["AmountFrom"];
                /** @description In fen, included */
                amountTo?: components["parameters"]["AmountTo"];
                /** @description Id of a service, or a part of its name in any language */
                service?: components["parameters"]["Service"];
                /** @description Way of paying. `card` is the only one today; others may come, so an unknown one finds nothing */
                way?: components["parameters"]["Way"];
                /** @description Exactly this subscriber id */
                subscriber?: components["parameters"]["OfSubscriber"];
                /** @description Exactly this box id */
                box?: components["parameters"]["OfBox"];
                /** @description By when the order was made, or by its amount (orders of one amount by when they were made); `time` without it */
                sort?: "time" | "amount";
                /** @description `desc` (newest, dearest first) without it */
                direction?: components["parameters"]["Direction"];
                /** @description Rows on a page; 50 without it */
                limit?: components["parameters"]["Limit"];
                /** @description The answer also has the total */
                total?: components["parameters"]["WithTotal"];
                /** @description From the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first, or as `sort` and `direction` say. A page may be short or even empty and still have a cursor: a request searches only part of the rows */
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
    getOrderHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["schemas"]["Ulid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything that happened to it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderHistory"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    find: {
        parameters: {
            query: {
                text: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By what was meant, the surest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Finds"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSubscriber: {
        parameters: {
            query?: {
                /** @description The order that the call is about */
                order?: components["schemas"]["Ulid"];
            };
            header?: never;
            path: {
                subscriberId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscriber */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriberPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIncidents: {
        parameters: {
            query?: {
                /** @description Only those of this box: a crash has the same code in many */
                stbId?: string;
            };
            header?: never;
            path: {
                /** @description As the caller reads it off the television */
                code: components["schemas"]["Code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything that is known under this code, newest first; empty where nothing is. Two faults may share a code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDoubts: {
        parameters: {
            query?: {
                /** @description A day of the calendar in China, included */
                from?: components["parameters"]["FromDay"];
                /** @description A day of the calendar in China, included */
                to?: components["parameters"]["ToDay"];
                /** @description In fen, included */
                amountFrom?: components["parameters"]["AmountFrom"];
                /** @description In fen, included */
                amountTo?: components["parameters"]["AmountTo"];
                /** @description Exactly this box id */
                box?: components["parameters"]["OfBox"];
                /** @description `asc` (oldest first) without it */
                direction?: components["parameters"]["OldestFirst"];
                /** @description The answer also has the total */
                total?: components["parameters"]["WithTotal"];
                /** @description From the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Attempts in doubt, oldest first unless `direction` says otherwise; days are those since when they are in doubt */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoubtPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Settlement days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                date: components["parameters"]["Date"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The three sides of one day */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Day"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    settleDay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                date: components["parameters"]["Date"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Settling; asking again while it runs changes nothing */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Day"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDifferences: {
        parameters: {
            query?: {
                class?: components["schemas"]["DifferenceClass"];
                state?: components["schemas"]["DifferenceState"];
                /** @description The answer also has the total */
                total?: components["parameters"]["WithTotal"];
                /** @description From the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                date: components["parameters"]["Date"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By class and order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DifferencePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBatches: {
        parameters: {
            query?: {
                date?: components["schemas"]["BusinessDate"];
                /** @description From the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batchId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its records and the verdicts on them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCases: {
        parameters: {
            query?: {
                /** @description `unclosed` is all but CLOSED */
                state?: "unclosed" | "OPEN" | "ASSIGNED" | "EVIDENCE" | "PROPOSED" | "APPROVED" | "POSTED" | "CLOSED";
                kind?: components["schemas"]["CaseKind"];
                /** @description A day of the calendar in China, included */
                from?: components["parameters"]["FromDay"];
                /** @description A day of the calendar in China, included */
                to?: components["parameters"]["ToDay"];
                /** @description In fen, included */
                amountFrom?: components["parameters"]["AmountFrom"];
                /** @description In fen, included */
                amountTo?: components["parameters"]["AmountTo"];
                /** @description `asc` (oldest first) without it */
                direction?: components["parameters"]["OldestFirst"];
                /** @description The answer also has the total */
                total?: components["parameters"]["WithTotal"];
                /** @description From the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Oldest first unless `direction` says otherwise; days are those when they were opened */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseNo: components["parameters"]["CaseNo"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The case and what may be done with it now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    takeCaseStep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseNo: components["parameters"]["CaseNo"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseStep"];
            };
        };
        responses: {
            /** @description The case afterwards */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    findAudit: {
        parameters: {
            query?: {
                /** @description Part of who, what, note, order or attempt id */
                find?: string;
                /** @description A day of the calendar in China, included */
                from?: components["schemas"]["BusinessDate"];
                /** @description A day of the calendar in China, included */
                to?: components["schemas"]["BusinessDate"];
                /** @description The answer also has the total */
                total?: components["parameters"]["WithTotal"];
                /** @description From the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. A page may be short or even empty and still have a cursor: a request searches only part of the rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    verifyChains: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Both chains recomputed from their first row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPool: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every PSAM */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setPsam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                terminalNo: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PsamChange"];
            };
        };
        responses: {
            /** @description Every PSAM afterwards */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSwitches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SwitchList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setSwitch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["schemas"]["SwitchName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchChange"];
            };
        };
        responses: {
            /** @description All of them afterwards */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SwitchList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBoxes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The boxes on watch, newest cause first: somebody should look; and those that are blocked, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoxList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stbId: components["parameters"]["StbId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the platform lets it in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Box"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setBox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stbId: components["parameters"]["StbId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BoxChange"];
            };
        };
        responses: {
            /** @description The box afterwards */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Box"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportList: {
        parameters: {
            query?: {
                /** @description Without it the day that runs, for differences the one before. Doubts are those that are open, whatever the date; so are cases without `state` */
                date?: components["schemas"]["BusinessDate"];
                language?: "zh-CN" | "en";
                /** @description This and the filters that follow: as in the list, which refuses those it does not have. Of orders and the audit `date` is then not looked at. The first line of the file names them */
                find?: string;
                /** @description Of orders, cases (`all`: closed ones too) or differences */
                state?: string;
                kind?: components["schemas"]["CaseKind"];
                class?: components["schemas"]["DifferenceClass"];
                /** @description A day of the calendar in China, included */
                from?: components["parameters"]["FromDay"];
                /** @description A day of the calendar in China, included */
                to?: components["parameters"]["ToDay"];
                /** @description In fen, included */
                amountFrom?: components["parameters"]["AmountFrom"];
                /** @description In fen, included */
                amountTo?: components["parameters"]["AmountTo"];
                /** @description Id of a service, or a part of its name in any language */
                service?: components["parameters"]["Service"];
                /** @description Way of paying. `card` is the only one today; others may come, so an unknown one finds nothing */
                way?: components["parameters"]["Way"];
                /** @description Exactly this subscriber id */
                subscriber?: components["parameters"]["OfSubscriber"];
                /** @description Exactly this box id */
                box?: components["parameters"]["OfBox"];
            };
            header?: never;
            path: {
                list: "orders" | "doubts" | "differences" | "batches" | "cases" | "audit";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A CSV whose cells no spreadsheet takes for a formula */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
