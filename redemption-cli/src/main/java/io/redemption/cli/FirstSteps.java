package io.redemption.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.model.Code;
import io.redemption.model.Redeemable;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines to paste into a shell, to try a server that has just started. They contain no secret key. */
final class FirstSteps {
    private FirstSteps() {}

    /**
     * Returns a line that validates a code of the sample catalogue, which is not secret.
     *
     * @param catalogue what was issued; the first code is used
     */
    static String ofSample(URI base, MerchantPair merchant, List<Redeemable> catalogue) {
        String code = catalogue.stream()
                .map(Redeemable::code)
                .filter(each -> each != null)
                .map(Code::value)
                .findFirst()
                .orElse("");
        String user = merchant.equals(MerchantPair.SANDBOX) ? merchant.id() + ":" + merchant.key() : merchant.id();
        return "redemption: try the code " + code + ": "
                + curl(user, base, "/validate?code=" + encoded(code) + "&user_id=1");
    }

    /** Returns a line that checks the credentials. curl asks for the key. */
    static String ofOthers(URI base, MerchantPair merchant) {
        return "redemption: try: " + curl(merchant.id(), base, "/verifycredentials");
    }

    private static String curl(String user, URI base, String path) {
        return "curl -u " + quoted(user) + " " + quoted(base + path);
    }

    private static String encoded(@Nullable String code) {
        return URLEncoder.encode(String.valueOf(code), UTF_8);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
