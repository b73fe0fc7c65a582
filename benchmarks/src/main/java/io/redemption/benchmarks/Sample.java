package io.redemption.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import java.time.Instant;

/** The one redemption that every HTTP contender asks for and reads, so that all do the same work. */
final class Sample {
    static final RedeemableId COUPON = RedeemableId.coupon("cpn-1502288320598b19c0d59fd");
    static final String USER = "123";
    static final String EMAIL = "shopper@shop.example";
    static final String PHONE = "555-0100";
    static final String TRANSACTION = "order-1001";
    static final String VALUE = "50.00";
    static final String MERCHANT = "merchant";
    static final String API_KEY = "key";
    /** The digits of the first redemption's id; all have as many. */
    static final long FIRST_ID = 1_502_473_727_000_000L;

    static final String PATH = "/coupons/" + COUPON.value() + "/redemptions";

    private Sample() {}

    /** The request of ours. Its transaction id is as given, so a constant answer echoes it. */
    static RedemptionRequest request() {
        return RedemptionRequest.builder(COUPON)
                .user(USER)
                .email(EMAIL)
                .phone(PHONE)
                .value(VALUE)
                .transaction(new TransactionChoice.AsGiven(TransactionId.of(TRANSACTION)))
                .build();
    }

    /** The body of the answer at a time, as the API documents it. */
    static String answer(long id, Instant created) {
        return "{\"href\":\"https://api.vauchar.com/redemption\",\"type\":\"redemption\","
                + "\"id\":\"res-" + id + "\",\"coupon_id\":\"" + COUPON.value() + "\",\"user_id\":\"" + USER
                + "\",\"user_email\":\"" + EMAIL + "\",\"user_phone\":\"" + PHONE + "\",\"transaction_id\":\""
                + TRANSACTION + "\",\"value_used\":\"" + VALUE + "\",\"created\":" + created.getEpochSecond() + "}";
    }

    /** The request as a user of Jackson or Gson would write it. */
    record Body(
            @JsonProperty("user_id") String user_id,
            @JsonProperty("user_email") String user_email,
            @JsonProperty("user_phone") String user_phone,
            @JsonProperty("transaction_id") String transaction_id,
            @JsonProperty("value_used") String value_used) {
        static Body create() {
            return new Body(USER, EMAIL, PHONE, TRANSACTION, VALUE);
        }
    }

    /** The answer as a user of Jackson or Gson would read it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(String id, String coupon_id, String user_id, String transaction_id, String value_used, long created) {
        /** Returns this if it is the redemption that was asked for. */
        Answer checked() {
            if (!TRANSACTION.equals(transaction_id) || !USER.equals(user_id)) {
                throw new IllegalStateException("another redemption: " + id);
            }
            return this;
        }
    }
}
