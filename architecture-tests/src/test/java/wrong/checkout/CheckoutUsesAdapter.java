package wrong.checkout;

import wrong.inmemory.MemoryUsesJackson;
import wrong.rules.RuleUsesCheckout;

public final class CheckoutUsesAdapter {
    public String name(MemoryUsesJackson memory, RuleUsesCheckout rule) {
        return memory.getClass().getName() + rule.getClass();
    }
}
