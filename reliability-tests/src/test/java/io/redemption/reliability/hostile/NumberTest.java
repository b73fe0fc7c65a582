package io.redemption.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.reliability.Figures;
import io.redemption.wire.RedemptionReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Money is exact and cheap: no number costs more than its characters, and none is taken for another. */
@Timeout(300)
class NumberTest {
    private static final String NUMBERS = "hostile numbers: read in 8 places";
    private static final String CENTS = "cents: written and read back";
    private static final long SEED = 20261126;

    /** An exception with its stack trace, a parser with its buffers, and so much again for each character. */
    private static final long BASE_BYTES = 65_536;

    private static final long BYTES_PER_CHARACTER = 64;

    /** Wide: an honest number of a thousand digits takes a hundredth of it. */
    private static final long MOST_CPU_NANOS = 5_000_000;

    private final Figures figures = Figures.ofThisRun();

    @Test
    void readers_hostileNumber_refuseItAtTheCostOfItsCharacters() {
        List<String> numbers = HostileNumbers.make(figures.target(NUMBERS), SEED);
        List<String> taken = new ArrayList<>();
        List<String> dear = new ArrayList<>();
        for (NumberReaders place : NumberReaders.values()) {
            for (String number : numbers) {
                if (isTaken(place::read, number) && !isMeantThere(place, number)) {
                    taken.add(place + " " + number);
                }
                if (!isCheap(place::read, number)) {
                    dear.add(place + " " + number);
                }
            }
        }

        assertThat(taken).as("seed %s", SEED).isEmpty();
        assertThat(dear).as("seed %s", SEED).isEmpty();
        figures.prove(NUMBERS, numbers.size());
        figures.prove("hostile numbers: taken", taken.size());
        figures.prove("hostile numbers: dearer than their characters", dear.size());
    }

    @Test
    void readers_honestNumber_takeIt() {
        for (NumberReaders place : NumberReaders.OF_MONEY) {
            for (String number : List.of(
                    "50",
                    "50.00",
                    "\"50.00\"",
                    "0.0001",
                    "\"999999999999.9999\"",
                    "5e1",
                    "\"50.00000\"",
                    "\"00012e1\"",
                    "-0.0")) {
                assertThat(isTaken(place::read, number))
                        .as("%s %s", place, number)
                        .isTrue();
            }
        }
    }

    @Test
    void reader_thatCountsBeforeItLooks_isCaught() {
        assertThat(isCheap(NumberReaders.CARELESS, "50.00")).isTrue();

        // Eight characters for a third of a million digits; the worst of the list above would fill the whole heap.
        figures.prove(
                "hostile numbers: reader that counts before it looks caught",
                isCheap(NumberReaders.CARELESS, "1e300000") ? 0 : 1);
    }

    @Test
    void cents_writtenAndReadBack_areTheSame() {
        int count = figures.target(CENTS);
        RedemptionReader reader = new RedemptionReader(RedeemableId.coupon("c"), Instant.EPOCH);
        int wrong = 0;
        for (int cents = 0; cents < count; cents++) {
            Amount amount = new Amount(cents * 100L);
            Amount back = Amount.of(amount.toString());
            wrong += back.equals(amount) && back.toBigDecimal().unscaledValue().longValueExact() == cents ? 0 : 1;
            if (cents % 100 == 0) {
                String json = "{\"id\":\"r\",\"value_used\":" + amount + "}";
                Redemption redemption = reader.one(json.getBytes(StandardCharsets.US_ASCII));
                wrong += Objects.equals(redemption.value(), amount) ? 0 : 1;
            }
        }

        figures.prove(CENTS, count);
        figures.prove("cents: changed on the way", wrong);
    }

    private static boolean isTaken(Consumer<String> reader, String number) {
        try {
            reader.accept(number);
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    /** Whole numbers that are no amounts are fine moments and limits, and moments have fractions. */
    private static boolean isMeantThere(NumberReaders place, String number) {
        boolean whole = number.matches("\"?-?0*\\d{1,18}\"?");
        return switch (place) {
            case CREATED -> whole || number.matches("\"?\\d{1,12}\\.\\d+\"?");
            case LIMIT -> whole;
            default -> false;
        };
    }

    /** Judged by the best of three, because the first may load classes, and a collector may call in between. */
    private static boolean isCheap(Consumer<String> reader, String number) {
        long most = BASE_BYTES + BYTES_PER_CHARACTER * number.length();
        for (int i = 0; i < 3; i++) {
            Cost cost = Cost.of(() -> isTaken(reader, number));
            if (cost.bytes() <= most && cost.cpuNanos() <= MOST_CPU_NANOS) {
                return true;
            }
        }
        return false;
    }
}
