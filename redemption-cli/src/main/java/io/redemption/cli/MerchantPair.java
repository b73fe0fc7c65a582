package io.redemption.cli;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.server.Merchant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The value of {@code --merchant}. Immutable.
 *
 * @param id the merchant id
 * @param key the API key, a secret
 */
record MerchantPair(String id, String key) {
    /** The merchant of a sandbox that other machines cannot reach. */
    static final MerchantPair SANDBOX = new MerchantPair("sandbox", "sandbox");

    Merchant over(InMemoryRedemptionPort issuer) {
        return Merchant.of(id, key, issuer);
    }

    /** {@return the id only} */
    @Override
    public String toString() {
        return id;
    }

    /** Reads {@code id:key}. Its error message does not repeat the value. */
    static final class Converter implements ITypeConverter<MerchantPair> {
        Converter() {}

        @Override
        public MerchantPair convert(String typed) {
            int colon = typed.indexOf(':');
            boolean visible = typed.chars().allMatch(c -> c > ' ' && c <= '~');
            if (colon < 1 || colon > 255 || typed.length() - colon < 2 || typed.length() - colon > 256 || !visible) {
                throw new TypeConversionException(
                        "not an id, a colon and a key of visible ASCII characters, each of 1 " + "to 255");
            }
            return new MerchantPair(typed.substring(0, colon), typed.substring(colon + 1));
        }
    }
}
