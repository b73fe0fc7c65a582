package io.redemption.cli;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Amount;
import io.redemption.model.CurrencyCode;
import io.redemption.vertx.VertxRedemptionOptionsBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The arguments about decimals of amounts. */
final class MoneyArguments {
    private static final String RANGE = "0 to " + Amount.MAX_DECIMALS;

    @Option(
            names = "--decimals",
            paramLabel = "0-" + Amount.MAX_DECIMALS,
            converter = DecimalsConverter.class,
            description = "Keep at most this many decimals of an amount; for a gateway, as many as upstream keeps. "
                    + "Redemptions and catalogues with more are refused. An amount in a currency with fewer "
                    + "decimals in ISO 4217 may have only these.")
    private int decimals = InMemoryRedemptionPort.DEFAULT_MAX_SCALE;

    @Option(
            names = "--currency-decimals",
            paramLabel = "CODE=N",
            converter = CurrencyDecimals.Converter.class,
            description =
                    "Keep this many decimals of amounts in this currency, instead of those of ISO 4217, for example in "
                            + "a private currency such as points. No more than --decimals. May be repeated. Not with "
                            + "--upstream.",
            showDefaultValue = Visibility.NEVER)
    private List<CurrencyDecimals> currencies = new ArrayList<>();

    MoneyArguments() {}

    /**
     * Makes an issuer in memory that keeps these decimals.
     *
     * @throws CommandFailure if a currency has more decimals than the issuer, or is given twice
     */
    InMemoryRedemptionPort issuer() {
        InMemoryRedemptionPort.Builder issuer = InMemoryRedemptionPort.builder().maxScale(decimals);
        if (currencies.stream().map(CurrencyDecimals::currency).distinct().count() < currencies.size()) {
            throw new CommandFailure("--currency-decimals: the same currency twice (expected: distinct currencies)");
        }
        for (CurrencyDecimals each : currencies) {
            if (each.decimals() > decimals) {
                throw new CommandFailure(
                        "--currency-decimals: " + each + " (expected: 0 to " + decimals + ", as --decimals says)");
            }
            issuer.currencyDecimals(each.currency().value(), each.decimals());
        }
        return issuer.build();
    }

    /**
     * Sets the decimals that the upstream issuer keeps.
     *
     * @throws CommandFailure if a currency was given, because upstream decides its decimals
     */
    void applyTo(VertxRedemptionOptionsBuilder http) {
        if (!currencies.isEmpty()) {
            throw new CommandFailure("--currency-decimals: " + currencies.get(0)
                    + " (expected: not with --upstream, which has its own currencies)");
        }
        http.maxScale(decimals);
    }

    private static int decimals(String typed) {
        if (typed.length() == 1 && typed.charAt(0) >= '0' && typed.charAt(0) <= '0' + Amount.MAX_DECIMALS) {
            return typed.charAt(0) - '0';
        }
        throw new TypeConversionException("'" + typed + "' (expected: " + RANGE + ")");
    }

    /** Reads a number of decimals. */
    static final class DecimalsConverter implements ITypeConverter<Integer> {
        DecimalsConverter() {}

        @Override
        public Integer convert(String typed) {
            return decimals(typed.strip());
        }
    }

    /**
     * The number of decimals of a currency. Immutable.
     *
     * @param currency the currency
     * @param decimals from 0 to {@value Amount#MAX_DECIMALS}
     */
    record CurrencyDecimals(CurrencyCode currency, int decimals) {
        @Override
        public String toString() {
            return currency + "=" + decimals;
        }

        /** Reads {@code CODE=N}. */
        static final class Converter implements ITypeConverter<CurrencyDecimals> {
            Converter() {}

            @Override
            public CurrencyDecimals convert(String typed) {
                String text = typed.strip().toUpperCase(Locale.ROOT);
                if (!text.matches("[A-Z]{3}=[0-" + Amount.MAX_DECIMALS + "]")) {
                    throw new TypeConversionException(
                            "'" + typed + "' (expected: three letters, = and " + RANGE + ", such as PTS=0)");
                }
                return new CurrencyDecimals(CurrencyCode.of(text.substring(0, 3)), text.charAt(4) - '0');
            }
        }
    }
}
