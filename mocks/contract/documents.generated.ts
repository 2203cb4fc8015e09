// Generated from docs/api by `npm run generate`. Do not edit.
export const documents = {
 "tsp": {
  "openapi": "3.1.0",
  "info": {
   "title": "Portal to TSP",
   "version": "1.0.0",
   "description": "The set-top box portal and the payment platform. Money is an integer number of fen. Unknown response fields are ignored, unknown request fields refused. An unlisted code, status word or state is unknown, never success; where an answer has a word that is not in its enum, the portal reads it as the word of x-unlisted. Every POST except /sessions, /telemetry and /incidents carries Idempotency-Key; every request carries Stb-Id, Content-Digest (RFC 9530) where it has a body, and an RFC 9421 signature (hmac-sha256); every request except POST /sessions carries the bearer token. What is signed, byte by byte, when a session ends, the order of the calls, which key goes with which sending, and what to do when something was lost, stands in docs/integrate/box-to-tsp.md. POST /sessions is signed with the box key, everything later with the session key, which both sides derive as HMAC-SHA256(box key, \"session-key|\" boxNonce \"|\" serverNonce) and which never travels. Every answer to a request that this key has signed, and the 201 of POST /sessions, carries Content-Digest and a signature of its own (RFC 9421, 2.4; hmac-sha256 under the session key), made for each sending: Signature-Input: tsp=(\"@status\" \"content-digest\" \"signature\";req;key=\"box\");created=...;keyid=(box);alg=\"hmac-sha256\". The portal believes no other answer: one without it, or with another's, is no answer. A 401, and a refusal of POST /sessions, cannot be signed: the portal opens a session or sets its clock by it, and takes it for nothing else. Nor is what is refused before it is known whose request it is: a body that is too long or no JSON, and the limit of a network address.\n"
  },
  "servers": [
   {
    "url": "/tsp/v1"
   }
  ],
  "paths": {
   "/sessions": {
    "post": {
     "operationId": "openSession",
     "parameters": [
      {
       "name": "first",
       "in": "query",
       "description": "So many services, the subscriber and the open orders are wanted with the session. A platform that does not know this refuses it with request.invalid, or ignores it",
       "schema": {
        "type": "integer",
        "minimum": 1,
        "maximum": 100
       }
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SessionRequest"
        }
       }
      }
     },
     "responses": {
      "201": {
       "description": "The box is known",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Session"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/subscriber": {
    "get": {
     "operationId": "getSubscriber",
     "responses": {
      "200": {
       "description": "Who pays",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Subscriber"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/services": {
    "get": {
     "operationId": "listServices",
     "parameters": [
      {
       "name": "category",
       "in": "query",
       "schema": {
        "$ref": "#/components/schemas/Id"
       }
      },
      {
       "name": "q",
       "in": "query",
       "description": "Digits: services whose number begins so. Letters: services whose pinyin initials contain them",
       "schema": {
        "type": "string",
        "pattern": "^([0-9]{1,6}|[A-Za-z]{1,12})$"
       }
      },
      {
       "name": "from",
       "in": "query",
       "description": "Index of the first service wanted, in order of their numbers; 0 when absent",
       "schema": {
        "type": "integer",
        "minimum": 0
       }
      },
      {
       "name": "number",
       "in": "query",
       "description": "Instead of from: the page begins with the first service of this number or a higher one",
       "schema": {
        "type": "integer",
        "minimum": 1,
        "maximum": 999999
       }
      },
      {
       "name": "limit",
       "in": "query",
       "schema": {
        "type": "integer",
        "minimum": 1,
        "maximum": 100
       }
      }
     ],
     "responses": {
      "200": {
       "description": "One page of services",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/ServicePage"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/services/{serviceId}": {
    "get": {
     "operationId": "getService",
     "parameters": [
      {
       "name": "serviceId",
       "in": "path",
       "required": true,
       "schema": {
        "$ref": "#/components/schemas/Id"
       }
      }
     ],
     "responses": {
      "200": {
       "description": "One service whole",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/ServiceDetail"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/services/{serviceId}/renewal/cancel": {
    "post": {
     "operationId": "cancelRenewal",
     "parameters": [
      {
       "name": "serviceId",
       "in": "path",
       "required": true,
       "schema": {
        "$ref": "#/components/schemas/Id"
       }
      },
      {
       "$ref": "#/components/parameters/IdempotencyKey"
      }
     ],
     "responses": {
      "200": {
       "description": "BOSS charges nothing more; the service stays on to validTo",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Subscription"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/quotes": {
    "post": {
     "operationId": "createQuote",
     "parameters": [
      {
       "$ref": "#/components/parameters/IdempotencyKey"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/QuoteRequest"
        }
       }
      }
     },
     "responses": {
      "201": {
       "description": "Priced and held at BOSS",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Quote"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/orders": {
    "get": {
     "operationId": "listOrders",
     "parameters": [
      {
       "name": "open",
       "in": "query",
       "description": "1: only orders that are not at rest",
       "schema": {
        "type": "string",
        "enum": [
         "1"
        ]
       }
      },
      {
       "name": "month",
       "in": "query",
       "description": "Only orders made in this month, in China",
       "schema": {
        "type": "string",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"
       }
      },
      {
       "name": "cursor",
       "in": "query",
       "schema": {
        "type": "string",
        "maxLength": 64
       }
      }
     ],
     "responses": {
      "200": {
       "description": "Newest first; orders that never got past a quote are left out",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/OrderPage"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    },
    "post": {
     "operationId": "confirmOrder",
     "parameters": [
      {
       "$ref": "#/components/parameters/IdempotencyKey"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/OrderRequest"
        }
       }
      }
     },
     "responses": {
      "201": {
       "description": "Confirmed and validated by BOSS; its orderId is the quoteId",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Order"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/orders/{orderId}": {
    "get": {
     "operationId": "getOrder",
     "parameters": [
      {
       "$ref": "#/components/parameters/OrderId"
      }
     ],
     "responses": {
      "200": {
       "description": "The order",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Order"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/orders/{orderId}/cancel": {
    "post": {
     "operationId": "cancelOrder",
     "parameters": [
      {
       "$ref": "#/components/parameters/OrderId"
      },
      {
       "$ref": "#/components/parameters/IdempotencyKey"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "type": "object",
         "additionalProperties": false
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "The order after it",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Order"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/orders/{orderId}/receipt": {
    "get": {
     "operationId": "getReceipt",
     "parameters": [
      {
       "$ref": "#/components/parameters/OrderId"
      }
     ],
     "responses": {
      "200": {
       "description": "The receipt",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Receipt"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/orders/{orderId}/attempts": {
    "post": {
     "operationId": "startAttempt",
     "parameters": [
      {
       "$ref": "#/components/parameters/OrderId"
      },
      {
       "$ref": "#/components/parameters/IdempotencyKey"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/AttemptRequest"
        }
       }
      }
     },
     "responses": {
      "201": {
       "description": "The card is accepted and a PSAM is leased",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Attempt"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/attempts/{attemptId}/authorise": {
    "post": {
     "operationId": "authorise",
     "parameters": [
      {
       "$ref": "#/components/parameters/AttemptId"
      },
      {
       "$ref": "#/components/parameters/IdempotencyKey"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/InitAnswer"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "MAC1; the attempt is durable before this answer leaves",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Authorisation"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/attempts/{attemptId}/report": {
    "post": {
     "operationId": "report",
     "description": "What the card answered to DEBIT. A right MAC2 counts from any box; all else only from the box that began the attempt (attempt.not_found).\n",
     "parameters": [
      {
       "$ref": "#/components/parameters/AttemptId"
      },
      {
       "$ref": "#/components/parameters/IdempotencyKey"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/DebitReport"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "The order after it",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Order"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/attempts/{attemptId}/abandon": {
    "post": {
     "operationId": "abandon",
     "description": "DEBIT was never handed over. Only from the box that began the attempt (attempt.not_found)",
     "parameters": [
      {
       "$ref": "#/components/parameters/AttemptId"
      },
      {
       "$ref": "#/components/parameters/IdempotencyKey"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Abandon"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "The order after it",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Order"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/attempts/{attemptId}/resolve": {
    "post": {
     "operationId": "resolve",
     "description": "What the card says afterwards. From the box that began the attempt all of it counts, as a claim; from any other a right MAC2 counts and nothing else (attempt.not_found). Only a right MAC2 debits; a log record opens a case (manual).\n",
     "parameters": [
      {
       "$ref": "#/components/parameters/AttemptId"
      },
      {
       "$ref": "#/components/parameters/IdempotencyKey"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Observation"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "The verdict",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Resolution"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/card-proofs": {
    "post": {
     "operationId": "proveCard",
     "description": "For a box that an earlier payment of the card, begun elsewhere, keeps from paying (card.unresolved without an attempt), or whose card is to show the TAC of its last payment once more, because the PPP refused the one that came. It brings what the card gives as proof and, with `sequence` and `log`, what the card says of its other payments. It learns whether a payment may be tried once more, nothing else. A right MAC2 settles the earlier payment. What the card says settles nothing: it only clears the way of this card in this box.\n",
     "parameters": [
      {
       "$ref": "#/components/parameters/IdempotencyKey"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CardProofs"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "Whether a payment may be tried once more",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/CardProofsResult"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/telemetry": {
    "post": {
     "operationId": "telemetry",
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Telemetry"
        }
       }
      }
     },
     "responses": {
      "204": {
       "description": "Noted"
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/incidents": {
    "post": {
     "operationId": "tellIncidents",
     "description": "What the box showed its viewer with a code: refusals, doubts, outages, crashes. It keeps them while there is no network and tells them later. Telling one again (same box, code and at) changes nothing. The platform keeps them as told by the box: they change no money, no order and no attempt. Never a card number, MAC, TAC, key, PIN or name.\n",
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Incidents"
        }
       }
      }
     },
     "responses": {
      "204": {
       "description": "Kept"
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   }
  },
  "components": {
   "parameters": {
    "IdempotencyKey": {
     "name": "Idempotency-Key",
     "in": "header",
     "required": true,
     "schema": {
      "type": "string",
      "minLength": 8,
      "maxLength": 100
     }
    },
    "OrderId": {
     "name": "orderId",
     "in": "path",
     "required": true,
     "schema": {
      "$ref": "#/components/schemas/Ulid"
     }
    },
    "AttemptId": {
     "name": "attemptId",
     "in": "path",
     "required": true,
     "schema": {
      "$ref": "#/components/schemas/Ulid"
     }
    }
   },
   "responses": {
    "Problem": {
     "description": "RFC 9457",
     "content": {
      "application/problem+json": {
       "schema": {
        "$ref": "#/components/schemas/Problem"
       }
      }
     }
    }
   },
   "schemas": {
    "Id": {
     "type": "string",
     "pattern": "^[A-Za-z0-9_-]{1,40}$"
    },
    "Ulid": {
     "type": "string",
     "pattern": "^[0-9A-HJKMNP-TV-Z]{26}$"
    },
    "Code": {
     "type": "string",
     "pattern": "^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$",
     "description": "What a viewer reads out to the hotline, `7K3-0D42`: seven of the 32 digits and letters without I, L, O, U. Whoever finds the fault makes it: the platform for a refusal (Problem.ref) and for an order (Order.ref, also of its doubts), the box for what it finds itself. Random, so two faults may share one; of a crash it is worked out from its text, so that one bug has one code.\n"
    },
    "Fen": {
     "type": "integer",
     "minimum": 0,
     "maximum": 99999999
    },
    "AmountFen": {
     "type": "integer",
     "minimum": 1,
     "maximum": 9999999
    },
    "Time": {
     "type": "string",
     "description": "RFC 3339 with offset",
     "format": "date-time"
    },
    "Date": {
     "type": "string",
     "format": "date"
    },
    "Money": {
     "type": "string",
     "enum": [
      "untouched",
      "unknown",
      "taken"
     ],
     "x-unlisted": "unknown",
     "description": "What is known of the money, from the subscriber's side. A refusal of a call about one attempt or one order that was not looked at, or is not there, says `unknown`: it may have been debited. Only startAttempt comes before any debit\n"
    },
    "Text": {
     "type": "object",
     "description": "The same words by language; zh-CN is always there",
     "required": [
      "zh-CN"
     ],
     "properties": {
      "zh-CN": {
       "type": "string"
      },
      "zh-TW": {
       "type": "string"
      },
      "en": {
       "type": "string"
      }
     }
    },
    "Problem": {
     "type": "object",
     "required": [
      "type",
      "title",
      "status",
      "code",
      "money",
      "retry",
      "ref"
     ],
     "properties": {
      "type": {
       "type": "string"
      },
      "title": {
       "type": "string"
      },
      "status": {
       "type": "integer"
      },
      "detail": {
       "type": "string"
      },
      "code": {
       "$ref": "#/components/schemas/ProblemCode"
      },
      "money": {
       "$ref": "#/components/schemas/Money"
      },
      "retry": {
       "type": "string",
       "enum": [
        "same-key",
        "new",
        "no"
       ],
       "x-unlisted": "no",
       "description": "same-key: send the same again; new: begin anew, with new keys; no: asking again changes nothing"
      },
      "retryAfterMs": {
       "type": "integer",
       "minimum": 0
      },
      "ref": {
       "$ref": "#/components/schemas/Code"
      },
      "serverTime": {
       "type": "integer",
       "description": "Milliseconds since 1970, with auth.clock_skew"
      },
      "field": {
       "type": "string",
       "description": "The field at fault, with request.invalid"
      },
      "reason": {
       "type": "string",
       "description": "BOSS's reject code",
       "with boss.rejected": null
      },
      "position": {
       "type": "integer",
       "description": "Place in the queue, with psam.busy"
      },
      "balanceFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "amountFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "arrears": {
       "$ref": "#/components/schemas/Arrears",
       "description": "What must be paid first, with boss.rejected for arrears.first"
      },
      "attempt": {
       "$ref": "#/components/schemas/OpenAttempt",
       "description": "The earlier attempt, with card.unresolved, card.mismatch and attempt.open; only for the box that began it"
      }
     }
    },
    "ProblemCode": {
     "type": "string",
     "description": "A code that is not listed is a refusal in general words where money is untouched and the call is one that comes before authorise; after that it says that the money is unknown, whatever it claims.\n",
     "enum": [
      "request.invalid",
      "request.not_found",
      "auth.signature",
      "auth.session_expired",
      "auth.clock_skew",
      "auth.replay",
      "stb.unknown",
      "stb.blocked",
      "service.not_found",
      "renewal.not_cancellable",
      "order.not_found",
      "attempt.not_found",
      "quote.not_found",
      "quote.expired",
      "quote.changed",
      "order.already_paying",
      "order.already_paid",
      "order.state",
      "attempt.open",
      "attempt.state",
      "idempotency.in_progress",
      "idempotency.missing",
      "idempotency.mismatch",
      "card.unsupported",
      "card.blocked",
      "card.expired",
      "card.insufficient",
      "card.counter_exhausted",
      "card.unresolved",
      "card.mismatch",
      "mac.card_rejected",
      "mac2.invalid",
      "psam.none_for_card",
      "psam.busy",
      "hsm.unavailable",
      "boss.unavailable",
      "boss.rejected",
      "rate.limited",
      "payments.paused",
      "portal.outdated",
      "internal"
     ]
    },
    "SessionRequest": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "stbId",
      "boxNonce",
      "portalVersion",
      "readers"
     ],
     "properties": {
      "stbId": {
       "$ref": "#/components/schemas/Id"
      },
      "boxNonce": {
       "type": "string",
       "pattern": "^[0-9a-f]{32}$"
      },
      "portalVersion": {
       "type": "string",
       "pattern": "^\\d+\\.\\d+\\.\\d+$"
      },
      "readers": {
       "type": "array",
       "maxItems": 8,
       "items": {
        "type": "string",
        "enum": [
         "webusb",
         "webhid",
         "host-object",
         "websocket"
        ]
       }
      }
     }
    },
    "Session": {
     "type": "object",
     "required": [
      "sessionToken",
      "serverNonce",
      "serverTime",
      "expiresAt",
      "limits",
      "open"
     ],
     "properties": {
      "sessionToken": {
       "type": "string",
       "minLength": 16
      },
      "serverNonce": {
       "type": "string",
       "pattern": "^[0-9a-f]{32}$"
      },
      "serverTime": {
       "type": "integer"
      },
      "expiresAt": {
       "$ref": "#/components/schemas/Time"
      },
      "limits": {
       "type": "object",
       "description": "How patient the platform is. The portal goes by it, within bounds of its own; before the first session it has values of its own. How long a command to the card may take is the reader's and the card's business.\n",
       "required": [
        "cardWaitMs",
        "reportMs",
        "activationWaitMs"
       ],
       "properties": {
        "cardWaitMs": {
         "type": "integer",
         "description": "How long the portal waits for the card. Portal: 30000 to 300000."
        },
        "reportMs": {
         "type": "integer",
         "description": "Without a report for this long after MAC1 an attempt is in doubt; the portal asks for it soon after. Portal: 10000 to 120000."
        },
        "activationWaitMs": {
         "type": "integer",
         "description": "After this time the screen says that the service opens a little later. Portal: 3000 to 30000."
        }
       }
      },
      "open": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/Order"
       }
      },
      "first": {
       "type": "object",
       "description": "Only where it is asked for: the bodies of getSubscriber, listServices from 0 and listOrders with open=1, as each would be answered now. What would be refused, or is not there in time, is left out; the portal asks for it apart.\n",
       "properties": {
        "subscriber": {
         "$ref": "#/components/schemas/Subscriber"
        },
        "services": {
         "$ref": "#/components/schemas/ServicePage"
        },
        "orders": {
         "$ref": "#/components/schemas/OrderPage"
        }
       }
      }
     }
    },
    "Subscriber": {
     "type": "object",
     "required": [
      "name",
      "accountTail",
      "area",
      "dues"
     ],
     "properties": {
      "name": {
       "type": "string",
       "description": "Masked"
      },
      "accountTail": {
       "type": "string",
       "description": "Masked account, e.g. 8538 **** 2107"
      },
      "area": {
       "$ref": "#/components/schemas/Text"
      },
      "dues": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/Due"
       }
      },
      "arrears": {
       "$ref": "#/components/schemas/Arrears"
      }
     }
    },
    "ArrearsId": {
     "type": "string",
     "description": "The serviceId under which overdue bills are paid alone; no service of the catalogue has it. Its item has months 1, which means nothing; from and to of its quote and order are the day since which the oldest bill is overdue and the day of the quote.\n",
     "const": "arrears"
    },
    "Arrears": {
     "type": "object",
     "description": "The bills that are overdue; absent where there are none. They are paid together, as an order of their own whose item is ArrearsId: BOSS says the amount, and no part of it can be paid alone.\n",
     "required": [
      "amountFen",
      "since",
      "blocks",
      "items"
     ],
     "properties": {
      "amountFen": {
       "$ref": "#/components/schemas/AmountFen"
      },
      "since": {
       "$ref": "#/components/schemas/Date",
       "description": "When the oldest of them was due"
      },
      "blocks": {
       "type": "string",
       "enum": [
        "all",
        "others"
       ],
       "x-unlisted": "all",
       "description": "all: no service is sold before they are paid. others: the services that they are for are sold, and the quote has the overdue bills of that service in it"
      },
      "items": {
       "type": "array",
       "minItems": 1,
       "description": "The bills, oldest first",
       "items": {
        "$ref": "#/components/schemas/Due"
       }
      }
     }
    },
    "Due": {
     "type": "object",
     "required": [
      "serviceId",
      "title",
      "amountFen",
      "dueDate"
     ],
     "properties": {
      "serviceId": {
       "$ref": "#/components/schemas/Id"
      },
      "title": {
       "$ref": "#/components/schemas/Text"
      },
      "amountFen": {
       "$ref": "#/components/schemas/AmountFen"
      },
      "dueDate": {
       "$ref": "#/components/schemas/Date"
      }
     }
    },
    "Subscription": {
     "type": "object",
     "required": [
      "state"
     ],
     "properties": {
      "state": {
       "type": "string",
       "enum": [
        "none",
        "active",
        "expiring",
        "expired",
        "stopped"
       ],
       "x-unlisted": "none"
      },
      "validTo": {
       "$ref": "#/components/schemas/Date"
      },
      "renewal": {
       "description": "BOSS charges the account again and again, never the card; absent when the service simply ends",
       "type": "object",
       "required": [
        "amountFen",
        "nextDate",
        "cancellable"
       ],
       "properties": {
        "amountFen": {
         "$ref": "#/components/schemas/AmountFen"
        },
        "nextDate": {
         "$ref": "#/components/schemas/Date",
         "description": "When it charges next"
        },
        "cancellable": {
         "type": "boolean",
         "description": "Whether it can be cancelled on the television; otherwise only by phone"
        }
       }
      }
     }
    },
    "Period": {
     "type": "object",
     "required": [
      "months",
      "amountFen",
      "savingFen"
     ],
     "properties": {
      "months": {
       "type": "integer",
       "minimum": 1,
       "maximum": 36
      },
      "amountFen": {
       "$ref": "#/components/schemas/AmountFen"
      },
      "savingFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "from": {
       "$ref": "#/components/schemas/Date"
      },
      "to": {
       "$ref": "#/components/schemas/Date"
      }
     }
    },
    "Service": {
     "type": "object",
     "required": [
      "serviceId",
      "number",
      "category",
      "icon",
      "title",
      "introduction",
      "priceFen",
      "periods",
      "subscription"
     ],
     "properties": {
      "serviceId": {
       "$ref": "#/components/schemas/Id"
      },
      "number": {
       "type": "integer",
       "minimum": 1,
       "description": "The number a remote control can type"
      },
      "category": {
       "$ref": "#/components/schemas/Id"
      },
      "icon": {
       "type": "string",
       "enum": [
        "tv",
        "film",
        "children",
        "sport",
        "vod",
        "broadband",
        "record",
        "opera",
        "music",
        "news",
        "game",
        "education",
        "other"
       ],
       "x-unlisted": "other"
      },
      "title": {
       "$ref": "#/components/schemas/Text"
      },
      "introduction": {
       "$ref": "#/components/schemas/Text"
      },
      "priceFen": {
       "$ref": "#/components/schemas/AmountFen",
       "description": "List price of one month"
      },
      "periods": {
       "type": "array",
       "minItems": 1,
       "items": {
        "$ref": "#/components/schemas/Period"
       }
      },
      "subscription": {
       "$ref": "#/components/schemas/Subscription"
      },
      "image": {
       "$ref": "#/components/schemas/ServiceImage"
      }
     }
    },
    "ServiceImage": {
     "type": "object",
     "description": "The picture of a service. The platform names files and never an address: the box asks for them below `artworkUrl` of its own config.json, so no answer can send it to another host. A picture that does not fit is left out, and its service stands with its icon.\n",
     "required": [
      "files"
     ],
     "properties": {
      "files": {
       "type": "array",
       "description": "The same picture in several widths; the box takes the narrowest one that is wide enough",
       "minItems": 1,
       "maxItems": 4,
       "items": {
        "type": "object",
        "required": [
         "name",
         "width",
         "bytes"
        ],
        "properties": {
         "name": {
          "type": "string",
          "pattern": "^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.(svg|jpg|png)$",
          "maxLength": 80,
          "description": "Of a file, without a folder. Another picture has another name, since boxes keep it for a year"
         },
         "width": {
          "type": "integer",
          "minimum": 64,
          "maximum": 1920,
          "description": "In pixels; the height is nine sixteenths of it"
         },
         "bytes": {
          "type": "integer",
          "minimum": 1,
          "maximum": 20480,
          "description": "Length of the file"
         }
        }
       }
      },
      "alt": {
       "$ref": "#/components/schemas/Text",
       "description": "What is to be seen, for those who hear it"
      },
      "hue": {
       "type": "integer",
       "minimum": 0,
       "maximum": 359,
       "description": "Of the ground that stands there until the picture has come, in degrees of the colour wheel"
      }
     }
    },
    "ServicePage": {
     "type": "object",
     "required": [
      "items",
      "from",
      "total",
      "categories"
     ],
     "properties": {
      "items": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/Service"
       }
      },
      "from": {
       "type": "integer",
       "minimum": 0,
       "description": "Index of the first item"
      },
      "total": {
       "type": "integer",
       "minimum": 0,
       "description": "How many there are on all pages"
      },
      "categories": {
       "type": "array",
       "items": {
        "type": "object",
        "required": [
         "id",
         "title"
        ],
        "properties": {
         "id": {
          "$ref": "#/components/schemas/Id"
         },
         "title": {
          "$ref": "#/components/schemas/Text"
         }
        }
       }
      }
     }
    },
    "ServiceDetail": {
     "allOf": [
      {
       "$ref": "#/components/schemas/Service"
      },
      {
       "type": "object",
       "required": [
        "text",
        "includes",
        "terms",
        "refundRule",
        "pastOrders"
       ],
       "properties": {
        "text": {
         "$ref": "#/components/schemas/Text"
        },
        "includes": {
         "type": "array",
         "items": {
          "$ref": "#/components/schemas/Text"
         }
        },
        "terms": {
         "$ref": "#/components/schemas/Text"
        },
        "refundRule": {
         "$ref": "#/components/schemas/Text"
        },
        "pastOrders": {
         "type": "array",
         "items": {
          "type": "object",
          "required": [
           "orderId",
           "paidAt",
           "months",
           "amountFen"
          ],
          "properties": {
           "orderId": {
            "$ref": "#/components/schemas/Id"
           },
           "paidAt": {
            "$ref": "#/components/schemas/Time"
           },
           "months": {
            "type": "integer"
           },
           "amountFen": {
            "$ref": "#/components/schemas/AmountFen"
           }
          }
         }
        }
       }
      }
     ]
    },
    "Item": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "serviceId",
      "months"
     ],
     "properties": {
      "serviceId": {
       "$ref": "#/components/schemas/Id",
       "description": "A service of the catalogue, or ArrearsId"
      },
      "months": {
       "type": "integer",
       "minimum": 1,
       "maximum": 36
      }
     }
    },
    "QuoteRequest": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "items"
     ],
     "properties": {
      "items": {
       "type": "array",
       "minItems": 1,
       "maxItems": 1,
       "items": {
        "$ref": "#/components/schemas/Item"
       }
      }
     }
    },
    "PriceLine": {
     "type": "object",
     "required": [
      "kind",
      "label",
      "amountFen"
     ],
     "properties": {
      "kind": {
       "type": "string",
       "enum": [
        "list",
        "discount",
        "proration",
        "arrears",
        "tax",
        "other"
       ],
       "x-unlisted": "other",
       "description": "Any kind is shown by its label and counts in the total"
      },
      "label": {
       "$ref": "#/components/schemas/Text"
      },
      "amountFen": {
       "type": "integer",
       "description": "Signed; the lines add up to the total"
      },
      "unitFen": {
       "$ref": "#/components/schemas/AmountFen"
      },
      "quantity": {
       "type": "integer",
       "minimum": 1
      }
     }
    },
    "Quote": {
     "type": "object",
     "required": [
      "quoteId",
      "quoteDigest",
      "items",
      "title",
      "subscriber",
      "lines",
      "amountFen",
      "from",
      "to",
      "expiresAt"
     ],
     "properties": {
      "quoteId": {
       "$ref": "#/components/schemas/Ulid"
      },
      "quoteDigest": {
       "type": "string",
       "pattern": "^[0-9A-F]{64}$"
      },
      "items": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/Item"
       }
      },
      "title": {
       "$ref": "#/components/schemas/Text"
      },
      "subscriber": {
       "type": "string",
       "description": "Masked name and account"
      },
      "lines": {
       "type": "array",
       "minItems": 1,
       "items": {
        "$ref": "#/components/schemas/PriceLine"
       }
      },
      "amountFen": {
       "$ref": "#/components/schemas/AmountFen"
      },
      "from": {
       "$ref": "#/components/schemas/Date"
      },
      "to": {
       "$ref": "#/components/schemas/Date"
      },
      "expiresAt": {
       "$ref": "#/components/schemas/Time"
      }
     }
    },
    "OrderRequest": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "quoteId",
      "quoteDigest",
      "confirmedAmountFen"
     ],
     "properties": {
      "quoteId": {
       "$ref": "#/components/schemas/Ulid"
      },
      "quoteDigest": {
       "type": "string",
       "pattern": "^[0-9A-F]{64}$"
      },
      "confirmedAmountFen": {
       "$ref": "#/components/schemas/AmountFen"
      }
     }
    },
    "OrderState": {
     "type": "string",
     "description": "Of an order in a state that is not listed, the money is unknown, whatever it claims",
     "x-unlisted": "IN_DOUBT",
     "enum": [
      "QUOTED",
      "CONFIRMED",
      "PAYING",
      "IN_DOUBT",
      "PAID",
      "ACTIVATING",
      "COMPLETED",
      "CREDIT_DUE",
      "CREDITED",
      "REFUND_DUE",
      "REFUNDED",
      "MANUAL",
      "CANCELLED",
      "EXPIRED"
     ]
    },
    "AttemptState": {
     "type": "string",
     "x-unlisted": "IN_DOUBT",
     "enum": [
      "CREATED",
      "CARD_BOUND",
      "PSAM_LEASED",
      "INIT_DONE",
      "MAC1_ISSUED",
      "DEBITED",
      "NOT_DEBITED",
      "IN_DOUBT",
      "VOID"
     ]
    },
    "OpenAttempt": {
     "type": "object",
     "description": "What the portal needs to find out how an attempt ended",
     "required": [
      "attemptId",
      "orderId",
      "amountFen",
      "cardTail"
     ],
     "properties": {
      "attemptId": {
       "$ref": "#/components/schemas/Ulid"
      },
      "orderId": {
       "$ref": "#/components/schemas/Ulid"
      },
      "amountFen": {
       "$ref": "#/components/schemas/AmountFen"
      },
      "cardTail": {
       "type": "string",
       "pattern": "^[0-9]{4}$"
      },
      "cardSequence": {
       "type": "integer",
       "minimum": 0,
       "maximum": 65535,
       "description": "The card's offline purchase sequence before the payment"
      }
     }
    },
    "Order": {
     "type": "object",
     "required": [
      "orderId",
      "state",
      "money",
      "serviceId",
      "title",
      "months",
      "amountFen",
      "from",
      "to",
      "createdAt",
      "payable",
      "ref"
     ],
     "properties": {
      "orderId": {
       "$ref": "#/components/schemas/Ulid"
      },
      "state": {
       "$ref": "#/components/schemas/OrderState"
      },
      "money": {
       "$ref": "#/components/schemas/Money"
      },
      "serviceId": {
       "$ref": "#/components/schemas/Id"
      },
      "title": {
       "$ref": "#/components/schemas/Text"
      },
      "months": {
       "type": "integer",
       "minimum": 1
      },
      "amountFen": {
       "$ref": "#/components/schemas/AmountFen"
      },
      "from": {
       "$ref": "#/components/schemas/Date"
      },
      "to": {
       "$ref": "#/components/schemas/Date"
      },
      "createdAt": {
       "$ref": "#/components/schemas/Time"
      },
      "paidAt": {
       "$ref": "#/components/schemas/Time"
      },
      "payable": {
       "type": "boolean",
       "description": "Another attempt may start: CONFIRMED, the quote is alive, tries are left"
      },
      "ref": {
       "$ref": "#/components/schemas/Code"
      },
      "caseNo": {
       "type": "string"
      },
      "receiptNo": {
       "type": "string"
      },
      "cardTail": {
       "type": "string",
       "pattern": "^[0-9]{4}$"
      },
      "outcome": {
       "$ref": "#/components/schemas/Outcome"
      },
      "attempt": {
       "description": "The newest attempt",
       "type": "object",
       "required": [
        "attemptId",
        "state"
       ],
       "properties": {
        "attemptId": {
         "$ref": "#/components/schemas/Ulid"
        },
        "state": {
         "$ref": "#/components/schemas/AttemptState"
        },
        "cardTail": {
         "type": "string",
         "pattern": "^[0-9]{4}$"
        },
        "cardSequence": {
         "type": "integer",
         "minimum": 0,
         "maximum": 65535
        },
        "reason": {
         "$ref": "#/components/schemas/ProblemCode",
         "description": "Why a finished attempt took nothing"
        }
       }
      }
     }
    },
    "Outcome": {
     "type": "object",
     "description": "What became of a paid order, or is still to become of it; the order's state says what it is about. `at` only for what is done by the books or a decision, `dueBy` only for what is not done yet. Neither: it is not known when.\n",
     "properties": {
      "at": {
       "$ref": "#/components/schemas/Time",
       "description": "When it was done: opened, credited or refunded"
      },
      "dueBy": {
       "$ref": "#/components/schemas/Time",
       "description": "By when at the latest: opening or crediting is tried so long before people decide; a refund is promised by then"
      },
      "place": {
       "type": "string",
       "enum": [
        "account",
        "bank",
        "unknown"
       ],
       "x-unlisted": "unknown",
       "description": "Where the money went or goes. account: that of the subscriber at the operator; bank: a transfer by the operator"
      },
      "cause": {
       "type": "string",
       "pattern": "^[a-z._-]{1,40}$",
       "description": "Why the service is not open: the reject code of BOSS, or people where two people decided it"
      },
      "number": {
       "type": "string",
       "maxLength": 64,
       "description": "Of the credit, or of the transfer that refunded it"
      }
     }
    },
    "OrderPage": {
     "type": "object",
     "required": [
      "items",
      "months"
     ],
     "properties": {
      "items": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/Order"
       }
      },
      "months": {
       "type": "array",
       "items": {
        "type": "string",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"
       },
       "description": "Months that have orders, newest first"
      },
      "nextCursor": {
       "type": "string"
      }
     }
    },
    "CardData": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "serialToken",
      "issuer",
      "applicationType",
      "applicationVersion",
      "validFrom",
      "validTo",
      "atr"
     ],
     "properties": {
      "serialToken": {
       "type": "string",
       "description": "The 10-byte application serial number, sealed: base64 of nonce 12 | AES-256-GCM ciphertext | tag 16 under HMAC-SHA256(session key, \"card-data\")",
       "pattern": "^[A-Za-z0-9+/]{40,80}={0,2}$"
      },
      "issuer": {
       "type": "string",
       "pattern": "^[0-9A-F]{16}$"
      },
      "applicationType": {
       "type": "string",
       "pattern": "^[0-9A-F]{2}$"
      },
      "applicationVersion": {
       "type": "string",
       "pattern": "^[0-9A-F]{2}$"
      },
      "validFrom": {
       "type": "string",
       "pattern": "^[0-9]{8}$"
      },
      "validTo": {
       "type": "string",
       "pattern": "^[0-9]{8}$"
      },
      "atr": {
       "type": "string",
       "pattern": "^([0-9A-F]{2}){2,33}$"
      }
     }
    },
    "AttemptRequest": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "card",
      "balanceFen",
      "readerId"
     ],
     "properties": {
      "card": {
       "$ref": "#/components/schemas/CardData"
      },
      "balanceFen": {
       "type": "integer",
       "minimum": 0,
       "maximum": 4294967295
      },
      "readerId": {
       "type": "string",
       "maxLength": 120
      }
     }
    },
    "Attempt": {
     "type": "object",
     "required": [
      "attemptId",
      "terminalNo",
      "keyIndex",
      "leaseUntil"
     ],
     "properties": {
      "attemptId": {
       "$ref": "#/components/schemas/Ulid"
      },
      "terminalNo": {
       "type": "string",
       "pattern": "^[0-9A-F]{12}$",
       "description": "The PSAM's"
      },
      "keyIndex": {
       "type": "integer",
       "minimum": 0,
       "maximum": 255
      },
      "leaseUntil": {
       "$ref": "#/components/schemas/Time"
      }
     }
    },
    "InitAnswer": {
     "type": "object",
     "description": "The 15 bytes that INITIALIZE FOR PURCHASE answered",
     "additionalProperties": false,
     "required": [
      "balanceFen",
      "sequence",
      "overdraftFen",
      "keyVersion",
      "algorithmId",
      "random"
     ],
     "properties": {
      "balanceFen": {
       "type": "integer",
       "minimum": 0,
       "maximum": 4294967295
      },
      "sequence": {
       "type": "integer",
       "minimum": 0,
       "maximum": 65535
      },
      "overdraftFen": {
       "type": "integer",
       "minimum": 0,
       "maximum": 16777215
      },
      "keyVersion": {
       "type": "string",
       "pattern": "^[0-9A-F]{2}$"
      },
      "algorithmId": {
       "type": "string",
       "pattern": "^[0-9A-F]{2}$"
      },
      "random": {
       "type": "string",
       "pattern": "^[0-9A-F]{8}$"
      }
     }
    },
    "Authorisation": {
     "type": "object",
     "required": [
      "terminalSequence",
      "date",
      "time",
      "mac1"
     ],
     "properties": {
      "terminalSequence": {
       "type": "string",
       "pattern": "^[0-9A-F]{8}$"
      },
      "date": {
       "type": "string",
       "pattern": "^[0-9]{8}$"
      },
      "time": {
       "type": "string",
       "pattern": "^[0-9]{6}$"
      },
      "mac1": {
       "type": "string",
       "pattern": "^[0-9A-F]{8}$"
      }
     }
    },
    "DebitReport": {
     "type": "object",
     "description": "9000 with tac and mac2, or what the card said instead. Only 9302 and 9401 that answer the DEBIT command itself say that nothing was taken; the attempt is then kept on watch. Every other word puts the attempt in doubt. 9302 counts as a rejection of the card's day, unless it answers a GET RESPONSE.",
     "additionalProperties": false,
     "required": [
      "statusWord"
     ],
     "properties": {
      "statusWord": {
       "type": "string",
       "pattern": "^[0-9A-F]{4}$"
      },
      "answers": {
       "type": "string",
       "enum": [
        "command",
        "follow-up",
        "unknown"
       ],
       "description": "What the status word answers: DEBIT itself, sent once; a GET RESPONSE after it; or the reader or host may have followed 61xx by itself and nobody can tell. Absent is unknown"
      },
      "tac": {
       "type": "string",
       "pattern": "^[0-9A-F]{8}$"
      },
      "mac2": {
       "type": "string",
       "pattern": "^[0-9A-F]{8}$"
      }
     }
    },
    "Abandon": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "debitSent",
      "reason"
     ],
     "properties": {
      "debitSent": {
       "type": "boolean",
       "const": false,
       "description": "The box states that DEBIT was never handed to the reader"
      },
      "reason": {
       "type": "string",
       "enum": [
        "back",
        "card-removed",
        "reader-lost",
        "card-error",
        "timeout",
        "guard",
        "idle"
       ]
      }
     }
    },
    "Proof": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "sequence",
      "mac2",
      "tac"
     ],
     "properties": {
      "sequence": {
       "type": "integer",
       "minimum": 0,
       "maximum": 65535,
       "description": "The number GET TRANSACTION PROVE was asked for"
      },
      "mac2": {
       "type": "string",
       "pattern": "^[0-9A-F]{8}$"
      },
      "tac": {
       "type": "string",
       "pattern": "^[0-9A-F]{8}$"
      }
     }
    },
    "CardProofs": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "card",
      "proofs"
     ],
     "properties": {
      "card": {
       "$ref": "#/components/schemas/CardData"
      },
      "proofs": {
       "type": "array",
       "maxItems": 2,
       "items": {
        "$ref": "#/components/schemas/Proof"
       },
       "description": "Of the number that INIT has just said, and of the one before"
      },
      "noProofBy": {
       "$ref": "#/components/schemas/NoProofBy"
      },
      "sequence": {
       "$ref": "#/components/schemas/SequenceNow"
      },
      "log": {
       "$ref": "#/components/schemas/CardLog"
      }
     }
    },
    "CardProofsResult": {
     "type": "object",
     "required": [
      "settled"
     ],
     "properties": {
      "settled": {
       "type": "boolean",
       "description": "A payment may be tried once more"
      }
     }
    },
    "Observation": {
     "type": "object",
     "description": "What the card says afterwards; collected in this order",
     "additionalProperties": false,
     "required": [
      "card",
      "proofs",
      "sequence",
      "log"
     ],
     "properties": {
      "card": {
       "$ref": "#/components/schemas/CardData"
      },
      "proofs": {
       "type": "array",
       "maxItems": 2,
       "items": {
        "$ref": "#/components/schemas/Proof"
       }
      },
      "noProofBy": {
       "$ref": "#/components/schemas/NoProofBy"
      },
      "sequence": {
       "$ref": "#/components/schemas/SequenceNow"
      },
      "log": {
       "$ref": "#/components/schemas/CardLog"
      }
     }
    },
    "NoProofBy": {
     "type": "string",
     "enum": [
      "card",
      "unknown"
     ],
     "description": "Without proofs: who said that the card has none. `unknown`: a port that cannot tell whose answer it is. Absent: an older portal, taken as `card`\n"
    },
    "SequenceNow": {
     "type": [
      "integer",
      "null"
     ],
     "minimum": 0,
     "maximum": 65535,
     "description": "From an INIT that is never followed by a DEBIT; null when it could not be read"
    },
    "CardLog": {
     "type": [
      "array",
      "null"
     ],
     "maxItems": 30,
     "description": "The transaction log, newest first; null when the card does not let it be read",
     "items": {
      "type": "object",
      "additionalProperties": false,
      "required": [
       "sequence",
       "amountFen",
       "type",
       "terminalNo",
       "date",
       "time"
      ],
      "properties": {
       "sequence": {
        "type": "integer",
        "minimum": 0,
        "maximum": 65535
       },
       "amountFen": {
        "type": "integer",
        "minimum": 0,
        "maximum": 4294967295
       },
       "type": {
        "type": "string",
        "pattern": "^[0-9A-F]{2}$"
       },
       "terminalNo": {
        "type": "string",
        "pattern": "^[0-9A-F]{12}$"
       },
       "date": {
        "type": "string",
        "pattern": "^[0-9A-F]{8}$"
       },
       "time": {
        "type": "string",
        "pattern": "^[0-9A-F]{6}$"
       }
      }
     }
    },
    "Resolution": {
     "type": "object",
     "required": [
      "verdict",
      "order"
     ],
     "properties": {
      "verdict": {
       "type": "string",
       "enum": [
        "debited",
        "not-debited",
        "other-card",
        "undecided",
        "manual"
       ],
       "x-unlisted": "undecided"
      },
      "order": {
       "$ref": "#/components/schemas/Order"
      }
     }
    },
    "Receipt": {
     "type": "object",
     "required": [
      "receiptNo",
      "orderId",
      "title",
      "from",
      "to",
      "months",
      "amountFen",
      "cardTail",
      "balanceBeforeFen",
      "balanceAfterFen",
      "paidAt",
      "terminalNo",
      "terminalSequence",
      "serviceState"
     ],
     "properties": {
      "receiptNo": {
       "type": "string"
      },
      "orderId": {
       "$ref": "#/components/schemas/Ulid"
      },
      "title": {
       "$ref": "#/components/schemas/Text"
      },
      "from": {
       "$ref": "#/components/schemas/Date"
      },
      "to": {
       "$ref": "#/components/schemas/Date"
      },
      "months": {
       "type": "integer"
      },
      "amountFen": {
       "$ref": "#/components/schemas/AmountFen"
      },
      "cardTail": {
       "type": "string",
       "pattern": "^[0-9]{4}$"
      },
      "balanceBeforeFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "balanceAfterFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "paidAt": {
       "$ref": "#/components/schemas/Time"
      },
      "terminalNo": {
       "type": "string",
       "pattern": "^[0-9A-F]{12}$"
      },
      "terminalSequence": {
       "type": "string",
       "pattern": "^[0-9A-F]{8}$"
      },
      "serviceState": {
       "type": "string",
       "enum": [
        "open",
        "opening",
        "credited",
        "refunded",
        "manual"
       ],
       "x-unlisted": "opening"
      },
      "outcome": {
       "$ref": "#/components/schemas/Outcome"
      }
     }
    },
    "Incidents": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "incidents"
     ],
     "properties": {
      "incidents": {
       "type": "array",
       "minItems": 1,
       "maxItems": 20,
       "items": {
        "$ref": "#/components/schemas/BoxIncident"
       }
      }
     }
    },
    "BoxIncident": {
     "type": "object",
     "description": "One thing that the box showed with a code. No field has six digits in a row but ids and `at`",
     "additionalProperties": false,
     "required": [
      "code",
      "at",
      "step",
      "cause",
      "money",
      "portalVersion"
     ],
     "properties": {
      "code": {
       "$ref": "#/components/schemas/Code"
      },
      "at": {
       "$ref": "#/components/schemas/Time",
       "description": "When the box showed it, by the platform clock as the box knew it"
      },
      "step": {
       "type": "string",
       "pattern": "^[A-Za-z-]{1,40}$",
       "description": "The step of the payment it happened in, or the place outside of it: waitCard, debiting, renewal, crash"
      },
      "cause": {
       "type": "string",
       "pattern": "^(?!.*[0-9]{6})[a-z0-9._-]{1,60}$",
       "description": "The name of the cause: card-removed, offline, a code of Problem"
      },
      "money": {
       "$ref": "#/components/schemas/Money",
       "description": "What the screen said of it"
      },
      "orderId": {
       "$ref": "#/components/schemas/Ulid"
      },
      "attemptId": {
       "$ref": "#/components/schemas/Ulid"
      },
      "readerPort": {
       "type": "string",
       "enum": [
        "webusb",
        "webhid",
        "host-object",
        "websocket"
       ]
      },
      "detail": {
       "type": "string",
       "pattern": "^(?!.*[0-9]{6})[A-Za-z0-9 ._:/()-]{1,80}$",
       "description": "Names only: of an error, a field, a reject code of BOSS"
      },
      "portalVersion": {
       "type": "string",
       "pattern": "^\\d+\\.\\d+\\.\\d+$",
       "description": "Of the portal that showed it"
      }
     }
    },
    "Telemetry": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "portalVersion",
      "counters"
     ],
     "properties": {
      "portalVersion": {
       "type": "string",
       "maxLength": 20
      },
      "counters": {
       "type": "object",
       "maxProperties": 50,
       "propertyNames": {
        "pattern": "^[a-z0-9._-]{1,60}$"
       },
       "additionalProperties": {
        "type": "integer",
        "minimum": 0
       }
      }
     }
    }
   }
  }
 },
 "boss": {
  "openapi": "3.1.0",
  "info": {
   "title": "TSP to BOSS",
   "version": "1.0.0",
   "description": "The payment platform and the operator's billing. Every write is idempotent by orderId. BOSS holds the box keys: it checks the box's signature and answers the session key that the box derives by itself. Overdue bills are paid alone as an order whose item is {serviceId: arrears, months: 1}: its hold is priced from the bills, getHold and activation refuse it with arrears.changed or arrears.none when these are not the same any more, and its activation settles exactly these bills. What was paid for bills that somebody paid meanwhile is credited, never kept.\n"
  },
  "servers": [
   {
    "url": "/boss/v1"
   }
  ],
  "paths": {
   "/stb-auth": {
    "post": {
     "operationId": "authenticateBox",
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/BoxProof"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "The box is real",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/BoxIdentity"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/subscribers": {
    "get": {
     "operationId": "findSubscribers",
     "description": "For people who answer the telephone: either `name` or `tail`, nothing else",
     "parameters": [
      {
       "name": "name",
       "in": "query",
       "description": "A part of the name, in any case and with or without blanks",
       "schema": {
        "type": "string",
        "minLength": 1,
        "maxLength": 20
       }
      },
      {
       "name": "tail",
       "in": "query",
       "description": "The end of a smart card, telephone, subscriber or box number: capital letters and digits alone, 0 for O, 1 for I and L",
       "schema": {
        "type": "string",
        "pattern": "^[0-9A-HJKMNP-Z]{4,40}$"
       }
      }
     ],
     "responses": {
      "200": {
       "description": "Who has it, at most 20",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/FoundSubscribers"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/subscribers/{subscriberId}/household": {
    "get": {
     "operationId": "getHousehold",
     "parameters": [
      {
       "$ref": "#/components/parameters/SubscriberId"
      }
     ],
     "responses": {
      "200": {
       "description": "Who it is, masked, with boxes, services and bills",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Household"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/subscribers/{subscriberId}": {
    "get": {
     "operationId": "getSubscriber",
     "parameters": [
      {
       "$ref": "#/components/parameters/SubscriberId"
      }
     ],
     "responses": {
      "200": {
       "description": "The subscriber",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Subscriber"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/subscribers/{subscriberId}/bills": {
    "get": {
     "operationId": "getBills",
     "parameters": [
      {
       "$ref": "#/components/parameters/SubscriberId"
      }
     ],
     "responses": {
      "200": {
       "description": "What is due",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Bills"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/subscribers/{subscriberId}/renewals/{serviceId}/cancel": {
    "post": {
     "operationId": "cancelRenewal",
     "parameters": [
      {
       "$ref": "#/components/parameters/SubscriberId"
      },
      {
       "name": "serviceId",
       "in": "path",
       "required": true,
       "schema": {
        "$ref": "#/components/schemas/Id"
       }
      }
     ],
     "responses": {
      "200": {
       "description": "No longer charged; the same answer when it was cancelled before",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "tsp.yaml#/components/schemas/Subscription"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/catalogue": {
    "get": {
     "operationId": "getCatalogue",
     "parameters": [
      {
       "name": "subscriberId",
       "in": "query",
       "required": true,
       "schema": {
        "$ref": "#/components/schemas/Id"
       }
      },
      {
       "name": "category",
       "in": "query",
       "schema": {
        "$ref": "#/components/schemas/Id"
       }
      },
      {
       "name": "q",
       "in": "query",
       "schema": {
        "type": "string",
        "pattern": "^([0-9]{1,6}|[A-Za-z]{1,12})$"
       }
      },
      {
       "name": "from",
       "in": "query",
       "schema": {
        "type": "integer",
        "minimum": 0
       }
      },
      {
       "name": "number",
       "in": "query",
       "schema": {
        "type": "integer",
        "minimum": 1,
        "maximum": 999999
       }
      },
      {
       "name": "limit",
       "in": "query",
       "schema": {
        "type": "integer",
        "minimum": 1,
        "maximum": 100
       }
      }
     ],
     "responses": {
      "200": {
       "description": "One page; BOSS ties the pictures to its services (ServiceImage), the platform passes them on",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "tsp.yaml#/components/schemas/ServicePage"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/catalogue/{serviceId}": {
    "get": {
     "operationId": "getCatalogueService",
     "parameters": [
      {
       "name": "serviceId",
       "in": "path",
       "required": true,
       "schema": {
        "$ref": "#/components/schemas/Id"
       }
      },
      {
       "name": "subscriberId",
       "in": "query",
       "required": true,
       "schema": {
        "$ref": "#/components/schemas/Id"
       }
      }
     ],
     "responses": {
      "200": {
       "description": "One service whole; past orders are those paid elsewhere or before this platform",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "tsp.yaml#/components/schemas/ServiceDetail"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/holds": {
    "post": {
     "operationId": "hold",
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/HoldRequest"
        }
       }
      }
     },
     "responses": {
      "201": {
       "description": "Valid, priced and held. The same orderId again: the same hold, revalidated and extended",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Hold"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/holds/{orderId}": {
    "get": {
     "operationId": "getHold",
     "parameters": [
      {
       "$ref": "#/components/parameters/OrderId"
      }
     ],
     "responses": {
      "200": {
       "description": "Alive",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Hold"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    },
    "delete": {
     "operationId": "releaseHold",
     "parameters": [
      {
       "$ref": "#/components/parameters/OrderId"
      }
     ],
     "responses": {
      "204": {
       "description": "Released, or it never existed"
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/orders/{orderId}": {
    "get": {
     "operationId": "getOrder",
     "parameters": [
      {
       "$ref": "#/components/parameters/OrderId"
      }
     ],
     "responses": {
      "200": {
       "description": "What BOSS did for this order",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/BossOrder"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/orders/{orderId}/activation": {
    "put": {
     "operationId": "activate",
     "parameters": [
      {
       "$ref": "#/components/parameters/OrderId"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ActivationRequest"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "ACTIVATED, PENDING or REJECTED",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/BossOrder"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/orders/{orderId}/credit": {
    "put": {
     "operationId": "credit",
     "parameters": [
      {
       "$ref": "#/components/parameters/OrderId"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CreditRequest"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "CREDITED, or REJECTED when the account cannot take it",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/BossOrder"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/orders/{orderId}/stop": {
    "put": {
     "operationId": "stopService",
     "description": "The PPP does not pay what was opened. Idempotent by orderId. An activation of the same order opens it again, for as many months",
     "parameters": [
      {
       "$ref": "#/components/parameters/OrderId"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/StopRequest"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "STOPPED. Its booking stays on its day",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/BossOrder"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/orders/{orderId}/grace": {
    "put": {
     "operationId": "grace",
     "parameters": [
      {
       "$ref": "#/components/parameters/OrderId"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/GraceRequest"
        }
       }
      }
     },
     "responses": {
      "204": {
       "description": "The service is not cut before that time, or until the hold of the order is released"
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   }
  },
  "components": {
   "parameters": {
    "OrderId": {
     "name": "orderId",
     "in": "path",
     "required": true,
     "schema": {
      "$ref": "#/components/schemas/Ulid"
     }
    },
    "SubscriberId": {
     "name": "subscriberId",
     "in": "path",
     "required": true,
     "schema": {
      "$ref": "#/components/schemas/Id"
     }
    }
   },
   "responses": {
    "Problem": {
     "description": "RFC 9457",
     "content": {
      "application/problem+json": {
       "schema": {
        "$ref": "#/components/schemas/Problem"
       }
      }
     }
    }
   },
   "schemas": {
    "Id": {
     "type": "string",
     "pattern": "^[A-Za-z0-9_-]{1,40}$"
    },
    "Ulid": {
     "type": "string",
     "pattern": "^[0-9A-HJKMNP-TV-Z]{26}$"
    },
    "Problem": {
     "type": "object",
     "required": [
      "type",
      "title",
      "status",
      "code"
     ],
     "properties": {
      "type": {
       "type": "string"
      },
      "title": {
       "type": "string"
      },
      "status": {
       "type": "integer"
      },
      "detail": {
       "type": "string"
      },
      "field": {
       "type": "string"
      },
      "code": {
       "type": "string",
       "enum": [
        "request.invalid",
        "request.not_found",
        "box.unknown",
        "box.blocked",
        "box.signature",
        "subscriber.unknown",
        "service.unknown",
        "renewal.not_cancellable",
        "hold.none",
        "order.conflict",
        "rejected",
        "unavailable"
       ]
      },
      "reason": {
       "$ref": "#/components/schemas/RejectReason"
      },
      "arrears": {
       "$ref": "tsp.yaml#/components/schemas/Arrears",
       "description": "What must be paid first, with arrears.first"
      }
     }
    },
    "RejectReason": {
     "type": "string",
     "description": "arrears.first: overdue bills must be paid before this is sold. arrears.none: nothing is overdue (any more). arrears.changed: the overdue bills are not those that the amount was made of; one was paid elsewhere, or another is overdue now.\n",
     "enum": [
      "period.overlaps",
      "period.not_allowed",
      "service.stopped",
      "area.not_covered",
      "arrears.first",
      "arrears.none",
      "arrears.changed",
      "account.closed",
      "hold.lapsed",
      "price.changed"
     ]
    },
    "BoxProof": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "stbId",
      "boxNonce",
      "serverNonce",
      "signatureBase",
      "signature"
     ],
     "properties": {
      "stbId": {
       "$ref": "#/components/schemas/Id"
      },
      "boxNonce": {
       "type": "string",
       "pattern": "^[0-9a-f]{32}$"
      },
      "serverNonce": {
       "type": "string",
       "pattern": "^[0-9a-f]{32}$"
      },
      "signatureBase": {
       "type": "string",
       "maxLength": 4000,
       "description": "The RFC 9421 signature base the box signed"
      },
      "signature": {
       "type": "string",
       "description": "Base64",
       "maxLength": 100
      }
     }
    },
    "BoxIdentity": {
     "type": "object",
     "required": [
      "subscriberId",
      "sessionKey"
     ],
     "properties": {
      "subscriberId": {
       "$ref": "#/components/schemas/Id"
      },
      "sessionKey": {
       "type": "string",
       "description": "Base64 of HMAC-SHA256(box key, \"session-key|\" boxNonce \"|\" serverNonce)"
      }
     }
    },
    "Subscriber": {
     "type": "object",
     "required": [
      "subscriberId",
      "name",
      "accountTail",
      "area",
      "status"
     ],
     "properties": {
      "subscriberId": {
       "$ref": "#/components/schemas/Id"
      },
      "name": {
       "type": "string",
       "description": "Masked"
      },
      "accountTail": {
       "type": "string"
      },
      "area": {
       "$ref": "tsp.yaml#/components/schemas/Text"
      },
      "status": {
       "type": "string",
       "enum": [
        "active",
        "closed"
       ]
      }
     }
    },
    "FoundSubscribers": {
     "type": "object",
     "required": [
      "found",
      "isMore"
     ],
     "properties": {
      "isMore": {
       "type": "boolean",
       "description": "There are more: the caller has to say more"
      },
      "found": {
       "type": "array",
       "maxItems": 20,
       "items": {
        "type": "object",
        "required": [
         "by",
         "subscriber"
        ],
        "properties": {
         "by": {
          "type": "string",
          "enum": [
           "name",
           "smartCard",
           "telephone",
           "subscriber",
           "box"
          ]
         },
         "subscriber": {
          "$ref": "#/components/schemas/Subscriber"
         },
         "stbId": {
          "$ref": "#/components/schemas/Id"
         }
        }
       }
      }
     }
    },
    "Household": {
     "type": "object",
     "required": [
      "subscriber",
      "boxes",
      "services",
      "dues"
     ],
     "properties": {
      "subscriber": {
       "$ref": "#/components/schemas/Subscriber"
      },
      "telephone": {
       "type": "string",
       "description": "Masked"
      },
      "boxes": {
       "type": "array",
       "items": {
        "type": "object",
        "required": [
         "stbId",
         "blocked"
        ],
        "properties": {
         "stbId": {
          "$ref": "#/components/schemas/Id"
         },
         "blocked": {
          "type": "boolean"
         }
        }
       }
      },
      "services": {
       "type": "array",
       "items": {
        "type": "object",
        "required": [
         "serviceId",
         "title",
         "subscription"
        ],
        "properties": {
         "serviceId": {
          "$ref": "#/components/schemas/Id"
         },
         "title": {
          "$ref": "tsp.yaml#/components/schemas/Text"
         },
         "subscription": {
          "$ref": "tsp.yaml#/components/schemas/Subscription"
         }
        }
       }
      },
      "dues": {
       "type": "array",
       "items": {
        "$ref": "tsp.yaml#/components/schemas/Due"
       }
      }
     }
    },
    "Bills": {
     "type": "object",
     "required": [
      "dues"
     ],
     "properties": {
      "dues": {
       "type": "array",
       "items": {
        "$ref": "tsp.yaml#/components/schemas/Due"
       }
      },
      "arrears": {
       "$ref": "tsp.yaml#/components/schemas/Arrears"
      }
     }
    },
    "HoldRequest": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "orderId",
      "subscriberId",
      "items"
     ],
     "properties": {
      "orderId": {
       "$ref": "#/components/schemas/Ulid"
      },
      "subscriberId": {
       "$ref": "#/components/schemas/Id"
      },
      "items": {
       "type": "array",
       "minItems": 1,
       "maxItems": 1,
       "items": {
        "$ref": "tsp.yaml#/components/schemas/Item"
       }
      }
     }
    },
    "Hold": {
     "type": "object",
     "required": [
      "holdId",
      "orderId",
      "items",
      "title",
      "lines",
      "amountFen",
      "from",
      "to",
      "expiresAt"
     ],
     "properties": {
      "holdId": {
       "$ref": "#/components/schemas/Ulid"
      },
      "orderId": {
       "$ref": "#/components/schemas/Ulid"
      },
      "items": {
       "type": "array",
       "items": {
        "$ref": "tsp.yaml#/components/schemas/Item"
       }
      },
      "title": {
       "$ref": "tsp.yaml#/components/schemas/Text"
      },
      "lines": {
       "type": "array",
       "items": {
        "$ref": "tsp.yaml#/components/schemas/PriceLine"
       }
      },
      "amountFen": {
       "$ref": "tsp.yaml#/components/schemas/AmountFen"
      },
      "from": {
       "$ref": "tsp.yaml#/components/schemas/Date"
      },
      "to": {
       "$ref": "tsp.yaml#/components/schemas/Date"
      },
      "expiresAt": {
       "$ref": "tsp.yaml#/components/schemas/Time"
      }
     }
    },
    "ActivationRequest": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "subscriberId",
      "amountFen",
      "items",
      "paidAt"
     ],
     "properties": {
      "subscriberId": {
       "$ref": "#/components/schemas/Id"
      },
      "amountFen": {
       "$ref": "tsp.yaml#/components/schemas/AmountFen"
      },
      "items": {
       "type": "array",
       "minItems": 1,
       "maxItems": 1,
       "items": {
        "$ref": "tsp.yaml#/components/schemas/Item"
       }
      },
      "paidAt": {
       "$ref": "tsp.yaml#/components/schemas/Time"
      }
     }
    },
    "BossOrder": {
     "type": "object",
     "required": [
      "orderId",
      "state"
     ],
     "properties": {
      "orderId": {
       "$ref": "#/components/schemas/Ulid"
      },
      "state": {
       "type": "string",
       "enum": [
        "NONE",
        "PENDING",
        "ACTIVATED",
        "REJECTED",
        "CREDITED",
        "STOPPED"
       ]
      },
      "amountFen": {
       "$ref": "tsp.yaml#/components/schemas/AmountFen"
      },
      "from": {
       "$ref": "tsp.yaml#/components/schemas/Date"
      },
      "to": {
       "$ref": "tsp.yaml#/components/schemas/Date"
      },
      "reason": {
       "$ref": "#/components/schemas/RejectReason"
      },
      "final": {
       "type": "boolean"
      },
      "creditNo": {
       "type": "string"
      },
      "bossOrder": {
       "type": "string",
       "description": "BOSS's own number for it, once it is opened or credited. The files of the settlement carry it, so another one is left out",
       "pattern": "^[A-Za-z0-9_-]{1,40}$"
      }
     }
    },
    "CreditRequest": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "subscriberId",
      "amountFen"
     ],
     "properties": {
      "subscriberId": {
       "$ref": "#/components/schemas/Id"
      },
      "amountFen": {
       "$ref": "tsp.yaml#/components/schemas/AmountFen"
      }
     }
    },
    "StopRequest": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "subscriberId",
      "amountFen",
      "reason"
     ],
     "properties": {
      "subscriberId": {
       "$ref": "#/components/schemas/Id"
      },
      "amountFen": {
       "$ref": "tsp.yaml#/components/schemas/AmountFen"
      },
      "reason": {
       "type": "string",
       "enum": [
        "claim.refused"
       ]
      }
     }
    },
    "GraceRequest": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "until"
     ],
     "properties": {
      "until": {
       "$ref": "tsp.yaml#/components/schemas/Time"
      }
     }
    }
   }
  }
 },
 "ppp": {
  "openapi": "3.1.0",
  "info": {
   "title": "TSP to PPP",
   "version": "1.0.0",
   "description": "The payment platform and UnionPay's side: the daily upload of debits. A batch is idempotent by its id and hash. The PPP recomputes every TAC with the issuer's key, also online for a single debit.\n"
  },
  "servers": [
   {
    "url": "/ppp/v1"
   }
  ],
  "paths": {
   "/batches/{batchId}": {
    "put": {
     "operationId": "putBatch",
     "parameters": [
      {
       "$ref": "#/components/parameters/BatchId"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Batch"
        }
       }
      }
     },
     "responses": {
      "202": {
       "description": "Taken",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/BatchTaken"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/batches/{batchId}/result": {
    "get": {
     "operationId": "getBatchResult",
     "parameters": [
      {
       "$ref": "#/components/parameters/BatchId"
      }
     ],
     "responses": {
      "200": {
       "description": "The verdict on every record",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/BatchResult"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/tac-checks": {
    "post": {
     "operationId": "checkTac",
     "description": "Optional. Recomputes the TAC of one debit; takes and keeps nothing, so it may be asked again. Answered within 2 s or not waited for",
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/DebitRecord"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "What a claim of this debit would be answered now",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/TacCheck"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/settlements/{date}": {
    "get": {
     "operationId": "getSettlement",
     "parameters": [
      {
       "name": "date",
       "in": "path",
       "required": true,
       "schema": {
        "type": "string",
        "pattern": "^[0-9]{8}$"
       }
      }
     ],
     "responses": {
      "200": {
       "description": "What will be paid out for that day",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Settlement"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/blacklist": {
    "get": {
     "operationId": "getBlacklist",
     "parameters": [
      {
       "name": "since",
       "in": "query",
       "schema": {
        "$ref": "tsp.yaml#/components/schemas/Time"
       }
      }
     ],
     "responses": {
      "200": {
       "description": "Cards and terminals that may not pay",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Blacklist"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   }
  },
  "components": {
   "parameters": {
    "BatchId": {
     "name": "batchId",
     "in": "path",
     "required": true,
     "description": "<terminal group>-<YYYYMMDD>-<2-digit no>",
     "schema": {
      "type": "string",
      "pattern": "^[A-Z0-9]{1,12}-[0-9]{8}-[0-9]{2}$"
     }
    }
   },
   "responses": {
    "Problem": {
     "description": "RFC 9457",
     "content": {
      "application/problem+json": {
       "schema": {
        "$ref": "#/components/schemas/Problem"
       }
      }
     }
    }
   },
   "schemas": {
    "Hex2": {
     "type": "string",
     "pattern": "^[0-9A-F]{2}$"
    },
    "Hex4": {
     "type": "string",
     "pattern": "^[0-9A-F]{4}$"
    },
    "Hex8": {
     "type": "string",
     "pattern": "^[0-9A-F]{8}$"
    },
    "Problem": {
     "type": "object",
     "required": [
      "type",
      "title",
      "status",
      "code"
     ],
     "properties": {
      "type": {
       "type": "string"
      },
      "title": {
       "type": "string"
      },
      "status": {
       "type": "integer"
      },
      "detail": {
       "type": "string"
      },
      "field": {
       "type": "string"
      },
      "code": {
       "type": "string",
       "enum": [
        "request.invalid",
        "request.not_found",
        "batch.unknown",
        "batch.conflict",
        "batch.hash",
        "batch.totals",
        "unavailable"
       ]
      }
     }
    },
    "Batch": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "count",
      "totalFen",
      "sha256",
      "cutoff",
      "records"
     ],
     "properties": {
      "count": {
       "type": "integer",
       "minimum": 0
      },
      "totalFen": {
       "type": "integer",
       "minimum": 0
      },
      "sha256": {
       "type": "string",
       "pattern": "^[0-9A-F]{64}$",
       "description": "Over the UTF-8 bytes of JSON.stringify(records)"
      },
      "cutoff": {
       "$ref": "tsp.yaml#/components/schemas/Time"
      },
      "records": {
       "type": "array",
       "maxItems": 20000,
       "items": {
        "$ref": "#/components/schemas/DebitRecord"
       }
      }
     }
    },
    "DebitRecord": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "terminalNo",
      "terminalSequence",
      "cardSerial",
      "issuer",
      "applicationType",
      "transactionType",
      "amountFen",
      "balanceBeforeFen",
      "balanceAfterFen",
      "cardSequence",
      "overdraftFen",
      "date",
      "time",
      "tac",
      "mac2Verified",
      "keyVersion",
      "algorithmId",
      "keyIndex",
      "random",
      "merchant",
      "orderId"
     ],
     "properties": {
      "terminalNo": {
       "type": "string",
       "pattern": "^[0-9A-F]{12}$"
      },
      "terminalSequence": {
       "$ref": "#/components/schemas/Hex8"
      },
      "cardSerial": {
       "type": "string",
       "pattern": "^[0-9A-F]{20}$"
      },
      "issuer": {
       "type": "string",
       "pattern": "^[0-9A-F]{16}$"
      },
      "applicationType": {
       "$ref": "#/components/schemas/Hex2"
      },
      "transactionType": {
       "$ref": "#/components/schemas/Hex2"
      },
      "amountFen": {
       "$ref": "tsp.yaml#/components/schemas/AmountFen"
      },
      "balanceBeforeFen": {
       "type": "integer",
       "minimum": 0
      },
      "balanceAfterFen": {
       "type": "integer",
       "minimum": 0
      },
      "cardSequence": {
       "$ref": "#/components/schemas/Hex4"
      },
      "overdraftFen": {
       "type": "integer",
       "minimum": 0
      },
      "date": {
       "type": "string",
       "pattern": "^[0-9]{8}$"
      },
      "time": {
       "type": "string",
       "pattern": "^[0-9]{6}$"
      },
      "tac": {
       "$ref": "#/components/schemas/Hex8"
      },
      "mac2Verified": {
       "type": "boolean"
      },
      "keyVersion": {
       "$ref": "#/components/schemas/Hex2"
      },
      "algorithmId": {
       "$ref": "#/components/schemas/Hex2"
      },
      "keyIndex": {
       "$ref": "#/components/schemas/Hex2"
      },
      "random": {
       "$ref": "#/components/schemas/Hex8"
      },
      "merchant": {
       "type": "string",
       "maxLength": 20
      },
      "orderId": {
       "$ref": "tsp.yaml#/components/schemas/Ulid"
      }
     }
    },
    "BatchTaken": {
     "type": "object",
     "required": [
      "batchId",
      "count",
      "totalFen"
     ],
     "properties": {
      "batchId": {
       "type": "string"
      },
      "count": {
       "type": "integer"
      },
      "totalFen": {
       "type": "integer"
      }
     }
    },
    "BatchResult": {
     "type": "object",
     "required": [
      "batchId",
      "acceptedCount",
      "acceptedFen",
      "results"
     ],
     "properties": {
      "batchId": {
       "type": "string"
      },
      "acceptedCount": {
       "type": "integer"
      },
      "acceptedFen": {
       "type": "integer"
      },
      "results": {
       "type": "array",
       "items": {
        "type": "object",
        "required": [
         "index",
         "result"
        ],
        "properties": {
         "index": {
          "type": "integer",
          "minimum": 0
         },
         "result": {
          "type": "string",
          "enum": [
           "00",
           "01",
           "02",
           "03",
           "04",
           "05"
          ],
          "description": "00 accepted, 01 TAC wrong, 02 duplicate, 03 unknown card, 04 balance chain, 05 terminal on the blacklist"
         },
         "reason": {
          "type": "string"
         }
        }
       }
      }
     }
    },
    "TacCheck": {
     "type": "object",
     "required": [
      "result"
     ],
     "properties": {
      "result": {
       "type": "string",
       "enum": [
        "right",
        "wrong",
        "unknown"
       ],
       "description": "`wrong`: the issuer's key gives another TAC; `unknown`: the claim would be refused for another reason, or the issuer is not known"
      },
      "claim": {
       "type": "string",
       "enum": [
        "00",
        "01",
        "02",
        "03",
        "04",
        "05"
       ],
       "description": "The result that a claim would have now"
      },
      "reason": {
       "type": "string"
      }
     }
    },
    "Settlement": {
     "type": "object",
     "required": [
      "date",
      "count",
      "totalFen"
     ],
     "properties": {
      "date": {
       "type": "string"
      },
      "count": {
       "type": "integer"
      },
      "totalFen": {
       "type": "integer"
      }
     }
    },
    "Blacklist": {
     "type": "object",
     "required": [
      "cards",
      "terminals"
     ],
     "properties": {
      "cards": {
       "type": "array",
       "items": {
        "type": "string",
        "pattern": "^[0-9A-F]{20}$"
       }
      },
      "terminals": {
       "type": "array",
       "items": {
        "type": "string",
        "pattern": "^[0-9A-F]{12}$"
       }
      }
     }
    }
   }
  }
 },
 "ops": {
  "openapi": "3.1.0",
  "info": {
   "title": "Operator's console to TSP",
   "version": "1.0.0",
   "description": "What the people of the operator see and decide: today, orders, doubts, settlement days, batches, cases, audit, PSAM pool, switches, boxes. Every call but signing in carries `Authorization: Bearer`. Never a card number, MAC, TAC or key: cards are told by their last four digits.\n"
  },
  "servers": [
   {
    "url": "/ops/v1"
   }
  ],
  "paths": {
   "/sessions": {
    "post": {
     "operationId": "signIn",
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/Credentials"
        }
       }
      }
     },
     "responses": {
      "201": {
       "description": "Signed in",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/OperatorSession"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    },
    "delete": {
     "operationId": "signOut",
     "responses": {
      "204": {
       "description": "Signed out"
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/today": {
    "get": {
     "operationId": "getToday",
     "responses": {
      "200": {
       "description": "The business day that runs",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Today"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/figures": {
    "get": {
     "operationId": "getFigures",
     "parameters": [
      {
       "name": "date",
       "in": "query",
       "description": "Without it the day that runs",
       "schema": {
        "$ref": "#/components/schemas/BusinessDate"
       }
      }
     ],
     "responses": {
      "200": {
       "description": "The figures of one business day",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/DayFigures"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/orders": {
    "get": {
     "operationId": "findOrders",
     "parameters": [
      {
       "name": "find",
       "in": "query",
       "description": "Order id, attempt id, short number, receipt number, case number, subscriber id or box id",
       "schema": {
        "type": "string",
        "maxLength": 60
       }
      },
      {
       "$ref": "#/components/parameters/OrderState"
      },
      {
       "$ref": "#/components/parameters/FromDay"
      },
      {
       "$ref": "#/components/parameters/ToDay"
      },
      {
       "$ref": "#/components/parameters/AmountFrom"
      },
      {
       "$ref": "#/components/parameters/AmountTo"
      },
      {
       "$ref": "#/components/parameters/Service"
      },
      {
       "$ref": "#/components/parameters/Way"
      },
      {
       "$ref": "#/components/parameters/OfSubscriber"
      },
      {
       "$ref": "#/components/parameters/OfBox"
      },
      {
       "name": "sort",
       "in": "query",
       "description": "By when the order was made, or by its amount (orders of one amount by when they were made); `time` without it",
       "schema": {
        "type": "string",
        "enum": [
         "time",
         "amount"
        ]
       }
      },
      {
       "$ref": "#/components/parameters/Direction"
      },
      {
       "$ref": "#/components/parameters/Limit"
      },
      {
       "$ref": "#/components/parameters/WithTotal"
      },
      {
       "$ref": "#/components/parameters/Cursor"
      }
     ],
     "responses": {
      "200": {
       "description": "Newest first, or as `sort` and `direction` say. A page may be short or even empty and still have a cursor: a request searches only part of the rows",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/OrderPage"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/orders/{orderId}": {
    "get": {
     "operationId": "getOrderHistory",
     "parameters": [
      {
       "name": "orderId",
       "in": "path",
       "required": true,
       "schema": {
        "$ref": "tsp.yaml#/components/schemas/Ulid"
       }
      }
     ],
     "responses": {
      "200": {
       "description": "Everything that happened to it",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/OrderHistory"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/finds": {
    "get": {
     "operationId": "find",
     "description": "Finds what a caller reads out. Blanks, dashes, full-width digits and letters, small letters, O for 0, I and L for 1 do not matter. Taken are: a code (7K3-0D42), a receipt, order, attempt or case number, the end of a smart card, telephone, subscriber or box number, the last four digits of a bank card alone or with an amount (6217 26.00), a part of a name. Who was shown is written into the audit. A whole card number is refused.\n",
     "parameters": [
      {
       "name": "text",
       "in": "query",
       "required": true,
       "schema": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
       }
      }
     ],
     "responses": {
      "200": {
       "description": "By what was meant, the surest first",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Finds"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/subscribers/{subscriberId}": {
    "get": {
     "operationId": "getSubscriber",
     "description": "All that a person on the telephone needs. Every look is written into the audit",
     "parameters": [
      {
       "name": "subscriberId",
       "in": "path",
       "required": true,
       "schema": {
        "type": "string",
        "pattern": "^[A-Za-z0-9_-]{1,40}$"
       }
      },
      {
       "name": "order",
       "in": "query",
       "description": "The order that the call is about",
       "schema": {
        "$ref": "tsp.yaml#/components/schemas/Ulid"
       }
      }
     ],
     "responses": {
      "200": {
       "description": "The subscriber",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/SubscriberPage"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/incidents/{code}": {
    "get": {
     "operationId": "getIncidents",
     "parameters": [
      {
       "name": "code",
       "in": "path",
       "required": true,
       "description": "As the caller reads it off the television",
       "schema": {
        "$ref": "tsp.yaml#/components/schemas/Code"
       }
      },
      {
       "name": "stbId",
       "in": "query",
       "description": "Only those of this box: a crash has the same code in many",
       "schema": {
        "type": "string",
        "pattern": "^[A-Za-z0-9_-]{1,40}$"
       }
      }
     ],
     "responses": {
      "200": {
       "description": "Everything that is known under this code, newest first; empty where nothing is. Two faults may share a code",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/IncidentList"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/doubts": {
    "get": {
     "operationId": "getDoubts",
     "parameters": [
      {
       "$ref": "#/components/parameters/FromDay"
      },
      {
       "$ref": "#/components/parameters/ToDay"
      },
      {
       "$ref": "#/components/parameters/AmountFrom"
      },
      {
       "$ref": "#/components/parameters/AmountTo"
      },
      {
       "$ref": "#/components/parameters/OfBox"
      },
      {
       "$ref": "#/components/parameters/OldestFirst"
      },
      {
       "$ref": "#/components/parameters/WithTotal"
      },
      {
       "$ref": "#/components/parameters/Cursor"
      }
     ],
     "responses": {
      "200": {
       "description": "Attempts in doubt, oldest first unless `direction` says otherwise; days are those since when they are in doubt",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/DoubtPage"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/days": {
    "get": {
     "operationId": "getDays",
     "responses": {
      "200": {
       "description": "Settlement days",
       "newest first": null,
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/DayList"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/days/{date}": {
    "get": {
     "operationId": "getDay",
     "parameters": [
      {
       "$ref": "#/components/parameters/Date"
      }
     ],
     "responses": {
      "200": {
       "description": "The three sides of one day",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Day"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/days/{date}/settlement": {
    "post": {
     "operationId": "settleDay",
     "parameters": [
      {
       "$ref": "#/components/parameters/Date"
      }
     ],
     "responses": {
      "202": {
       "description": "Settling; asking again while it runs changes nothing",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Day"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/days/{date}/differences": {
    "get": {
     "operationId": "getDifferences",
     "parameters": [
      {
       "$ref": "#/components/parameters/Date"
      },
      {
       "name": "class",
       "in": "query",
       "schema": {
        "$ref": "#/components/schemas/DifferenceClass"
       }
      },
      {
       "name": "state",
       "in": "query",
       "schema": {
        "$ref": "#/components/schemas/DifferenceState"
       }
      },
      {
       "$ref": "#/components/parameters/WithTotal"
      },
      {
       "$ref": "#/components/parameters/Cursor"
      }
     ],
     "responses": {
      "200": {
       "description": "By class and order",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/DifferencePage"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/batches": {
    "get": {
     "operationId": "getBatches",
     "parameters": [
      {
       "name": "date",
       "in": "query",
       "schema": {
        "$ref": "#/components/schemas/BusinessDate"
       }
      },
      {
       "$ref": "#/components/parameters/Cursor"
      }
     ],
     "responses": {
      "200": {
       "description": "Newest first",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/BatchPage"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/batches/{batchId}": {
    "get": {
     "operationId": "getBatch",
     "parameters": [
      {
       "name": "batchId",
       "in": "path",
       "required": true,
       "schema": {
        "type": "string",
        "pattern": "^[A-Z0-9]{1,12}-[0-9]{8}-[0-9]{2}$"
       }
      }
     ],
     "responses": {
      "200": {
       "description": "Its records and the verdicts on them",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/BatchDetail"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/cases": {
    "get": {
     "operationId": "getCases",
     "parameters": [
      {
       "name": "state",
       "in": "query",
       "description": "`unclosed` is all but CLOSED",
       "schema": {
        "type": "string",
        "enum": [
         "unclosed",
         "OPEN",
         "ASSIGNED",
         "EVIDENCE",
         "PROPOSED",
         "APPROVED",
         "POSTED",
         "CLOSED"
        ]
       }
      },
      {
       "name": "kind",
       "in": "query",
       "schema": {
        "$ref": "#/components/schemas/CaseKind"
       }
      },
      {
       "$ref": "#/components/parameters/FromDay"
      },
      {
       "$ref": "#/components/parameters/ToDay"
      },
      {
       "$ref": "#/components/parameters/AmountFrom"
      },
      {
       "$ref": "#/components/parameters/AmountTo"
      },
      {
       "$ref": "#/components/parameters/OldestFirst"
      },
      {
       "$ref": "#/components/parameters/WithTotal"
      },
      {
       "$ref": "#/components/parameters/Cursor"
      }
     ],
     "responses": {
      "200": {
       "description": "Oldest first unless `direction` says otherwise; days are those when they were opened",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/CasePage"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/cases/{caseNo}": {
    "get": {
     "operationId": "getCase",
     "parameters": [
      {
       "$ref": "#/components/parameters/CaseNo"
      }
     ],
     "responses": {
      "200": {
       "description": "The case and what may be done with it now",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Case"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/cases/{caseNo}/steps": {
    "post": {
     "operationId": "takeCaseStep",
     "parameters": [
      {
       "$ref": "#/components/parameters/CaseNo"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/CaseStep"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "The case afterwards",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Case"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/audit": {
    "get": {
     "operationId": "findAudit",
     "parameters": [
      {
       "name": "find",
       "in": "query",
       "description": "Part of who, what, note, order or attempt id",
       "schema": {
        "type": "string",
        "maxLength": 60
       }
      },
      {
       "name": "from",
       "in": "query",
       "description": "A day of the calendar in China, included",
       "schema": {
        "$ref": "#/components/schemas/BusinessDate"
       }
      },
      {
       "name": "to",
       "in": "query",
       "description": "A day of the calendar in China, included",
       "schema": {
        "$ref": "#/components/schemas/BusinessDate"
       }
      },
      {
       "$ref": "#/components/parameters/WithTotal"
      },
      {
       "$ref": "#/components/parameters/Cursor"
      }
     ],
     "responses": {
      "200": {
       "description": "Newest first. A page may be short or even empty and still have a cursor: a request searches only part of the rows",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/AuditPage"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/audit/verification": {
    "post": {
     "operationId": "verifyChains",
     "responses": {
      "200": {
       "description": "Both chains recomputed from their first row",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Verification"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/pool": {
    "get": {
     "operationId": "getPool",
     "responses": {
      "200": {
       "description": "Every PSAM",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/PoolView"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/pool/{terminalNo}": {
    "put": {
     "operationId": "setPsam",
     "parameters": [
      {
       "name": "terminalNo",
       "in": "path",
       "required": true,
       "schema": {
        "type": "string",
        "pattern": "^[0-9A-F]{12}$"
       }
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/PsamChange"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "Every PSAM afterwards",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/PoolView"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/switches": {
    "get": {
     "operationId": "getSwitches",
     "responses": {
      "200": {
       "description": "All of them",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/SwitchList"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/switches/{name}": {
    "put": {
     "operationId": "setSwitch",
     "parameters": [
      {
       "name": "name",
       "in": "path",
       "required": true,
       "schema": {
        "$ref": "#/components/schemas/SwitchName"
       }
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/SwitchChange"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "All of them afterwards",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/SwitchList"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/boxes": {
    "get": {
     "operationId": "getBoxes",
     "responses": {
      "200": {
       "description": "The boxes on watch, newest cause first: somebody should look; and those that are blocked, newest first",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/BoxList"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/boxes/{stbId}": {
    "get": {
     "operationId": "getBox",
     "parameters": [
      {
       "$ref": "#/components/parameters/StbId"
      }
     ],
     "responses": {
      "200": {
       "description": "Whether the platform lets it in",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Box"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    },
    "put": {
     "operationId": "setBox",
     "parameters": [
      {
       "$ref": "#/components/parameters/StbId"
      }
     ],
     "requestBody": {
      "required": true,
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/BoxChange"
        }
       }
      }
     },
     "responses": {
      "200": {
       "description": "The box afterwards",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Box"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   },
   "/exports/{list}": {
    "get": {
     "operationId": "exportList",
     "parameters": [
      {
       "name": "list",
       "in": "path",
       "required": true,
       "schema": {
        "type": "string",
        "enum": [
         "orders",
         "doubts",
         "differences",
         "batches",
         "cases",
         "audit"
        ]
       }
      },
      {
       "name": "date",
       "in": "query",
       "description": "Without it the day that runs, for differences the one before. Doubts are those that are open, whatever the date; so are cases without `state`",
       "schema": {
        "$ref": "#/components/schemas/BusinessDate"
       }
      },
      {
       "name": "language",
       "in": "query",
       "schema": {
        "type": "string",
        "enum": [
         "zh-CN",
         "en"
        ]
       }
      },
      {
       "name": "find",
       "in": "query",
       "description": "This and the filters that follow: as in the list, which refuses those it does not have. Of orders and the audit `date` is then not looked at. The first line of the file names them",
       "schema": {
        "type": "string",
        "maxLength": 60
       }
      },
      {
       "name": "state",
       "in": "query",
       "description": "Of orders, cases (`all`: closed ones too) or differences",
       "schema": {
        "type": "string",
        "pattern": "^[A-Za-z_]{1,20}$"
       }
      },
      {
       "name": "kind",
       "in": "query",
       "schema": {
        "$ref": "#/components/schemas/CaseKind"
       }
      },
      {
       "name": "class",
       "in": "query",
       "schema": {
        "$ref": "#/components/schemas/DifferenceClass"
       }
      },
      {
       "$ref": "#/components/parameters/FromDay"
      },
      {
       "$ref": "#/components/parameters/ToDay"
      },
      {
       "$ref": "#/components/parameters/AmountFrom"
      },
      {
       "$ref": "#/components/parameters/AmountTo"
      },
      {
       "$ref": "#/components/parameters/Service"
      },
      {
       "$ref": "#/components/parameters/Way"
      },
      {
       "$ref": "#/components/parameters/OfSubscriber"
      },
      {
       "$ref": "#/components/parameters/OfBox"
      }
     ],
     "responses": {
      "200": {
       "description": "A CSV whose cells no spreadsheet takes for a formula",
       "content": {
        "application/json": {
         "schema": {
          "$ref": "#/components/schemas/Export"
         }
        }
       }
      },
      "default": {
       "$ref": "#/components/responses/Problem"
      }
     }
    }
   }
  },
  "components": {
   "parameters": {
    "OrderState": {
     "name": "state",
     "in": "query",
     "description": "Without it and without `find`: confirmed orders. Unconfirmed quotes are listed only by their state; `find`, `subscriber` and `box` do not lead to them, but for their own id",
     "schema": {
      "$ref": "tsp.yaml#/components/schemas/OrderState"
     }
    },
    "FromDay": {
     "name": "from",
     "in": "query",
     "description": "A day of the calendar in China, included",
     "schema": {
      "$ref": "#/components/schemas/BusinessDate"
     }
    },
    "ToDay": {
     "name": "to",
     "in": "query",
     "description": "A day of the calendar in China, included",
     "schema": {
      "$ref": "#/components/schemas/BusinessDate"
     }
    },
    "AmountFrom": {
     "name": "amountFrom",
     "in": "query",
     "description": "In fen, included",
     "schema": {
      "type": "integer",
      "minimum": 0,
      "maximum": 9999999
     }
    },
    "AmountTo": {
     "name": "amountTo",
     "in": "query",
     "description": "In fen, included",
     "schema": {
      "type": "integer",
      "minimum": 0,
      "maximum": 9999999
     }
    },
    "Service": {
     "name": "service",
     "in": "query",
     "description": "Id of a service, or a part of its name in any language",
     "schema": {
      "type": "string",
      "maxLength": 60
     }
    },
    "Way": {
     "name": "way",
     "in": "query",
     "description": "Way of paying. `card` is the only one today; others may come, so an unknown one finds nothing",
     "schema": {
      "type": "string",
      "maxLength": 20
     }
    },
    "OfSubscriber": {
     "name": "subscriber",
     "in": "query",
     "description": "Exactly this subscriber id",
     "schema": {
      "type": "string",
      "pattern": "^[A-Za-z0-9_.:-]{1,60}$"
     }
    },
    "OfBox": {
     "name": "box",
     "in": "query",
     "description": "Exactly this box id",
     "schema": {
      "type": "string",
      "pattern": "^[A-Za-z0-9_.:-]{1,60}$"
     }
    },
    "Direction": {
     "name": "direction",
     "in": "query",
     "description": "`desc` (newest, dearest first) without it",
     "schema": {
      "type": "string",
      "enum": [
       "asc",
       "desc"
      ]
     }
    },
    "OldestFirst": {
     "name": "direction",
     "in": "query",
     "description": "`asc` (oldest first) without it",
     "schema": {
      "type": "string",
      "enum": [
       "asc",
       "desc"
      ]
     }
    },
    "Limit": {
     "name": "limit",
     "in": "query",
     "description": "Rows on a page; 50 without it",
     "schema": {
      "type": "integer",
      "minimum": 1,
      "maximum": 200
     }
    },
    "WithTotal": {
     "name": "total",
     "in": "query",
     "description": "The answer also has the total",
     "schema": {
      "type": "string",
      "enum": [
       "yes"
      ]
     }
    },
    "Cursor": {
     "name": "cursor",
     "in": "query",
     "description": "From the page before",
     "schema": {
      "type": "string",
      "maxLength": 120
     }
    },
    "Date": {
     "name": "date",
     "in": "path",
     "required": true,
     "schema": {
      "$ref": "#/components/schemas/BusinessDate"
     }
    },
    "CaseNo": {
     "name": "caseNo",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string",
      "pattern": "^C[0-9]{8}-[0-9]{4,}$"
     }
    },
    "StbId": {
     "name": "stbId",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string",
      "pattern": "^[A-Za-z0-9_-]{1,40}$"
     }
    }
   },
   "responses": {
    "Problem": {
     "description": "RFC 9457",
     "content": {
      "application/problem+json": {
       "schema": {
        "$ref": "#/components/schemas/Problem"
       }
      }
     }
    }
   },
   "schemas": {
    "Problem": {
     "type": "object",
     "required": [
      "type",
      "title",
      "status",
      "code"
     ],
     "properties": {
      "type": {
       "type": "string"
      },
      "title": {
       "type": "string"
      },
      "status": {
       "type": "integer"
      },
      "detail": {
       "type": "string"
      },
      "field": {
       "type": "string"
      },
      "code": {
       "type": "string",
       "enum": [
        "request.invalid",
        "request.not_found",
        "auth.required",
        "auth.refused",
        "auth.locked",
        "role.forbidden",
        "case.same_person",
        "case.state",
        "case.version",
        "case.decision",
        "case.preview",
        "case.refund_ref",
        "case.not_found",
        "order.not_found",
        "day.not_found",
        "day.not_over",
        "batch.not_found",
        "psam.not_found",
        "subscriber.not_found",
        "unavailable"
       ]
      },
      "retryAfterMs": {
       "type": "integer"
      }
     }
    },
    "Fen": {
     "type": "integer",
     "description": "May be 0 or",
     "for a difference of totals": null,
     "negative": null
    },
    "Moment": {
     "$ref": "tsp.yaml#/components/schemas/Time"
    },
    "BusinessDate": {
     "type": "string",
     "pattern": "^[0-9]{8}$"
    },
    "Role": {
     "type": "string",
     "enum": [
      "clerk",
      "supervisor",
      "auditor"
     ]
    },
    "Credentials": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "user",
      "password"
     ],
     "properties": {
      "user": {
       "type": "string",
       "minLength": 1,
       "maxLength": 40
      },
      "password": {
       "type": "string",
       "minLength": 1,
       "maxLength": 200
      }
     }
    },
    "Operator": {
     "type": "object",
     "required": [
      "user",
      "name",
      "role"
     ],
     "properties": {
      "user": {
       "type": "string"
      },
      "name": {
       "type": "string"
      },
      "role": {
       "$ref": "#/components/schemas/Role"
      }
     }
    },
    "OperatorSession": {
     "type": "object",
     "required": [
      "token",
      "operator",
      "may",
      "expiresAt"
     ],
     "properties": {
      "token": {
       "type": "string",
       "pattern": "^[0-9a-f]{64}$"
      },
      "operator": {
       "$ref": "#/components/schemas/Operator"
      },
      "may": {
       "type": "array",
       "description": "The operations of this interface that the role may call",
       "items": {
        "type": "string"
       }
      },
      "expiresAt": {
       "$ref": "#/components/schemas/Moment"
      },
      "demonstration": {
       "type": "boolean",
       "description": "All data are a demonstration; every page says so"
      }
     }
    },
    "Sum": {
     "type": "object",
     "required": [
      "count",
      "totalFen"
     ],
     "properties": {
      "count": {
       "type": "integer",
       "minimum": 0
      },
      "totalFen": {
       "$ref": "#/components/schemas/Fen"
      }
     }
    },
    "Open": {
     "type": "object",
     "required": [
      "count",
      "totalFen"
     ],
     "properties": {
      "count": {
       "type": "integer",
       "minimum": 0
      },
      "totalFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "oldestAt": {
       "$ref": "#/components/schemas/Moment"
      }
     }
    },
    "Health": {
     "type": "object",
     "required": [
      "state"
     ],
     "properties": {
      "state": {
       "type": "string",
       "enum": [
        "up",
        "slow",
        "down",
        "unknown"
       ]
      },
      "lastAnswerAt": {
       "$ref": "#/components/schemas/Moment"
      },
      "medianMs": {
       "type": "integer"
      }
     }
    },
    "Today": {
     "type": "object",
     "required": [
      "date",
      "asOf",
      "paid",
      "failed",
      "hours",
      "endings",
      "doubts",
      "backlog",
      "cases",
      "toApprove",
      "pool",
      "health",
      "switches"
     ],
     "properties": {
      "date": {
       "$ref": "#/components/schemas/BusinessDate"
      },
      "asOf": {
       "$ref": "#/components/schemas/Moment"
      },
      "paid": {
       "$ref": "#/components/schemas/Sum"
      },
      "failed": {
       "type": "integer",
       "description": "Attempts that ended without a known debit; what their box says of the card may be a claim",
       "minimum": 0
      },
      "successRate": {
       "type": "number",
       "minimum": 0,
       "maximum": 1,
       "description": "Of attempts that ended; absent when none did"
      },
      "medianMs": {
       "type": "integer",
       "description": "From the pressed OK to the debit known; absent without a payment"
      },
      "hours": {
       "type": "array",
       "description": "The hours of the business day so far, in order. It begins within hour 23, at the cut-off of the evening before, so that one comes first and, in the evening, again last",
       "items": {
        "type": "object",
        "required": [
         "hour",
         "paid",
         "paidFen",
         "failed"
        ],
        "properties": {
         "hour": {
          "type": "integer",
          "minimum": 0,
          "maximum": 23
         },
         "paid": {
          "type": "integer"
         },
         "paidFen": {
          "$ref": "#/components/schemas/Fen"
         },
         "failed": {
          "type": "integer"
         }
        }
       }
      },
      "endings": {
       "type": "array",
       "description": "Why attempts took nothing, most frequent first",
       "items": {
        "type": "object",
        "required": [
         "code",
         "count"
        ],
        "properties": {
         "code": {
          "type": "string"
         },
         "count": {
          "type": "integer"
         }
        }
       }
      },
      "doubts": {
       "$ref": "#/components/schemas/Open"
      },
      "backlog": {
       "$ref": "#/components/schemas/Open",
       "description": "Paid and not opened yet"
      },
      "cases": {
       "$ref": "#/components/schemas/Open"
      },
      "toApprove": {
       "type": "integer",
       "minimum": 0
      },
      "pool": {
       "type": "object",
       "required": [
        "total",
        "free",
        "leased",
        "out",
        "waiting"
       ],
       "properties": {
        "total": {
         "type": "integer"
        },
        "free": {
         "type": "integer"
        },
        "leased": {
         "type": "integer"
        },
        "out": {
         "type": "integer"
        },
        "waiting": {
         "type": "integer"
        }
       }
      },
      "health": {
       "type": "object",
       "required": [
        "boss",
        "ppp",
        "hsm"
       ],
       "properties": {
        "boss": {
         "$ref": "#/components/schemas/Health"
        },
        "ppp": {
         "$ref": "#/components/schemas/Health"
        },
        "hsm": {
         "$ref": "#/components/schemas/Health"
        }
       }
      },
      "switches": {
       "type": "array",
       "description": "Those that are off",
       "items": {
        "$ref": "#/components/schemas/SwitchName"
       }
      },
      "watchedBoxes": {
       "type": "integer",
       "minimum": 0,
       "description": "Boxes on watch"
      },
      "alerts": {
       "type": "array",
       "description": "What somebody should look at now; bad ones first",
       "items": {
        "$ref": "#/components/schemas/Alert"
       }
      }
     }
    },
    "Alert": {
     "type": "object",
     "required": [
      "id",
      "level",
      "value",
      "limit"
     ],
     "description": "Something has passed its limit. `doubt-old`: minutes since the oldest doubt without a case. `boss-queue`: minutes since the oldest payment that is not opened. `refusals-high`: per cent of the last hour's attempts that took nothing. `pool-short`: per cent of the working PSAMs that are free. `day-unsettled`: hours since `date` was over. `disk-low`: free megabytes. `party-down`: `party` does not answer.\n",
     "properties": {
      "id": {
       "type": "string",
       "enum": [
        "doubt-old",
        "boss-queue",
        "refusals-high",
        "pool-short",
        "day-unsettled",
        "disk-low",
        "party-down"
       ]
      },
      "level": {
       "type": "string",
       "enum": [
        "warn",
        "bad"
       ]
      },
      "value": {
       "type": "integer"
      },
      "limit": {
       "type": "integer"
      },
      "date": {
       "$ref": "#/components/schemas/BusinessDate"
      },
      "party": {
       "type": "string",
       "enum": [
        "boss",
        "ppp",
        "hsm"
       ]
      }
     }
    },
    "EndSum": {
     "type": "object",
     "required": [
      "paid",
      "paidFen",
      "failed"
     ],
     "description": "Attempts by how they ended, under the time when it became known. Of a mean, `paid` and `failed` have a decimal",
     "properties": {
      "paid": {
       "type": "number",
       "minimum": 0
      },
      "paidFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "failed": {
       "type": "number",
       "minimum": 0
      }
     }
    },
    "ServiceFigure": {
     "type": "object",
     "required": [
      "serviceId",
      "count",
      "totalFen"
     ],
     "properties": {
      "serviceId": {
       "type": "string",
       "description": "Empty for payments of an older version"
      },
      "title": {
       "$ref": "tsp.yaml#/components/schemas/Text"
      },
      "count": {
       "type": "integer"
      },
      "totalFen": {
       "$ref": "#/components/schemas/Fen"
      }
     }
    },
    "DayFigures": {
     "type": "object",
     "required": [
      "date",
      "asOf",
      "isOver",
      "sum",
      "compared",
      "days",
      "funnel",
      "endings",
      "services",
      "refusals",
      "latency"
     ],
     "properties": {
      "date": {
       "$ref": "#/components/schemas/BusinessDate"
      },
      "asOf": {
       "$ref": "#/components/schemas/Moment"
      },
      "isReading": {
       "type": "boolean",
       "description": "The days before are still being read, as after a start; ask again in a while"
      },
      "isOver": {
       "type": "boolean",
       "description": "The business day is not the one that runs"
      },
      "sum": {
       "$ref": "#/components/schemas/EndSum"
      },
      "compared": {
       "type": "object",
       "required": [
        "sum"
       ],
       "description": "Of the day that runs, all of them up to the same whole minute of the day. `sum` alone while `isReading`",
       "properties": {
        "sum": {
         "$ref": "#/components/schemas/EndSum"
        },
        "dayBefore": {
         "$ref": "#/components/schemas/EndSum"
        },
        "weekBefore": {
         "$ref": "#/components/schemas/EndSum",
         "description": "Seven days before"
        },
        "mean": {
         "$ref": "#/components/schemas/EndSum",
         "description": "Of the seven days before, without those on which nothing ended; absent when there is none"
        }
       }
      },
      "days": {
       "type": "array",
       "description": "The seven days before and the day itself, oldest first, each whole; the day alone while `isReading`",
       "items": {
        "type": "object",
        "required": [
         "date",
         "sum"
        ],
        "properties": {
         "date": {
          "$ref": "#/components/schemas/BusinessDate"
         },
         "sum": {
          "$ref": "#/components/schemas/EndSum"
         }
        }
       }
      },
      "funnel": {
       "type": "array",
       "description": "How many of the orders whose price was asked for on this day came at least so far by now; in this order",
       "items": {
        "type": "object",
        "required": [
         "stage",
         "count"
        ],
        "properties": {
         "stage": {
          "type": "string",
          "enum": [
           "quoted",
           "confirmed",
           "attempted",
           "debited",
           "served"
          ]
         },
         "count": {
          "type": "integer"
         }
        }
       }
      },
      "endings": {
       "type": "array",
       "description": "Why attempts took nothing, most frequent first",
       "items": {
        "type": "object",
        "required": [
         "code",
         "count"
        ],
        "properties": {
         "code": {
          "type": "string"
         },
         "count": {
          "type": "integer"
         }
        }
       }
      },
      "services": {
       "type": "array",
       "description": "What was taken for each service; the sum is that of the day",
       "items": {
        "$ref": "#/components/schemas/ServiceFigure"
       }
      },
      "refusals": {
       "type": "array",
       "description": "Answers to boxes that were refusals, by operation and problem of tsp.yaml, most frequent first. A box may ask again",
       "items": {
        "type": "object",
        "required": [
         "operation",
         "code",
         "count"
        ],
        "properties": {
         "operation": {
          "type": "string"
         },
         "code": {
          "type": "string"
         },
         "count": {
          "type": "integer"
         }
        }
       }
      },
      "latency": {
       "type": "array",
       "description": "What answers to boxes took, within ten per cent. Measures of the running hour are lost when the host is killed",
       "items": {
        "type": "object",
        "required": [
         "operation",
         "samples",
         "p50Ms",
         "p95Ms",
         "p99Ms"
        ],
        "properties": {
         "operation": {
          "type": "string"
         },
         "samples": {
          "type": "integer"
         },
         "p50Ms": {
          "type": "integer"
         },
         "p95Ms": {
          "type": "integer"
         },
         "p99Ms": {
          "type": "integer"
         }
        }
       }
      }
     }
    },
    "OrderSummary": {
     "type": "object",
     "required": [
      "orderId",
      "ref",
      "state",
      "amountFen",
      "subscriberId",
      "stbId",
      "service",
      "createdAt"
     ],
     "properties": {
      "orderId": {
       "type": "string"
      },
      "ref": {
       "type": "string"
      },
      "state": {
       "$ref": "tsp.yaml#/components/schemas/OrderState"
      },
      "amountFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "subscriberId": {
       "type": "string"
      },
      "stbId": {
       "type": "string"
      },
      "service": {
       "$ref": "tsp.yaml#/components/schemas/Text"
      },
      "way": {
       "type": "string",
       "description": "Way of paying of its newest attempt; absent without one. `card` is the only one today, others may come"
      },
      "months": {
       "type": "integer",
       "description": "Absent for overdue bills alone"
      },
      "createdAt": {
       "$ref": "#/components/schemas/Moment"
      },
      "paidAt": {
       "$ref": "#/components/schemas/Moment"
      },
      "businessDate": {
       "$ref": "#/components/schemas/BusinessDate"
      },
      "cardTail": {
       "type": "string"
      },
      "receiptNo": {
       "type": "string"
      },
      "caseNo": {
       "type": "string"
      }
     }
    },
    "OrderPage": {
     "type": "object",
     "required": [
      "orders"
     ],
     "properties": {
      "orders": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/OrderSummary"
       }
      },
      "cursor": {
       "type": "string"
      },
      "total": {
       "$ref": "#/components/schemas/Total"
      }
     }
    },
    "Total": {
     "type": "object",
     "description": "How many rows there are on all pages. A request counts ten thousand rows at most",
     "required": [
      "count",
      "more"
     ],
     "properties": {
      "count": {
       "type": "integer",
       "minimum": 0
      },
      "more": {
       "type": "boolean",
       "description": "There may be more than `count`: the counting stopped"
      }
     }
    },
    "FindKind": {
     "type": "string",
     "description": "`code`: read off the television; `card`: a bank card; `smartCard`: the card of the box",
     "enum": [
      "code",
      "incident",
      "receipt",
      "order",
      "attempt",
      "case",
      "card",
      "smartCard",
      "telephone",
      "subscriber",
      "box",
      "name"
     ]
    },
    "Find": {
     "type": "object",
     "description": "What a person needs to choose; `subscriberId` is where it leads",
     "properties": {
      "subscriberId": {
       "type": "string"
      },
      "name": {
       "type": "string",
       "description": "Masked"
      },
      "smartCard": {
       "type": "string",
       "description": "Masked"
      },
      "area": {
       "$ref": "tsp.yaml#/components/schemas/Text"
      },
      "stbId": {
       "type": "string"
      },
      "orderId": {
       "type": "string"
      },
      "ref": {
       "type": "string"
      },
      "service": {
       "$ref": "tsp.yaml#/components/schemas/Text"
      },
      "amountFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "at": {
       "$ref": "#/components/schemas/Moment"
      },
      "state": {
       "$ref": "tsp.yaml#/components/schemas/OrderState"
      },
      "cardTail": {
       "type": "string"
      },
      "caseNo": {
       "type": "string"
      },
      "receiptNo": {
       "type": "string"
      },
      "incident": {
       "$ref": "#/components/schemas/ToldIncident"
      }
     }
    },
    "ToldIncident": {
     "type": "object",
     "description": "What a viewer was shown under a code, in words",
     "required": [
      "code",
      "at",
      "what",
      "say",
      "source",
      "proven"
     ],
     "properties": {
      "code": {
       "$ref": "tsp.yaml#/components/schemas/Code"
      },
      "at": {
       "$ref": "#/components/schemas/Moment"
      },
      "what": {
       "description": "What happened, for the person at the console",
       "$ref": "tsp.yaml#/components/schemas/Text"
      },
      "say": {
       "description": "What to tell the caller. Of an order the script says it",
       "$ref": "tsp.yaml#/components/schemas/Text"
      },
      "source": {
       "type": "string",
       "enum": [
        "platform",
        "box"
       ]
      },
      "proven": {
       "type": "boolean"
      },
      "stbId": {
       "type": "string"
      },
      "orderId": {
       "type": "string"
      }
     }
    },
    "FindGroup": {
     "type": "object",
     "required": [
      "kind",
      "finds",
      "isMore"
     ],
     "properties": {
      "kind": {
       "$ref": "#/components/schemas/FindKind"
      },
      "finds": {
       "type": "array",
       "maxItems": 20,
       "items": {
        "$ref": "#/components/schemas/Find"
       }
      },
      "isMore": {
       "type": "boolean",
       "description": "There are more: ask the caller for something else"
      }
     }
    },
    "Finds": {
     "type": "object",
     "required": [
      "groups",
      "tried",
      "boss"
     ],
     "properties": {
      "groups": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/FindGroup"
       }
      },
      "tried": {
       "type": "array",
       "description": "What the text may have meant; empty where it can be nothing",
       "items": {
        "$ref": "#/components/schemas/FindKind"
       }
      },
      "boss": {
       "$ref": "#/components/schemas/BossWord"
      }
     }
    },
    "BossWord": {
     "type": "string",
     "description": "`silent`: BOSS did not answer, so names, smart cards, services and bills are missing; `unknown`: it does not know this subscriber",
     "enum": [
      "answered",
      "silent",
      "unknown",
      "unasked"
     ]
    },
    "Situation": {
     "type": "string",
     "description": "What a line of the script is about. `doubt`: nobody knows yet whether it was debited; `deniedByBox`: the box says that it was not, and nothing proves it; `refused`: it ended before the card could be debited\n",
     "enum": [
      "quoted",
      "confirmed",
      "paying",
      "doubt",
      "deniedByBox",
      "opening",
      "open",
      "withPeople",
      "creditDue",
      "credited",
      "refundDue",
      "refunded",
      "refused",
      "notDebited",
      "notPaid",
      "secondDebit",
      "secondReturned",
      "boxBlocked",
      "arrears",
      "nothing"
     ]
    },
    "ScriptLine": {
     "type": "object",
     "description": "What to say now. `say` is read out; `note` is for the person who reads it",
     "required": [
      "situation",
      "say",
      "money"
     ],
     "properties": {
      "situation": {
       "$ref": "#/components/schemas/Situation"
      },
      "say": {
       "$ref": "tsp.yaml#/components/schemas/Text"
      },
      "note": {
       "$ref": "tsp.yaml#/components/schemas/Text"
      },
      "money": {
       "description": "What the line says of the money of its order; `untouched` also where it is about no money",
       "$ref": "tsp.yaml#/components/schemas/Money"
      },
      "orderId": {
       "type": "string"
      },
      "caseNo": {
       "type": "string"
      }
     }
    },
    "SubscriberBox": {
     "type": "object",
     "required": [
      "stbId",
      "blocked",
      "blockedAtBoss"
     ],
     "properties": {
      "stbId": {
       "type": "string"
      },
      "blocked": {
       "type": "boolean",
       "description": "By the platform"
      },
      "blockedAtBoss": {
       "type": "boolean"
      },
      "watch": {
       "type": "string",
       "description": "Why people should look at it"
      },
      "lastOrderAt": {
       "$ref": "#/components/schemas/Moment",
       "description": "When something was confirmed on it last"
      },
      "lastOrderState": {
       "$ref": "tsp.yaml#/components/schemas/OrderState"
      }
     }
    },
    "SubscriberPage": {
     "type": "object",
     "required": [
      "subscriberId",
      "boss",
      "script",
      "boxes",
      "services",
      "dues",
      "orders",
      "isMoreOrders",
      "doubts",
      "cases",
      "cards",
      "incidents"
     ],
     "properties": {
      "subscriberId": {
       "type": "string"
      },
      "boss": {
       "$ref": "#/components/schemas/BossWord"
      },
      "name": {
       "type": "string",
       "description": "Masked"
      },
      "smartCard": {
       "type": "string",
       "description": "Masked"
      },
      "telephone": {
       "type": "string",
       "description": "Masked"
      },
      "area": {
       "$ref": "tsp.yaml#/components/schemas/Text"
      },
      "status": {
       "type": "string",
       "enum": [
        "active",
        "closed"
       ]
      },
      "script": {
       "type": "array",
       "minItems": 1,
       "description": "The most urgent first",
       "items": {
        "$ref": "#/components/schemas/ScriptLine"
       }
      },
      "boxes": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/SubscriberBox"
       }
      },
      "services": {
       "type": "array",
       "items": {
        "type": "object",
        "required": [
         "serviceId",
         "title",
         "subscription"
        ],
        "properties": {
         "serviceId": {
          "type": "string"
         },
         "title": {
          "$ref": "tsp.yaml#/components/schemas/Text"
         },
         "subscription": {
          "$ref": "tsp.yaml#/components/schemas/Subscription"
         }
        }
       }
      },
      "dues": {
       "type": "array",
       "items": {
        "type": "object",
        "required": [
         "title",
         "amountFen",
         "dueDate",
         "isOverdue"
        ],
        "properties": {
         "title": {
          "$ref": "tsp.yaml#/components/schemas/Text"
         },
         "amountFen": {
          "$ref": "#/components/schemas/Fen"
         },
         "dueDate": {
          "$ref": "tsp.yaml#/components/schemas/Date"
         },
         "isOverdue": {
          "type": "boolean"
         }
        }
       }
      },
      "orders": {
       "type": "array",
       "maxItems": 20,
       "description": "Newest first",
       "items": {
        "$ref": "#/components/schemas/OrderSummary"
       }
      },
      "isMoreOrders": {
       "type": "boolean"
      },
      "doubts": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/Doubt"
       }
      },
      "cases": {
       "type": "array",
       "description": "Those that are not closed",
       "items": {
        "$ref": "#/components/schemas/CaseSummary"
       }
      },
      "cards": {
       "type": "array",
       "description": "Bank cards of these orders, the last used first",
       "items": {
        "type": "object",
        "required": [
         "cardTail",
         "lastUsedAt",
         "open"
        ],
        "properties": {
         "cardTail": {
          "type": "string"
         },
         "lastUsedAt": {
          "$ref": "#/components/schemas/Moment"
         },
         "open": {
          "type": "integer",
          "minimum": 0,
          "description": "Attempts of which it is not known what the card did"
         }
        }
       }
      },
      "incidents": {
       "type": "array",
       "maxItems": 10,
       "description": "What the boxes of the household were last shown with a code, newest first",
       "items": {
        "$ref": "#/components/schemas/ToldIncident"
       }
      }
     }
    },
    "HistoryEntry": {
     "type": "object",
     "required": [
      "at",
      "kind",
      "who",
      "what"
     ],
     "properties": {
      "at": {
       "$ref": "#/components/schemas/Moment"
      },
      "kind": {
       "type": "string",
       "enum": [
        "order",
        "attempt",
        "case",
        "posting",
        "exchange",
        "person"
       ]
      },
      "who": {
       "type": "string",
       "description": "Box id, `tsp`, `psam <terminal>`, `card` (a box says what it answered; nobody else has seen it), or a user"
      },
      "what": {
       "type": "string",
       "description": "Event, posting, or the header of a command, never its data"
      },
      "from": {
       "type": "string"
      },
      "to": {
       "type": "string"
      },
      "note": {
       "type": "string"
      },
      "attemptId": {
       "type": "string"
      },
      "statusWord": {
       "type": "string"
      },
      "amountFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "debit": {
       "type": "string",
       "description": "Account"
      },
      "credit": {
       "type": "string",
       "description": "Account"
      }
     }
    },
    "AttemptSummary": {
     "type": "object",
     "required": [
      "attemptId",
      "state",
      "amountFen",
      "cardTail"
     ],
     "properties": {
      "attemptId": {
       "type": "string"
      },
      "state": {
       "type": "string"
      },
      "amountFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "cardTail": {
       "type": "string"
      },
      "terminalNo": {
       "type": "string"
      },
      "terminalSequence": {
       "type": "string"
      },
      "businessDate": {
       "$ref": "#/components/schemas/BusinessDate"
      },
      "claim": {
       "type": "string"
      },
      "tacs": {
       "type": "object",
       "description": "TACs that were shown for this debit, if more than one or a refused one",
       "required": [
        "shown",
        "refused"
       ],
       "properties": {
        "shown": {
         "type": "integer"
        },
        "refused": {
         "type": "integer"
        }
       }
      },
      "reason": {
       "type": "string"
      },
      "surplus": {
       "type": "string"
      },
      "caseNo": {
       "type": "string"
      }
     }
    },
    "OrderHistory": {
     "type": "object",
     "required": [
      "order",
      "attempts",
      "entries"
     ],
     "properties": {
      "order": {
       "$ref": "#/components/schemas/OrderSummary"
      },
      "attempts": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/AttemptSummary"
       }
      },
      "entries": {
       "type": "array",
       "description": "Oldest first",
       "items": {
        "$ref": "#/components/schemas/HistoryEntry"
       }
      }
     }
    },
    "Doubt": {
     "type": "object",
     "required": [
      "orderId",
      "attemptId",
      "ref",
      "amountFen",
      "cardTail",
      "stbId",
      "since",
      "cause"
     ],
     "properties": {
      "orderId": {
       "type": "string"
      },
      "attemptId": {
       "type": "string"
      },
      "ref": {
       "type": "string"
      },
      "amountFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "cardTail": {
       "type": "string"
      },
      "stbId": {
       "type": "string"
      },
      "terminalNo": {
       "type": "string"
      },
      "since": {
       "$ref": "#/components/schemas/Moment"
      },
      "cause": {
       "type": "string"
      },
      "caseNo": {
       "type": "string"
      }
     }
    },
    "DoubtPage": {
     "type": "object",
     "required": [
      "doubts"
     ],
     "properties": {
      "doubts": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/Doubt"
       }
      },
      "cursor": {
       "type": "string"
      },
      "total": {
       "$ref": "#/components/schemas/Total"
      }
     }
    },
    "DifferenceClass": {
     "type": "string",
     "enum": [
      "MISSING_AT_BOSS",
      "MISSING_AT_TSP",
      "MISSING_AT_PPP",
      "UNKNOWN_AT_TSP",
      "AMOUNT_DIFF",
      "DUPLICATE",
      "TAC_INVALID",
      "CLAIM_REJECTED",
      "STATE_DIFF",
      "DAY_EDGE",
      "IN_DOUBT_OPEN",
      "TOTAL_ONLY"
     ]
    },
    "DifferenceState": {
     "type": "string",
     "description": "`listed` needs nobody (timing, open doubts); `waiting` gets another automatic try; `case` is with people",
     "enum": [
      "listed",
      "waiting",
      "cured",
      "case",
      "closed"
     ]
    },
    "Difference": {
     "type": "object",
     "required": [
      "id",
      "class",
      "state",
      "firstSeen",
      "ageDays"
     ],
     "properties": {
      "id": {
       "type": "string"
      },
      "class": {
       "$ref": "#/components/schemas/DifferenceClass"
      },
      "state": {
       "$ref": "#/components/schemas/DifferenceState"
      },
      "orderId": {
       "type": "string"
      },
      "attemptId": {
       "type": "string"
      },
      "terminalNo": {
       "type": "string"
      },
      "terminalSequence": {
       "type": "string"
      },
      "tspFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "bossFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "pppFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "tspState": {
       "type": "string"
      },
      "bossState": {
       "type": "string"
      },
      "otherDate": {
       "$ref": "#/components/schemas/BusinessDate"
      },
      "firstSeen": {
       "$ref": "#/components/schemas/Moment"
      },
      "ageDays": {
       "type": "integer",
       "minimum": 0
      },
      "step": {
       "type": "string",
       "description": "What the platform did about it by itself"
      },
      "caseNo": {
       "type": "string"
      },
      "note": {
       "type": "string"
      }
     }
    },
    "DifferencePage": {
     "type": "object",
     "required": [
      "differences"
     ],
     "properties": {
      "differences": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/Difference"
       }
      },
      "cursor": {
       "type": "string"
      },
      "total": {
       "$ref": "#/components/schemas/Total"
      }
     }
    },
    "SettlementFile": {
     "type": "object",
     "required": [
      "name",
      "party",
      "direction",
      "state"
     ],
     "properties": {
      "name": {
       "type": "string"
      },
      "party": {
       "type": "string",
       "enum": [
        "boss",
        "ppp"
       ]
      },
      "direction": {
       "type": "string",
       "enum": [
        "sent",
        "received"
       ]
      },
      "state": {
       "type": "string",
       "enum": [
        "waiting",
        "delivered",
        "read",
        "refused"
       ]
      },
      "count": {
       "type": "integer"
      },
      "totalFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "sha256": {
       "type": "string"
      },
      "at": {
       "$ref": "#/components/schemas/Moment"
      },
      "problem": {
       "type": "string",
       "description": "What is wrong with it and where"
      }
     }
    },
    "IncidentList": {
     "type": "object",
     "required": [
      "items"
     ],
     "properties": {
      "items": {
       "type": "array",
       "maxItems": 200,
       "items": {
        "$ref": "#/components/schemas/Incident"
       }
      }
     }
    },
    "Incident": {
     "type": "object",
     "required": [
      "code",
      "source",
      "at",
      "heardAt",
      "proven",
      "cause",
      "money"
     ],
     "properties": {
      "code": {
       "$ref": "tsp.yaml#/components/schemas/Code"
      },
      "source": {
       "type": "string",
       "description": "`platform`: it refused, or it saw the attempt in doubt; `box`: told by the box, and only as true as the box",
       "enum": [
        "platform",
        "box"
       ]
      },
      "at": {
       "$ref": "#/components/schemas/Moment",
       "description": "When it happened; of `box` by the clock of the box"
      },
      "heardAt": {
       "$ref": "#/components/schemas/Moment",
       "description": "When the platform noted it"
      },
      "stbId": {
       "type": "string",
       "description": "Absent where the request named no box"
      },
      "proven": {
       "type": "boolean",
       "description": "Whether the key of this box had signed the request. If not, anybody may have named the box"
      },
      "subscriberId": {
       "type": "string"
      },
      "orderId": {
       "$ref": "tsp.yaml#/components/schemas/Ulid"
      },
      "attemptId": {
       "$ref": "tsp.yaml#/components/schemas/Ulid"
      },
      "step": {
       "type": "string",
       "description": "With `box`: where the viewer was"
      },
      "call": {
       "type": "string",
       "description": "With `platform`: the operation of tsp.yaml that was refused; absent for a doubt"
      },
      "cause": {
       "type": "string",
       "description": "With `platform`: a ProblemCode of tsp.yaml, or `attempt.in_doubt`; with `box`: the name of what it found (card-removed, offline), or a ProblemCode"
      },
      "money": {
       "$ref": "tsp.yaml#/components/schemas/Money",
       "description": "What the viewer was told of the money then; what became of it stands in the order"
      },
      "retry": {
       "type": "string",
       "description": "With `platform`: what the box was told to do",
       "enum": [
        "same-key",
        "new",
        "no"
       ]
      },
      "field": {
       "type": "string",
       "description": "The field at fault, with request.invalid"
      },
      "reason": {
       "type": "string",
       "description": "BOSS's reject code",
       "with boss.rejected": null
      },
      "detail": {
       "type": "string",
       "description": "Names only"
      },
      "readerPort": {
       "type": "string"
      },
      "portalVersion": {
       "type": "string"
      }
     }
    },
    "DayState": {
     "type": "string",
     "description": "`running`: being settled; `waiting`: for the other sides; `explained`: all sides are in, and a difference, a case about one or a doubt is open, so money may still be missing; `settled`: all sides are in and nothing is open",
     "enum": [
      "open",
      "running",
      "waiting",
      "explained",
      "settled"
     ]
    },
    "DaySummary": {
     "type": "object",
     "required": [
      "date",
      "state",
      "differences",
      "unexplained"
     ],
     "properties": {
      "date": {
       "$ref": "#/components/schemas/BusinessDate"
      },
      "state": {
       "$ref": "#/components/schemas/DayState"
      },
      "tsp": {
       "$ref": "#/components/schemas/Sum"
      },
      "boss": {
       "$ref": "#/components/schemas/Sum"
      },
      "ppp": {
       "$ref": "#/components/schemas/Sum"
      },
      "differences": {
       "type": "integer"
      },
      "unexplained": {
       "type": "integer",
       "description": "Neither timing nor cured nor closed nor with people"
      },
      "open": {
       "type": "integer",
       "minimum": 0,
       "description": "Waiting for a cure, with a case that is not closed, or a doubt: money may be missing"
      },
      "receivable": {
       "$ref": "#/components/schemas/Sum"
      }
     }
    },
    "DayList": {
     "type": "object",
     "required": [
      "days"
     ],
     "properties": {
      "days": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/DaySummary"
       }
      }
     }
    },
    "Day": {
     "type": "object",
     "required": [
      "date",
      "state",
      "differences",
      "unexplained",
      "runs",
      "classes",
      "ageing",
      "files"
     ],
     "properties": {
      "date": {
       "$ref": "#/components/schemas/BusinessDate"
      },
      "state": {
       "$ref": "#/components/schemas/DayState"
      },
      "tsp": {
       "$ref": "#/components/schemas/Sum"
      },
      "boss": {
       "$ref": "#/components/schemas/Sum"
      },
      "ppp": {
       "$ref": "#/components/schemas/Sum"
      },
      "differences": {
       "type": "integer"
      },
      "unexplained": {
       "type": "integer"
      },
      "open": {
       "type": "integer",
       "minimum": 0
      },
      "receivable": {
       "description": "The PPP still owes it in the books though people closed its difference as explained. No closing file pays it, it is not written off, and nobody works on it",
       "$ref": "#/components/schemas/Sum"
      },
      "runs": {
       "type": "integer",
       "minimum": 0
      },
      "lastRunAt": {
       "$ref": "#/components/schemas/Moment"
      },
      "problem": {
       "type": "string",
       "description": "What stopped the last run"
      },
      "classes": {
       "type": "array",
       "items": {
        "type": "object",
        "required": [
         "class",
         "count",
         "totalFen",
         "open"
        ],
        "properties": {
         "class": {
          "$ref": "#/components/schemas/DifferenceClass"
         },
         "count": {
          "type": "integer"
         },
         "totalFen": {
          "$ref": "#/components/schemas/Fen"
         },
         "open": {
          "type": "integer"
         }
        }
       }
      },
      "ageing": {
       "type": "array",
       "description": "Open differences by age in days, from this age to the next",
       "items": {
        "type": "object",
        "required": [
         "fromDays",
         "count"
        ],
        "properties": {
         "fromDays": {
          "type": "integer",
          "enum": [
           0,
           1,
           3,
           7
          ]
         },
         "count": {
          "type": "integer"
         }
        }
       }
      },
      "files": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/SettlementFile"
       }
      }
     }
    },
    "BatchSummary": {
     "type": "object",
     "required": [
      "batchId",
      "date",
      "state",
      "count",
      "totalFen",
      "accepted",
      "rejected"
     ],
     "properties": {
      "batchId": {
       "type": "string"
      },
      "date": {
       "$ref": "#/components/schemas/BusinessDate"
      },
      "state": {
       "type": "string",
       "enum": [
        "BATCHED",
        "SENT",
        "DONE"
       ]
      },
      "count": {
       "type": "integer"
      },
      "totalFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "accepted": {
       "type": "integer"
      },
      "rejected": {
       "type": "integer"
      },
      "sha256": {
       "type": "string"
      }
     }
    },
    "BatchPage": {
     "type": "object",
     "required": [
      "batches"
     ],
     "properties": {
      "batches": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/BatchSummary"
       }
      },
      "cursor": {
       "type": "string"
      }
     }
    },
    "BatchDetail": {
     "type": "object",
     "required": [
      "batch",
      "records"
     ],
     "properties": {
      "batch": {
       "$ref": "#/components/schemas/BatchSummary"
      },
      "records": {
       "type": "array",
       "items": {
        "type": "object",
        "required": [
         "index",
         "orderId",
         "amountFen",
         "terminalNo",
         "terminalSequence",
         "cardTail"
        ],
        "properties": {
         "index": {
          "type": "integer"
         },
         "orderId": {
          "type": "string"
         },
         "amountFen": {
          "$ref": "#/components/schemas/Fen"
         },
         "terminalNo": {
          "type": "string"
         },
         "terminalSequence": {
          "type": "string"
         },
         "cardTail": {
          "type": "string"
         },
         "result": {
          "type": "string"
         },
         "caseNo": {
          "type": "string"
         }
        }
       }
      }
     }
    },
    "CaseKind": {
     "type": "string",
     "enum": [
      "doubt-aged",
      "evidence-conflict",
      "log-record",
      "passed-over",
      "card-blocked",
      "activation-stuck",
      "service-stopped",
      "credit-refused",
      "surplus-refused",
      "credit-stuck",
      "no-tac",
      "claim-rejected",
      "missing-at-boss",
      "missing-at-tsp",
      "missing-at-ppp",
      "unknown-at-tsp",
      "amount-diff",
      "duplicate",
      "state-diff",
      "total-only"
     ]
    },
    "CaseState": {
     "type": "string",
     "enum": [
      "OPEN",
      "ASSIGNED",
      "EVIDENCE",
      "PROPOSED",
      "APPROVED",
      "POSTED",
      "CLOSED"
     ]
    },
    "Decision": {
     "type": "string",
     "description": "`rework`: claim it from the PPP again; `explained`: the cause is known and nothing is to be booked; `releaseCard`: the card may pay again; `followSignature`: it was debited, by its right MAC2, and the attempt that people gave its number to was not",
     "enum": [
      "debited",
      "notDebited",
      "followSignature",
      "credit",
      "refund",
      "writeOff",
      "rework",
      "blockCard",
      "releaseCard",
      "explained"
     ]
    },
    "CaseSummary": {
     "type": "object",
     "required": [
      "caseNo",
      "kind",
      "state",
      "version",
      "amountFen",
      "openedAt",
      "ageDays"
     ],
     "properties": {
      "caseNo": {
       "type": "string"
      },
      "kind": {
       "$ref": "#/components/schemas/CaseKind"
      },
      "state": {
       "$ref": "#/components/schemas/CaseState"
      },
      "version": {
       "type": "integer",
       "minimum": 1,
       "description": "Counts the openings"
      },
      "amountFen": {
       "$ref": "#/components/schemas/Fen"
      },
      "orderId": {
       "type": "string"
      },
      "attemptId": {
       "type": "string"
      },
      "openedAt": {
       "$ref": "#/components/schemas/Moment"
      },
      "ageDays": {
       "type": "integer"
      },
      "assignee": {
       "type": "string"
      },
      "decision": {
       "$ref": "#/components/schemas/Decision"
      },
      "proposedBy": {
       "type": "string"
      }
     }
    },
    "CasePage": {
     "type": "object",
     "required": [
      "cases"
     ],
     "properties": {
      "cases": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/CaseSummary"
       }
      },
      "cursor": {
       "type": "string"
      },
      "total": {
       "$ref": "#/components/schemas/Total"
      }
     }
    },
    "Case": {
     "type": "object",
     "required": [
      "case",
      "note",
      "steps",
      "decisions",
      "previews",
      "may"
     ],
     "properties": {
      "case": {
       "$ref": "#/components/schemas/CaseSummary"
      },
      "note": {
       "type": "string",
       "description": "Why it was opened"
      },
      "revision": {
       "type": "integer",
       "description": "Counts every step; a step names the one it was decided on"
      },
      "steps": {
       "type": "array",
       "description": "Oldest first",
       "items": {
        "type": "object",
        "required": [
         "at",
         "who",
         "step"
        ],
        "properties": {
         "at": {
          "$ref": "#/components/schemas/Moment"
         },
         "who": {
          "type": "string"
         },
         "step": {
          "$ref": "#/components/schemas/CaseStepName"
         },
         "decision": {
          "$ref": "#/components/schemas/Decision"
         },
         "reason": {
          "type": "string"
         },
         "refundRef": {
          "type": "string"
         }
        }
       }
      },
      "decisions": {
       "type": "array",
       "description": "What may be proposed now",
       "items": {
        "$ref": "#/components/schemas/Decision"
       }
      },
      "previews": {
       "type": "array",
       "description": "For every decision while one may be proposed, and for the proposed one until it is approved; otherwise empty, also where it no longer fits",
       "items": {
        "$ref": "#/components/schemas/DecisionPreview"
       }
      },
      "proposedDigest": {
       "type": "string",
       "description": "Of the preview that was proposed. Where the preview has another one now, only `refuse` is left"
      },
      "may": {
       "type": "array",
       "description": "Steps this person may take now",
       "items": {
        "$ref": "#/components/schemas/CaseStepName"
       }
      }
     }
    },
    "DecisionPreview": {
     "type": "object",
     "description": "What happens the moment a second person approves, found by the code that posts it",
     "required": [
      "decision",
      "postings",
      "asks",
      "opens",
      "needsBossWord",
      "digest"
     ],
     "properties": {
      "decision": {
       "$ref": "#/components/schemas/Decision"
      },
      "postings": {
       "type": "array",
       "description": "Booked with the approval, in this order; nothing else is",
       "items": {
        "type": "object",
        "required": [
         "kind",
         "orderId",
         "attemptId",
         "amountFen",
         "debit",
         "credit"
        ],
        "properties": {
         "kind": {
          "type": "string"
         },
         "orderId": {
          "type": "string"
         },
         "attemptId": {
          "type": "string"
         },
         "amountFen": {
          "$ref": "#/components/schemas/Fen"
         },
         "debit": {
          "type": "string",
          "description": "An account"
         },
         "credit": {
          "type": "string",
          "description": "An account"
         }
        }
       }
      },
      "asks": {
       "type": "array",
       "description": "Requested with the approval: from BOSS, or `CLAIM` from the PPP in the next batch. Its postings are made when they have answered",
       "items": {
        "type": "object",
        "required": [
         "what"
        ],
        "properties": {
         "what": {
          "type": "string",
          "enum": [
           "ACTIVATE",
           "ACTIVATE_AGAIN",
           "CREDIT",
           "SURPLUS_CREDIT",
           "STOP_SERVICE",
           "RELEASE_HOLD",
           "GRACE",
           "CLAIM"
          ]
         },
         "amountFen": {
          "$ref": "#/components/schemas/Fen"
         }
        }
       }
      },
      "opens": {
       "type": "array",
       "description": "Further cases that the approval opens",
       "items": {
        "$ref": "#/components/schemas/CaseKind"
       }
      },
      "needsBossWord": {
       "type": "boolean",
       "description": "Before it is booked BOSS is asked, and may forbid it"
      },
      "digest": {
       "type": "string",
       "pattern": "^[0-9A-F]{64}$",
       "description": "Of all the rest"
      }
     }
    },
    "CaseStepName": {
     "type": "string",
     "enum": [
      "assign",
      "evidence",
      "propose",
      "approve",
      "refuse",
      "reopen"
     ]
    },
    "CaseStep": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "step",
      "revision",
      "reason"
     ],
     "properties": {
      "step": {
       "$ref": "#/components/schemas/CaseStepName"
      },
      "revision": {
       "type": "integer",
       "minimum": 1
      },
      "reason": {
       "type": "string",
       "minLength": 1,
       "maxLength": 500,
       "description": "For `evidence`: the evidence"
      },
      "decision": {
       "$ref": "#/components/schemas/Decision"
      },
      "refundRef": {
       "type": "string",
       "minLength": 1,
       "maxLength": 60,
       "description": "Reference of the bank transfer, with the decision `refund`. It has a letter or a digit, is kept without blanks around it, and is of this case alone: `case.refund_ref`"
      },
      "previewDigest": {
       "type": "string",
       "pattern": "^[0-9A-F]{64}$",
       "description": "With `propose` and `approve`: the preview that the person was shown. Exactly that is posted, or nothing (`case.preview`)"
      }
     }
    },
    "AuditPage": {
     "type": "object",
     "required": [
      "events"
     ],
     "properties": {
      "events": {
       "type": "array",
       "items": {
        "type": "object",
        "required": [
         "number",
         "at",
         "who",
         "what",
         "hash"
        ],
        "properties": {
         "number": {
          "type": "integer"
         },
         "at": {
          "$ref": "#/components/schemas/Moment"
         },
         "who": {
          "type": "string"
         },
         "what": {
          "type": "string"
         },
         "orderId": {
          "type": "string"
         },
         "attemptId": {
          "type": "string"
         },
         "from": {
          "type": "string"
         },
         "to": {
          "type": "string"
         },
         "note": {
          "type": "string"
         },
         "hash": {
          "type": "string"
         }
        }
       }
      },
      "cursor": {
       "type": "string"
      },
      "total": {
       "$ref": "#/components/schemas/Total"
      }
     }
    },
    "ChainState": {
     "type": "object",
     "required": [
      "rows"
     ],
     "properties": {
      "rows": {
       "type": "integer"
      },
      "head": {
       "type": "string"
      },
      "firstBroken": {
       "type": "integer",
       "description": "Absent when the chain is whole"
      }
     }
    },
    "Verification": {
     "type": "object",
     "required": [
      "audit",
      "ledger"
     ],
     "properties": {
      "audit": {
       "$ref": "#/components/schemas/ChainState"
      },
      "ledger": {
       "$ref": "#/components/schemas/ChainState"
      },
      "ledgerFault": {
       "type": "string"
      }
     }
    },
    "PsamView": {
     "type": "object",
     "required": [
      "terminalNo",
      "issuer",
      "applicationType",
      "state"
     ],
     "properties": {
      "terminalNo": {
       "type": "string"
      },
      "issuer": {
       "type": "string"
      },
      "applicationType": {
       "type": "string"
      },
      "keyVersions": {
       "type": "array",
       "items": {
        "type": "string"
       }
      },
      "state": {
       "type": "string",
       "enum": [
        "free",
        "leased",
        "drained",
        "dead",
        "locked",
        "counter-exhausted",
        "closing-failed",
        "frozen"
       ]
      },
      "leaseUntil": {
       "$ref": "#/components/schemas/Moment"
      },
      "lastUsedAt": {
       "$ref": "#/components/schemas/Moment"
      },
      "reason": {
       "type": "string",
       "description": "Why it is drained or frozen"
      }
     }
    },
    "PoolView": {
     "type": "object",
     "required": [
      "psams",
      "waiting"
     ],
     "properties": {
      "psams": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/PsamView"
       }
      },
      "waiting": {
       "type": "integer"
      }
     }
    },
    "PsamChange": {
     "type": "object",
     "additionalProperties": false,
     "description": "Either `drained` or `frozen`",
     "required": [
      "reason"
     ],
     "properties": {
      "drained": {
       "type": "boolean",
       "description": "Gets no new lease; what it has leased is finished"
      },
      "frozen": {
       "type": "boolean",
       "enum": [
        false
       ],
       "description": "Thaws it. The platform freezes a PSAM by itself, when the PPP has a debit of its number that the platform has not: no lease, no MAC1"
      },
      "reason": {
       "type": "string",
       "minLength": 1,
       "maxLength": 200
      }
     }
    },
    "SwitchName": {
     "type": "string",
     "description": "`attempts`: new attempts may start; `batches`: batches are sent",
     "enum": [
      "attempts",
      "batches"
     ]
    },
    "Switch": {
     "type": "object",
     "required": [
      "name",
      "on"
     ],
     "properties": {
      "name": {
       "$ref": "#/components/schemas/SwitchName"
      },
      "on": {
       "type": "boolean"
      },
      "since": {
       "$ref": "#/components/schemas/Moment"
      },
      "who": {
       "type": "string"
      },
      "reason": {
       "type": "string"
      }
     }
    },
    "SwitchList": {
     "type": "object",
     "required": [
      "switches"
     ],
     "properties": {
      "switches": {
       "type": "array",
       "items": {
        "$ref": "#/components/schemas/Switch"
       }
      }
     }
    },
    "SwitchChange": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "on",
      "reason"
     ],
     "properties": {
      "on": {
       "type": "boolean"
      },
      "reason": {
       "type": "string",
       "minLength": 1,
       "maxLength": 200
      }
     }
    },
    "Box": {
     "type": "object",
     "required": [
      "stbId",
      "blocked"
     ],
     "properties": {
      "stbId": {
       "type": "string"
      },
      "blocked": {
       "type": "boolean"
      },
      "since": {
       "$ref": "#/components/schemas/Moment"
      },
      "who": {
       "type": "string"
      },
      "reason": {
       "type": "string"
      },
      "watch": {
       "type": "object",
       "description": "What it did that no honest box does, until somebody blocks it or lets it in",
       "required": [
        "since",
        "lastAt",
        "why",
        "times"
       ],
       "properties": {
        "since": {
         "$ref": "#/components/schemas/Moment"
        },
        "lastAt": {
         "$ref": "#/components/schemas/Moment"
        },
        "why": {
         "type": "string",
         "maxLength": 200
        },
        "times": {
         "type": "integer",
         "minimum": 1
        }
       }
      }
     }
    },
    "BoxList": {
     "type": "object",
     "required": [
      "boxes"
     ],
     "properties": {
      "boxes": {
       "type": "array",
       "maxItems": 200,
       "items": {
        "$ref": "#/components/schemas/Box"
       }
      },
      "blocked": {
       "type": "array",
       "maxItems": 200,
       "items": {
        "$ref": "#/components/schemas/Box"
       }
      }
     }
    },
    "BoxChange": {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "blocked",
      "reason"
     ],
     "properties": {
      "blocked": {
       "type": "boolean"
      },
      "reason": {
       "type": "string",
       "minLength": 1,
       "maxLength": 200
      }
     }
    },
    "Export": {
     "type": "object",
     "required": [
      "fileName",
      "csv"
     ],
     "properties": {
      "fileName": {
       "type": "string"
      },
      "csv": {
       "type": "string"
      }
     }
    }
   }
  }
 }
} as const;
