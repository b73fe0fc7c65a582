package wrong.rules;

import wrong.checkout.CheckoutUsesAdapter;

public final class RuleUsesCheckout {
    public String name(CheckoutUsesAdapter checkout) {
        return checkout.getClass().getName();
    }
}
