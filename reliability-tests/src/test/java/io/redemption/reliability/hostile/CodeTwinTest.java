package io.redemption.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Code;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.RedeemableState;
import io.redemption.reliability.Figures;
import io.redemption.wire.VaucharQuery;
import io.redemption.wire.VaucharRoute;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No two codes are issued that a shopper cannot tell apart, and what a shopper pastes is the code that they see. */
@Timeout(300)
class CodeTwinTest {
    private static final String CODES = "codes: each with ten invisible mutants";
    private static final long SEED = 20261126;
    private static final int MUTANTS = 10;

    private static final List<String> INVISIBLE = List.of(
            "\u200b", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u202a", "\u202c", "\u034f", "\u061c",
            "\u2063", "\u3164", "\u180e", "\u2066");
    private static final List<String> SPACES =
            List.of(" ", "\u00a0", "\u2007", "\u202f", "\t", "\r\n", "\u3000", "\u2028");

    /** What a code may hold that is more than one character to the eye of a machine. */
    private static final List<String> JOINED = List.of(
            "\u2764\ufe0f",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f",
            "1\ufe0f\u20e3",
            "\u0645\u06cc\u200c\u062e\u0631\u0645",
            "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
            "\u0915\u094d\u200d\u0937",
            "CAF\u00c9");

    private final Figures figures = Figures.ofThisRun();
    private final Random random = new Random(SEED);
    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();

    @Test
    void codes_withInvisibleTwins_areIssuedOnce() {
        int count = figures.target(CODES);
        Set<String> characters = new HashSet<>();
        int twins = 0;
        int lost = 0;
        int changed = 0;
        boolean fooled = false;
        for (int i = 0; i < count; i++) {
            String code = code(i);
            assertThat(isIssued("cpn-" + i, code)).as(code).isTrue();
            characters.add(code);
            changed += isKept("cpn-" + i, code) ? 0 : 1;
            for (int m = 0; m < MUTANTS; m++) {
                boolean padded = m % 2 == 0;
                String mutant = padded ? padded(code) : mutated(code);
                fooled |= characters.add(mutant);
                twins += isIssued("twin-" + i + "-" + m, mutant) ? 1 : 0;
                lost += padded && !isFound("cpn-" + i, mutant) ? 1 : 0;
            }
        }

        figures.prove(CODES, count);
        figures.prove("codes: invisible twins issued", twins);
        figures.prove("codes: padded forms not found", lost);
        figures.prove("codes: changed on the way", changed);
        figures.prove("codes: comparison by characters caught", fooled ? 1 : 0);
    }

    private String code(int number) {
        String joined = JOINED.get(number % JOINED.size());
        return number % 3 == 0 ? "SAVE" + number : number % 3 == 1 ? joined + number : number + "-" + joined;
    }

    private String padded(String code) {
        // A space parts the blanks from a letter or emoji that would take them for its own.
        String blanks = any(SPACES) + any(INVISIBLE) + any(SPACES);
        return random.nextBoolean() ? blanks + code : code + blanks;
    }

    /** An invisible character somewhere inside, not between the halves of a character. */
    private String mutated(String code) {
        int at = code.offsetByCodePoints(0, 1 + random.nextInt(code.codePointCount(0, code.length()) - 1));
        return code.substring(0, at) + any(INVISIBLE) + code.substring(at);
    }

    private String any(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private boolean isIssued(String id, String code) {
        try {
            issuer.issue(Coupon.builder(id, Discount.fixed("1")).code(code).build())
                    .toCompletableFuture()
                    .join();
            return true;
        } catch (CompletionException refused) {
            return false;
        }
    }

    private boolean isFound(String id, String typed) {
        Optional<RedeemableState> found =
                issuer.lookup(Code.of(typed)).toCompletableFuture().join();
        return found.isPresent() && found.get().redeemable().id().value().equals(id);
    }

    /** Whether it is the same, character by character, after a journey through a query. */
    private boolean isKept(String id, String code) {
        VaucharRoute route = new VaucharRoute.ValidateAny();
        Code sent = VaucharQuery.decode(route, new VaucharQuery(Code.of(code), null, null).encode(route))
                .code();
        return sent != null && sent.value().equals(code) && isFound(id, code);
    }
}
