package io.redemption.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The shape of generated names, and that they do not repeat. */
class IdSourceTest {
    private static final RedeemableId CARD = RedeemableId.giftCard("gc-1");

    private static final String RANDOM = "[0-9a-hjkmnp-tv-z]";

    @Test
    void ids_madeBySecureSource_haveTheirShape() {
        IdSource ids = IdSource.secure();

        assertThat(ids.attemptId().value()).matches("a" + RANDOM + "{25}");
        assertThat(IdSource.transactionId(ids.attemptId(), CARD).value()).matches("r" + RANDOM + "{25}");
        assertThat(IdSource.transactionId("order-1", ids.attemptId(), CARD).value())
                .matches("order-1\\." + RANDOM + "{16}");
        assertThat(ids.token(0)).isEmpty();
    }

    @Test
    void ids_madeFromOneSeed_repeatInOrderAndOtherSeedsDiffer() {
        IdSource one = IdSource.seeded(42);
        IdSource two = IdSource.seeded(42);

        assertThat(one.attemptId())
                .isEqualTo(two.attemptId())
                .isNotEqualTo(IdSource.seeded(43).attemptId());
        assertThat(one.token(16)).isEqualTo(two.token(16));
    }

    /** The id of an order that was prepared by an earlier release must be found again. */
    @Test
    void transactionId_ofTheSameAttempt_neverChanges() {
        assertThat(IdSource.transactionId(AttemptId.of("order-1"), CARD).value())
                .isEqualTo("rgsgq3bqmgm2hj3pyhtj6hsbac");
        assertThat(IdSource.transactionId("shop", AttemptId.of("order-1"), CARD).value())
                .isEqualTo("shop.gsgq3bqmgm2hj3py");
    }

    @Test
    void ids_aHundredThousand_areAllDifferent() {
        IdSource secure = IdSource.secure();
        IdSource seeded = IdSource.seeded(1);
        Set<String> made = new HashSet<>();

        for (int i = 0; i < 100_000; i++) {
            made.add(secure.attemptId().value());
            made.add(seeded.attemptId().value());
        }

        assertThat(made).hasSize(200_000);
    }
}
