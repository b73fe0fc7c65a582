package wrong;

final class Prints {
    void tell(String message) {
        System.out.println(message);
    }
}
