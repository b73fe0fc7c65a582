package wrong;

final class DoubleMoney {
    double half(double amount) {
        return amount / 2;
    }
}
