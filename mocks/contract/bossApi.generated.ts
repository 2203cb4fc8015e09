// Generated from docs/api/boss.yaml by `npm run generate`. Do not edit.
export interface paths {
    "/stb-auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["authenticateBox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscribers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description For people who answer the telephone: either `name` or `tail`, nothing else */
        get: operations["findSubscribers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscribers/{subscriberId}/household": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getHousehold"];
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
        get: operations["getSubscriber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscribers/{subscriberId}/bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscribers/{subscriberId}/renewals/{serviceId}/cancel": {
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
    "/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCatalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalogue/{serviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCatalogueService"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getHold"];
        put?: never;
        post?: never;
        delete: operations["releaseHold"];
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
    "/orders/{orderId}/activation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["activate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderId}/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["credit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description The PPP does not pay what was opened. Idempotent by orderId. An activation of the same order opens it again, for as many months */
        put: operations["stopService"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderId}/grace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["grace"];
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
        Id: string;
        Ulid: string;
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            field?: string;
            /** @enum {string} */
            code: "request.invalid" | "request.not_found" | "box.unknown" | "box.blocked" | "box.signature" | "subscriber.unknown" | "service.unknown" | "renewal.not_cancellable" | "hold.none" | "order.conflict" | "rejected" | "unavailable";
            reason?: components["schemas"]["RejectReason"];
            /** @description What must be paid first, with arrears.first */
            arrears?: components["schemas"]["Arrears"];
        };
        /**
         * @description arrears.first: overdue bills must be paid before this is sold. arrears.none: nothing is overdue (any more). arrears.changed: the overdue bills are not those that the amount was made of; one was paid elsewhere, or another is overdue now.
         * @enum {string}
         */
        RejectReason: "period.overlaps" | "period.not_allowed" | "service.stopped" | "area.not_covered" | "arrears.first" | "arrears.none" | "arrears.changed" | "account.closed" | "hold.lapsed" | "price.changed";
        BoxProof: {
            stbId: components["schemas"]["Id"];
            boxNonce: string;
            serverNonce: string;
            /** @description The RFC 9421 signature base the box signed */
            signatureBase: string;
            /** @description Base64 */
            signature: string;
        };
        BoxIdentity: {
            subscriberId: components["schemas"]["Id"];
            /** @description Base64 of HMAC-SHA256(box key, "session-key|" boxNonce "|" serverNonce) */
            sessionKey: string;
        };
        Subscriber: {
            subscriberId: components["schemas"]["Id"];
            /** @description Masked */
            name: string;
            accountTail: string;
            area: components["schemas"]["Text"];
            /** @enum {string} */
            status: "active" | "closed";
        };
        FoundSubscribers: {
            /** @description There are more: the caller has to say more */
            isMore: boolean;
            found: {
                /** @enum {string} */
                by: "name" | "smartCard" | "telephone" | "subscriber" | "box";
                subscriber: components["schemas"]["Subscriber"];
                stbId?: components["schemas"]["Id"];
            }[];
        };
        Household: {
            subscriber: components["schemas"]["Subscriber"];
            /** @description Masked */
            telephone?: string;
            boxes: {
                stbId: components["schemas"]["Id"];
                blocked: boolean;
            }[];
            services: {
                serviceId: components["schemas"]["Id"];
                title: components["schemas"]["Text"];
                subscription: components["schemas"]["Subscription"];
            }[];
            dues: components["schemas"]["Due"][];
        };
        Bills: {
            dues: components["schemas"]["Due"][];
            arrears?: components["schemas"]["Arrears"];
        };
        HoldRequest: {
            orderId: components["schemas"]["Ulid"];
            subscriberId: components["schemas"]["Id"];
            items: components["schemas"]["Item"][];
        };
        Hold: {
            holdId: components["schemas"]["Ulid"];
            orderId: components["schemas"]["Ulid"];
            items: components["schemas"]["Item"][];
            title: components["schemas"]["Text"];
            lines: components["schemas"]["PriceLine"][];
            amountFen: components["schemas"]["AmountFen"];
            from: components["schemas"]["Date"];
            to: components["schemas"]["Date"];
            expiresAt: components["schemas"]["Time"];
        };
        ActivationRequest: {
            subscriberId: components["schemas"]["Id"];
            amountFen: components["schemas"]["AmountFen"];
            items: components["schemas"]["Item"][];
            paidAt: components["schemas"]["Time"];
        };
        BossOrder: {
            orderId: components["schemas"]["Ulid"];
            /** @enum {string} */
            state: "NONE" | "PENDING" | "ACTIVATED" | "REJECTED" | "CREDITED" | "STOPPED";
            amountFen?: components["schemas"]["AmountFen"];
            from?: components["schemas"]["Date"];
            to?: components["schemas"]["Date"];
            reason?: components["schemas"]["RejectReason"];
            final?: boolean;
            creditNo?: string;
            /** @description BOSS's own number for it, once it is opened or credited. The files of the settlement carry it, so another one is left out */
            bossOrder?: string;
        };
        CreditRequest: {
            subscriberId: components["schemas"]["Id"];
            amountFen: components["schemas"]["AmountFen"];
        };
        StopRequest: {
            subscriberId: components["schemas"]["Id"];
            amountFen: components["schemas"]["AmountFen"];
            /** @enum {string} */
            reason: "claim.refused";
        };
        GraceRequest: {
            until: components["schemas"]["Time"];
        };
        AmountFen: number;
        /** Format: date */
        Date: string;
        /** @description The same words by language; zh-CN is always there */
        Text: {
            "zh-CN": string;
            "zh-TW"?: string;
            en?: string;
        };
        Due: {
            serviceId: components["schemas"]["Id"];
            title: components["schemas"]["Text"];
            amountFen: components["schemas"]["AmountFen"];
            dueDate: components["schemas"]["Date"];
        };
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
        Fen: number;
        Period: {
            months: number;
            amountFen: components["schemas"]["AmountFen"];
            savingFen: components["schemas"]["Fen"];
            from?: components["schemas"]["Date"];
            to?: components["schemas"]["Date"];
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
        /**
         * Format: date-time
         * @description RFC 3339 with offset
         */
        Time: string;
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
        OrderId: components["schemas"]["Ulid"];
        SubscriberId: components["schemas"]["Id"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    authenticateBox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BoxProof"];
            };
        };
        responses: {
            /** @description The box is real */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoxIdentity"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    findSubscribers: {
        parameters: {
            query?: {
                /** @description A part of the name, in any case and with or without blanks */
                name?: string;
                /** @description The end of a smart card, telephone, subscriber or box number: capital letters and digits alone, 0 for O, 1 for I and L */
                tail?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who has it, at most 20 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundSubscribers"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getHousehold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscriberId: components["parameters"]["SubscriberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who it is, masked, with boxes, services and bills */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Household"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSubscriber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscriberId: components["parameters"]["SubscriberId"];
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
                    "application/json": components["schemas"]["Subscriber"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBills: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscriberId: components["parameters"]["SubscriberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is due */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bills"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelRenewal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscriberId: components["parameters"]["SubscriberId"];
                serviceId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No longer charged; the same answer when it was cancelled before */
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
    getCatalogue: {
        parameters: {
            query: {
                subscriberId: components["schemas"]["Id"];
                category?: components["schemas"]["Id"];
                q?: string;
                from?: number;
                number?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; BOSS ties the pictures to its services (ServiceImage), the platform passes them on */
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
    getCatalogueService: {
        parameters: {
            query: {
                subscriberId: components["schemas"]["Id"];
            };
            header?: never;
            path: {
                serviceId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One service whole; past orders are those paid elsewhere or before this platform */
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
    hold: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldRequest"];
            };
        };
        responses: {
            /** @description Valid, priced and held. The same orderId again: the same hold, revalidated and extended */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getHold: {
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
            /** @description Alive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    releaseHold: {
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
            /** @description Released, or it never existed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description What BOSS did for this order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BossOrder"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    activate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivationRequest"];
            };
        };
        responses: {
            /** @description ACTIVATED, PENDING or REJECTED */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BossOrder"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    credit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreditRequest"];
            };
        };
        responses: {
            /** @description CREDITED, or REJECTED when the account cannot take it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BossOrder"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    stopService: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StopRequest"];
            };
        };
        responses: {
            /** @description STOPPED. Its booking stays on its day */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BossOrder"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    grace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GraceRequest"];
            };
        };
        responses: {
            /** @description The service is not cut before that time, or until the hold of the order is released */
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
