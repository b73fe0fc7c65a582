package wrong.micrometer;

import wrong.checkout.CheckoutUsesAdapter;

final class MicrometerUsesCheckout {
    String name(CheckoutUsesAdapter checkout) {
        return checkout.getClass().getName();
    }
}
