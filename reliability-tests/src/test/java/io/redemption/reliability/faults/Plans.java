package io.redemption.reliability.faults;

import java.util.function.Function;

/** What a server does about requests, for the rows of the retry table. */
final class Plans {
    private Plans() {}

    static Function<ApiOperation, RawServer.Plan> answers(String body) {
        return operation -> exchange -> exchange.write(AnswerTexts.of(200, body));
    }

    /** Answers all credentials but the renewed ones with 401 and a Retry-After, which must be ignored. */
    static RawServer.Plan unlessRenewed(String answer) {
        return exchange -> {
            boolean renewed = CellRun.RENEWED.equals(exchange.request().header("Authorization"));
            exchange.write(renewed ? answer : AnswerTexts.of(401, "", "Retry-After: 60"));
        };
    }

    /** Writes bytes and closes. */
    static Function<ApiOperation, RawServer.Plan> says(String bytes) {
        return operation -> exchange -> exchange.write(bytes).close();
    }

    /** Answers a read of the list with an empty list, and all else with a status. */
    static RawServer.Plan besideList(ApiOperation operation, int status) {
        return exchange -> {
            boolean list = exchange.request().method().equals("GET")
                    && exchange.request().target().equals(operation.listPath());
            exchange.write(list ? AnswerTexts.of(200, "{\"count\":0,\"data\":[]}") : AnswerTexts.of(status, ""));
        };
    }

    /** Follows a plan for the first request of a server, and answers the others with a status. */
    static RawServer.Plan first(RawServer.Plan first, int status) {
        return new FirstOther(first, exchange -> exchange.write(AnswerTexts.of(status, "")));
    }
}
