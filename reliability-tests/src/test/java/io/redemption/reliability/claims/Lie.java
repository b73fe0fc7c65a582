package io.redemption.reliability.claims;

import io.redemption.reliability.claims.Reply.Bytes;
import java.util.List;

/** The ways in which an answer is wrong. Each keeps to the rule of the game. */
enum Lie {
    /** No lie: the control, whose claims have to be definite. */
    RIGHT(300) {
        @Override
        Bytes to(Question q) {
            return q.right().whole();
        }
    },
    /** No lie either, but the answer comes before the lost write is executed. */
    EARLY(110) {
        @Override
        Bytes to(Question q) {
            return q.right().whole();
        }
    },
    STATUS(110) {
        @Override
        Bytes to(Question q) {
            int status = q.pick(Statuses.ODD);
            boolean errorBody = q.coin();
            if (Statuses.deny(status) && (!q.mayDeny() || q.random(4) == 0)) {
                q.told(status, false);
                return q.reply(status, "{\"error\":{\"code\":\"unknown_path\"}}")
                        .whole();
            }
            if (status == 203 && q.request() == Request.CREATE && !errorBody) {
                q.execute(true);
            } else {
                q.told(status, true);
            }
            return q.reply(status, errorBody ? q.errorBody() : Bodies.right(q)).whole();
        }
    },
    HTML(110) {
        @Override
        Bytes to(Question q) {
            int status = q.pick(Statuses.OF_PAGES);
            q.told(status, false);
            return new Reply(status, q.pick("text/html", "application/json"), List.of(), Bodies.page(q)).whole();
        }
    },
    SHAPE(110) {
        @Override
        Bytes to(Question q) {
            q.told(200, true);
            return q.reply(200, Bodies.otherShape(q)).whole();
        }
    },
    VALUE(110) {
        @Override
        Bytes to(Question q) {
            String value = q.pick("\"99.51\"", "0", "9950", "null", "\"\"", "\"99.4999\"", "\"-1\"", "1e400", "[]");
            return Bodies.told(q, q.echo().with("value_used", value));
        }
    },
    USER(110) {
        @Override
        Bytes to(Question q) {
            String user = q.pick("\"somebody\"", "\"\"", "null", "\" \"", "7", "\"U\"", "{}");
            return Bodies.told(q, q.echo().with("user_id", user));
        }
    },
    TRANSACTION(110) {
        @Override
        Bytes to(Question q) {
            return Bodies.otherTransaction(q);
        }
    },
    REDEEMABLE(110) {
        @Override
        Bytes to(Question q) {
            return q.request() == Request.LIST && q.coin()
                    ? q.reply(200, Question.list(q.another(), List.of(), q.pickOrNone("0")))
                            .whole()
                    : Bodies.told(q, q.echo().of(q.pick("coupon_id", "voucher_id", "gift_card_id"), "another"));
        }
    },
    ID(110) {
        @Override
        Bytes to(Question q) {
            String id = q.pick("\"a/b\"", "\"\"", "null", "\"..\"", "{}", "true", "\"a b\"");
            boolean another = q.request() == Request.ONE && q.coin();
            return Bodies.told(q, q.echo().with("id", another ? "\"another\"" : id));
        }
    },
    COUNT(110) {
        @Override
        Bytes to(Question q) {
            return Bodies.miscounted(q);
        }
    },
    TIME(110) {
        @Override
        Bytes to(Question q) {
            return Bodies.outOfTime(q);
        }
    },
    TOLD_FAILURE(110) {
        @Override
        Bytes to(Question q) {
            return Bodies.withFailure(q);
        }
    },
    CUT_BY_LENGTH(480) {
        @Override
        Bytes to(Question q) {
            Reply right = q.right();
            return q.cut(right.whole(), right.status());
        }
    },
    CUT_BY_CHUNK(480) {
        @Override
        Bytes to(Question q) {
            Reply right = q.right();
            return q.cut(right.chunked(), right.status());
        }
    },
    CUT_BY_CLOSE(480) {
        @Override
        Bytes to(Question q) {
            Reply right = q.right();
            return q.cut(right.untilClosed(), right.status());
        }
    },
    /** The answer to somebody else's request, then ours. */
    STRAY_BEFORE(110) {
        @Override
        Bytes to(Question q) {
            return Bodies.ofAnother(q).whole().and(q.right().whole());
        }
    },
    /** Ours, and behind it what the next request on the connection would have to fear most. */
    STRAY_BEHIND(110) {
        @Override
        Bytes to(Question q) {
            return q.right().whole().and(Bodies.feared(q).whole());
        }
    },
    REDIRECT(110) {
        @Override
        Bytes to(Question q) {
            int status = q.pick(300, 301, 302, 303, 304, 307, 308);
            q.told(status, true);
            return Reply.json(status, "{}", "Location: " + q.pick("/elsewhere", "//evil.example/x", "?again"))
                    .whole();
        }
    },
    EMPTY(110) {
        @Override
        Bytes to(Question q) {
            int status = q.pick(Statuses.OF_NOTHING);
            if (q.random(5) == 0 || (Statuses.deny(status) && !q.mayDeny())) {
                q.told(0, false);
                return new Bytes("", true);
            }
            q.told(status, true);
            return q.reply(status, "").whole();
        }
    },
    SILENCE(30) {
        @Override
        Bytes to(Question q) {
            q.told(0, false);
            return Bytes.NONE;
        }
    };

    /** Of how many wrong answers. */
    static final int OF = 3000;

    private final int share;

    Lie(int share) {
        this.share = share;
    }

    /** Says it, and executes a write or does not. */
    abstract Bytes to(Question q);

    /**
     * How many of this number of wrong answers are such ones, at least one; of right ones, how many there are beside
     * them.
     */
    int share(int wrongAnswers, Asked asked) {
        boolean isPossible = this != EARLY || asked.resolves();
        return isPossible ? (share * wrongAnswers + OF - 1) / OF : 0;
    }

    boolean isCut() {
        return this == CUT_BY_LENGTH || this == CUT_BY_CHUNK || this == CUT_BY_CLOSE;
    }

    /** Whether it is about something that must be there. */
    boolean needsItem() {
        return this == VALUE || this == USER || this == TRANSACTION || this == ID || this == TIME;
    }
}
