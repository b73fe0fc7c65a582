package io.redemption.vertx;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.ContractBroken;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.vertx.VertxRedemptionOptions.GiftCardTransactionId;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities that the port declares. They begin as the options say, and fall back to those of a gateway when a
 * response shows that there is one: only the issuer itself can promise to recognise an attempt for ever. Thread-safe.
 */
final class IssuerCapabilities {
    private final RedemptionListener listener;
    private final Capabilities configured;
    private final Capabilities ofGateway;
    private final AtomicBoolean gatewaySeen = new AtomicBoolean();

    IssuerCapabilities(VertxRedemptionOptions options) {
        this.listener = options.listener().guarded();
        this.configured = capabilities(options, declared(options, options.issuer()));
        this.ofGateway = capabilities(options, declared(options, Issuer.REDEMPTION_GATEWAY));
    }

    private static Capabilities capabilities(VertxRedemptionOptions options, Set<Capability> declared) {
        return new Capabilities(declared, options.maxScale(), options.rewritesUserIds());
    }

    private static Set<Capability> declared(VertxRedemptionOptions options, Issuer issuer) {
        EnumSet<Capability> declared = EnumSet.noneOf(Capability.class);
        if (issuer != Issuer.VAUCHAR) {
            declared.add(Capability.EXPLAINED_REFUSALS);
        }
        if (issuer == Issuer.REDEMPTION_SERVER) {
            declared.add(Capability.IDEMPOTENT_ATTEMPTS);
            // An id that is not sent is not kept. Declaring it would make a redeemed gift card look absent.
            if (options.giftCardTransactionId() == GiftCardTransactionId.SEND) {
                declared.add(Capability.KEEPS_TRANSACTION_IDS);
            }
        }
        return declared;
    }

    /** Returns the capabilities that are declared now. */
    Capabilities now() {
        return gatewaySeen.get() ? ofGateway : configured;
    }

    /** Checks whether a gateway answered. A response can only remove capabilities. */
    void learn(@Nullable ResponseHead head, RedemptionCall call) {
        boolean gateway = head != null && head.gateway();
        boolean disproves = gateway && configured.has(Capability.IDEMPOTENT_ATTEMPTS);
        if (disproves && gatewaySeen.compareAndSet(false, true)) {
            listener.contractBroken(new ContractBroken(call, ContractViolation.UNDECLARED_GATEWAY));
        }
    }
}
