// Generated from docs/api/ppp.yaml by `npm run generate`. Do not edit.
export interface paths {
    "/batches/{batchId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["putBatch"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batchId}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBatchResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tac-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Optional. Recomputes the TAC of one debit; takes and keeps nothing, so it may be asked again. Answered within 2 s or not waited for */
        post: operations["checkTac"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settlements/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSettlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/blacklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBlacklist"];
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
        Hex2: string;
        Hex4: string;
        Hex8: string;
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            field?: string;
            /** @enum {string} */
            code: "request.invalid" | "request.not_found" | "batch.unknown" | "batch.conflict" | "batch.hash" | "batch.totals" | "unavailable";
        };
        Batch: {
            count: number;
            totalFen: number;
            /** @description Over the UTF-8 bytes of JSON.stringify(records) */
            sha256: string;
            cutoff: components["schemas"]["Time"];
            records: components["schemas"]["DebitRecord"][];
        };
        DebitRecord: {
            terminalNo: string;
            terminalSequence: components["schemas"]["Hex8"];
            cardSerial: string;
            issuer: string;
            applicationType: components["schemas"]["Hex2"];
            transactionType: components["schemas"]["Hex2"];
            amountFen: components["schemas"]["AmountFen"];
            balanceBeforeFen: number;
            balanceAfterFen: number;
            cardSequence: components["schemas"]["Hex4"];
            overdraftFen: number;
            date: string;
            time: string;
            tac: components["schemas"]["Hex8"];
            mac2Verified: boolean;
            keyVersion: components["schemas"]["Hex2"];
            algorithmId: components["schemas"]["Hex2"];
            keyIndex: components["schemas"]["Hex2"];
            random: components["schemas"]["Hex8"];
            merchant: string;
            orderId: components["schemas"]["Ulid"];
        };
        BatchTaken: {
            batchId: string;
            count: number;
            totalFen: number;
        };
        BatchResult: {
            batchId: string;
            acceptedCount: number;
            acceptedFen: number;
            results: {
                index: number;
                /**
                 * @description 00 accepted, 01 TAC wrong, 02 duplicate, 03 unknown card, 04 balance chain, 05 terminal on the blacklist
                 * @enum {string}
                 */
                result: "00" | "01" | "02" | "03" | "04" | "05";
                reason?: string;
            }[];
        };
        TacCheck: {
            /**
             * @description `wrong`: the issuer's key gives another TAC; `unknown`: the claim would be refused for another reason, or the issuer is not known
             * @enum {string}
             */
            result: "right" | "wrong" | "unknown";
            /**
             * @description The result that a claim would have now
             * @enum {string}
             */
            claim?: "00" | "01" | "02" | "03" | "04" | "05";
            reason?: string;
        };
        Settlement: {
            date: string;
            count: number;
            totalFen: number;
        };
        Blacklist: {
            cards: string[];
            terminals: string[];
        };
        /**
         * Format: date-time
         * @description RFC 3339 with offset
         */
        Time: string;
        AmountFen: number;
        Ulid: string;
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
        /** @description <terminal group>-<YYYYMMDD>-<2-digit no> */
        BatchId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    putBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description <terminal group>-<YYYYMMDD>-<2-digit no> */
                batchId: components["parameters"]["BatchId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Batch"];
            };
        };
        responses: {
            /** @description Taken */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchTaken"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBatchResult: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description <terminal group>-<YYYYMMDD>-<2-digit no> */
                batchId: components["parameters"]["BatchId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The verdict on every record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResult"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    checkTac: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DebitRecord"];
            };
        };
        responses: {
            /** @description What a claim of this debit would be answered now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TacCheck"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSettlement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What will be paid out for that day */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settlement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBlacklist: {
        parameters: {
            query?: {
                since?: components["schemas"]["Time"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cards and terminals that may not pay */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Blacklist"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
