package io.redemption.cli;

import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a kind of issuer in any case, its words joined by hyphens or underscores. */
final class IssuerConverter implements ITypeConverter<Issuer> {
    IssuerConverter() {}

    @Override
    public Issuer convert(String typed) {
        String name = typed.strip().replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(Issuer.values())
                .filter(issuer -> issuer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected " + names()));
    }

    private static String names() {
        return Arrays.stream(Issuer.values())
                .map(issuer -> issuer.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(" or "));
    }
}
